//! What one thread has counted.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Hashes the packed integers used as keys here: one multiplication, both halves of it.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct PackedHasher(u64);

impl Hasher for PackedHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, n: u64) {
        let product = u128::from(self.0 ^ n ^ 0x9E37_79B9_7F4A_7C15) * 0xD6E8_FEB8_6659_FD93_u128;
        self.0 = (product as u64) ^ (product >> 64) as u64;
    }

    fn write_u128(&mut self, n: u128) {
        self.write_u64(n as u64);
        self.write_u64((n >> 64) as u64);
    }
}

type Packed<K> = HashMap<K, u32, BuildHasherDefault<PackedHasher>>;

/// Longest code that is packed into an integer.
const SHORT: usize = 15;

/// Numbers codes in the order of their appearance and keeps something about each.
#[derive(Debug)]
pub(crate) struct Codes<T> {
    short: Packed<u128>,
    long: HashMap<Box<str>, u32>,
    entries: Vec<(Box<str>, T)>,
}

impl<T> Default for Codes<T> {
    fn default() -> Self {
        Self { short: Packed::default(), long: HashMap::new(), entries: Vec::new() }
    }
}

/// Up to 15 ASCII bytes and their number as one integer; `None` for anything else.
#[inline]
pub(crate) fn pack(code: &[u8]) -> Option<u128> {
    if code.len() > SHORT || !code.is_ascii() {
        return None;
    }
    let mut bytes = [0_u8; 16];
    bytes[..code.len()].copy_from_slice(code);
    bytes[SHORT] = code.len() as u8;
    Some(u128::from_le_bytes(bytes))
}

impl<T> Codes<T> {
    /// The number of a packed code.
    #[inline]
    pub(crate) fn of_packed(&mut self, key: u128, about: impl FnOnce(&str) -> T) -> u32 {
        if let Some(&number) = self.short.get(&key) {
            return number;
        }
        let bytes = key.to_le_bytes();
        let code = String::from_utf8_lossy(&bytes[..usize::from(bytes[SHORT])]).into_owned();
        let number = self.push(&code, about);
        self.short.insert(key, number);
        number
    }

    /// The number of a code of any length.
    pub(crate) fn of_text(&mut self, code: &str, about: impl FnOnce(&str) -> T) -> u32 {
        if let Some(key) = pack(code.as_bytes()) {
            return self.of_packed(key, about);
        }
        if let Some(&number) = self.long.get(code) {
            return number;
        }
        let number = self.push(code, about);
        self.long.insert(code.into(), number);
        number
    }

    fn push(&mut self, code: &str, about: impl FnOnce(&str) -> T) -> u32 {
        let number = self.entries.len() as u32;
        self.entries.push((code.into(), about(code)));
        number
    }

    /// What is kept about a code.
    #[inline]
    pub(crate) fn about(&self, number: u32) -> &T {
        &self.entries[number as usize].1
    }

    /// All codes, by number.
    pub(crate) fn entries(&self) -> &[(Box<str>, T)] {
        &self.entries
    }
}

/// One cell so far.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sum {
    /// Establishments that are known.
    pub known: u64,
    /// Parts that are not.
    pub unknown: u64,
}

/// Places of the establishments of one cell, in fixed point so that their order does not matter.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Places {
    /// Sum of x.
    pub x: i128,
    /// Sum of y.
    pub y: i128,
    /// How many.
    pub count: u64,
}

/// Cells by the numbers of zone and industry.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    numbers: Packed<u64>,
    keys: Vec<u64>,
    sums: Vec<Sum>,
    places: Vec<Places>,
}

impl Cells {
    /// The sums of a cell; `with_places` is the same for all calls.
    #[inline]
    pub(crate) fn add(&mut self, key: u64, part: Sum, place: Option<(i64, i64)>) {
        let next = self.keys.len() as u32;
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.keys.push(key);
            self.sums.push(Sum::default());
        }
        let sum = &mut self.sums[number as usize];
        sum.known = sum.known.saturating_add(part.known);
        sum.unknown += part.unknown;
        if let Some((x, y)) = place {
            if self.places.len() < self.keys.len() {
                self.places.resize(self.keys.len(), Places::default());
            }
            let places = &mut self.places[number as usize];
            places.x += i128::from(x);
            places.y += i128::from(y);
            places.count += 1;
        }
    }

    /// Every cell with its key.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u64, Sum, Places)> + '_ {
        self.keys.iter().zip(&self.sums).enumerate().map(|(number, (&key, &sum))| {
            (key, sum, self.places.get(number).copied().unwrap_or_default())
        })
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
