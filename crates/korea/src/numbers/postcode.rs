//! 우편번호, five digits since 2015-08-01.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::digits;

/// A five-digit postcode. Text, not a number: many start with 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Postcode([u8; 5]);

/// Why a text is not a postcode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PostcodeError {
    /// Six digits: the form used until 2015-07-31.
    #[error("six-digit postcodes ended on 2015-07-31; look up the five-digit one")]
    OldSixDigits,
    /// Not five digits.
    #[error("a postcode has 5 digits")]
    Malformed,
    /// The first two digits belong to no province; they run from 01 to 63.
    #[error("no postcode starts with these two digits")]
    NoSuchArea,
}

impl FromStr for Postcode {
    type Err = PostcodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = digits::collect(text.trim()).map_err(|_| PostcodeError::Malformed)?;
        if found.len() == 6 {
            return Err(PostcodeError::OldSixDigits);
        }
        let code: [u8; 5] = found.as_slice().try_into().map_err(|_| PostcodeError::Malformed)?;
        match code[0] * 10 + code[1] {
            1..=63 => Ok(Self(code)),
            _ => Err(PostcodeError::NoSuchArea),
        }
    }
}

impl TryFrom<String> for Postcode {
    type Error = PostcodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Postcode> for String {
    fn from(code: Postcode) -> Self {
        code.to_string()
    }
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&digits::text(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn row_postcode_of_5_digits_keeps_its_leading_zero() {
        assert_eq!("07299".parse::<Postcode>().unwrap().to_string(), "07299");
    }

    #[rstest]
    #[case::row_postcode_of_6_digits_is_refused("150-093", PostcodeError::OldSixDigits)]
    #[case("0729", PostcodeError::Malformed)]
    #[case("0729a", PostcodeError::Malformed)]
    #[case("64000", PostcodeError::NoSuchArea)]
    #[case("00123", PostcodeError::NoSuchArea)]
    fn other_texts_are_refused(#[case] text: &str, #[case] error: PostcodeError) {
        assert_eq!(text.parse::<Postcode>(), Err(error));
    }
}
