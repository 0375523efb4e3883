//! What one thread has counted.

use std::collections::HashMap;

use super::table::Table;

/// Longest code that is packed into an integer.
const SHORT: usize = 15;

/// Marks a packed code, so that no code packs to zero.
const PACKED: u8 = 0x80;

/// Up to 15 ASCII bytes and their number as one integer; `None` for anything else.
#[inline]
pub(crate) fn pack(code: &[u8]) -> Option<u128> {
    if code.len() > SHORT || !code.is_ascii() {
        return None;
    }
    let bits = match (code.first_chunk::<8>(), code.last_chunk::<8>()) {
        (Some(first), Some(last)) => {
            // The last eight bytes overlap the first eight, which makes no difference.
            let shift = 8 * (code.len() - 8);
            u128::from(u64::from_le_bytes(*first)) | u128::from(u64::from_le_bytes(*last)) << shift
        }
        _ => code.iter().rev().fold(0, |bits, byte| bits << 8 | u128::from(*byte)),
    };
    Some(bits | u128::from(PACKED | code.len() as u8) << 120)
}

/// Packs a field that is a code as it stands, without quotes or spaces around it.
#[inline]
pub(crate) fn pack_plain(field: &[u8]) -> Option<u128> {
    match field {
        [b'!'..=b'~', .., b'!'..=b'~'] if field[0] != b'"' => pack(field),
        _ => None,
    }
}

fn unpack(key: u128) -> String {
    let bytes = key.to_le_bytes();
    String::from_utf8_lossy(&bytes[..usize::from(bytes[SHORT] ^ PACKED)]).into_owned()
}

/// Numbers codes in the order of their appearance and keeps something about each.
///
/// A code may be refused; it is remembered with its refusal, and given out as `None`.
#[derive(Debug)]
pub(crate) struct Codes<T> {
    short: Table<u128, u32>,
    long: HashMap<Box<str>, u32>,
    entries: Vec<(Box<str>, T)>,
}

/// Set in the number of a code that is refused.
const REFUSED: u32 = 1 << 31;

impl<T> Default for Codes<T> {
    fn default() -> Self {
        Self { short: Table::default(), long: HashMap::new(), entries: Vec::new() }
    }
}

impl<T, R: Clone> Codes<Result<T, R>> {
    /// The number of a packed code; `judge` is asked when the code is new.
    #[inline]
    pub(crate) fn of_packed(
        &mut self,
        key: u128,
        judge: impl FnOnce(&str) -> Result<T, R>,
    ) -> Result<u32, R> {
        // A number is kept plus one: zero is a code that is new.
        let known = *self.short.entry(key);
        if known != 0 && known & REFUSED == 0 {
            return Ok(known - 1);
        }
        self.of_rare(key, known, judge)
    }

    /// Fetches what [`of_packed`](Self::of_packed) will need, so that waiting for memory happens side by side.
    #[inline]
    pub(crate) fn fetch(&self, key: u128) -> bool {
        self.short.fetch(key)
    }

    #[cold]
    fn of_rare(
        &mut self,
        key: u128,
        mut known: u32,
        judge: impl FnOnce(&str) -> Result<T, R>,
    ) -> Result<u32, R> {
        if known == 0 {
            known = self.push(&unpack(key), judge);
            *self.short.entry(key) = known;
        }
        self.outcome(known)
    }

    /// The number of a code of any length.
    pub(crate) fn of_text(&mut self, code: &str, judge: impl FnOnce(&str) -> Result<T, R>) -> Result<u32, R> {
        if let Some(key) = pack(code.as_bytes()) {
            return self.of_packed(key, judge);
        }
        if let Some(&known) = self.long.get(code) {
            return self.outcome(known);
        }
        let known = self.push(code, judge);
        self.long.insert(code.into(), known);
        self.outcome(known)
    }

    fn push(&mut self, code: &str, judge: impl FnOnce(&str) -> Result<T, R>) -> u32 {
        let about = judge(code);
        let refused = if about.is_err() { REFUSED } else { 0 };
        self.entries.push((code.into(), about));
        self.entries.len() as u32 | refused
    }

    fn outcome(&self, known: u32) -> Result<u32, R> {
        let number = (known & !REFUSED) - 1;
        match &self.entries[number as usize].1 {
            Ok(_) => Ok(number),
            Err(why) => Err(why.clone()),
        }
    }

    /// The codes that are not refused, in their order, each with its number and what is kept about it.
    pub(crate) fn in_order(&self) -> Vec<(&str, u32, &T)> {
        let entries = self.entries.iter().zip(0..);
        let mut kept: Vec<_> = entries
            .filter_map(|((code, about), number)| Some((&**code, number, about.as_ref().ok()?)))
            .collect();
        kept.sort_unstable_by_key(|(code, ..)| *code);
        kept
    }
}

/// Rows by what became of them. Rejected rows are counted where they are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Rows {
    /// All rows, rejected ones too.
    pub read: u64,
    /// Rows of industries that are not kept.
    pub outside: u64,
    /// Establishments that are too large to count.
    pub over_size: u64,
    /// Establishments counted although their size is suppressed: as unknown parts.
    pub unknown: u64,
}
