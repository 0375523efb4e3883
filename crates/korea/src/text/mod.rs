//! Korean text: composition, order, search by initial consonants, particles.

pub mod choseong;
mod collation;
mod hangul;
mod particle;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

pub use collation::{compare, sort_key};
pub use particle::Particle;

/// The composed form (NFC) of a text. File names and text from macOS arrive decomposed (자모 by 자모) and would
/// otherwise compare as different; every text input passes through here once.
pub fn compose(text: &str) -> String {
    // Nearly everything that is typed is composed already, and finding that out costs no allocation.
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.to_owned(),
        _ => text.nfc().collect(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn row_decomposed_text_is_composed() {
        let decomposed = "\u{1109}\u{1169}\u{1100}\u{1169}\u{11BC}\u{110B}\u{1175}\u{11AB}";
        assert_eq!(super::compose(decomposed), "소공인");
    }
}
