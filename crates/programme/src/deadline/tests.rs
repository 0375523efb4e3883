use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use proptest::prelude::*;

use super::*;
use crate::{Basis, RuleId};

fn at(text: &str) -> DateTime<Utc> {
    format!("{text}+09:00").parse().unwrap()
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, month, day).unwrap()
}

fn six() -> NaiveTime {
    NaiveTime::from_hms_opt(18, 0, 0).unwrap()
}

/// "4월 15일(월)부터 5월 10일(금) 18:00 전까지".
fn window() -> Window {
    Window::of_notice((day(4, 15), None), (day(5, 10), six())).unwrap()
}

#[test]
fn r30_17_59_59_999_is_accepted_and_18_00_00_000_is_refused() {
    assert_eq!(admit(at("2024-05-10T17:59:59.999"), &window()), Ok(()));
    let refused = admit(at("2024-05-10T18:00:00.000"), &window()).unwrap_err();
    assert_eq!(refused, Refused::Closed { closed_at: at("2024-05-10T18:00:00") });
    assert_eq!((refused.rule(), refused.basis()), (RuleId::R30, Basis::NoticeWindow));
}

#[test]
fn r30_the_countdown_ends_at_the_closing_instant() {
    assert_eq!(window().remaining(at("2024-05-10T17:59:59.999")), Some(TimeDelta::milliseconds(1)));
    assert_eq!(window().remaining(at("2024-05-10T18:00:00")), None);
    assert_eq!(window().remaining(at("2024-04-14T23:59:59")), None);
}

#[test]
fn r31_the_server_clock_counts_once_everything_has_arrived() {
    let complete = at("2024-05-10T17:59:59.999");
    let arrival = Arrival { complete_at: Some(complete), ..Arrival::default() };
    assert_eq!(received_at(Channel::SelfHosted, &arrival), Ok(complete));
    assert_eq!(received_at(Channel::SelfHosted, &Arrival::default()), Err(NotReceived::Incomplete));
}

#[test]
fn r32_with_e_naradoum_the_printed_time_counts_and_our_import_does_not() {
    let arrival = Arrival {
        complete_at: Some(at("2024-05-10T18:30:00")),
        external_receipt_at: Some(at("2024-05-10T17:59:00")),
        imported_at: Some(at("2024-05-13T09:00:00")),
    };
    for channel in [Channel::ENaradoum, Channel::Sbiz24] {
        let received = received_at(channel, &arrival).unwrap();
        assert_eq!(received, at("2024-05-10T17:59:00"));
        assert_eq!(admit(received, &window()), Ok(()));
        let unprinted = Arrival { external_receipt_at: None, ..arrival };
        assert_eq!(received_at(channel, &unprinted), Err(NotReceived::NoExternalReceipt));
    }
}

