//! Telephone numbers: stored as E.164, shown the Korean way, with the province an area code belongs to.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{digits, zones};

/// A Korean telephone number.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone {
    /// National digits, with the trunk prefix 0 where there is one.
    national: String,
    /// How many of them stand before the first hyphen.
    prefix: usize,
}

/// Why a text is not a Korean telephone number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// A character that is neither a digit nor a separator.
    #[error("a telephone number has digits only, not {0:?}")]
    NotADigit(char),
    /// The first digits are no Korean area, mobile or service code.
    #[error("{0:?} starts with no Korean area or service code")]
    UnknownCode(String),
    /// Too few or too many digits for its code.
    #[error("{0:?} has too few or too many digits")]
    WrongLength(String),
    /// The list has an abbreviated number with nothing before it to complete it.
    #[error("{0:?} abbreviates a number that is not there")]
    NothingToComplete(String),
}

/// Area codes and the short names of their provinces.
const AREAS: [(&str, &str); 17] = [
    ("02", "서울"),
    ("031", "경기"),
    ("032", "인천"),
    ("033", "강원"),
    ("041", "충남"),
    ("042", "대전"),
    ("043", "충북"),
    ("044", "세종"),
    ("051", "부산"),
    ("052", "울산"),
    ("053", "대구"),
    ("054", "경북"),
    ("055", "경남"),
    ("061", "전남"),
    ("062", "광주"),
    ("063", "전북"),
    ("064", "제주"),
];

/// Prefixes that are not areas, with the least and most digits of the whole number.
const SERVICES: [(&str, usize, usize); 8] = [
    ("010", 11, 11),
    ("011", 10, 11),
    ("016", 10, 11),
    ("017", 10, 11),
    ("018", 10, 11),
    ("019", 10, 11),
    ("070", 11, 11),
    ("080", 10, 11),
];

impl Phone {
    /// The form for storage and dialling from anywhere: `+82423637910`.
    pub fn e164(&self) -> String {
        format!("+82{}", self.national.strip_prefix('0').unwrap_or(&self.national))
    }

    /// The short name of the province of the area code (`대전`); `None` for mobile, internet and service numbers.
    pub fn area(&self) -> Option<&'static str> {
        AREAS.iter().find(|(code, _)| *code == &self.national[..self.prefix]).map(|(_, area)| *area)
    }

    /// Whether the area code contradicts a province, named in full or short (`인천광역시`, `인천`). A number without
    /// an area, or a province nobody knows, contradicts nothing. Only a reason to ask: area codes cross borders
    /// here and there (광명 and 과천 have 02).
    pub fn contradicts_region(&self, sido: &str) -> bool {
        match (self.area(), zones::sido_short_name(sido)) {
            (Some(area), Some(short)) => area != short,
            _ => false,
        }
    }

    /// The number with its middle part hidden: `010-****-5678`.
    pub fn masked(&self) -> String {
        let shown = self.to_string();
        let parts: Vec<&str> = shown.split('-').collect();
        match parts.as_slice() {
            [first, middle, last] => format!("{first}-{}-{last}", "*".repeat(middle.len())),
            [first, last] => format!("{first}-{}", "*".repeat(last.len())),
            _ => "*".repeat(shown.len()),
        }
    }

    fn from_national(national: String) -> Result<Self, PhoneError> {
        let starts = |code: &str| national.starts_with(code);
        let (prefix, least, most) = if starts("02") {
            (2, 9, 10)
        } else if AREAS.iter().any(|(code, _)| starts(code)) {
            (3, 10, 11)
        } else if let Some((code, least, most)) = SERVICES.iter().find(|(code, ..)| starts(code)) {
            (code.len(), *least, *most)
        } else if starts("050") {
            (4, 11, 12)
        } else if starts("15") || starts("16") || starts("18") {
            (4, 8, 8)
        } else {
            return Err(PhoneError::UnknownCode(national));
        };
        if (least..=most).contains(&national.len()) {
            Ok(Self { national, prefix })
        } else {
            Err(PhoneError::WrongLength(national))
        }
    }
}

