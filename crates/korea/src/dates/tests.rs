//! Date texts of official documents, row for row.

use chrono::{Duration, NaiveDateTime};
use proptest::prelude::*;
use rstest::rstest;

use super::super::{date, datetime, month};
use super::*;

fn read(text: &str) -> DateText {
    parse(text, 2024).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn clock(text: &str) -> NaiveTime {
    text.parse().unwrap()
}

#[test]
fn row_date_in_full() {
    let found = read("2024. 5. 10.(금) 18:00");
    assert_eq!((found.date(), found.time), (Some(day("2024-05-10")), Some(clock("18:00:00"))));
    assert!(found.consistent && found.year_in_text);
}

#[test]
fn row_date_month_and_day_with_weekday() {
    let found = read("4.15.(월)");
    assert_eq!(found.date(), Some(day("2024-04-15")));
    assert_eq!((found.weekday_in_text, found.weekday_computed), (Some(Weekday::Mon), Some(Weekday::Mon)));
    assert!(found.consistent && !found.year_in_text);
}

#[test]
fn row_date_whose_weekday_is_wrong_is_read_and_flagged() {
    let found = read("4.14.(월) 06:00");
    assert_eq!((found.date(), found.time), (Some(day("2024-04-14")), Some(clock("06:00:00"))));
    assert_eq!((found.weekday_in_text, found.weekday_computed), (Some(Weekday::Mon), Some(Weekday::Sun)));
    assert!(!found.consistent);
}

#[rstest]
#[case("'24년 4월")]
#[case("'24.4")]
#[case("’24. 4.")]
#[case("2024년 4월")]
#[case("2024. 4.")]
fn row_date_of_a_month(#[case] text: &str) {
    let found = read(text);
    assert_eq!((found.year, found.month, found.day), (2024, 4, None));
    assert!(found.year_in_text && found.consistent);
    assert_eq!(found.date(), None);
}

#[test]
fn row_date_in_words() {
    let found = read("5월 10일(금)");
    assert_eq!(found.date(), Some(day("2024-05-10")));
    assert!(found.consistent);
}

#[test]
fn row_date_of_an_evening_edition() {
    let found = read("4.15.(월) 석간");
    assert_eq!(found.date(), Some(day("2024-04-15")));
    assert_eq!((found.edition, found.time), (Some(PressEdition::Evening), None));
}

#[rstest]
#[case("2024-05-10", "2024-05-10", None)]
#[case("2024/5/10", "2024-05-10", None)]
#[case("2024년 5월 10일 (금요일) 오후 6시", "2024-05-10", Some("18:00:00"))]
#[case("2024. 5. 10. 오전 12시 30분", "2024-05-10", Some("00:30:00"))]
#[case("'24. 5. 10.(금) 9:05", "2024-05-10", Some("09:05:00"))]
#[case("２０２４. ５. １０.", "2024-05-10", None)]
#[case("5. 10", "2024-05-10", None)]
fn other_spellings_are_read(#[case] text: &str, #[case] on: &str, #[case] at: Option<&str>) {
    let found = read(text);
    assert_eq!((found.date(), found.time), (Some(day(on)), at.map(clock)));
}

#[test]
fn the_year_comes_from_the_context() {
    assert_eq!(parse("5월 10일", 2031).unwrap().date(), Some(day("2031-05-10")));
    assert!(!parse("5월 10일(금)", 2023).unwrap().consistent);
}

#[rstest]
#[case("2024. 2. 30.")]
#[case("13월 1일")]
#[case("2023. 2. 29.")]
fn days_that_no_calendar_has_are_refused(#[case] text: &str) {
    assert!(matches!(parse(text, 2024), Err(DateTextError::NoSuchDay(_))));
}

#[test]
fn a_time_that_no_clock_has_is_refused() {
    assert!(matches!(parse("2024. 5. 10. 24:00", 2024), Err(DateTextError::NoSuchTime(_))));
}

#[rstest]
#[case("")]
#[case("내일")]
#[case("2024")]
#[case("4")]
#[case("2024. 5. 10.(금) 18:00까지")]
#[case("12345. 1. 1.")]
fn other_texts_are_refused(#[case] text: &str) {
    assert!(matches!(parse(text, 2024), Err(DateTextError::NotADate(_))));
}

#[test]
fn dates_are_found_in_running_text() {
    let text = "접수는 4월 15일(월)부터 5월 10일(금)까지, 인터넷은 4.14.(월) 06:00. 금리 3.85 %, 1.2 배, 2024. 7. 1. 협약";
    let found: Vec<(&str, bool)> =
        scan(text, 2024).into_iter().map(|(range, d)| (&text[range], d.consistent)).collect();
    let expected =
        [("4월 15일(월)", true), ("5월 10일(금)", true), ("4.14.(월) 06:00", false), ("2024. 7. 1.", true)];
    assert_eq!(found, expected);
}

#[test]
fn dates_are_written_in_the_first_form() {
    let at: NaiveDateTime = "2024-05-10T18:00:00".parse().unwrap();
    assert_eq!(datetime(at), "2024. 5. 10.(금) 18:00");
    assert_eq!(date(at.date()), "2024. 5. 10.(금)");
    assert_eq!(month(2024, 4), "2024. 4.");
}

proptest! {
    #[test]
    fn what_is_written_reads_back(minutes in 0i64..60 * 24 * 365 * 80) {
        let at = NaiveDateTime::default() + Duration::minutes(minutes);
        let found = parse(&datetime(at), 1900).unwrap();
        prop_assert_eq!(found.date(), Some(at.date()));
        prop_assert_eq!(found.time, Some(at.time()));
        prop_assert!(found.consistent);
    }

    #[test]
    fn no_text_panics(text in "[0-9'.년월일() :시분-]{0,20}|\\PC{0,20}") {
        let _ = parse(&text, 2024);
        for (range, _) in scan(&text, 2024) {
            prop_assert!(text.get(range).is_some());
        }
    }
}
