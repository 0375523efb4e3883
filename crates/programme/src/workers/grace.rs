//! Firms that outgrew the size.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Average, SMALL_BELOW};

/// From this number of regular workers the grace is lost at once.
const GRACE_BELOW: u32 = 20;

/// How a firm outgrew the size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grace {
    /// The calendar year in which it did.
    pub outgrew_in: i32,
    /// Whether it merged with a larger firm, or lost the grace for another reason of 소상공인기본법 시행령 제4조.
    pub excluded: bool,
}

impl Grace {
    /// The last day of the grace: three years, from the year that follows. 소상공인기본법 제2조제2항.
    pub fn last_day(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.outgrew_in.checked_add(3)?, 12, 31)
    }
}

/// whether a firm is small by its size alone. Cluster counts use this and know no grace.
/// 소상공인기본법 시행령 제3조.
pub fn is_micro_by_size(average: Average) -> bool {
    average.is_below(SMALL_BELOW)
}

/// whether a firm that outgrew the size still counts as small on a day. 소상공인기본법 제2조제2항, 시행령 제4조.
pub fn is_micro_in_grace(average: Average, grace: &Grace, on: NaiveDate) -> bool {
    !grace.excluded
        && average.is_below(GRACE_BELOW)
        && grace.last_day().is_some_and(|last_day| on <= last_day)
}