/// Reads a list such as `042-363-7910, 7911`, in which a short number takes the beginning of the one before it.
/// Numbers are separated by commas, semicolons, slashes or middle dots; empty pieces are passed over.
///
/// # Errors
/// [`PhoneError`] of the first piece that is no number.
pub fn parse_list(text: &str) -> Result<Vec<Phone>, PhoneError> {
    let mut numbers: Vec<Phone> = Vec::new();
    for piece in text.split([',', ';', '/', '·', '、', '，']) {
        let piece = piece.trim();
        let found = digits::collect(piece).map_err(PhoneError::NotADigit);
        let phone = match (&found, numbers.last()) {
            (Ok(found), _) if found.is_empty() => continue,
            (Ok(found), Some(before)) if found.len() <= 4 => {
                let kept = before.national.len() - found.len();
                Phone::from_national(format!("{}{}", &before.national[..kept], digits::text(found)))?
            }
            (Ok(found), None) if found.len() <= 4 => {
                return Err(PhoneError::NothingToComplete(piece.to_owned()));
            }
            _ => piece.parse()?,
        };
        numbers.push(phone);
    }
    Ok(numbers)
}

impl FromStr for Phone {
    type Err = PhoneError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain: String = text.trim().chars().filter(|c| !matches!(c, '(' | ')' | '（' | '）')).collect();
        let (plain, abroad) = match plain.strip_prefix(['+', '＋']) {
            Some(rest) => (rest, true),
            None => (plain.as_str(), false),
        };
        let found = digits::text(&digits::collect(plain).map_err(PhoneError::NotADigit)?);
        if !abroad {
            return Self::from_national(found);
        }
        let Some(rest) = found.strip_prefix("82") else { return Err(PhoneError::UnknownCode(found)) };
        let service = rest.len() == 8 && rest.starts_with('1');
        let national = if rest.starts_with('0') || service { rest.to_owned() } else { format!("0{rest}") };
        Self::from_national(national)
    }
}

