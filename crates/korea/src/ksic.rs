//! 한국표준산업분류 (KSIC), section C: manufacturing.
//!
//! A cluster is counted per division (중분류, two digits). Division 34 exists only since revision 10, and the names
//! and borders of finer classes differ between revisions, so a code always goes with its [`Revision`].

use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// A revision of the classification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Revision {
    /// The ninth, in force from 2008-02-01.
    R9,
    /// The tenth, in force from 2017-07-01.
    R10,
    /// The eleventh, in force from 2024-07-01.
    R11,
}

/// The number is not a revision with divisions as they are today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("KSIC revision {0} is not known; known are 9, 10 and 11")]
pub struct UnknownRevision(pub u8);

/// A division of section C.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Division {
    /// Two digits, 10–34.
    pub code: u8,
    /// Korean name.
    pub name: &'static str,
    /// English name, short.
    pub name_en: &'static str,
    /// The first revision that has it.
    pub since: Revision,
    /// Whether it belongs to the 19 divisions counted before the law opened to all of section C.
    pub legacy_19: bool,
}

/// A class of section C at any level: division (2 digits), group (3), class (4) or sub-class (5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KsicCode {
    digits: u32,
    len: u8,
    revision: Revision,
}

/// Why a text is not a code of section C.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KsicError {
    /// The letter of another section.
    #[error("{0:?} is not in section C, manufacturing")]
    OtherSection(String),
    /// Not two to five digits after the letter.
    #[error("{0:?} is not C and two to five digits")]
    Malformed(String),
    /// Section C of the revision has no such division.
    #[error("section C of KSIC {revision} has no division {division:02}")]
    NoSuchDivision {
        /// The two digits.
        division: u8,
        /// The revision asked.
        revision: Revision,
    },
}

static DIVISIONS: LazyLock<Vec<Division>> = LazyLock::new(|| {
    let table: &'static str = include_str!("../../../data/divisions.tsv");
    table.lines().filter(|l| !l.starts_with('#')).skip(1).filter_map(read_row).collect()
});

fn read_row(line: &'static str) -> Option<Division> {
    let fields: Vec<&'static str> = line.split('\t').collect();
    let &[code, name, name_en, since, legacy] = fields.as_slice() else { return None };
    let since = Revision::try_from(since.parse::<u8>().ok()?).ok()?;
    Some(Division { code: code.parse().ok()?, name, name_en, since, legacy_19: legacy == "yes" })
}

/// The divisions of section C in a revision, by code: 24 in revision 9, 25 since.
pub fn divisions(revision: Revision) -> impl Iterator<Item = &'static Division> {
    DIVISIONS.iter().filter(move |d| d.since <= revision)
}

/// A division of a revision by its two digits.
pub fn division(code: u8, revision: Revision) -> Option<&'static Division> {
    divisions(revision).find(|d| d.code == code)
}

impl KsicCode {
    /// Reads `C14`, `c1411`, or `14111` without its letter.
    ///
    /// # Errors
    /// [`KsicError`]. Only the division is looked up; that a finer class exists is not checked.
    pub fn parse(text: &str, revision: Revision) -> Result<Self, KsicError> {
        let plain = text.trim();
        let malformed = || KsicError::Malformed(text.to_owned());
        let body = match plain.chars().next() {
            Some('C' | 'c') => &plain[1..],
            Some(letter) if letter.is_ascii_alphabetic() => {
                return Err(KsicError::OtherSection(text.to_owned()));
            }
            _ => plain,
        };
        if !(2..=5).contains(&body.len()) || !body.bytes().all(|b| b.is_ascii_digit()) {
            return Err(malformed());
        }
        let digits = body.parse().map_err(|_| malformed())?;
        let code = Self { digits, len: body.len() as u8, revision };
        match division(code.division(), revision) {
            Some(_) => Ok(code),
            None => Err(KsicError::NoSuchDivision { division: code.division(), revision }),
        }
    }

    /// The two digits of the division.
    pub fn division(self) -> u8 {
        (self.digits / 10u32.pow(u32::from(self.len) - 2)) as u8
    }

    /// How many digits the code has, 2 to 5.
    pub const fn level(self) -> u8 {
        self.len
    }

    /// The revision the code belongs to.
    pub const fn revision(self) -> Revision {
        self.revision
    }

    /// Whether `other` is this class or lies inside it. Codes of different revisions never do.
    pub fn contains(self, other: Self) -> bool {
        self.revision == other.revision
            && other.len >= self.len
            && other.digits / 10u32.pow(u32::from(other.len - self.len)) == self.digits
    }
}

impl fmt::Display for KsicCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "C{:0width$}", self.digits, width = usize::from(self.len))
    }
}

