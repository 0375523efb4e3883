//! 사업자등록번호, the ten-digit number of a business.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::digits;

/// A business registration number whose check digit holds. It says nothing about whether the business is alive:
/// that only the tax office knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BusinessNumber([u8; 10]);

/// What the two middle digits suggest about the holder. Only a hint: holders change form and keep their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BusinessKindHint {
    /// 01–79, 90–99: a natural person.
    SoleTrader,
    /// 81, 86–88: the head office of a company.
    Company,
    /// 82: a non-profit corporation.
    NonProfit,
    /// 83: the state, a local government or a school.
    Public,
    /// 84: a foreign company.
    ForeignCompany,
    /// 85: a branch of a company.
    Branch,
    /// 80, 89 and whatever else: bodies that are not corporations.
    Other,
}

/// Why a text is not a business registration number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BusinessNumberError {
    /// A character that is neither a digit nor a separator.
    #[error("a business number has digits only, not {0:?}")]
    NotADigit(char),
    /// Not ten digits.
    #[error("a business number has 10 digits, not {0}")]
    WrongLength(usize),
    /// 000-00-00000, which the check digit alone would let pass.
    #[error("000-00-00000 is nobody's number")]
    AllZeros,
    /// The last digit does not fit the others: most likely a slip of the finger.
    #[error("the last digit of the business number does not fit the others")]
    CheckDigit,
}

impl BusinessNumber {
    /// The ten digits without separators, for storage and lookup.
    pub fn digits(&self) -> String {
        digits::text(&self.0)
    }

    /// What the middle digits suggest about the holder.
    pub fn hint(&self) -> BusinessKindHint {
        match self.0[3] * 10 + self.0[4] {
            1..=79 | 90..=99 => BusinessKindHint::SoleTrader,
            81 | 86..=88 => BusinessKindHint::Company,
            82 => BusinessKindHint::NonProfit,
            83 => BusinessKindHint::Public,
            84 => BusinessKindHint::ForeignCompany,
            85 => BusinessKindHint::Branch,
            _ => BusinessKindHint::Other,
        }
    }

    /// The number completed from its first nine digits, for examples and made-up data. Nine zeros give the number
    /// that [`FromStr`] refuses, so they give `None`; so does a digit above 9.
    pub fn from_first_nine(first: [u8; 9]) -> Option<Self> {
        if first.iter().any(|d| *d > 9) || first == [0; 9] {
            return None;
        }
        let mut number = [0; 10];
        number[..9].copy_from_slice(&first);
        number[9] = check_digit(&number);
        Some(Self(number))
    }
}

/// The tenth digit that belongs to the first nine.
fn check_digit(number: &[u8; 10]) -> u8 {
    const WEIGHTS: [u8; 9] = [1, 3, 7, 1, 3, 7, 1, 3, 5];
    let sum: u32 = number.iter().zip(WEIGHTS).map(|(d, w)| u32::from(d * w)).sum();
    let sum = sum + u32::from(number[8]) * 5 / 10;
    ((10 - sum % 10) % 10) as u8
}

impl FromStr for BusinessNumber {
    type Err = BusinessNumberError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = digits::collect(text.trim()).map_err(BusinessNumberError::NotADigit)?;
        let number: [u8; 10] =
            found.as_slice().try_into().map_err(|_| BusinessNumberError::WrongLength(found.len()))?;
        if number == [0; 10] {
            return Err(BusinessNumberError::AllZeros);
        }
        if check_digit(&number) == number[9] {
            Ok(Self(number))
        } else {
            Err(BusinessNumberError::CheckDigit)
        }
    }
}

impl TryFrom<String> for BusinessNumber {
    type Error = BusinessNumberError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<BusinessNumber> for String {
    fn from(number: BusinessNumber) -> Self {
        number.digits()
    }
}

impl fmt::Display for BusinessNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let d = self.digits();
        write!(f, "{}-{}-{}", &d[..3], &d[3..5], &d[5..])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("123-45-67891")]
    #[case("1234567891")]
    #[case(" 123 45 67891 ")]
    #[case("１２３－４５－６７８９１")]
    #[case("123–45–67891")]
    fn row_brn_123_45_67891_is_accepted_in_any_spelling(#[case] text: &str) {
        let number: BusinessNumber = text.parse().unwrap();
        assert_eq!(number.to_string(), "123-45-67891");
        assert_eq!(number.digits(), "1234567891");
    }

    #[test]
    fn row_brn_123_45_67890_is_refused() {
        assert_eq!("123-45-67890".parse::<BusinessNumber>(), Err(BusinessNumberError::CheckDigit));
    }

    #[test]
    fn row_brn_000_00_00000_is_refused_explicitly() {
        assert_eq!("000-00-00000".parse::<BusinessNumber>(), Err(BusinessNumberError::AllZeros));
    }

    #[rstest]
    #[case([1, 2, 3, 4, 5, 6, 7, 8, 9], BusinessKindHint::SoleTrader)]
    #[case([1, 2, 3, 8, 1, 6, 7, 8, 9], BusinessKindHint::Company)]
    #[case([1, 2, 3, 8, 2, 6, 7, 8, 9], BusinessKindHint::NonProfit)]
    #[case([1, 2, 3, 8, 3, 6, 7, 8, 9], BusinessKindHint::Public)]
    #[case([1, 2, 3, 0, 0, 6, 7, 8, 9], BusinessKindHint::Other)]
    fn row_brn_middle_digits_are_a_hint(#[case] first: [u8; 9], #[case] hint: BusinessKindHint) {
        assert_eq!(BusinessNumber::from_first_nine(first).unwrap().hint(), hint);
    }

    #[rstest]
    #[case("123-45-6789", BusinessNumberError::WrongLength(9))]
    #[case("", BusinessNumberError::WrongLength(0))]
    #[case("123-45-6789A", BusinessNumberError::NotADigit('A'))]
    fn other_texts_are_refused(#[case] text: &str, #[case] error: BusinessNumberError) {
        assert_eq!(text.parse::<BusinessNumber>(), Err(error));
    }

    proptest! {
        #[test]
        fn a_shown_number_reads_back(first in proptest::array::uniform9(0u8..10)) {
            if let Some(number) = BusinessNumber::from_first_nine(first) {
                prop_assert_eq!(number.to_string().parse(), Ok(number));
            }
        }

        #[test]
        fn one_wrong_digit_in_the_first_eight_is_noticed(
            first in proptest::array::uniform9(0u8..10), at in 0usize..8, by in 1u8..10,
        ) {
            if let Some(number) = BusinessNumber::from_first_nine(first) {
                let mut wrong = number.0;
                wrong[at] = (wrong[at] + by) % 10;
                prop_assert!(digits::text(&wrong).parse::<BusinessNumber>().is_err());
            }
        }
    }
}
