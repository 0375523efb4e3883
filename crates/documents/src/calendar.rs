//! Events as iCalendar (RFC 5545), which every calendar on a telephone reads.

use std::collections::HashSet;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    clean::{clean, clean_line},
    problems::is_address,
};

/// When an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// From one instant to another, shown in Korean time.
    Time {
        /// The beginning.
        from: DateTime<Utc>,
        /// The end; not before the beginning.
        to: DateTime<Utc>,
    },
    /// Whole days.
    Days {
        /// The first day.
        first: NaiveDate,
        /// The last day, which belongs to the event; not before the first.
        last: NaiveDate,
    },
}

/// An event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What makes it the same event when it is read again; unique in the world, so it usually ends with a host name.
    pub uid: String,
    /// When this version was made (DTSTAMP).
    pub stamp: DateTime<Utc>,
    /// How often it was changed, from 0. Calendars ignore a version that is not newer.
    pub sequence: u32,
    /// When it is.
    pub when: When,
    /// What it is called.
    pub summary: String,
    /// More about it.
    pub description: Option<String>,
    /// Where it is.
    pub location: Option<String>,
    /// Where more is found: an address on the web.
    pub url: Option<String>,
    /// Whether it was called off.
    pub cancelled: bool,
}

/// Events that are handed over together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// Who writes the file (PRODID), for example "-//Moru//Calls//KO".
    pub product: String,
    /// What the calendar is called.
    pub name: Option<String>,
    /// The events.
    pub events: Vec<Event>,
}

/// Why there is no calendar. Events are counted from zero.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// An event has no UID, no summary, or the UID of another.
    #[error("event {0} has no identifier of its own, or no summary")]
    Unnamed(usize),
    /// An event ends before it begins, or later than calendars count.
    #[error("event {0} ends before it begins")]
    Backwards(usize),
    /// The address of an event is none.
    #[error("the address of event {0} is not on the web")]
    Address(usize),
}

/// Korean time has had no summer time since 1988, long before any event that is handed over.
const TIME_ZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:Asia/Seoul\r\nBEGIN:STANDARD\r\nDTSTART:19890101T000000\r\n\
                         TZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\nTZNAME:KST\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
const KOREA: i32 = 9 * 60 * 60;
/// The longest line in bytes, without its end.
const LONGEST_LINE: usize = 75;

impl Calendar {
    /// The file, as bytes of UTF-8.
    pub fn write(&self) -> Result<String, CalendarError> {
        let mut out = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
        line(&mut out, "PRODID", &escaped(&clean_line(&self.product)));
        line(&mut out, "CALSCALE", "GREGORIAN");
        if let Some(name) = &self.name {
            line(&mut out, "X-WR-CALNAME", &escaped(&clean_line(name)));
        }
        out.push_str(TIME_ZONE);
        let mut known = HashSet::new();
        for (index, event) in self.events.iter().enumerate() {
            let uid = clean_line(&event.uid);
            if uid.is_empty() || clean_line(&event.summary).is_empty() || !known.insert(uid.clone()) {
                return Err(CalendarError::Unnamed(index));
            }
            write_event(&mut out, event, &uid, index)?;
        }
        out.push_str("END:VCALENDAR\r\n");
        Ok(out)
    }
}

fn write_event(out: &mut String, event: &Event, uid: &str, index: usize) -> Result<(), CalendarError> {
    out.push_str("BEGIN:VEVENT\r\n");
    line(out, "UID", &escaped(uid));
    line(out, "DTSTAMP", &event.stamp.format("%Y%m%dT%H%M%SZ").to_string());
    line(out, "SEQUENCE", &event.sequence.to_string());
    match event.when {
        When::Time { from, to } if from <= to => {
            line(out, "DTSTART;TZID=Asia/Seoul", &in_korea(from).ok_or(CalendarError::Backwards(index))?);
            line(out, "DTEND;TZID=Asia/Seoul", &in_korea(to).ok_or(CalendarError::Backwards(index))?);
        }
        When::Days { first, last } if first <= last => {
            // The format names the first day that is free again.
            let free = last.checked_add_days(Days::new(1)).ok_or(CalendarError::Backwards(index))?;
            line(out, "DTSTART;VALUE=DATE", &first.format("%Y%m%d").to_string());
            line(out, "DTEND;VALUE=DATE", &free.format("%Y%m%d").to_string());
        }
        _ => return Err(CalendarError::Backwards(index)),
    }
    line(out, "SUMMARY", &escaped(&clean_line(&event.summary)));
    let texts = [("DESCRIPTION", &event.description), ("LOCATION", &event.location)];
    for (name, text) in texts {
        if let Some(text) = text {
            line(out, name, &escaped(&clean(text)));
        }
    }
    if let Some(url) = &event.url {
        if !is_address(url) {
            return Err(CalendarError::Address(index));
        }
        line(out, "URL", url);
    }
    line(out, "STATUS", if event.cancelled { "CANCELLED" } else { "CONFIRMED" });
    out.push_str("END:VEVENT\r\n");
    Ok(())
}

fn in_korea(instant: DateTime<Utc>) -> Option<String> {
    let zone = FixedOffset::east_opt(KOREA)?;
    Some(instant.with_timezone(&zone).format("%Y%m%dT%H%M%S").to_string())
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            _ => out.push(letter),
        }
    }
    out
}

/// A line, continued on the next one after 75 bytes, but never inside of a letter.
fn line(out: &mut String, name: &str, value: &str) {
    let mut length = 0;
    for letter in name.chars().chain([':']).chain(value.chars()) {
        if length + letter.len_utf8() > LONGEST_LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(letter);
        length += letter.len_utf8();
    }
    out.push_str("\r\n");
}