const FIELDS: [Change<'_>; 5] =
    [Change::Plan, Change::Budget, Change::Staff, Change::Cluster, Change::OtherField];

#[test]
fn r33_before_the_close_everything_may_change() {
    let now = at("2024-05-10T17:59:59.999");
    for change in FIELDS.into_iter().chain([Change::Document("정관"), Change::Withdrawal]) {
        assert_eq!(may_change(change, &window(), None, now), Ok(()));
    }
}

#[test]
fn r33_after_the_close_only_withdrawal_and_requested_documents() {
    let now = at("2024-05-10T18:00:00");
    let closed = Err(ChangeRefused::Closed { closed_at: now });
    let due_before = at("2024-05-24T00:00:00");
    let request = SupplementRequest { documents: vec!["정관".into()], due_before };
    for request in [None, Some(&request)] {
        for change in FIELDS {
            assert_eq!(may_change(change, &window(), request, now), closed, "{change:?}");
        }
        assert_eq!(may_change(Change::Withdrawal, &window(), request, now), Ok(()));
    }
    let document = |kind, request, now| may_change(Change::Document(kind), &window(), request, now);
    assert_eq!(document("정관", None, now), closed);
    assert_eq!(document("정관", Some(&request), now), Ok(()));
    assert_eq!(document("사업계획서", Some(&request), now), Err(ChangeRefused::NotRequested));
    let over = Err(ChangeRefused::SupplementOver { due_before });
    assert_eq!(document("정관", Some(&request), due_before), over);
    assert_eq!(document("정관", Some(&request), due_before - TimeDelta::milliseconds(1)), Ok(()));
}

#[test]
fn r33_a_draft_is_readable_for_thirty_days_and_then_destroyed() {
    let until = at("2024-06-10T00:00:00");
    for (now, access) in [
        ("2024-05-10T17:59:59.999", DraftAccess::Editable),
        ("2024-05-10T18:00:00", DraftAccess::Readable { until }),
        ("2024-06-09T23:59:59.999", DraftAccess::Readable { until }),
        ("2024-06-10T00:00:00", DraftAccess::Destroyed),
    ] {
        assert_eq!(draft_access(&window(), at(now)), access, "{now}");
    }
}

#[test]
fn r34_an_extension_must_be_published_before_the_original_close() {
    let later = at("2024-05-13T18:00:00");
    let closed_at = at("2024-05-10T18:00:00");
    let extended = window().extended(later, at("2024-05-10T17:59:59.999")).unwrap();
    assert_eq!((extended.opens_at(), extended.closes_at()), (window().opens_at(), later));
    assert_eq!(window().extended(later, closed_at), Err(ExtensionRefused::PublishedTooLate { closed_at }));
    let not_later = Err(ExtensionRefused::NotLater { closes_at: closed_at });
    assert_eq!(window().extended(closed_at, at("2024-05-01T00:00:00")), not_later);
}

fn outage(from: &str, until: &str) -> Outage {
    Outage { from: at(&format!("2024-05-10T{from}")), until: at(&format!("2024-05-10T{until}")) }
}

#[test]
fn r34_an_outage_of_half_an_hour_in_the_last_two_hours_asks_the_agency() {
    let asks = |outages: &[Outage]| outage_asks_for_a_decision(outages, window().closes_at());
    assert!(asks(&[outage("16:00:00", "16:30:00")]));
    assert!(!asks(&[outage("16:00:00", "16:29:59.999")]));
    assert!(!asks(&[outage("15:00:00", "16:29:59.999")]), "what lies before the last two hours");
    assert!(asks(&[outage("17:30:00", "19:00:00")]));
    assert!(asks(&[outage("17:00:00", "17:15:00"), outage("16:15:00", "16:30:00")]), "taken together");
    assert!(!asks(&[outage("17:00:00", "17:20:00"), outage("17:05:00", "17:25:00")]), "overlapping reports");
    assert!(!asks(&[outage("17:40:00", "17:10:00")]), "a report that ends before it begins");
    assert!(!asks(&[]));
}

#[test]
fn r35_the_window_opens_at_midnight_unless_the_notice_names_a_time() {
    let opens_at = at("2024-04-15T00:00:00");
    assert_eq!(admit(at("2024-04-14T23:59:59"), &window()), Err(Refused::TooEarly { opens_at }));
    assert_eq!(admit(opens_at, &window()), Ok(()));
    let nine = NaiveTime::from_hms_opt(9, 0, 0);
    let named = Window::of_notice((day(4, 15), nine), (day(5, 10), six())).unwrap();
    assert!(admit(at("2024-04-15T08:59:59.999"), &named).is_err());
    assert_eq!(admit(at("2024-04-15T09:00:00"), &named), Ok(()));
}

#[test]
fn r36_an_instant_on_a_holiday_stays_where_it_is() {
    // 2024-05-06 was a substitute holiday, 2024-05-11 a Saturday.
    for date in [day(5, 6), day(5, 11)] {
        let window = Window::of_notice((day(4, 15), None), (date, six())).unwrap();
        assert_eq!(window.closes_at(), crate::seoul::at(date, six()));
    }
}

#[test]
fn a_window_that_is_never_open_is_refused_when_stored_too() {
    let now = at("2024-05-10T18:00:00");
    assert_eq!(Window::new(now, now), Err(EmptyWindow { opens_at: now, closes_at: now }));
    let text = serde_json::to_string(&window()).unwrap();
    assert_eq!(serde_json::from_str::<Window>(&text).unwrap(), window());
    let swapped = text.replace("opens_at", "x").replace("closes_at", "opens_at").replace('x', "closes_at");
    assert!(serde_json::from_str::<Window>(&swapped).is_err());
}

fn instant() -> impl Strategy<Value = DateTime<Utc>> {
    (1_713_000_000_000_i64..1_716_000_000_000).prop_map(|ms| DateTime::from_timestamp_millis(ms).unwrap())
}

proptest! {
    #[test]
    fn exactly_the_instants_of_the_half_open_window_are_admitted(received in instant()) {
        let inside = window().opens_at() <= received && received < window().closes_at();
        prop_assert_eq!(admit(received, &window()).is_ok(), inside);
        prop_assert_eq!(window().remaining(received).is_some(), inside);
    }

    #[test]
    fn an_extension_never_refuses_what_was_valid(received in instant(), closes in instant(), published in instant()) {
        if let Ok(extended) = window().extended(closes, published) {
            prop_assert!(admit(received, &window()).is_err() || admit(received, &extended).is_ok());
        }
    }

    #[test]
    fn outages_are_the_same_in_any_order(mut outages in prop::collection::vec((instant(), 0_i64..90), 0..6)) {
        let closes_at = window().closes_at();
        let near = |(from, minutes): &(DateTime<Utc>, i64)| {
            let from = closes_at - TimeDelta::minutes(from.timestamp_millis() % 150);
            Outage { from, until: from + TimeDelta::minutes(*minutes) }
        };
        let asks = outage_asks_for_a_decision(&outages.iter().map(near).collect::<Vec<_>>(), closes_at);
        outages.reverse();
        prop_assert_eq!(asks, outage_asks_for_a_decision(&outages.iter().map(near).collect::<Vec<_>>(), closes_at));
    }
}
