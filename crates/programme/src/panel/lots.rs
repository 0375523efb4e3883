//! Lots that anybody can draw again from a public seed and the list of candidates.
//!
//! # The algorithm `moru-lots-1`
//!
//! 1. The candidates are names without line breaks, each once. Sort them by their UTF-8 bytes; `list` is the SHA-256
//!    of the sorted names, each followed by a line feed (0x0A), as 64 lower-case hexadecimal digits.
//! 2. `key` is the SHA-256 of `moru-lots-1`, the purpose, the seed and `list`, each followed by a line feed. Purpose
//!    and seed have no line breaks.
//! 3. Block `i` (0, 1, 2, …) is the SHA-256 of `key` (32 bytes) and `i` as eight bytes, big-endian. The blocks, one
//!    after the other, are a stream of numbers of eight bytes, big-endian: four from each block.
//! 4. A number below `n` is the next number `x` of the stream modulo `n`. An `x` of 2⁶⁴ − (2⁶⁴ mod `n`) or more is
//!    thrown away and the next one is taken, so that no remainder is likelier than another.
//! 5. For `i` from 0 to the last place but one: exchange the name at `i` with the one at `i` + a number below
//!    (count − `i`). The list is now in the order drawn; the first three are whom a draw of three had drawn.
//!
//! `crates/programme/tests/oracle/lots.py` does the same in a few lines of Python.
//!
//! A draw is only as fair as its seed is late: the list has to be frozen, and its hash shown, before anybody can know
//! the seed, such as a figure published by others at a time announced before (SOD-6). The order in which candidates
//! are listed, and who lists them, then cannot matter.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The name of the algorithm, as records quote it.
pub const ALGORITHM: &str = "moru-lots-1";

/// Why no lots can be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refused", rename_all = "snake_case")]
pub enum LotsRefused {
    /// A candidate is listed twice.
    #[error("{name} is listed twice")]
    Repeated {
        /// The name.
        name: String,
    },
    /// A name, the purpose or the seed is empty or has a line break.
    #[error("{text:?} is empty or has a line break")]
    Text {
        /// The text.
        text: String,
    },
}

/// A draw, as it is logged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    /// [`ALGORITHM`].
    pub algorithm: String,
    /// What was drawn for: no two draws share a purpose.
    pub purpose: String,
    /// The public seed.
    pub seed: String,
    /// The hash of the list, as step 1 says.
    pub list: String,
    /// The candidates in the order drawn.
    pub order: Vec<String>,
}

/// Draws an order: of candidates for a panel, or of applicants for the day of presentations (발표순서).
///
/// # Errors
/// [`LotsRefused`] if a text is unfit or a name listed twice.
pub fn draw<S: AsRef<str>>(purpose: &str, seed: &str, candidates: &[S]) -> Result<Draw, LotsRefused> {
    let mut order: Vec<&str> = candidates.iter().map(AsRef::as_ref).collect();
    let unfit = |text: &&str| text.is_empty() || text.contains(['\n', '\r']);
    if let Some(text) = [purpose, seed].into_iter().chain(order.iter().copied()).find(unfit) {
        return Err(LotsRefused::Text { text: text.to_owned() });
    }
    order.sort_unstable();
    if let Some(pair) = order.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(LotsRefused::Repeated { name: pair[0].to_owned() });
    }
    let list = hex(&lines(&order));
    let mut stream = Stream::new(lines(&[ALGORITHM, purpose, seed, &list]));
    for place in 0..order.len().saturating_sub(1) {
        let left = (order.len() - place) as u64;
        // Below the length of the list, so it fits.
        order.swap(place, place + stream.below(left) as usize);
    }
    Ok(Draw {
        algorithm: ALGORITHM.to_owned(),
        purpose: purpose.to_owned(),
        seed: seed.to_owned(),
        list,
        order: order.into_iter().map(str::to_owned).collect(),
    })
}

impl Draw {
    /// Whether drawing again from the logged purpose and seed and the logged names gives the logged draw.
    pub fn is_genuine(&self) -> bool {
        draw(&self.purpose, &self.seed, &self.order).is_ok_and(|again| again == *self)
    }
}

/// The candidates of one field of expertise, and its seats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stratum {
    /// Who may be drawn.
    pub candidates: BTreeSet<String>,
    /// How many seats the field has.
    pub seats: u32,
}

/// Whom the lots named for one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// The draw, of everybody in the field.
    pub draw: Draw,
    /// Whom to ask, in this order: the first of the draw whom no field before has drawn.
    pub invited: Vec<String>,
    /// How many are missing to the wanted multiple of the seats.
    pub missing: u32,
}

/// Draws `per_seat` candidates for each seat of each field, fields in the order of their names.
///
/// Each field is a draw of its own with the purpose `purpose/field`. Who was drawn for one field is passed over in
/// the next, so that nobody is asked twice.
///
/// # Errors
/// [`LotsRefused`] if a text is unfit.
pub fn draw_by_field(
    purpose: &str,
    seed: &str,
    fields: &BTreeMap<String, Stratum>,
    per_seat: u32,
) -> Result<BTreeMap<String, Drawn>, LotsRefused> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut drawn = BTreeMap::new();
    for (field, stratum) in fields {
        let candidates: Vec<&String> = stratum.candidates.iter().collect();
        let draw = draw(&format!("{purpose}/{field}"), seed, &candidates)?;
        let wanted = stratum.seats.saturating_mul(per_seat);
        let free = draw.order.iter().filter(|name| !taken.contains(*name));
        let invited: Vec<String> = free.take(wanted as usize).cloned().collect();
        taken.extend(invited.iter().cloned());
        let missing = wanted - invited.len() as u32;
        drawn.insert(field.clone(), Drawn { draw, invited, missing });
    }
    Ok(drawn)
}

/// The SHA-256 of lines.
fn lines(texts: &[&str]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update(text.as_bytes());
        hasher.update(b"\n");
    }
    hasher.finalize().into()
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

/// Numbers of eight bytes from hashed counters.
struct Stream {
    key: [u8; 32],
    blocks: u64,
    block: [u8; 32],
    /// Where in the block the next number begins.
    at: usize,
}

impl Stream {
    const fn new(key: [u8; 32]) -> Self {
        Self { key, blocks: 0, block: [0; 32], at: 32 }
    }

    fn next(&mut self) -> u64 {
        if self.at == 32 {
            self.block = Sha256::new()
                .chain_update(self.key)
                .chain_update(self.blocks.to_be_bytes())
                .finalize()
                .into();
            (self.blocks, self.at) = (self.blocks + 1, 0);
        }
        let bytes = &self.block[self.at..self.at + 8];
        self.at += 8;
        bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
    }

    /// A number below `n`, which is not zero, each as likely as the others.
    fn below(&mut self, n: u64) -> u64 {
        let leftover = (u64::MAX % n + 1) % n;
        loop {
            let number = self.next();
            if number <= u64::MAX - leftover {
                return number % n;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn below_throws_away_what_would_favour_small_remainders() {
        // 2^64 mod 3 is 1: only the largest number is thrown away. Of 2^63 + 1 nearly half of the numbers are.
        let mut stream = Stream::new(lines(&["test"]));
        let n = (1 << 63) + 1;
        assert!((0..64).all(|_| stream.below(n) < n));
        assert!(stream.blocks > 16, "64 numbers without one thrown away");
        assert_eq!(stream.below(1), 0);
    }

    #[test]
    fn hashes_are_the_usual_ones() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(hex(&lines(&[])), empty);
    }
}