impl TryFrom<u8> for Revision {
    type Error = UnknownRevision;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        match number {
            9 => Ok(Self::R9),
            10 => Ok(Self::R10),
            11 => Ok(Self::R11),
            _ => Err(UnknownRevision(number)),
        }
    }
}

impl From<Revision> for u8 {
    fn from(revision: Revision) -> Self {
        match revision {
            Revision::R9 => 9,
            Revision::R10 => 10,
            Revision::R11 => 11,
        }
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", u8::from(*self))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use Revision::{R9, R10, R11};

    #[rstest]
    #[case(R9, 24)]
    #[case(R10, 25)]
    #[case(R11, 25)]
    fn section_c_has_its_divisions(#[case] revision: Revision, #[case] count: usize) {
        assert_eq!(divisions(revision).count(), count);
        let codes: Vec<u8> = divisions(revision).map(|d| d.code).collect();
        assert_eq!(codes, (10..10 + count as u8).collect::<Vec<_>>());
    }

    #[rstest]
    #[case(10, "식료품", true)]
    #[case(11, "음료", true)]
    #[case(12, "담배", false)]
    #[case(13, "섬유제품; 의복 제외", true)]
    #[case(14, "의복, 의복액세서리 및 모피제품", true)]
    #[case(15, "가죽, 가방 및 신발", true)]
    #[case(16, "목재 및 나무제품; 가구 제외", true)]
    #[case(17, "펄프, 종이 및 종이제품", true)]
    #[case(18, "인쇄 및 기록매체 복제", true)]
    #[case(19, "코크스, 연탄 및 석유정제품", false)]
    #[case(20, "화학물질 및 화학제품; 의약품 제외", true)]
    #[case(21, "의료용 물질 및 의약품", false)]
    #[case(22, "고무 및 플라스틱제품", true)]
    #[case(23, "비금속 광물제품", true)]
    #[case(24, "1차 금속", true)]
    #[case(25, "금속가공제품; 기계 및 가구 제외", true)]
    #[case(26, "전자부품, 컴퓨터, 영상, 음향 및 통신장비", true)]
    #[case(27, "의료, 정밀, 광학기기 및 시계", true)]
    #[case(28, "전기장비", true)]
    #[case(29, "기타 기계 및 장비", true)]
    #[case(30, "자동차 및 트레일러", false)]
    #[case(31, "기타 운송장비", false)]
    #[case(32, "가구", true)]
    #[case(33, "기타 제품", true)]
    #[case(34, "산업용 기계 및 장비 수리업", false)]
    fn row_divisions(#[case] code: u8, #[case] name: &str, #[case] legacy_19: bool) {
        let found = division(code, R11).unwrap();
        assert_eq!((found.name, found.legacy_19), (name, legacy_19));
        assert!(!found.name_en.is_empty());
    }

    #[test]
    fn row_division_34_exists_only_since_revision_10() {
        assert_eq!(division(34, R9), None);
        assert!(division(34, R10).is_some());
        let error = KsicError::NoSuchDivision { division: 34, revision: R9 };
        assert_eq!(KsicCode::parse("C34", R9), Err(error));
    }

    #[test]
    fn nineteen_divisions_are_legacy() {
        assert_eq!(divisions(R11).filter(|d| d.legacy_19).count(), 19);
    }

    #[rstest]
    #[case("C14", 14, 2, "C14")]
    #[case("c1411", 14, 4, "C1411")]
    #[case("14111", 14, 5, "C14111")]
    #[case(" C103 ", 10, 3, "C103")]
    fn codes_are_read(#[case] text: &str, #[case] division: u8, #[case] level: u8, #[case] shown: &str) {
        let code = KsicCode::parse(text, R10).unwrap();
        assert_eq!((code.division(), code.level(), code.to_string().as_str()), (division, level, shown));
        assert!(KsicCode::parse(&shown[..3], R10).unwrap().contains(code));
        assert!(!KsicCode::parse("C15", R10).unwrap().contains(code));
    }

    #[rstest]
    #[case("G47", KsicError::OtherSection("G47".into()))]
    #[case("C", KsicError::Malformed("C".into()))]
    #[case("C1", KsicError::Malformed("C1".into()))]
    #[case("C141111", KsicError::Malformed("C141111".into()))]
    #[case("식료품", KsicError::Malformed("식료품".into()))]
    #[case("47", KsicError::NoSuchDivision { division: 47, revision: R10 })]
    fn other_texts_are_refused(#[case] text: &str, #[case] error: KsicError) {
        assert_eq!(KsicCode::parse(text, R10), Err(error));
    }

    proptest! {
        #[test]
        fn shown_codes_read_back(text in "C(1[0-9]|2[0-9]|3[0-4])[0-9]{0,3}") {
            let code = KsicCode::parse(&text, R11).unwrap();
            prop_assert_eq!(code.to_string(), text);
        }
    }
}
