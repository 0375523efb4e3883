//! Money: whole won, and the ways it is written.

use std::fmt;
use std::iter::Sum;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::digits;

/// An amount in won. Never a fraction; may be negative for corrections and differences.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Won(pub i64);

/// A unit for showing large amounts. It never enters a calculation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum WonUnit {
    /// 천원, 1,000 won.
    Thousand,
    /// 백만원, 1,000,000 won.
    Million,
    /// 억원, 100,000,000 won.
    HundredMillion,
}

impl WonUnit {
    /// How many won the unit is.
    pub const fn won(self) -> i64 {
        match self {
            Self::Thousand => 1_000,
            Self::Million => 1_000_000,
            Self::HundredMillion => 100_000_000,
        }
    }

    /// Its Korean name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Thousand => "천원",
            Self::Million => "백만원",
            Self::HundredMillion => "억원",
        }
    }
}

/// A certificate cannot be made out for less than nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a certificate cannot be made out for the negative amount {0}")]
pub struct NegativeAmount(pub Won);

/// The text is not an amount of won.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an amount of won: {0:?}")]
pub struct NotAnAmount(pub String);

impl Won {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// The sum, or `None` if it does not fit.
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }

    /// The difference, or `None` if it does not fit.
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(difference) => Some(Self(difference)),
            None => None,
        }
    }

    /// The amount in a unit, rounded half away from zero to `decimals` places, as `1.8억원` or `180,000천원`.
    /// At most 8 decimals are shown.
    pub fn display_in(self, unit: WonUnit, decimals: u8) -> String {
        let scale = 10i128.pow(u32::from(decimals.min(8)));
        let unit_won = i128::from(unit.won());
        let magnitude = (i128::from(self.0).abs() * scale * 2 + unit_won) / (unit_won * 2);
        let sign = if self.0 < 0 && magnitude > 0 { "-" } else { "" };
        let whole = digits::grouped(magnitude / scale);
        if scale == 1 {
            return format!("{sign}{whole}{}", unit.name());
        }
        let width = usize::from(decimals.min(8));
        format!("{sign}{whole}.{:0width$}{}", magnitude % scale, unit.name())
    }

    /// The amount in words for certificates: `금 일억팔천만원정`. Every 일 is written out (일천, not 천), so that
    /// nothing can be added in front. Zero is `금 영원정`.
    ///
    /// # Errors
    /// [`NegativeAmount`].
    pub fn in_words(self) -> Result<String, NegativeAmount> {
        let amount = u64::try_from(self.0).map_err(|_| NegativeAmount(self))?;
        Ok(format!("금 {}원정", hangul(amount)))
    }

    /// Words and figures together: `금 일억팔천만원정 (₩180,000,000)`.
    ///
    /// # Errors
    /// [`NegativeAmount`].
    pub fn in_words_and_figures(self) -> Result<String, NegativeAmount> {
        Ok(format!("{} (₩{})", self.in_words()?, digits::grouped(i128::from(self.0))))
    }
}

/// A number in Sino-Korean words.
fn hangul(number: u64) -> String {
    const NAMES: [&str; 10] = ["", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"];
    const SMALL: [(u64, &str); 4] = [(1_000, "천"), (100, "백"), (10, "십"), (1, "")];
    const GREAT: [(u64, &str); 5] = [
        (10_000_000_000_000_000, "경"),
        (1_000_000_000_000, "조"),
        (100_000_000, "억"),
        (10_000, "만"),
        (1, ""),
    ];
    if number == 0 {
        return "영".to_owned();
    }
    let mut words = String::new();
    for (value, name) in GREAT {
        let group = number / value % 10_000;
        for (place, place_name) in SMALL {
            let digit = (group / place % 10) as usize;
            if digit > 0 {
                words += NAMES[digit];
                words += place_name;
            }
        }
        if group > 0 {
            words += name;
        }
    }
    words
}

impl fmt::Display for Won {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}원", digits::grouped(i128::from(self.0)))
    }
}

/// Reads `1,234,000원`, `₩1234000` or `1234000`; commas may stand anywhere between digits, digits may be full-width.
impl FromStr for Won {
    type Err = NotAnAmount;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refuse = || NotAnAmount(text.to_owned());
        let body = text.trim().trim_end_matches('원').trim_end();
        let (negative, body) = match body.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, body),
        };
        let body = body.strip_prefix(['₩', '￦']).unwrap_or(body).trim();
        let mut amount: Option<i64> = None;
        for c in body.chars() {
            match digits::value(c) {
                Some(d) => {
                    let next = amount.unwrap_or(0).checked_mul(10).and_then(|a| a.checked_add(i64::from(d)));
                    amount = Some(next.ok_or_else(refuse)?);
                }
                None if amount.is_some() && matches!(c, ',' | '，') => {}
                None => return Err(refuse()),
            }
        }
        let amount = amount.ok_or_else(refuse)?;
        Ok(Self(if negative { -amount } else { amount }))
    }
}

