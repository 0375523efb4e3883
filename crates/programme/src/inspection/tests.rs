//! The checklist's limits, case by case, and the laws of records.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::scoring::InspectionResult;

fn checklist() -> Checklist {
    Checklist::built_in(Checklist::DEFAULT).expect("the built-in checklist")
}

fn content(verdict: Verdict) -> Content {
    Content { verdict: Some(verdict), note: String::new(), area_centi_m2: None, visits: Vec::new() }
}

fn record(id: &str, item: u8, bases: &[&str], verdict: Verdict) -> Record {
    let bases = bases.iter().map(|base| (*base).to_owned()).collect();
    Record { id: id.to_owned(), item, bases, content: content(verdict) }
}

#[test]
fn the_checklist_is_that_of_the_programme() {
    let checklist = checklist();
    let numbers: Vec<u8> = checklist.items.iter().map(|item| item.number).collect();
    assert_eq!(numbers, (1..=16).collect::<Vec<u8>>());
    let some = |wanted: fn(&Item) -> bool| {
        checklist.items.iter().filter(|item| wanted(item)).map(|item| item.number).collect::<Vec<_>>()
    };
    assert_eq!(some(|item| item.veto), [1, 2, 6, 9, 11]);
    assert_eq!(some(|item| item.photo), [1, 2, 3, 4, 5, 6, 7]);
    assert!(matches!(Checklist::built_in("other"), Err(ChecklistError::Unknown(_))));
}

/// Of ten: eight and more, seven, the six that nobody named, five and fewer. Of more than ten by share.
#[rstest]
#[case(10, 10, Some(Verdict::Conform))]
#[case(10, 8, Some(Verdict::Conform))]
#[case(10, 7, Some(Verdict::Fix))]
#[case(10, 6, Some(Verdict::Fix))]
#[case(10, 5, Some(Verdict::Fail))]
#[case(10, 0, Some(Verdict::Fail))]
#[case(9, 9, None)]
#[case(0, 0, None)]
#[case(10, 11, None)]
#[case(12, 10, Some(Verdict::Conform))]
#[case(12, 9, Some(Verdict::Fix))]
#[case(12, 7, Some(Verdict::Fix))]
#[case(12, 6, Some(Verdict::Fail))]
fn the_walk(#[case] walked: u32, #[case] found: u32, #[case] expected: Option<Verdict>) {
    assert_eq!(checklist().walk(Walk { walked, found }), expected);
}

/// Ten percent, both ends included, without rounding.
#[rstest]
#[case(10_000, 11_000, true)]
#[case(10_000, 11_001, false)]
#[case(10_000, 9_000, true)]
#[case(10_000, 8_999, false)]
#[case(5, 5, true)]
#[case(5, 6, false)]
#[case(0, 0, true)]
#[case(0, 1, false)]
#[case(u32::MAX, u32::MAX, true)]
fn the_area(#[case] declared: u32, #[case] measured: u32, #[case] expected: bool) {
    assert_eq!(checklist().area_is_right(declared, measured), expected);
}

#[test]
fn distances_are_those_of_the_globe() {
    let at = |latitude, longitude| Position::new(latitude, longitude).expect("a point");
    let city_hall = at(37_566_300, 126_977_900);
    assert_eq!(city_hall.metres_to(city_hall), 0);
    // A thousandth of a degree of latitude is 111.19 m on a globe of 6,371 km.
    assert_eq!(city_hall.metres_to(at(37_567_300, 126_977_900)), 111);
    assert_eq!(at(0, 0).metres_to(at(0, 180_000_000)), 20_015_087);
    // Seoul and Busan, by the great circle.
    let far = city_hall.metres_to(at(35_179_800, 129_075_000));
    assert!((324_000..327_000).contains(&far), "{far}");
    assert_eq!(Position::new(i32::MIN, i32::MIN), None);
    assert!(Position::new(90_000_001, 0).is_none() && Position::new(0, -180_000_001).is_none());
}

