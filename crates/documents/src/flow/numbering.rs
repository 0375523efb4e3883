//! Markers before headings and items, in the order of official documents: 1. 가. 1) 가) (1) (가) ① ㉮.

use crate::model::Language;

/// How many levels there are. What lies deeper repeats the last one.
const LEVELS: usize = 8;

/// The marker of the item `number`, counted from 1, on a level counted from 0.
pub(super) fn marker(language: Language, level: usize, number: u32) -> String {
    let letter = match language {
        Language::Ko => syllable(number),
        Language::En => latin(number),
    };
    match level.min(LEVELS - 1) {
        0 => format!("{number}."),
        1 => format!("{letter}."),
        2 => format!("{number})"),
        3 => format!("{letter})"),
        4 => format!("({number})"),
        5 => format!("({letter})"),
        6 => circled('①', 20, number).unwrap_or_else(|| format!("({number})")),
        _ => match language {
            Language::Ko => circled('㉮', 14, number),
            Language::En => circled('ⓐ', 26, number),
        }
        .unwrap_or_else(|| format!("({letter})")),
    }
}

/// The sign of an item without a number.
pub(super) fn bullet(depth: usize) -> &'static str {
    ["○", "-", "·"][depth.min(2)]
}

/// 가 나 … 하, then 거 너 … 허 and on through the vowels; then the number itself.
fn syllable(number: u32) -> String {
    // Initials without the doubled ones, and vowels in the order in which the series goes on.
    const INITIALS: [u32; 14] = [0, 2, 3, 5, 6, 7, 9, 11, 12, 14, 15, 16, 17, 18];
    const VOWELS: [u32; 6] = [0, 4, 8, 13, 18, 20];
    let index = number.saturating_sub(1) as usize;
    let code = VOWELS.get(index / INITIALS.len()).map(|vowel| {
        let initial = INITIALS[index % INITIALS.len()];
        0xac00 + (initial * 21 + vowel) * 28
    });
    code.and_then(char::from_u32).map_or_else(|| number.to_string(), String::from)
}

fn latin(number: u32) -> String {
    let letter = number.checked_sub(1).and_then(|index| (b'a'..=b'z').nth(index as usize));
    letter.map_or_else(|| number.to_string(), |letter| char::from(letter).to_string())
}

fn circled(first: char, count: u32, number: u32) -> Option<String> {
    (1..=count).contains(&number).then(|| char::from_u32(u32::from(first) + number - 1))?.map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_follow_the_official_order() {
        let all: Vec<String> = (0..9).map(|level| marker(Language::Ko, level, 2)).collect();
        assert_eq!(all, ["2.", "나.", "2)", "나)", "(2)", "(나)", "②", "㉯", "㉯"]);
        let all: Vec<String> = (0..8).map(|level| marker(Language::En, level, 2)).collect();
        assert_eq!(all, ["2.", "b.", "2)", "b)", "(2)", "(b)", "②", "ⓑ"]);
    }

    #[test]
    fn letters_go_on_after_the_last_one() {
        let some = [1, 14, 15, 28, 29, 84, 85].map(syllable);
        assert_eq!(some, ["가", "하", "거", "허", "고", "히", "85"]);
        assert_eq!([1, 26, 27].map(latin), ["a", "z", "27"]);
        assert_eq!(marker(Language::Ko, 6, 20), "⑳");
        assert_eq!(marker(Language::Ko, 6, 21), "(21)");
        assert_eq!(marker(Language::Ko, 7, 15), "(거)");
    }
}
