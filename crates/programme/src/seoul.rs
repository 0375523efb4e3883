//! Korean civil time. Korea is nine hours ahead of UTC and has had no summer time since 1988.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

const OFFSET: TimeDelta = TimeDelta::hours(9);

/// The instant at which clocks in Korea show this date and time.
pub fn at(date: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
    date.and_time(time).checked_sub_signed(OFFSET).unwrap_or(NaiveDateTime::MIN).and_utc()
}

/// The instant at which a day begins in Korea.
pub fn midnight(date: NaiveDate) -> DateTime<Utc> {
    at(date, NaiveTime::MIN)
}

/// The date that calendars in Korea show at an instant.
pub fn date(instant: DateTime<Utc>) -> NaiveDate {
    instant.naive_utc().checked_add_signed(OFFSET).unwrap_or(NaiveDateTime::MAX).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn korea_is_nine_hours_ahead() {
        let day = NaiveDate::from_ymd_opt(2024, 5, 10).unwrap();
        let closing = at(day, NaiveTime::from_hms_opt(18, 0, 0).unwrap());
        assert_eq!(closing, "2024-05-10T18:00:00+09:00".parse::<DateTime<Utc>>().unwrap());
        assert_eq!(date(midnight(day)), day);
        assert_eq!(date(midnight(day) - TimeDelta::nanoseconds(1)), day.pred_opt().unwrap());
    }
}
