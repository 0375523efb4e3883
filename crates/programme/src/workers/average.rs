//! Regular workers as an exact average.

use serde::{Deserialize, Serialize};

/// Regular workers in half units, because a part-timer counts as one half.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HalfUnits(pub u32);

impl HalfUnits {
    /// So many full regular workers.
    pub const fn full(workers: u32) -> Self {
        Self(workers.saturating_mul(2))
    }
}

/// What a person is to the firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum WorkerKind {
    /// An employee in full time.
    FullTime,
    /// An employee in part time.
    PartTime {
        /// The hours of the month, in minutes: 60 hours are 3,600.
        minutes_per_month: u32,
    },
    /// The owner, or a director.
    Executive,
    /// Hired by the day.
    Daily,
    /// Hired for three months or less.
    UpToThreeMonths,
    /// A researcher of an accredited laboratory.
    Researcher,
}

/// So many people of one kind at the end of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Worker {
    /// What they are to the firm.
    #[serde(flatten)]
    pub kind: WorkerKind,
    /// How many they are.
    pub people: u32,
}

/// 60 hours a month.
const HALF_FROM_MINUTES: u32 = 60 * 60;

/// the regular workers at the end of a month. Executives, day labourers, people hired for three months
/// or less, researchers of accredited laboratories and part-timers below 60 hours a month are none; part-timers
/// from 60 hours are one half. 소상공인기본법 시행령 제3조제3항.
pub fn month_end(workers: &[Worker]) -> HalfUnits {
    let half_units = workers.iter().map(|worker| match worker.kind {
        WorkerKind::FullTime => worker.people.saturating_mul(2),
        WorkerKind::PartTime { minutes_per_month } if minutes_per_month >= HALF_FROM_MINUTES => worker.people,
        _ => 0,
    });
    HalfUnits(half_units.fold(0, u32::saturating_add))
}

/// An average of regular workers, kept as its exact sum and never rounded before it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Average {
    /// The sum of the month-end counts, in half units.
    pub half_units: u64,
    /// The number of months: 1 to 12.
    pub months: u32,
}

/// Why there is no average.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AverageError {
    /// There are no month-end counts.
    #[error("there are no month-end counts")]
    NoMonths,
    /// There are more months than a business year has.
    #[error("a business year has no {0} months")]
    TooManyMonths(usize),
}

/// the average of the month-end counts of the last business year; of a new firm, of the months since its
/// founding. 소상공인기본법 시행령 제3조제4항.
pub fn average(months: &[HalfUnits]) -> Result<Average, AverageError> {
    let half_units = months.iter().map(|month| u64::from(month.0)).sum();
    match u32::try_from(months.len()) {
        Ok(0) => Err(AverageError::NoMonths),
        Ok(count @ 1..=12) => Ok(Average { half_units, months: count }),
        _ => Err(AverageError::TooManyMonths(months.len())),
    }
}

impl Average {
    /// Whether the average is below a number of workers, by comparing exact sums.
    pub fn is_below(self, workers: u32) -> bool {
        u128::from(self.half_units) < 2 * u128::from(workers) * u128::from(self.months)
    }

    /// The average in hundredths for display, rounded half up. Never compare it: 9.996 shows as 10.00.
    pub fn hundredths(self) -> u64 {
        let twice_months = 2 * u64::from(self.months.max(1));
        (self.half_units.saturating_mul(100).saturating_add(twice_months / 2)) / twice_months
    }
}