/// The names of those that differ.
fn names(standing: Standing<'_>) -> Vec<String> {
    match standing {
        Standing::Conflict(heads) => heads.iter().map(|head| head.id.clone()).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn two_answers_on_the_same_base_are_a_conflict_until_somebody_answers_both() {
    let mut records = vec![
        record("a", 1, &[], Verdict::Conform),
        record("b", 1, &["a"], Verdict::Conform),
        record("c", 1, &["a"], Verdict::Fix),
        record("z", 2, &[], Verdict::Fail),
    ];
    assert_eq!(names(standing(&records, 1)), ["b", "c"]);
    records.push(record("d", 1, &["b", "c"], Verdict::Fix));
    assert!(matches!(standing(&records, 1), Standing::One(one, _) if one.id == "d"));
    // Somebody who had seen only one of them is no answer to the other.
    records.push(record("e", 1, &["c"], Verdict::Fail));
    assert_eq!(names(standing(&records, 1)), ["d", "e"]);
    assert_eq!(standing(&records, 3), Standing::Empty);
}

#[test]
fn two_who_say_the_same_agree() {
    let records = [record("a", 1, &[], Verdict::Conform), record("b", 1, &[], Verdict::Conform)];
    let Standing::One(one, bases) = standing(&records, 1) else { panic!("they agree") };
    assert_eq!((one.id.as_str(), bases.len()), ("a", 2), "whoever writes next replaces both");
}

/// Records as devices make them: each rests on some of those before it.
fn history() -> impl Strategy<Value = Vec<Record>> {
    let one = (1u8..3, 0usize..4, proptest::collection::vec(any::<proptest::sample::Index>(), 0..3));
    proptest::collection::vec(one, 0..12).prop_map(|made| {
        let mut records: Vec<Record> = Vec::new();
        for (place, (item, verdict, seen)) in made.into_iter().enumerate() {
            let before: Vec<String> =
                records.iter().filter(|one| one.item == item).map(|one| one.id.clone()).collect();
            let bases: BTreeSet<String> = seen
                .into_iter()
                .filter(|_| !before.is_empty())
                .map(|index| before[index.index(before.len())].clone())
                .collect();
            let content = content(Verdict::ALL[verdict]);
            records.push(Record { id: format!("r{place:02}"), item, bases, content });
        }
        records
    })
}

proptest! {
    /// In whatever order records arrive, the same stands.
    #[test]
    fn order_does_not_matter(records in history().prop_flat_map(|made| (Just(made.clone()), Just(made).prop_shuffle()))) {
        let (made, arrived) = records;
        for item in 1..3 {
            prop_assert_eq!(format!("{:?}", standing(&made, item)), format!("{:?}", standing(&arrived, item)));
        }
    }

    /// Sending twice changes nothing.
    #[test]
    fn twice_is_once(made in history()) {
        let twice: Vec<Record> = made.iter().chain(&made).cloned().collect();
        for item in 1..3 {
            prop_assert_eq!(format!("{:?}", standing(&made, item)), format!("{:?}", standing(&twice, item)));
        }
    }

    /// Nothing is lost: where something was written something stands, and what does not was replaced by somebody who
    /// had seen it.
    #[test]
    fn what_does_not_stand_was_replaced(made in history()) {
        for item in 1..3 {
            let heads: Vec<String> = match standing(&made, item) {
                Standing::Empty => Vec::new(),
                Standing::One(_, all) => all.into_iter().collect(),
                Standing::Conflict(all) => all.iter().map(|one| one.id.clone()).collect(),
            };
            let own: Vec<&Record> = made.iter().filter(|one| one.item == item).collect();
            prop_assert_eq!(heads.is_empty(), own.is_empty());
            for one in &own {
                let replaced = own.iter().any(|other| other.bases.contains(&one.id));
                prop_assert_eq!(heads.contains(&one.id), !replaced);
            }
        }
    }

    /// A photo is taken or not, whatever the bytes are.
    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = check_jpeg(&bytes);
        let _ = check_jpeg(&[&[0xff, 0xd8][..], &bytes].concat());
    }
}

/// An inspection with everything in it.
fn whole() -> Vec<Record> {
    let one = |number: u8| {
        let mut one = record(&format!("r{number:02}"), number, &[], Verdict::Conform);
        one.content.area_centi_m2 = (number == 2).then_some(10_000);
        if number == 11 {
            one.content.visits = vec![Visit::Conform; 10];
        }
        one
    };
    (1..=16).map(one).collect()
}

fn missing_of(records: &[Record], change: impl Fn(&mut Given<'_>)) -> Vec<Missing> {
    let checklist = checklist();
    let confirmed = [Signer::First, Signer::Second, Signer::Host]
        .map(|signer| Confirmed { signer, report: "now".to_owned() });
    let mut given = Given {
        checklist: &checklist,
        records,
        photographed: (1..=7).collect(),
        metres: Some(200),
        declared_area: Some(10_000),
        confirmed: &confirmed,
        report: "now",
    };
    change(&mut given);
    missing(&given)
}

#[test]
fn what_is_missing_is_named() {
    assert_eq!(missing_of(&whole(), |_| {}), []);
    assert_eq!(missing_of(&[], |_| {}).len(), 16, "every item");
    let far = missing_of(&whole(), |given| given.metres = Some(201));
    assert_eq!(far, [Missing::Explanation { item: 1, doubt: Doubt::Far { metres: 201 } }]);
    assert_eq!(missing_of(&whole(), |given| given.metres = None), [], "nobody knows where it is");
    let photos = missing_of(&whole(), |given| {
        given.photographed.remove(&3);
    });
    assert_eq!(photos, [Missing::Photo { item: 3 }]);
    let later = missing_of(&whole(), |given| given.report = "later");
    let of = |signer| Missing::Confirmation { signer };
    assert_eq!(later, [of(Signer::First), of(Signer::Second), of(Signer::Host)]);
    let mut records = whole();
    records[1].content.area_centi_m2 = Some(8_000);
    records[10].content.visits[..3].fill(Visit::Different);
    records[4].content.verdict = Some(Verdict::NotApplicable);
    let doubts = [
        Missing::Explanation { item: 2, doubt: Doubt::Area { declared: 10_000, measured: 8_000 } },
        Missing::Reason { item: 5 },
        Missing::Explanation { item: 11, doubt: Doubt::Walk { walked: 10, found: 7 } },
    ];
    assert_eq!(missing_of(&records, |_| {}), doubts);
    for place in [1, 4, 10] {
        records[place].content.note = "까닭".to_owned();
    }
    assert_eq!(missing_of(&records, |_| {}), [], "a person may say why");
    records[1].content.area_centi_m2 = None;
    records[10].content.visits.truncate(9);
    let measures = [Missing::Area { item: 2 }, Missing::Visits { item: 11, walked: 9, least: 10 }];
    assert_eq!(missing_of(&records, |_| {}), measures);
    records[7].content.verdict = None;
    assert!(
        missing_of(&records, |_| {}).contains(&Missing::Record { item: 8 }),
        "a note alone decides nothing"
    );
    records.push(record("other", 4, &[], Verdict::Fail));
    assert!(missing_of(&records, |_| {}).contains(&Missing::Decision { item: 4 }));
}

#[rstest]
#[case("2024-05-20", false)]
#[case("2024-05-21", true)]
#[case("2025-05-21", true)]
#[case("2025-05-22", false)]
fn a_visit_is_planned_for_a_day_within_a_year(#[case] day: &str, #[case] may: bool) {
    let on = |text: &str| text.parse::<chrono::NaiveDate>().expect("a day");
    assert_eq!(may_be_planned(on(day), on("2024-05-21")), may);
}

/// what can end an application, and what is photographed or measured, cannot be said not to apply, whatever is
/// written beside it.
#[test]
fn nobody_takes_a_veto_away_by_saying_that_it_does_not_apply() {
    for item in checklist().items {
        let mut records = whole();
        let content = &mut records[usize::from(item.number) - 1].content;
        content.verdict = Some(Verdict::NotApplicable);
        content.note = "까닭".to_owned();
        let may = [5, 8, 10, 12, 13, 14, 15, 16].contains(&item.number);
        let expected = if may { vec![] } else { vec![Missing::Record { item: item.number }] };
        assert_eq!(missing_of(&records, |_| {}), expected, "{}", item.number);
        assert_eq!(item.verdicts().count(), if may { 4 } else { 3 });
    }
}

#[test]
fn a_veto_ends_it_and_anything_else_is_put_right() {
    let checklist = checklist();
    let with = |item: usize, verdict| {
        let mut records = whole();
        records[item - 1].content.verdict = Some(verdict);
        result(&checklist, &records)
    };
    assert_eq!(result(&checklist, &whole()), InspectionResult::Conform);
    assert_eq!(with(9, Verdict::Fail), InspectionResult::NonConform);
    assert_eq!(with(9, Verdict::Fix), InspectionResult::ConformAfterFix);
    assert_eq!(with(8, Verdict::Fail), InspectionResult::ConformAfterFix);
    assert_eq!(with(5, Verdict::NotApplicable), InspectionResult::Conform);
}

#[test]
fn the_report_is_the_same_in_any_order() {
    let one = report_hash(["b", "a"], [("p", "00")]);
    assert_eq!(one, report_hash(["a", "b", "a"], [("p", "00")]));
    assert_ne!(one, report_hash(["a", "b"], [("p", "01")]));
    // printf 'photo p 00\nrecord a\nrecord b\n' | sha256sum
    assert_eq!(one, "8e33f28467765ded45a56ed1e3f21a71291bbbf684a6d701054a8f9a3471c024");
}

/// The least that is a JPEG here: a header, a table, a frame, a scan and its end.
fn photo(extra: &[u8]) -> Vec<u8> {
    let mut out = vec![0xff, 0xd8];
    out.extend([0xff, 0xe0, 0, 16]);
    out.extend(b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
    out.extend(extra);
    out.extend([0xff, 0xdb, 0, 3, 0, 0xff, 0xc0, 0, 3, 8]);
    out.extend([0xff, 0xda, 0, 3, 1, 7, 0xff, 0, 8, 0xff, 0xd0, 9]);
    out.extend([0xff, 0xd9]);
    out
}

#[test]
fn a_photo_holds_its_picture_and_nothing_else() {
    assert_eq!(check_jpeg(&photo(&[])), Ok(()));
    let segment = |marker: u8, body: &[u8]| {
        let length = u16::try_from(body.len() + 2).expect("short").to_be_bytes();
        [&[0xff, marker][..], &length, body].concat()
    };
    assert_eq!(check_jpeg(&photo(&segment(0xe2, b"ICC_PROFILE\0\x01\x01profile"))), Ok(()));
    for (marker, body) in [
        (0xe1, &b"Exif\0\0II*\0"[..]),
        (0xe1, b"http://ns.adobe.com/xap/1.0/\0<x/>"),
        (0xed, b"Photoshop 3.0\0"),
        (0xe2, b"MPF\0"),
        (0xfe, b"a comment"),
        (0xe0, b"JFXX\0\x10"),
    ] {
        assert_eq!(check_jpeg(&photo(&segment(marker, body))), Err(PhotoRefused::HoldsMore), "{marker:x}");
    }
    let mut followed = photo(&[]);
    followed.extend(b"more");
    assert_eq!(check_jpeg(&followed), Err(PhotoRefused::HoldsMore));
    let whole = photo(&[]);
    for cut in 0..whole.len() {
        assert_eq!(check_jpeg(&whole[..cut]), Err(PhotoRefused::NoJpeg), "{cut} bytes of it");
    }
    assert_eq!(check_jpeg(b"\x89PNG\r\n\x1a\n"), Err(PhotoRefused::NoJpeg));
    assert_eq!(check_jpeg(&[0xff, 0xd8, 0xff, 0xd9]), Err(PhotoRefused::NoJpeg), "no picture");
}
