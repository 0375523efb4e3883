//! Search by initial consonants (초성): `ㅅㄱㅇ` finds 소공인, `소ㄱ` does too.
//!
//! Spaces and case do not matter. A consonant standing alone matches a syllable that begins with it; a plain one
//! also matches its tense form (ㄱ finds 꽃), because few people type ㄲ. A keyboard joins some pairs of consonants
//! into one character (ㄱㅅ becomes ㄳ); they are taken apart again. The last character of a pattern may still be
//! on its way: 소고 finds 소공인.

use unicode_normalization::UnicodeNormalization;

use super::hangul;

/// A pattern read once and matched against many texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(Vec<char>);

/// A text prepared for being searched many times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared(Vec<char>);

impl Prepared {
    /// Prepares a text.
    pub fn new(text: &str) -> Self {
        Self(text.nfc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect())
    }
}

/// Where a pattern was found in a text; the better, the smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// The whole text.
    Whole,
    /// Its beginning.
    Start,
    /// Somewhere inside.
    Inside,
}

impl Pattern {
    /// Reads a pattern as typed; decomposed and joined letters are understood.
    pub fn new(text: &str) -> Self {
        Self(
            text.nfc()
                .filter(|c| !c.is_whitespace())
                .flat_map(take_apart)
                .flat_map(char::to_lowercase)
                .collect(),
        )
    }

    /// Whether there is nothing to look for; such a pattern is found in every text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where the pattern is found in a text, if at all.
    pub fn rank(&self, text: &str) -> Option<Rank> {
        self.rank_in(&Prepared::new(text))
    }

    /// Where the pattern is found in a prepared text, if at all.
    pub fn rank_in(&self, text: &Prepared) -> Option<Rank> {
        let starts = text.0.len().checked_sub(self.0.len())?;
        let at = (0..=starts).find(|at| self.matches_at(&text.0[*at..]))?;
        Some(match at {
            0 if starts == 0 => Rank::Whole,
            0 => Rank::Start,
            _ => Rank::Inside,
        })
    }

    fn matches_at(&self, text: &[char]) -> bool {
        let last = self.0.len().saturating_sub(1);
        self.0.iter().zip(text).enumerate().all(|(i, (wanted, found))| {
            wanted == found
                || (hangul::is_lead(*wanted) && lead_matches(*wanted, *found))
                || (i == last && hangul::extends(*found, *wanted))
        })
    }
}

/// Whether a text contains a pattern.
pub fn matches(pattern: &str, text: &str) -> bool {
    Pattern::new(pattern).rank(text).is_some()
}

/// The initial consonants of a text; other characters stay: `ㅅㄱㅇ` of 소공인.
pub fn initials(text: &str) -> String {
    text.nfc().map(|c| hangul::lead(c).unwrap_or(c)).collect()
}

fn lead_matches(wanted: char, found: char) -> bool {
    hangul::lead(found).is_some_and(|lead| lead == wanted || hangul::plain(lead) == Some(wanted))
}

/// The letters of a joined pair of consonants; letters for building syllables become stand-alone ones.
fn take_apart(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'ㄳ' => ('ㄱ', Some('ㅅ')),
        'ㄵ' => ('ㄴ', Some('ㅈ')),
        'ㄶ' => ('ㄴ', Some('ㅎ')),
        'ㄺ' => ('ㄹ', Some('ㄱ')),
        'ㄻ' => ('ㄹ', Some('ㅁ')),
        'ㄼ' => ('ㄹ', Some('ㅂ')),
        'ㄽ' => ('ㄹ', Some('ㅅ')),
        'ㄾ' => ('ㄹ', Some('ㅌ')),
        'ㄿ' => ('ㄹ', Some('ㅍ')),
        'ㅀ' => ('ㄹ', Some('ㅎ')),
        'ㅄ' => ('ㅂ', Some('ㅅ')),
        '\u{1100}'..='\u{1112}' => (conjoining_lead(c), None),
        _ => (c, None),
    };
    std::iter::once(first).chain(second)
}

/// The stand-alone letter of a lead made for building syllables.
fn conjoining_lead(c: char) -> char {
    let syllable = char::from_u32(0xAC00 + (c as u32 - 0x1100) * 588);
    syllable.and_then(hangul::lead).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::row_initials_of_sogongin("ㅅㄱㅇ", "소공인")]
    #[case::row_initials_of_mullae("ㅁㄹ", "문래")]
    #[case::row_mixed("소ㄱ", "소공인")]
    #[case::row_tense_lead_by_itself("ㄲ", "꽃집")]
    #[case::row_tense_lead_by_its_plain_one("ㄱㅈ", "꽃집")]
    #[case::row_nfd_pattern("\u{1109}\u{1169}\u{1100}", "소공인")]
    #[case::row_nfd_text("소공", "\u{1109}\u{1169}\u{1100}\u{1169}\u{11BC}")]
    #[case::inside("ㄱㅇ", "소공인")]
    #[case::joined_by_the_keyboard("ㄳ", "공세동")]
    #[case::half_typed("소고", "소공인")]
    #[case::spaces("영등포구 문", "영등포구문래동")]
    #[case::case_of_letters("cnc", "CNC 가공")]
    #[case::nothing("", "소공인")]
    fn found(#[case] pattern: &str, #[case] text: &str) {
        assert!(matches(pattern, text));
    }

    #[rstest]
    #[case("ㅅㄱㄴ", "소공인")]
    #[case::tense_does_not_find_plain("ㄲ", "공장")]
    #[case::only_the_last_may_be_half_typed("고인", "공인")]
    #[case::longer_than_the_text("ㅁㄹㄷ", "문래")]
    #[case("문래", "ㅁㄹ")]
    fn not_found(#[case] pattern: &str, #[case] text: &str) {
        assert!(!matches(pattern, text));
    }

    #[test]
    fn a_whole_match_is_better_than_a_beginning_and_that_than_an_inside() {
        let pattern = Pattern::new("ㅁㄹ");
        assert_eq!(pattern.rank("문래"), Some(Rank::Whole));
        assert_eq!(pattern.rank("문래동"), Some(Rank::Start));
        assert_eq!(pattern.rank("신문로"), Some(Rank::Inside));
        assert!(Rank::Whole < Rank::Start && Rank::Start < Rank::Inside);
    }

    proptest! {
        #[test]
        fn the_initials_of_a_text_find_it(text in "[가-힣]{1,8}") {
            prop_assert!(matches(&initials(&text), &text));
        }

        #[test]
        fn every_part_of_a_text_finds_it(text in "[가-힣a-z0-9]{1,8}", from in 0usize..8) {
            let part: String = text.chars().skip(from.min(text.chars().count() - 1)).collect();
            prop_assert!(matches(&part, &text));
        }
    }
}
