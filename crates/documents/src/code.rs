//! Codes by which a printed document is checked: nobody guesses one, everybody can type one.

use std::{fmt, str::FromStr};

/// Digits and capital letters without I, L, O and U, which are taken for others or make words.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters in all; the last one is the check character.
const LENGTH: usize = 12;

/// A code: eleven characters that nobody guesses, which are 55 bits, and one that tells a wrong one.
///
/// The check character makes a sum over the field of 32 elements zero in which each place has a factor of its own, so
/// that every single wrong character and every two that changed places are noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code([u8; LENGTH]);

/// What was typed is no code: too short, too long, or something in it is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a code: a character is missing or wrong")]
pub struct NoCode;

impl Code {
    /// The code of 32 bytes that nobody can guess.
    pub fn from_secret(secret: &[u8; 32]) -> Self {
        let mut values = [0; LENGTH];
        for (value, byte) in values.iter_mut().zip(secret).take(LENGTH - 1) {
            *value = byte % 32;
        }
        values[LENGTH - 1] = sum(&values);
        Self(values)
    }
}

/// The sum of all places: each one times a power of the field's generator, the last one times one.
fn sum(values: &[u8; LENGTH]) -> u8 {
    values.iter().fold(0, |sum, value| times_generator(sum) ^ value)
}

/// Times x in the field of polynomials modulo x⁵ + x² + 1, of which x is a generator.
fn times_generator(value: u8) -> u8 {
    let doubled = value << 1;
    if doubled & 0b10_0000 == 0 { doubled } else { doubled ^ 0b10_0101 }
}

/// "7K3M-92QX-4HTB".
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, value) in self.0.iter().enumerate() {
            if place > 0 && place % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(ALPHABET[usize::from(*value) % ALPHABET.len()]))?;
        }
        Ok(())
    }
}

impl FromStr for Code {
    type Err = NoCode;

    /// Reads what somebody typed: small letters, spaces and dashes do not matter, and O, I and L stand for 0 and 1.
    fn from_str(text: &str) -> Result<Self, NoCode> {
        let mut values = [0; LENGTH];
        let mut length = 0;
        for letter in
            text.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '–' | '.'))
        {
            let letter = match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let value = ALPHABET.iter().position(|known| char::from(*known) == letter).ok_or(NoCode)?;
            *values.get_mut(length).ok_or(NoCode)? = u8::try_from(value).map_err(|_| NoCode)?;
            length += 1;
        }
        if length == LENGTH && sum(&values) == 0 { Ok(Self(values)) } else { Err(NoCode) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some() -> impl Iterator<Item = Code> {
        (0..=255_u8).map(|seed| {
            Code::from_secret(&std::array::from_fn(|place| {
                seed.wrapping_mul(37) ^ (place as u8).wrapping_mul(29)
            }))
        })
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        for code in some() {
            let text = code.to_string();
            assert_eq!(text.len(), 14, "{text}");
            assert_eq!(text.parse(), Ok(code));
            let typed =
                format!(" {} ", text.to_lowercase().replace('-', "").replace('0', "o").replace('1', "l"));
            assert_eq!(typed.parse(), Ok(code), "{typed}");
        }
    }

    #[test]
    fn every_wrong_character_and_every_swap_is_noticed() {
        for code in some().take(16) {
            for place in 0..LENGTH {
                for wrong in 0..32 {
                    let mut values = code.0;
                    values[place] = wrong;
                    let typed = Code(values).to_string();
                    assert_eq!(typed.parse::<Code>().is_ok(), wrong == code.0[place], "{typed}");
                }
                for other in 0..place {
                    let mut values = code.0;
                    values.swap(place, other);
                    let typed = Code(values).to_string();
                    assert_eq!(typed.parse::<Code>().is_ok(), values == code.0, "{typed}");
                }
            }
        }
    }

    #[test]
    fn anything_else_is_no_code() {
        for text in [
            "",
            "7K3M",
            "7K3M-92QX-4HTB-7K3M",
            "7K3M-92QU-4HTB",
            "가나다라마바사아자차카타",
            "1111 1111 111!",
        ] {
            assert_eq!(text.parse::<Code>(), Err(NoCode), "{text}");
        }
    }
}
