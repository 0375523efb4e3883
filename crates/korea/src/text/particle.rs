//! Particles (조사), whose form follows the last sound of the word before them.
//!
//! The last letter or digit decides; closing brackets, quotes and other signs after it are passed over. Digits are
//! read as Sino-Korean numbers (2024 ends in 사, 10 in 십). A word in capitals is read letter by letter (LED ends in
//! 디, URL in 엘); any other Latin word is judged by its spelling, roughly: l, m, n and ng close it, and so do b, c,
//! k, p and t after a vowel. Where nothing can be said, both forms are written: `을(를)`.

use super::hangul;

/// A particle with two forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Particle {
    /// 을/를, object.
    Object,
    /// 이/가, subject.
    Subject,
    /// 은/는, topic.
    Topic,
    /// 과/와, "and", "with".
    With,
    /// 으로/로, "to", "by"; after ㄹ it is 로.
    Toward,
}

/// The last sound of a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sound {
    Vowel,
    Rieul,
    Consonant,
}

impl Particle {
    /// The form that follows the word.
    pub fn after(self, word: &str) -> &'static str {
        let closed = match last_sound(word) {
            None => return self.both(),
            Some(Sound::Rieul) => self != Self::Toward,
            Some(sound) => sound == Sound::Consonant,
        };
        match (self, closed) {
            (Self::Object, true) => "을",
            (Self::Object, false) => "를",
            (Self::Subject, true) => "이",
            (Self::Subject, false) => "가",
            (Self::Topic, true) => "은",
            (Self::Topic, false) => "는",
            (Self::With, true) => "과",
            (Self::With, false) => "와",
            (Self::Toward, true) => "으로",
            (Self::Toward, false) => "로",
        }
    }

    /// The word with the particle: `센터를`.
    pub fn attach(self, word: &str) -> String {
        format!("{word}{}", self.after(word))
    }

    const fn both(self) -> &'static str {
        match self {
            Self::Object => "을(를)",
            Self::Subject => "이(가)",
            Self::Topic => "은(는)",
            Self::With => "과(와)",
            Self::Toward => "(으)로",
        }
    }
}

fn last_sound(word: &str) -> Option<Sound> {
    let word = super::compose(word);
    let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    let last = word.chars().next_back()?;
    if let Some(index) = hangul::final_index(last) {
        return Some(match index {
            0 => Sound::Vowel,
            8 => Sound::Rieul,
            _ => Sound::Consonant,
        });
    }
    match last {
        '0'..='9' => Some(number_sound(word)),
        'A'..='Z' | 'a'..='z' => Some(latin_sound(word)),
        _ => None,
    }
}

/// 0 영, 1 일, 3 삼, 6 육, 7 칠, 8 팔 close; so do 십, 백, 천, 만 and 억, but not 조.
fn number_sound(word: &str) -> Sound {
    let zeros = word.chars().rev().take_while(|c| *c == '0' || *c == ',').filter(|c| *c == '0').count();
    if (12..16).contains(&zeros) {
        return Sound::Vowel;
    }
    match word.chars().next_back() {
        Some('1' | '7' | '8') => Sound::Rieul,
        Some('0' | '3' | '6') => Sound::Consonant,
        _ => Sound::Vowel,
    }
}

fn latin_sound(word: &str) -> Sound {
    let tail: Vec<char> = word.chars().rev().take_while(char::is_ascii_alphabetic).collect();
    if tail.iter().all(char::is_ascii_uppercase) {
        return match tail[0] {
            'L' | 'R' => Sound::Rieul,
            'M' | 'N' => Sound::Consonant,
            _ => Sound::Vowel,
        };
    }
    let before = tail.get(1).map(char::to_ascii_lowercase);
    match tail[0].to_ascii_lowercase() {
        'l' => Sound::Rieul,
        'm' | 'n' => Sound::Consonant,
        'g' if before == Some('n') => Sound::Consonant,
        'b' | 'c' | 'k' | 'p' | 't' if matches!(before, Some('a' | 'e' | 'i' | 'o' | 'u')) => {
            Sound::Consonant
        }
        _ => Sound::Vowel,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::row_center("센터", Particle::Object, "센터를")]
    #[case::row_institution("기관", Particle::Object, "기관을")]
    #[case::row_seoul("서울", Particle::Toward, "서울로")]
    #[case("센터", Particle::Subject, "센터가")]
    #[case("기관", Particle::Subject, "기관이")]
    #[case("센터", Particle::Topic, "센터는")]
    #[case("서울", Particle::Topic, "서울은")]
    #[case("기관", Particle::With, "기관과")]
    #[case("센터", Particle::With, "센터와")]
    #[case("부산", Particle::Toward, "부산으로")]
    #[case("제주", Particle::Toward, "제주로")]
    #[case::digits("2024", Particle::Subject, "2024가")]
    #[case::digits("39", Particle::Object, "39를")]
    #[case::ten("10", Particle::Toward, "10으로")]
    #[case::seven("7", Particle::Toward, "7로")]
    #[case::trillion("1,000,000,000,000", Particle::Subject, "1,000,000,000,000가")]
    #[case::letters("CNC", Particle::Object, "CNC를")]
    #[case::letters("URL", Particle::Toward, "URL로")]
    #[case::letters("PLM", Particle::Subject, "PLM이")]
    #[case::word("Excel", Particle::Toward, "Excel로")]
    #[case::word("design", Particle::Object, "design을")]
    #[case::word("laptop", Particle::Topic, "laptop은")]
    #[case::word("Moru", Particle::Topic, "Moru는")]
    #[case::bracket("‘문래동’", Particle::Topic, "‘문래동’은")]
    #[case::bracket("센터(서울)", Particle::Toward, "센터(서울)로")]
    #[case::unknown("漢", Particle::Object, "漢을(를)")]
    #[case::nothing("", Particle::Toward, "(으)로")]
    fn particles(#[case] word: &str, #[case] particle: Particle, #[case] text: &str) {
        assert_eq!(particle.attach(word), text);
    }

    proptest! {
        #[test]
        fn only_the_last_syllable_matters(head in "[가-힣]{0,4}", last in "[가-힣]") {
            let word = format!("{head}{last}");
            for particle in [Particle::Object, Particle::Subject, Particle::Topic, Particle::With, Particle::Toward] {
                prop_assert_eq!(particle.after(&word), particle.after(&last));
            }
        }

        #[test]
        fn no_text_panics(word in "\\PC*") {
            let _ = Particle::Object.attach(&word);
        }
    }
}
