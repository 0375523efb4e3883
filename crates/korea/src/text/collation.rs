//! The order of names in lists: Hangul, then Latin letters, then digits.
//!
//! The Korean order of the common collation tables puts digits first, so it is not used: lists of firms and places
//! here begin with 가. Spaces and punctuation come before everything, so that a word comes before its extensions
//! (문래 1가 before 문래동); Hanja follow Hangul; Latin letters ignore case and accents unless nothing else differs;
//! all other characters come last. Composed syllables are in dictionary order by their code. Every database sorts
//! the bytes of [`sort_key`] alike.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;

use super::hangul;

/// Bytes whose order is the order of the texts. Equal only for texts that are equal once composed.
pub fn sort_key(text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() * 3);
    for c in text.nfc() {
        let (class, weight) = weigh(c);
        key.push(class);
        key.extend_from_slice(&(weight as u32).to_be_bytes()[1..]);
    }
    key.push(0);
    // Lower-case letters come before upper-case ones where only the case differs.
    key.extend(text.nfc().map(swap_case).collect::<String>().into_bytes());
    key
}

/// Compares two texts by their [`sort_key`].
pub fn compare(a: &str, b: &str) -> Ordering {
    sort_key(a).cmp(&sort_key(b))
}

fn weigh(c: char) -> (u8, char) {
    match c {
        _ if hangul::is_syllable(c) => (2, c),
        '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' => (2, c),
        '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => (3, c),
        '0'..='9' | '０'..='９' => (5, c.nfkc().next().unwrap_or(c)),
        _ if c.is_alphabetic() => match c.nfkd().next() {
            Some(base) if base.is_ascii_alphabetic() => (4, base.to_ascii_lowercase()),
            _ => (6, c),
        },
        _ if c.is_alphanumeric() => (6, c),
        _ => (1, c),
    }
}

fn swap_case(c: char) -> char {
    if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn row_sorting_is_hangul_then_latin_then_digits() {
        let mut names =
            vec!["3D프린팅", "CNC가공", "하나정밀", "가나금속", "abc", "ABC", "문래동", "문래 1가", "漢陽"];
        names.sort_by(|a, b| compare(a, b));
        let expected =
            ["가나금속", "문래 1가", "문래동", "하나정밀", "漢陽", "abc", "ABC", "CNC가공", "3D프린팅"];
        assert_eq!(names, expected);
    }

    #[test]
    fn decomposed_text_sorts_as_its_composed_form() {
        assert_eq!(compare("\u{1109}\u{1169}", "소"), Ordering::Equal);
        assert_eq!(compare("Énergie", "energie"), compare("é", "e"));
    }

    proptest! {
        #[test]
        fn only_equal_texts_have_equal_keys(a in "[가-힣A-Za-z0-9 ]{0,6}", b in "[가-힣A-Za-z0-9 ]{0,6}") {
            prop_assert_eq!(compare(&a, &b) == Ordering::Equal, a == b);
        }

        #[test]
        fn a_beginning_comes_before_the_whole(a in "[가-힣A-Za-z0-9]{0,6}", b in "[가-힣A-Za-z0-9]{1,6}") {
            let whole = format!("{a}{b}");
            prop_assert_eq!(compare(&a, &whole), Ordering::Less);
        }
    }
}
