use chrono::{NaiveDate, TimeDelta, Weekday};
use proptest::prelude::*;

use super::*;

fn at(text: &str) -> DateTime<Utc> {
    format!("{text}+09:00").parse().unwrap()
}

fn april(day: u32, weekday: Weekday) -> StatedDate {
    StatedDate { date: NaiveDate::from_ymd_opt(2024, 4, day).unwrap(), weekday: Some(weekday) }
}

fn six() -> Lift {
    Lift::At(NaiveTime::from_hms_opt(6, 0, 0).unwrap())
}

/// "(지면) 4.15.(월) 석간".
fn print() -> Embargo {
    let lift = Lift::Edition(PrintEdition::Evening);
    Embargo { channel: Channel::Print, day: april(15, Weekday::Mon), lift }
}

/// "(인터넷) 4.14.(월) 06:00": the 14th was a Sunday.
fn internet() -> Embargo {
    Embargo { channel: Channel::Internet, day: april(14, Weekday::Mon), lift: six() }
}

#[test]
fn e01_e02_unseen_a_millisecond_before_and_seen_at_the_time_exactly() {
    let lines = [print(), internet().confirmed(Meant::Later)];
    assert!(!release_is_public(&lines, at("2024-04-15T05:59:59.999")));
    assert!(release_is_public(&lines, at("2024-04-15T06:00:00.000")));
}

#[test]
fn e01_what_is_not_scheduled_is_never_public() {
    let later = at("2034-01-01T00:00:00");
    assert!(!release_is_public(&[], later));
    assert!(!release_is_public(&[print()], later));
    assert!(!release_is_public(&[print(), internet()], later));
}

#[test]
fn e03_print_has_an_edition_and_a_date_but_no_time_of_the_clock() {
    assert!(print().is_consistent());
    assert_eq!(print().lift_at(), None);
    assert_eq!(print().day.date, NaiveDate::from_ymd_opt(2024, 4, 15).unwrap());
    assert_eq!(schedule(&[print()]), Err(NotScheduled::NoInternetTime));
}

#[test]
fn e03_the_internet_page_uses_the_internet_time() {
    let broadcast = Embargo { channel: Channel::Broadcast, day: april(13, Weekday::Sat), lift: six() };
    let internet = Embargo { day: april(15, Weekday::Mon), ..internet() };
    assert_eq!(schedule(&[broadcast, internet, print()]), Ok(at("2024-04-15T06:00:00")));
}

#[test]
fn e03_of_two_internet_times_the_later_one_counts() {
    let lines = [15, 16].map(|day| Embargo {
        day: StatedDate::plain(NaiveDate::from_ymd_opt(2024, 4, day).unwrap()),
        ..internet()
    });
    assert_eq!(schedule(&lines), Ok(at("2024-04-16T06:00:00")));
}

#[test]
fn e04_a_date_and_a_weekday_that_disagree_cannot_be_scheduled() {
    let mismatch = internet().day.mismatch().unwrap();
    assert_eq!(internet().lift_at(), None);
    assert_eq!(
        schedule(&[print(), internet()]),
        Err(NotScheduled::Inconsistent(vec![(Channel::Internet, mismatch)]))
    );
    let finding = internet().finding();
    assert_eq!((finding.outcome, finding.next), (Outcome::Fail, NextStep::ConfirmDate));
    assert_eq!(finding.cause, EmbargoCause::Inconsistent { channel: Channel::Internet, mismatch }.into());
    assert_eq!(print().finding().outcome, Outcome::Pass);
}

#[test]
fn e04_one_disagreeing_line_blocks_the_whole_release() {
    let print = Embargo { day: april(15, Weekday::Tue), ..print() };
    let internet = internet().confirmed(Meant::Weekday);
    assert!(matches!(schedule(&[print, internet]), Err(NotScheduled::Inconsistent(_))));
}

#[test]
fn e04_a_person_chooses_and_the_safe_default_is_the_later_date() {
    for (meant, date) in [(Meant::Date, 14), (Meant::Weekday, 15), (Meant::Later, 15)] {
        let lift_at = internet().confirmed(meant).lift_at().unwrap();
        assert_eq!(lift_at, at(&format!("2024-04-{date}T06:00:00")), "{meant:?}");
    }
    let right = Embargo { day: april(15, Weekday::Mon), ..internet() };
    assert_eq!(right.confirmed(Meant::Later), right);
}

#[test]
fn e05_a_call_may_not_open_before_its_notice_is_public() {
    let window = Window::new(at("2024-04-15T00:00:00"), at("2024-05-10T18:00:00")).unwrap();
    let opens_at = window.opens_at();
    assert_eq!(call_may_open(&window, Some(opens_at)), Ok(()));
    for public_at in [None, Some(opens_at + TimeDelta::milliseconds(1))] {
        assert_eq!(call_may_open(&window, public_at), Err(OpensBeforeNotice { opens_at, public_at }));
    }
}

proptest! {
    #[test]
    fn once_public_always_public(now in 0_i64..4_000_000_000, later in 0_i64..4_000_000_000) {
        let lines = [internet().confirmed(Meant::Later)];
        let instant = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
        prop_assert!(!release_is_public(&lines, instant(now)) || release_is_public(&lines, instant(now.max(later))));
    }

    #[test]
    fn the_safe_default_is_never_earlier_than_a_persons_choice(day in 1_u32..30, weekday in 0_u8..7) {
        let line = Embargo { day: april(day, Weekday::try_from(weekday).unwrap()), ..internet() };
        let later = line.confirmed(Meant::Later).lift_at().unwrap();
        for meant in [Meant::Date, Meant::Weekday] {
            prop_assert!(line.confirmed(meant).lift_at().unwrap() <= later);
        }
    }
}
