//! The arithmetic of Hangul syllables (Unicode, section 3.12).

const FIRST: u32 = 0xAC00;
const LAST: u32 = 0xD7A3;
/// Syllables per lead consonant: 21 vowels × 28 finals.
const PER_LEAD: u32 = 588;
/// Finals per vowel, no final included.
const PER_VOWEL: u32 = 28;

/// The 19 lead consonants in order, as stand-alone letters.
const LEADS: [char; 19] = [
    'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ', 'ㅌ',
    'ㅍ', 'ㅎ',
];

fn index(c: char) -> Option<u32> {
    let code = c as u32;
    (FIRST..=LAST).contains(&code).then(|| code - FIRST)
}

/// Whether the character is a composed syllable.
pub(super) fn is_syllable(c: char) -> bool {
    index(c).is_some()
}

/// The lead consonant of a syllable as a stand-alone letter: ㅅ of 소.
pub(super) fn lead(c: char) -> Option<char> {
    index(c).and_then(|i| LEADS.get((i / PER_LEAD) as usize).copied())
}

/// The number of the final consonant of a syllable; 0 is none, 8 is ㄹ.
pub(super) fn final_index(c: char) -> Option<u32> {
    index(c).map(|i| i % PER_VOWEL)
}

/// Whether `c` is `open` with or without a final consonant: 공 of 고.
pub(super) fn extends(c: char, open: char) -> bool {
    match (index(c), index(open)) {
        (Some(c), Some(open)) => open % PER_VOWEL == 0 && c / PER_VOWEL == open / PER_VOWEL,
        _ => false,
    }
}

/// Whether the character is a lead consonant standing alone.
pub(super) fn is_lead(c: char) -> bool {
    LEADS.contains(&c)
}

/// The plain consonant of a tense one: ㄱ of ㄲ.
pub(super) fn plain(lead: char) -> Option<char> {
    Some(match lead {
        'ㄲ' => 'ㄱ',
        'ㄸ' => 'ㄷ',
        'ㅃ' => 'ㅂ',
        'ㅆ' => 'ㅅ',
        'ㅉ' => 'ㅈ',
        _ => return None,
    })
}
