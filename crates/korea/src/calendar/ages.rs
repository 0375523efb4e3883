//! Whole years since a day.

use chrono::{Datelike, NaiveDate};

/// The day asked about lies before the day of birth or founding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{on} is before {start}")]
pub struct NotYet {
    /// The day of birth or founding.
    pub start: NaiveDate,
    /// The day asked about.
    pub on: NaiveDate,
}

/// 만 나이: whole years with the day of birth counted in (행정기본법 제7조의2). Someone born on 29 February grows
/// a year older on 1 March when the year has no such day (민법 제160조제3항).
///
/// # Errors
/// [`NotYet`] before birth.
pub fn age_on(born: NaiveDate, on: NaiveDate) -> Result<u32, NotYet> {
    if on < born {
        return Err(NotYet { start: born, on });
    }
    let before_anniversary = (on.month(), on.day()) < (born.month(), born.day());
    Ok((on.year() - born.year()).unsigned_abs() - u32::from(before_anniversary))
}

/// 업력: whole years since founding, full on the anniversary.
///
/// # Errors
/// [`NotYet`] before founding.
pub fn years_in_business(founded: NaiveDate, on: NaiveDate) -> Result<u32, NotYet> {
    age_on(founded, on)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[rstest]
    #[case::row_age_born_2006_05_10_is_18_on_2024_05_10("2006-05-10", "2024-05-10", 18)]
    #[case("2006-05-10", "2024-05-09", 17)]
    #[case("2006-05-10", "2006-05-10", 0)]
    #[case::leap_day("2004-02-29", "2005-02-28", 0)]
    #[case::leap_day("2004-02-29", "2005-03-01", 1)]
    #[case::leap_day("2004-02-29", "2008-02-29", 4)]
    fn ages(#[case] born: &str, #[case] on: &str, #[case] years: u32) {
        assert_eq!(age_on(day(born), day(on)), Ok(years));
    }

    #[rstest]
    #[case::row_founded_2009_05_11_on_2024_05_10_is_14("2024-05-10", 14)]
    #[case::row_founded_2009_05_11_on_2024_05_11_is_15("2024-05-11", 15)]
    fn years_of_a_firm(#[case] on: &str, #[case] years: u32) {
        assert_eq!(years_in_business(day("2009-05-11"), day(on)), Ok(years));
    }

    #[test]
    fn nobody_has_an_age_before_birth() {
        assert!(age_on(day("2024-05-11"), day("2024-05-10")).is_err());
    }
}
