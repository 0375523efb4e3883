//! How many applications may be selected.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

/// The number a notice announces: "5개 내외".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The number.
    pub count: u32,
    /// Whether the notice says "내외".
    pub approximate: bool,
    /// How far from the number "내외" reaches, in percent of it, rounded up and at least one.
    pub tolerance_percent: u32,
}

/// A written reason is needed, because the selected number is not what the notice announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{selected} instead of {from} to {to} needs a written reason")]
pub struct ReasonNeeded {
    /// How many are to be selected.
    pub selected: u32,
    /// The fewest that need no reason.
    pub from: u32,
    /// The most that need no reason.
    pub to: u32,
}

impl Target {
    /// "n개 내외" with the default tolerance of 20 %.
    pub const fn about(count: u32) -> Self {
        Self { count, approximate: true, tolerance_percent: 20 }
    }

    /// Exactly so many.
    pub const fn exactly(count: u32) -> Self {
        Self { count, approximate: false, tolerance_percent: 20 }
    }

    /// How many may be selected without a further reason.
    pub fn range(&self) -> RangeInclusive<u32> {
        if !self.approximate {
            return self.count..=self.count;
        }
        let percent = u64::from(self.count) * u64::from(self.tolerance_percent);
        let tolerance = u32::try_from(percent.div_ceil(100)).unwrap_or(u32::MAX).max(1);
        self.count.saturating_sub(tolerance)..=self.count.saturating_add(tolerance)
    }

    /// whether selecting so many needs a written reason. Selecting all who reach the pass mark never needs
    /// one when they are too few. Notice, 선정규모.
    pub fn reason_needed(&self, selected: u32, reached_pass_mark: u32) -> Option<ReasonNeeded> {
        let range = self.range();
        let nobody_left = selected < *range.start() && selected >= reached_pass_mark;
        let needed = !range.contains(&selected) && !nobody_left;
        needed.then_some(ReasonNeeded { selected, from: *range.start(), to: *range.end() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r37_about_five_is_four_to_six() {
        let target = Target::about(5);
        for selected in 4..=6 {
            assert_eq!(target.reason_needed(selected, 12), None);
        }
        for selected in [0, 3, 7] {
            assert_eq!(target.reason_needed(selected, 12), Some(ReasonNeeded { selected, from: 4, to: 6 }));
        }
    }

    #[test]
    fn r37_fewer_because_nobody_else_reaches_the_pass_mark_is_always_allowed() {
        assert_eq!(Target::about(5).reason_needed(2, 2), None);
        assert_eq!(Target::about(5).reason_needed(0, 0), None);
        assert!(Target::about(5).reason_needed(2, 3).is_some());
    }

    #[test]
    fn r37_the_tolerance_is_rounded_up_and_at_least_one() {
        assert_eq!(Target::about(1).range(), 0..=2);
        assert_eq!(Target::about(6).range(), 4..=8);
        assert_eq!(Target { tolerance_percent: 0, ..Target::about(10) }.range(), 9..=11);
        assert_eq!(Target::about(u32::MAX).range().end(), &u32::MAX);
    }

    #[test]
    fn r37_an_exact_number_has_no_tolerance() {
        assert_eq!(Target::exactly(5).range(), 5..=5);
        assert!(Target::exactly(5).reason_needed(4, 9).is_some());
    }
}
