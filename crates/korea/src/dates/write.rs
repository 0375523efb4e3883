//! Writing dates in the official form.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike, Weekday};

/// The one-syllable name of a weekday: 월, 화, 수, 목, 금, 토, 일.
pub const fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "월",
        Weekday::Tue => "화",
        Weekday::Wed => "수",
        Weekday::Thu => "목",
        Weekday::Fri => "금",
        Weekday::Sat => "토",
        Weekday::Sun => "일",
    }
}

/// `2024. 5. 10.(금)`.
pub fn date(day: NaiveDate) -> String {
    format!("{}. {}. {}.({})", day.year(), day.month(), day.day(), weekday(day.weekday()))
}

/// `2024. 5. 10.(금) 18:00`, on the 24-hour clock; seconds are not shown.
pub fn datetime(at: NaiveDateTime) -> String {
    format!("{} {:02}:{:02}", date(at.date()), at.hour(), at.minute())
}

/// `2024. 4.`, for a month without a day.
pub fn month(year: i32, month: u32) -> String {
    format!("{year}. {month}.")
}
