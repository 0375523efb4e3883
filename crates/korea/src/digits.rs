//! Reading digits the way people type them: half-width or full-width, with separators between.

/// The value of a decimal digit, ASCII or full-width.
pub(crate) fn value(c: char) -> Option<u8> {
    match c {
        '0'..='9' => Some(c as u8 - b'0'),
        '０'..='９' => u8::try_from(c as u32 - '０' as u32).ok(),
        _ => None,
    }
}

/// Whether a character only separates groups of digits: spaces, hyphens and dashes of any width, dots.
pub(crate) fn is_separator(c: char) -> bool {
    c.is_whitespace() || is_hyphen(c) || matches!(c, '.' | '·' | '．')
}

/// Whether a character is a hyphen, a dash or a minus sign.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

/// The digits of a number written with separators, or the first character that is neither.
pub(crate) fn collect(text: &str) -> Result<Vec<u8>, char> {
    let mut digits = Vec::with_capacity(16);
    for c in text.chars() {
        match value(c) {
            Some(digit) => digits.push(digit),
            None if is_separator(c) => {}
            None => return Err(c),
        }
    }
    Ok(digits)
}

/// Digits as text.
pub(crate) fn text(digits: &[u8]) -> String {
    digits.iter().map(|d| char::from(b'0' + d)).collect()
}

/// A whole number with a comma between groups of three digits; the sign stays in front.
pub(crate) fn grouped(number: i128) -> String {
    let plain = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(plain.len() * 4 / 3 + 1);
    if number < 0 {
        out.push('-');
    }
    for (i, c) in plain.chars().enumerate() {
        if i > 0 && (plain.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}
