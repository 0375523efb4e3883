//! 법인등록번호, the thirteen-digit number of a corporation.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::digits;

/// A corporate registration number. [`FromStr`] demands the check digit; see [`CorporateNumber::registered`] for
/// numbers given since the check digit was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CorporateNumber([u8; 13]);

/// A warning, not an error: the number has no valid check digit, which registrations since 2025-01-31 need not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "the corporate number has no valid check digit; numbers given since 2025-01-31 need none: compare it with the register"
)]
pub struct CheckDigitMissing;

/// Why a text is not a corporate registration number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CorporateNumberError {
    /// A character that is neither a digit nor a separator.
    #[error("a corporate number has digits only, not {0:?}")]
    NotADigit(char),
    /// Not thirteen digits.
    #[error("a corporate number has 13 digits, not {0}")]
    WrongLength(usize),
    /// All digits are zero.
    #[error("000000-0000000 is nobody's number")]
    AllZeros,
    /// The last digit does not fit the others.
    #[error("the last digit of the corporate number does not fit the others")]
    CheckDigit,
}

impl CorporateNumber {
    /// Reads a number together with the date of registration. A failed check digit is an error when the
    /// corporation was registered before 2025-01-31 or the date is unknown, and a warning from that day on.
    ///
    /// # Errors
    /// [`CorporateNumberError`].
    pub fn registered(
        text: &str,
        on: Option<NaiveDate>,
    ) -> Result<(Self, Option<CheckDigitMissing>), CorporateNumberError> {
        let number = Self::shape(text)?;
        if number.check_digit_holds() {
            return Ok((number, None));
        }
        match on {
            Some(day) if Some(day) >= NaiveDate::from_ymd_opt(2025, 1, 31) => {
                Ok((number, Some(CheckDigitMissing)))
            }
            _ => Err(CorporateNumberError::CheckDigit),
        }
    }

    /// Whether the last digit is the check digit of the others.
    pub fn check_digit_holds(&self) -> bool {
        let sum: u32 = self.0[..12]
            .iter()
            .enumerate()
            .map(|(i, d)| u32::from(*d) * if i % 2 == 0 { 1 } else { 2 })
            .sum();
        (10 - sum % 10) % 10 == u32::from(self.0[12])
    }

    /// The thirteen digits without separators, for storage and lookup.
    pub fn digits(&self) -> String {
        digits::text(&self.0)
    }

    fn shape(text: &str) -> Result<Self, CorporateNumberError> {
        let found = digits::collect(text.trim()).map_err(CorporateNumberError::NotADigit)?;
        let number: [u8; 13] =
            found.as_slice().try_into().map_err(|_| CorporateNumberError::WrongLength(found.len()))?;
        if number == [0; 13] { Err(CorporateNumberError::AllZeros) } else { Ok(Self(number)) }
    }
}

impl FromStr for CorporateNumber {
    type Err = CorporateNumberError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::registered(text, None).map(|(number, _)| number)
    }
}

/// Stored numbers were checked when they came in, so only their shape is asked for here.
impl TryFrom<String> for CorporateNumber {
    type Error = CorporateNumberError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::shape(&text)
    }
}

impl From<CorporateNumber> for String {
    fn from(number: CorporateNumber) -> Self {
        number.digits()
    }
}

impl fmt::Display for CorporateNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let d = self.digits();
        write!(f, "{}-{}", &d[..6], &d[6..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn row_crn_110111_0062432_is_accepted() {
        let number: CorporateNumber = "1101110062432".parse().unwrap();
        assert_eq!(number.to_string(), "110111-0062432");
    }

    #[test]
    fn row_crn_110111_0062431_is_refused() {
        assert_eq!("110111-0062431".parse::<CorporateNumber>(), Err(CorporateNumberError::CheckDigit));
    }

    #[test]
    fn row_crn_registered_since_2025_01_31_is_only_warned_about() {
        let text = "110111-0062431";
        let before = CorporateNumber::registered(text, Some(day("2025-01-30")));
        assert_eq!(before, Err(CorporateNumberError::CheckDigit));
        let (_, warning) = CorporateNumber::registered(text, Some(day("2025-01-31"))).unwrap();
        assert_eq!(warning, Some(CheckDigitMissing));
        let (_, warning) = CorporateNumber::registered("110111-0062432", Some(day("2025-01-31"))).unwrap();
        assert_eq!(warning, None);
    }

    #[test]
    fn wrong_shapes_are_refused_at_any_date() {
        let on = Some(day("2026-01-01"));
        assert_eq!(CorporateNumber::registered("110111", on), Err(CorporateNumberError::WrongLength(6)));
        assert_eq!(CorporateNumber::registered("000000-0000000", on), Err(CorporateNumberError::AllZeros));
        assert_eq!(
            CorporateNumber::registered("11011a-0062432", on),
            Err(CorporateNumberError::NotADigit('a'))
        );
    }
}
