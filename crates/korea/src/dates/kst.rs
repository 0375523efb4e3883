//! Korean standard time: instants are stored in UTC and shown in Asia/Seoul.
//!
//! The offset is fixed at nine hours. Korea had summer time last in 1988 and other offsets before 1961; the
//! instants of this software (receipts, bookings, deadlines) all lie after, and dates of birth and founding are
//! civil dates without a clock time. So the time-zone database would change nothing here.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};

fn offset() -> Duration {
    Duration::hours(9)
}

/// The date and clock time in Korea at an instant; the last there is within nine hours of the end of the calendar.
pub fn local(at: DateTime<Utc>) -> NaiveDateTime {
    at.naive_utc().checked_add_signed(offset()).unwrap_or(NaiveDateTime::MAX)
}

/// The date in Korea at an instant.
pub fn date(at: DateTime<Utc>) -> NaiveDate {
    local(at).date()
}

/// The instant of a date and clock time in Korea; the first there is within nine hours of the beginning of the calendar.
pub fn instant(local: NaiveDateTime) -> DateTime<Utc> {
    local.checked_sub_signed(offset()).unwrap_or(NaiveDateTime::MIN).and_utc()
}

/// The instant at which a date begins in Korea.
pub fn start_of(day: NaiveDate) -> DateTime<Utc> {
    instant(day.and_time(chrono::NaiveTime::MIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eighteen_hours_in_seoul_is_nine_in_utc() {
        let local_time: NaiveDateTime = "2024-05-10T18:00:00".parse().unwrap();
        assert_eq!(instant(local_time).to_rfc3339(), "2024-05-10T09:00:00+00:00");
        assert_eq!(local(instant(local_time)), local_time);
    }

    /// Dates are typed by people: the ends of the calendar are dates like any other.
    #[test]
    fn the_ends_of_the_calendar_are_no_accident() {
        assert_eq!(instant(NaiveDateTime::MIN), NaiveDateTime::MIN.and_utc());
        assert_eq!(local(NaiveDateTime::MAX.and_utc()), NaiveDateTime::MAX);
        assert_eq!(start_of(NaiveDate::MIN), NaiveDateTime::MIN.and_utc());
        assert_eq!(date(NaiveDateTime::MAX.and_utc()), NaiveDate::MAX);
    }

    #[test]
    fn the_date_changes_at_fifteen_hours_utc() {
        let day: NaiveDate = "2024-05-11".parse().unwrap();
        let midnight = start_of(day);
        assert_eq!(midnight.to_rfc3339(), "2024-05-10T15:00:00+00:00");
        assert_eq!(date(midnight), day);
        assert_eq!(date(midnight - Duration::milliseconds(1)), day - Duration::days(1));
    }
}