impl TryFrom<String> for Phone {
    type Error = PhoneError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.e164()
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, rest) = self.national.split_at(self.prefix);
        let (middle, last) = rest.split_at(rest.len() - 4);
        if middle.is_empty() { write!(f, "{first}-{last}") } else { write!(f, "{first}-{middle}-{last}") }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::row_seoul_7("02-123-4567", "02-123-4567", "+8221234567")]
    #[case::row_seoul_8("0212345678", "02-1234-5678", "+82212345678")]
    #[case::row_area_3("042-363-7910", "042-363-7910", "+82423637910")]
    #[case::row_area_4("(031)1234.5678", "031-1234-5678", "+823112345678")]
    #[case::row_mobile("010 1234 5678", "010-1234-5678", "+821012345678")]
    #[case::row_old_mobile("011-234-5678", "011-234-5678", "+82112345678")]
    #[case::row_national_15("1588-1234", "1588-1234", "+8215881234")]
    #[case::row_national_16("16001234", "1600-1234", "+8216001234")]
    #[case::row_national_18("1800-1234", "1800-1234", "+8218001234")]
    #[case::row_internet("070-1234-5678", "070-1234-5678", "+827012345678")]
    #[case::row_lifelong("0505-123-4567", "0505-123-4567", "+825051234567")]
    #[case::row_lifelong_4("050712345678", "0507-1234-5678", "+8250712345678")]
    #[case::abroad("+82-10-1234-5678", "010-1234-5678", "+821012345678")]
    #[case::abroad_with_zero("+82 (0)42 363 7910", "042-363-7910", "+82423637910")]
    #[case::full_width("０４２－３６３－７９１０", "042-363-7910", "+82423637910")]
    fn numbers(#[case] text: &str, #[case] shown: &str, #[case] stored: &str) {
        let phone: Phone = text.parse().unwrap();
        assert_eq!((phone.to_string().as_str(), phone.e164().as_str()), (shown, stored));
        assert_eq!(stored.parse(), Ok(phone));
    }

    #[test]
    fn row_list_042_363_7910_7911_is_two_numbers() {
        let list = parse_list("042-363-7910, 7911").unwrap();
        assert_eq!(
            list.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["042-363-7910", "042-363-7911"]
        );
    }

    #[test]
    fn lists_take_other_separators_and_whole_numbers() {
        assert_eq!(parse_list("02-123-4567 / 010-1234-5678").unwrap().len(), 2);
        assert_eq!(parse_list("").unwrap(), []);
        assert_eq!(parse_list("7911"), Err(PhoneError::NothingToComplete("7911".into())));
        assert_eq!(parse_list("02-123-4567, 내선"), Err(PhoneError::NotADigit('내')));
    }

    #[rstest]
    #[case("02", "서울")]
    #[case("031", "경기")]
    #[case("032", "인천")]
    #[case("033", "강원")]
    #[case("041", "충남")]
    #[case("042", "대전")]
    #[case("043", "충북")]
    #[case("044", "세종")]
    #[case("051", "부산")]
    #[case("052", "울산")]
    #[case("053", "대구")]
    #[case("054", "경북")]
    #[case("055", "경남")]
    #[case("061", "전남")]
    #[case("062", "광주")]
    #[case("063", "전북")]
    #[case("064", "제주")]
    fn row_trunk_codes(#[case] code: &str, #[case] area: &str) {
        let phone: Phone = format!("{code}-123-4567").parse().unwrap();
        assert_eq!(phone.area(), Some(area));
        assert!(!phone.contradicts_region(area), "the province table knows {area}");
    }

    #[test]
    fn row_044_under_an_incheon_organisation_is_flagged() {
        let phone: Phone = "044-204-7798".parse().unwrap();
        assert!(phone.contradicts_region("인천광역시"));
        assert!(phone.contradicts_region("인천"));
        assert!(!phone.contradicts_region("세종특별자치시"));
        assert!(!phone.contradicts_region("어딘가"));
        assert!(!"010-1234-5678".parse::<Phone>().unwrap().contradicts_region("인천"));
    }

    #[rstest]
    #[case("010-1234-567", PhoneError::WrongLength("0101234567".into()))]
    #[case("02-12-3456", PhoneError::WrongLength("02123456".into()))]
    #[case("099-123-4567", PhoneError::UnknownCode("0991234567".into()))]
    #[case("+1-212-555-0100", PhoneError::UnknownCode("12125550100".into()))]
    #[case("", PhoneError::UnknownCode(String::new()))]
    #[case("042-363-791O", PhoneError::NotADigit('O'))]
    fn other_texts_are_refused(#[case] text: &str, #[case] error: PhoneError) {
        assert_eq!(text.parse::<Phone>(), Err(error));
    }

    #[test]
    fn row_p06_phone_is_masked() {
        assert_eq!("010-1234-5678".parse::<Phone>().unwrap().masked(), "010-****-5678");
        assert_eq!("02-123-4567".parse::<Phone>().unwrap().masked(), "02-***-4567");
        assert_eq!("1588-1234".parse::<Phone>().unwrap().masked(), "1588-****");
    }

    proptest! {
        #[test]
        fn stored_and_shown_forms_read_back(text in "0(2|31|64|10|70|505)[0-9]{7,8}") {
            if let Ok(phone) = text.parse::<Phone>() {
                prop_assert_eq!(phone.e164().parse(), Ok(phone.clone()));
                prop_assert_eq!(phone.to_string().parse(), Ok(phone));
            }
        }

        #[test]
        fn no_text_panics(text in "[0-9 ,+()-]{0,24}|\\PC{0,12}") {
            let _ = text.parse::<Phone>();
            let _ = parse_list(&text);
        }
    }
}
