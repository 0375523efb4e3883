//! Finds resident registration numbers (주민등록번호) in text, so that they can be refused.
//!
//! They may be processed only where a law or decree names them (개인정보 보호법 제24조의2). The check digit is not
//! consulted: numbers given since October 2020 need not satisfy it.
//!
//! The shape is six digits, an optional separator, a digit from 1 to 8, six digits; digits may be full-width, and
//! the separator may be up to three spaces, line breaks or hyphens (`901231 - 1234567`). When the digits on either
//! side run on, as in a card or account number, the shape alone would refuse too much: there, the first six must
//! also be able to be a date of birth (month 01–12, day 01–31).

use std::ops::Range;

use super::CorporateNumber;
use crate::digits;

/// The byte ranges of the text that look like resident registration numbers, in order and not overlapping.
///
/// Corporate registration numbers can have the same shape and are then found too; a field made for them asks
/// [`is_corporate_field_value`] first.
pub fn find(text: &str) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if let Some(end) = match_at(&chars, at) {
            let last = chars.get(end).map_or(text.len(), |(byte, _)| *byte);
            found.push(chars[at].0..last);
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// Digits of a number.
const DIGITS: usize = 13;

/// Whether the text contains anything that looks like a resident registration number.
pub fn contains(text: &str) -> bool {
    // Most texts have too few digits to hold one, and are not looked at more closely.
    let digits = text.chars().filter(|c| digits::value(*c).is_some());
    digits.take(DIGITS).count() == DIGITS && !find(text).is_empty()
}

/// Whether the whole text is a corporate registration number whose check digit holds. Only then may a field made
/// for corporate numbers keep a value of this shape.
pub fn is_corporate_field_value(text: &str) -> bool {
    text.parse::<CorporateNumber>().is_ok()
}

/// The index after a match that starts at `at`.
fn match_at(chars: &[(usize, char)], at: usize) -> Option<usize> {
    let digit = |i: usize| chars.get(i).and_then(|(_, c)| digits::value(*c));
    let mut front = [0u8; 6];
    for (i, slot) in front.iter_mut().enumerate() {
        *slot = digit(at + i)?;
    }
    let mut next = at + 6;
    while next < at + 9 && chars.get(next).is_some_and(|(_, c)| c.is_whitespace() || digits::is_hyphen(*c)) {
        next += 1;
    }
    if !(1..=8).contains(&digit(next)?) || (1..7).any(|i| digit(next + i).is_none()) {
        return None;
    }
    let end = next + 7;
    let runs_on = (at > 0 && digit(at - 1).is_some()) || digit(end).is_some();
    (!runs_on || can_be_birth_date(front)).then_some(end)
}

fn can_be_birth_date(front: [u8; 6]) -> bool {
    (1..=12).contains(&(front[2] * 10 + front[3])) && (1..=31).contains(&(front[4] * 10 + front[5]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::hyphen("900101-1234567")]
    #[case::space("900101 2234567")]
    #[case::nothing("9001013234567")]
    #[case::foreigner("900101-8234567")]
    #[case::full_width("９００１０１－１２３４５６７")]
    #[case::line_break("900101-\n1234567")]
    #[case::wide_hyphen("900101 – 1234567")]
    #[case::in_a_sentence("대표 홍길동(900101-1234567) 재직")]
    #[case::in_a_file_name("급여대장_900101-1234567.pdf")]
    #[case::in_a_longer_run("0019001011234567")]
    #[case::any_check_digit("201231-3000000")]
    fn row_p01_is_found(#[case] text: &str) {
        assert!(contains(text), "{text}");
    }

    #[rstest]
    #[case::masked("900101-1******")]
    #[case::ninth_kind("900101-9234567")]
    #[case::short("900101-123456")]
    #[case::phone("010-1234-5678")]
    #[case::business_number("123-45-67891")]
    #[case::card_number("1234-5678-9012-3456")]
    #[case::long_run_that_is_no_date("9999994567890123")]
    #[case::zone_code("1156060500")]
    fn other_numbers_are_left_alone(#[case] text: &str) {
        assert!(!contains(text), "{text}");
    }

    #[test]
    fn a_corporate_number_has_the_shape_but_may_stay_in_its_own_field() {
        assert!(contains("110111-1234569"));
        assert!(is_corporate_field_value("110111-1234569"));
        assert!(!is_corporate_field_value("110111-1234567"));
        assert!(!is_corporate_field_value("법인 110111-1234569"));
    }

    #[test]
    fn ranges_are_bytes_of_the_text() {
        let text = "가900101-1234567나 900101-2234567";
        let parts: Vec<&str> = find(text).into_iter().map(|r| &text[r]).collect();
        assert_eq!(parts, ["900101-1234567", "900101-2234567"]);
    }

    proptest! {
        #[test]
        fn every_number_of_the_shape_is_found_wherever_it_stands(
            before in "[가-힣 ]{0,5}", front in "[0-9]{6}", mark in "[- \n]?", back in "[1-8][0-9]{6}",
            after in "[가-힣 ]{0,5}",
        ) {
            let text = format!("{before}{front}{mark}{back}{after}");
            prop_assert!(contains(&text));
        }

        #[test]
        fn no_text_panics(text in "\\PC*") {
            for range in find(&text) {
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}
