//! How values look to people: times, counts, what is left.

use chrono::{DateTime, NaiveDate, Utc};
use korea::{
    dates::{self, kst},
    numbers::BusinessNumber,
};

use super::{page::Page, parts::Deadline};
use crate::base::words::Language;

/// "2024. 5. 10.(금) 18:00".
pub fn date_time(at: DateTime<Utc>) -> String {
    dates::datetime(kst::local(at))
}

/// "2024. 5. 10.(금)".
pub fn date(day: NaiveDate) -> String {
    dates::date(day)
}

/// "2024. 5. 10.(금) 17:59:59.999": receipts show the millisecond.
pub fn exact(at: DateTime<Utc>) -> String {
    let local = kst::local(at);
    format!("{} {}", dates::date(local.date()), local.format("%H:%M:%S%.3f"))
}

/// "14:03".
pub fn clock(at: DateTime<Utc>) -> String {
    kst::local(at).format("%H:%M").to_string()
}

/// The day in Korea.
pub fn day(at: DateTime<Utc>) -> NaiveDate {
    kst::date(at)
}

/// A business number as people write it: "123-45-67891".
pub fn business_number(digits: &str) -> String {
    digits.parse::<BusinessNumber>().map_or_else(|_| digits.to_owned(), |number| number.to_string())
}

/// A distance, to a tenth below ten kilometres: "3.4", "27".
pub fn kilometres(far: f64) -> String {
    if far < 10.0 { format!("{far:.1}") } else { format!("{far:.0}") }
}

/// 1234567 as "1,234,567".
pub fn count(number: impl TryInto<i64>) -> String {
    let number = number.try_into().unwrap_or(i64::MAX);
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if number < 0 { format!("−{out}") } else { out }
}

/// A sum in Hangul, as sums are written on Korean papers; English pages do without.
pub fn won_in_words(page: &Page, won: i64) -> String {
    match page.language() {
        Language::Korean => korea::won::Won(won).in_words().unwrap_or_default(),
        Language::English => String::new(),
    }
}

/// The first digits of a hash, as pages show it, and all of it, to be copied.
pub fn hash(whole: &str) -> (String, String) {
    (format!("{}…", &whole[..whole.len().min(12)]), whole.to_owned())
}

/// A length in bytes, grouped.
pub fn bytes(length: &u64) -> String {
    count(i64::try_from(*length).unwrap_or(i64::MAX))
}

/// The countdown to an exclusive deadline. It reads the server's clock, never the visitor's.
pub fn deadline(page: &Page, closes_at: DateTime<Utc>, now: DateTime<Utc>) -> Deadline {
    let left = (closes_at - now).num_minutes();
    let words = if closes_at <= now {
        page.t("접수가 마감되었습니다.").to_owned()
    } else if left >= 24 * 60 {
        page.tf("{days}일 {hours}시간 남음", &[("days", &(left / 1440)), ("hours", &(left % 1440 / 60))])
    } else {
        page.tf("{hours}시간 {minutes}분 남음", &[("hours", &(left / 60)), ("minutes", &(left % 60))])
    };
    Deadline {
        at_ms: closes_at.timestamp_millis(),
        now_ms: now.timestamp_millis(),
        text: page.tf("{at} 전까지", &[("at", &date_time(closes_at))]),
        left: words,
        closed: page.t("접수가 마감되었습니다.").to_owned(),
    }
}
