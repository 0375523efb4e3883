//! Calendars, read back by another library.

use documents::calendar::{Calendar, CalendarError, Event, When};
use icalendar::{Calendar as Read, CalendarDateTime, Component, DatePerhapsTime, EventLike};
use proptest::prelude::*;

fn event(summary: &str) -> Event {
    Event {
        uid: "call-2024-1@moru.example".into(),
        stamp: "2024-04-15T00:00:00Z".parse().expect("an instant"),
        sequence: 0,
        when: When::Time {
            from: "2024-05-10T09:00:00Z".parse().expect("an instant"),
            to: "2024-05-10T10:30:00Z".parse().expect("an instant"),
        },
        summary: summary.into(),
        description: None,
        location: None,
        url: None,
        cancelled: false,
    }
}

fn calendar(events: Vec<Event>) -> Calendar {
    Calendar { product: "-//Moru//Example//KO".into(), name: Some("예시 일정".into()), events }
}

#[test]
fn lines_have_75_bytes_at_most_and_letters_stay_whole() {
    let long = "소공인특화지원센터 운영기관 모집 신청 마감, 접수는 18:00까지; ".repeat(10);
    let mut event = event(&long);
    event.description = Some(format!("첫 줄\n둘째 줄 \\ {long}"));
    event.location = Some("예시구 예시동".into());
    event.url = Some("https://moru.example/calls/2024-1?a=1,2;b".into());
    let text = calendar(vec![event.clone()]).write().expect("a calendar");
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
    }
    let read: Read = text.parse().expect("a calendar");
    let found = read.events().next().expect("an event");
    assert_eq!(found.get_summary().map(str::trim), Some(long.trim()));
    assert_eq!(found.get_description(), Some(format!("첫 줄\n둘째 줄 \\ {long}").as_str()));
    assert_eq!(found.get_location(), Some("예시구 예시동"));
    assert_eq!(found.get_url(), event.url.as_deref());
    assert_eq!(found.get_uid(), Some("call-2024-1@moru.example"));
}

#[test]
fn instants_are_in_korean_time() {
    let text = calendar(vec![event("마감")]).write().expect("a calendar");
    for line in [
        "BEGIN:VTIMEZONE\r\nTZID:Asia/Seoul\r\n",
        "DTSTAMP:20240415T000000Z\r\n",
        "DTSTART;TZID=Asia/Seoul:20240510T180000\r\nDTEND;TZID=Asia/Seoul:20240510T193000\r\n",
        "STATUS:CONFIRMED\r\n",
    ] {
        assert!(text.contains(line), "{line} is not in {text}");
    }
    let read: Read = text.parse().expect("a calendar");
    let start = read.events().next().expect("an event").get_start();
    let at = "2024-05-10T18:00:00".parse().expect("a time");
    let wanted = CalendarDateTime::WithTimezone { date_time: at, tzid: "Asia/Seoul".into() };
    assert_eq!(start, Some(DatePerhapsTime::DateTime(wanted)));
}

#[test]
fn the_last_day_belongs_to_the_event() {
    let mut days = event("접수 기간");
    days.cancelled = true;
    days.sequence = 2;
    let day = |text: &str| text.parse().expect("a day");
    days.when = When::Days { first: day("2024-04-15"), last: day("2024-05-31") };
    let text = calendar(vec![days]).write().expect("a calendar");
    assert!(text.contains("DTSTART;VALUE=DATE:20240415\r\nDTEND;VALUE=DATE:20240601\r\n"), "{text}");
    assert!(text.contains("SEQUENCE:2\r\n") && text.contains("STATUS:CANCELLED\r\n"));
}

#[test]
fn what_is_no_event_is_named() {
    let error = |change: fn(&mut Event)| {
        let mut second = event("둘째");
        second.uid = "other@moru.example".into();
        change(&mut second);
        calendar(vec![event("첫째"), second]).write().expect_err("no calendar")
    };
    assert_eq!(error(|event| event.uid = "\u{0}".into()), CalendarError::Unnamed(1));
    assert_eq!(error(|event| event.uid = "call-2024-1@moru.example".into()), CalendarError::Unnamed(1));
    assert_eq!(error(|event| event.summary = " \n".into()), CalendarError::Unnamed(1));
    assert_eq!(error(|event| event.url = Some("javascript:1".into())), CalendarError::Address(1));
    let backwards = |event: &mut Event| {
        let When::Time { from, to } = event.when else { return };
        event.when = When::Time { from: to, to: from };
    };
    assert_eq!(error(backwards), CalendarError::Backwards(1));
}

proptest! {
    #[test]
    fn any_text_comes_back(summary in ".{0,80}", description in ".{0,200}|[;,:\\\\\n ]{0,90}") {
        let mut event = event(&format!("일정 {summary}"));
        event.description = Some(description.clone());
        let text = calendar(vec![event.clone()]).write().expect("a calendar");
        prop_assert!(text.split_terminator("\r\n").all(|line| line.len() <= 75));
        // Unfolded and unescaped by the rules of RFC 5545 alone.
        let unfolded = text.replace("\r\n ", "");
        let value = |name: &str| {
            let line = unfolded.split_terminator("\r\n").find_map(|line| line.strip_prefix(name)).expect("the line");
            let mut out = String::new();
            let mut letters = line.chars();
            while let Some(letter) = letters.next() {
                out.push(match letter {
                    '\\' => letters.next().map(|letter| if letter == 'n' { '\n' } else { letter }).expect("a letter"),
                    letter => letter,
                });
            }
            out
        };
        prop_assert_eq!(value("DESCRIPTION:"), documents::clean(&description));
        let summary = documents::clean(&event.summary).replace('\n', " ");
        prop_assert_eq!(value("SUMMARY:"), summary.trim());
    }
}
