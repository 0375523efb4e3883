//! Text as it can stand in a file.

use unicode_normalization::UnicodeNormalization;

/// The text in composed form (NFC), without what has no place on paper.
///
/// Line ends of every kind become line feeds and tabs become spaces. Left out are control characters, which XML and
/// spreadsheets cannot hold; invisible format characters, which fonts draw as boxes; and marks that turn the direction
/// of writing, which make a text read otherwise than it is stored. What is left is the same in every output.
pub fn clean(text: &str) -> String {
    let unified = text.replace("\r\n", "\n");
    unified.chars().filter_map(kept).nfc().collect()
}

/// The same on one line.
pub(crate) fn clean_line(text: &str) -> String {
    let mut text = clean(text).replace('\n', " ");
    text.truncate(text.trim_end().len());
    text.drain(..text.len() - text.trim_start().len());
    text
}

fn kept(letter: char) -> Option<char> {
    match letter {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        _ if letter.is_control() || is_invisible(letter) || is_noncharacter(letter) => None,
        _ => Some(letter),
    }
}

fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

fn is_noncharacter(letter: char) -> bool {
    let code = u32::from(letter);
    code & 0xfffe == 0xfffe || (0xfdd0..=0xfdef).contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_composed() {
        assert_eq!(clean("\u{1109}\u{1169}\u{1100}\u{1169}\u{11bc}\u{110b}\u{1175}\u{11ab}"), "소공인");
    }

    #[test]
    fn what_has_no_place_on_paper_is_left_out() {
        assert_eq!(clean("a\0b\u{1b}[1m\u{7f}\u{9f}c\u{202e}d\u{feff}e\u{200b}\u{ffff}\u{ad}"), "ab[1mcde");
        assert_eq!(clean_line(" 한\r\n줄\u{2028}로\t"), "한 줄 로");
        assert_eq!(clean("세\r\n줄\r로"), "세\n줄\n로");
    }

    #[test]
    fn what_is_visible_stays() {
        let text = "한글 漢字 ABC 123 😀 é ※○ #import $x$ \\ @ref <b> &amp; =1+1";
        assert_eq!(clean(text), text);
    }

    proptest::proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in "\\PC*|.*") {
            let once = clean(&text);
            proptest::prop_assert_eq!(clean(&once), once);
        }
    }
}
