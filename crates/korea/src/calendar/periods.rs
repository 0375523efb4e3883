//! When a legal period ends: two conventions, one for most periods and one for those that burden the citizen.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Holidays, NotCovered};

/// The length of a legal period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Span {
    /// Calendar days.
    Days(u16),
    /// Weeks of seven days.
    Weeks(u16),
    /// Months by the calendar.
    Months(u16),
    /// Years by the calendar.
    Years(u16),
}

/// The last day of a period by the Civil Act, which administrative periods follow (행정기본법 제6조제1항).
///
/// The day of the event is not counted (민법 제157조); months and years go by the calendar (제160조); if the last
/// day is a Saturday or a holiday, the period ends on the next day that is neither (제161조).
///
/// # Errors
/// [`NotCovered`] if the end lies in a year the holiday table does not know.
pub fn period_end_civil(event: NaiveDate, span: Span, holidays: &Holidays) -> Result<NaiveDate, NotCovered> {
    holidays.business_day_from(last_day(event + Days::new(1), span))
}

/// The last day of a period that restricts a right or keeps up a duty (행정기본법 제6조제2항): the first day is
/// counted, and the period ends even on a Saturday or a holiday.
///
/// The act sets this aside where it would be worse for the citizen: with `worse_for_citizen` the result is that of
/// [`period_end_civil`].
///
/// # Errors
/// [`NotCovered`], only with `worse_for_citizen`.
pub fn period_end_restrictive(
    first: NaiveDate,
    span: Span,
    worse_for_citizen: bool,
    holidays: &Holidays,
) -> Result<NaiveDate, NotCovered> {
    if worse_for_citizen { period_end_civil(first, span, holidays) } else { Ok(last_day(first, span)) }
}

/// The last day of a span whose first counted day is `first`. An empty span ends on the day before.
fn last_day(first: NaiveDate, span: Span) -> NaiveDate {
    let months = match span {
        Span::Days(n) => return first + Days::new(u64::from(n)) - Days::new(1),
        Span::Weeks(n) => return first + Days::new(u64::from(n) * 7) - Days::new(1),
        Span::Months(n) => u32::from(n),
        Span::Years(n) => u32::from(n) * 12,
    };
    let same_day = first + Months::new(months);
    // chrono takes the last day of a month that lacks the day asked for, which is what the Civil Act says.
    if same_day.day() == first.day() { same_day - Days::new(1) } else { same_day }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[rstest]
    #[case::row_r36_first_day_is_not_counted("2024-05-07", Span::Days(3), "2024-05-10")]
    #[case::row_r36_saturday_rolls_to_monday("2024-05-08", Span::Days(3), "2024-05-13")]
    #[case::row_r36_sunday_and_substitute_roll("2024-05-02", Span::Days(3), "2024-05-07")]
    #[case::row_r36_holiday_rolls("2024-05-08", Span::Weeks(1), "2024-05-16")]
    #[case::month("2024-01-15", Span::Months(1), "2024-02-15")]
    #[case::month_from_its_end("2024-01-31", Span::Months(1), "2024-02-29")]
    #[case::month_without_that_day("2024-01-30", Span::Months(1), "2024-02-29")]
    #[case::year("2023-05-10", Span::Years(1), "2024-05-10")]
    fn civil(#[case] event: &str, #[case] span: Span, #[case] end: &str) {
        let holidays = Holidays::embedded().unwrap();
        assert_eq!(period_end_civil(day(event), span, &holidays), Ok(day(end)));
    }

    #[rstest]
    #[case::row_r36_first_day_is_counted("2024-05-08", Span::Days(3), "2024-05-10")]
    #[case::row_r36_ends_on_a_holiday("2024-05-01", Span::Days(6), "2024-05-06")]
    #[case::row_r36_ends_on_a_saturday("2024-05-09", Span::Days(3), "2024-05-11")]
    #[case::month("2024-01-15", Span::Months(1), "2024-02-14")]
    fn restrictive(#[case] first: &str, #[case] span: Span, #[case] end: &str) {
        let holidays = Holidays::embedded().unwrap();
        assert_eq!(period_end_restrictive(day(first), span, false, &holidays), Ok(day(end)));
    }

    #[test]
    fn row_r36_restrictive_gives_way_where_it_is_worse_for_the_citizen() {
        let holidays = Holidays::embedded().unwrap();
        let (first, span) = (day("2024-05-01"), Span::Days(5));
        let civil = period_end_civil(first, span, &holidays);
        assert_eq!(civil, Ok(day("2024-05-07")));
        assert_eq!(period_end_restrictive(first, span, true, &holidays), civil);
    }

    proptest! {
        #[test]
        fn a_civil_period_ends_on_a_working_day_and_never_before_the_restrictive_one(
            offset in 0u64..3_600, days in 1u16..300,
        ) {
            let holidays = Holidays::embedded().unwrap();
            let start = day("2016-01-01") + Days::new(offset);
            let civil = period_end_civil(start, Span::Days(days), &holidays).unwrap();
            let strict = period_end_restrictive(start, Span::Days(days), false, &holidays).unwrap();
            prop_assert_eq!(holidays.is_business_day(civil), Ok(true));
            prop_assert!(strict < civil);
        }
    }
}