/// Adds amounts; a sum beyond 9.2 quintillion won stays at that limit.
impl Sum for Won {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        Self(amounts.fold(0, |sum, amount| sum.saturating_add(amount.0)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(1_234_000, "1,234,000원")]
    #[case(0, "0원")]
    #[case(999, "999원")]
    #[case(-1_234, "-1,234원")]
    #[case(i64::MIN, "-9,223,372,036,854,775,808원")]
    fn row_money_is_shown_with_commas(#[case] amount: i64, #[case] shown: &str) {
        assert_eq!(Won(amount).to_string(), shown);
    }

    #[test]
    fn row_money_180_000_000_in_words() {
        assert_eq!(Won(180_000_000).in_words().unwrap(), "금 일억팔천만원정");
        let both = Won(180_000_000).in_words_and_figures().unwrap();
        assert_eq!(both, "금 일억팔천만원정 (₩180,000,000)");
    }

    #[rstest]
    #[case(0, "금 영원정")]
    #[case(10, "금 일십원정")]
    #[case(10_000, "금 일만원정")]
    #[case(12_345_678, "금 일천이백삼십사만오천육백칠십팔원정")]
    #[case(1_000_000_000_001, "금 일조일원정")]
    #[case(100_010_000, "금 일억일만원정")]
    fn words(#[case] amount: i64, #[case] text: &str) {
        assert_eq!(Won(amount).in_words().unwrap(), text);
    }

    #[test]
    fn nothing_below_zero_is_certified() {
        assert_eq!(Won(-1).in_words(), Err(NegativeAmount(Won(-1))));
    }

    #[rstest]
    #[case(180_000_000, WonUnit::Thousand, 0, "180,000천원")]
    #[case(1_234_500_000, WonUnit::Million, 0, "1,235백만원")]
    #[case(180_000_000, WonUnit::HundredMillion, 1, "1.8억원")]
    #[case(149_999_999, WonUnit::HundredMillion, 0, "1억원")]
    #[case(150_000_000, WonUnit::HundredMillion, 0, "2억원")]
    #[case::half_up(500, WonUnit::Thousand, 0, "1천원")]
    #[case(499, WonUnit::Thousand, 0, "0천원")]
    #[case(-500, WonUnit::Thousand, 0, "-1천원")]
    #[case(-499, WonUnit::Thousand, 0, "0천원")]
    #[case(105_000_000, WonUnit::HundredMillion, 2, "1.05억원")]
    fn row_money_in_units_is_rounded_half_up(
        #[case] amount: i64,
        #[case] unit: WonUnit,
        #[case] decimals: u8,
        #[case] shown: &str,
    ) {
        assert_eq!(Won(amount).display_in(unit, decimals), shown);
    }

    #[rstest]
    #[case("")]
    #[case("원")]
    #[case("1.5")]
    #[case("일억원")]
    #[case("99999999999999999999")]
    fn other_texts_are_refused(#[case] text: &str) {
        assert_eq!(text.parse::<Won>(), Err(NotAnAmount(text.into())));
    }

    #[test]
    fn figures_of_certificates_are_read() {
        assert_eq!("₩180,000,000".parse(), Ok(Won(180_000_000)));
        assert_eq!(" 1234000 원 ".parse(), Ok(Won(1_234_000)));
        assert_eq!([Won(1), Won(2)].into_iter().sum::<Won>(), Won(3));
    }

    /// The inverse of the words, written apart from them.
    fn read_words(text: &str) -> u64 {
        let (mut total, mut group, mut digit) = (0, 0, 0);
        for c in text.chars() {
            match c {
                '천' => group += std::mem::take(&mut digit) * 1_000,
                '백' => group += std::mem::take(&mut digit) * 100,
                '십' => group += std::mem::take(&mut digit) * 10,
                '경' | '조' | '억' | '만' => {
                    let power = match c {
                        '경' => 16,
                        '조' => 12,
                        '억' => 8,
                        _ => 4,
                    };
                    total += (std::mem::take(&mut group) + std::mem::take(&mut digit)) * 10u64.pow(power);
                }
                _ => digit = "영일이삼사오육칠팔구".chars().position(|d| d == c).unwrap() as u64,
            }
        }
        total + group + digit
    }

    proptest! {
        #[test]
        fn shown_amounts_read_back(amount in -i64::MAX..i64::MAX) {
            prop_assert_eq!(Won(amount).to_string().parse(), Ok(Won(amount)));
        }

        #[test]
        fn words_mean_their_figure(amount in 0..i64::MAX) {
            prop_assert_eq!(read_words(&hangul(amount.unsigned_abs())), amount.unsigned_abs());
        }
    }
}
