//! Points in hundredths, and the one way in which they are rounded.

use std::{
    fmt,
    iter::Sum,
    ops::{Add, Neg, Sub},
};

use serde::{Deserialize, Serialize};

/// Points in hundredths: 70.00 points are 7000. Stored and exchanged as this integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CentiPoints(pub i64);

impl CentiPoints {
    /// No points.
    pub const ZERO: Self = Self(0);

    /// So many whole points.
    pub const fn whole(points: u32) -> Self {
        // A u32 times one hundred always fits.
        Self(points as i64 * 100)
    }

    /// The mean of so many, rounded half up to hundredths, and which way it was rounded.
    pub fn mean(self, divisor: u32) -> (Self, Rounding) {
        let (rounded, rounding) = divide(self.0, i64::from(divisor));
        (Self(rounded), rounding)
    }
}

/// Which way a quotient was rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// Nothing was left over.
    Exact,
    /// Less than half was left over and cut off.
    Down,
    /// Half or more was left over and made a whole.
    Up,
}

/// A quotient rounded half up. Below zero the half goes away from zero, so that minus a value rounds to minus its
/// rounding; only differences of evaluators are ever below zero. Nothing is divided by zero: the divisor is at least 1.
pub(super) fn divide(value: i64, divisor: i64) -> (i64, Rounding) {
    let divisor = divisor.max(1);
    let (quotient, rest) = (value / divisor, (value % divisor).unsigned_abs());
    match rest {
        0 => (quotient, Rounding::Exact),
        _ if rest < divisor.unsigned_abs().div_ceil(2) => (quotient, Rounding::Down),
        _ => (quotient + value.signum(), Rounding::Up),
    }
}

impl fmt::Display for CentiPoints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, value) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        write!(f, "{sign}{}.{:02}", value / 100, value % 100)
    }
}

// Saturating, because a file from elsewhere may hold any number; whatever is that large is refused by the checks.
impl Add for CentiPoints {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for CentiPoints {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for CentiPoints {
    type Output = Self;

    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for CentiPoints {
    fn sum<I: Iterator<Item = Self>>(points: I) -> Self {
        points.fold(Self::ZERO, Add::add)
    }
}
