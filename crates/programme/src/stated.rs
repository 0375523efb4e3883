//! Dates that a text states together with a weekday.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// A date as a text states it: "4.14.(월)".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct StatedDate {
    /// The date.
    pub date: NaiveDate,
    /// The weekday beside it, when there is one.
    pub weekday: Option<Weekday>,
}

/// A date that falls on another weekday than the text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[error("{date} is a {computed}, not a {stated}")]
pub struct WeekdayMismatch {
    /// The date of the text.
    pub date: NaiveDate,
    /// The weekday of the text.
    pub stated: Weekday,
    /// The weekday on which the date falls.
    pub computed: Weekday,
    /// The nearest date that falls on the weekday of the text.
    pub nearest: NaiveDate,
}

impl StatedDate {
    /// A date without a weekday, or with the right one.
    pub const fn plain(date: NaiveDate) -> Self {
        Self { date, weekday: None }
    }

    /// the disagreement between the date and the weekday, if there is one.
    pub fn mismatch(&self) -> Option<WeekdayMismatch> {
        let (date, stated, computed) = (self.date, self.weekday?, self.date.weekday());
        let nearest = nearest(date, stated)?;
        (stated != computed).then_some(WeekdayMismatch { date, stated, computed, nearest })
    }
}

impl WeekdayMismatch {
    /// The later of the two readings: the one that publishes nothing too early.
    pub fn later(&self) -> NaiveDate {
        self.date.max(self.nearest)
    }
}

/// The date of this weekday within three days of another: there is exactly one.
fn nearest(date: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let ahead = u64::from(weekday.days_since(date.weekday()));
    if ahead <= 3 {
        date.checked_add_days(Days::new(ahead))
    } else {
        date.checked_sub_days(Days::new(7 - ahead))
    }
}

/// a text whose dates and weekdays disagree is not published until a person has confirmed each of them.
pub fn may_publish(dates: &[(StatedDate, bool)]) -> Result<(), Vec<WeekdayMismatch>> {
    let open = dates.iter().filter(|(_, confirmed)| !confirmed).filter_map(|(stated, _)| stated.mismatch());
    let open: Vec<_> = open.collect();
    if open.is_empty() { Ok(()) } else { Err(open) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stated(month: u32, day: u32, weekday: Weekday) -> StatedDate {
        StatedDate { date: NaiveDate::from_ymd_opt(2024, month, day).unwrap(), weekday: Some(weekday) }
    }

    #[test]
    fn r38_4_14_monday_disagrees_and_means_the_15th_at_the_latest() {
        let mismatch = stated(4, 14, Weekday::Mon).mismatch().unwrap();
        assert_eq!((mismatch.stated, mismatch.computed), (Weekday::Mon, Weekday::Sun));
        assert_eq!(mismatch.later(), NaiveDate::from_ymd_opt(2024, 4, 15).unwrap());
    }

    #[test]
    fn r38_4_15_monday_and_5_10_friday_agree() {
        assert_eq!(stated(4, 15, Weekday::Mon).mismatch(), None);
        assert_eq!(stated(5, 10, Weekday::Fri).mismatch(), None);
        assert_eq!(StatedDate::plain(stated(4, 14, Weekday::Mon).date).mismatch(), None);
    }

    #[test]
    fn r38_a_mismatch_blocks_publishing_until_a_person_confirms() {
        let (right, wrong) = (stated(4, 15, Weekday::Mon), stated(4, 14, Weekday::Mon));
        assert_eq!(may_publish(&[(right, false), (wrong, false)]), Err(vec![wrong.mismatch().unwrap()]));
        assert_eq!(may_publish(&[(right, false), (wrong, true)]), Ok(()));
    }

    proptest! {
        #[test]
        fn the_nearest_reading_has_the_weekday_and_is_within_three_days(days in 0_u64..4000, number in 0_u8..7) {
            let weekday = Weekday::try_from(number).unwrap();
            let date = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + Days::new(days);
            match (StatedDate { date, weekday: Some(weekday) }).mismatch() {
                None => prop_assert_eq!(date.weekday(), weekday),
                Some(mismatch) => {
                    prop_assert_eq!(mismatch.nearest.weekday(), weekday);
                    prop_assert!((mismatch.nearest - date).num_days().abs() <= 3);
                    prop_assert!(mismatch.later() >= date);
                }
            }
        }
    }
}
