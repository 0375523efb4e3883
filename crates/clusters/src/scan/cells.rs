//! The cells that one thread has counted.
//!
//! Usually there are few enough zones and industries for a counter for every pair, in one array: a step of the
//! count then touches one line of memory and decides nothing. With too many pairs, a hash table takes over.

use super::table::Table;

/// One cell so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    /// Establishments that are known.
    pub known: u64,
    /// Parts that are not.
    pub unknown: u64,
}

/// Places of the establishments of one cell, in fixed point so that their order does not matter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Places {
    /// Sum of x.
    pub x: i128,
    /// Sum of y.
    pub y: i128,
    /// How many.
    pub count: u64,
}

/// Cells by the numbers of zone and industry. What most cells do not have is kept apart.
#[derive(Debug)]
pub(crate) struct Cells {
    /// One more than the count of each pair, zero for pairs that never came; empty once there are too many.
    dense: Vec<u32>,
    /// Pairs of one zone, as a power of two.
    shift: u32,
    /// Most pairs in the array.
    most: usize,
    /// Counts of all pairs, or only what the array could not hold.
    sparse: Table<u64, u64>,
    unknown: Table<u64, u64>,
    places: Table<u64, Places>,
    /// Zone, industry and number of parts that are still to be added.
    waiting: Vec<(u32, u32, u64)>,
}

/// How many parts wait.
const FEW: usize = 128;

/// Zones that there is room for at first: growing moves everything, and a country has some thousands.
const MANY: usize = 4096;

/// Most counters in the array: 8 MiB.
const MOST: usize = 2 << 20;

impl Default for Cells {
    fn default() -> Self {
        Self {
            dense: Vec::new(),
            shift: 0,
            most: MOST,
            sparse: Table::default(),
            unknown: Table::default(),
            places: Table::default(),
            waiting: Vec::with_capacity(FEW),
        }
    }
}

/// Keys are one more than the zone, so that none is zero.
fn key(zone: usize, industry: usize) -> u64 {
    (zone as u64 + 1) << 32 | industry as u64
}

impl Cells {
    /// Adds a part to the cell of a zone and an industry, sooner or later: parts wait until there are a few, so
    /// that waiting for memory happens side by side.
    #[inline]
    pub(crate) fn add(&mut self, zone: u32, industry: u32, part: Sum, place: Option<(i64, i64)>) {
        if part.unknown > 0 || place.is_some() {
            self.add_now(zone, industry, part, place);
            return;
        }
        self.waiting.push((zone, industry, part.known));
        if self.waiting.len() >= FEW {
            self.settle();
        }
    }

    /// Adds the parts that wait.
    pub(crate) fn settle(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        for &(zone, industry, known) in &waiting {
            self.add_now(zone, industry, Sum { known, unknown: 0 }, None);
        }
        self.waiting = waiting;
        self.waiting.clear();
    }

    /// Adds a part to the cell of a zone and an industry.
    #[inline]
    fn add_now(&mut self, zone: u32, industry: u32, part: Sum, place: Option<(i64, i64)>) {
        let (zone, industry) = (zone as usize, industry as usize);
        let index = zone << self.shift | industry;
        match self.dense.get_mut(index) {
            Some(slot) if industry >> self.shift == 0 => {
                let sum = u64::from(*slot) + u64::from(*slot == 0) + part.known;
                if let Ok(sum) = u32::try_from(sum) {
                    *slot = sum;
                } else {
                    *slot = (*slot).max(1);
                    *self.sparse.entry(key(zone, industry)) += part.known;
                }
            }
            _ => self.add_rare(zone, industry, part.known),
        }
        if part.unknown > 0 {
            *self.unknown.entry(key(zone, industry)) += part.unknown;
        }
        if let Some((x, y)) = place {
            let places = self.places.entry(key(zone, industry));
            places.x += i128::from(x);
            places.y += i128::from(y);
            places.count += 1;
        }
    }

    /// Adds where the array has no room yet, or no longer.
    #[cold]
    fn add_rare(&mut self, zone: usize, industry: usize, known: u64) {
        if self.most > 0 && self.widen(zone, industry) {
            self.add_now(zone as u32, industry as u32, Sum { known, unknown: 0 }, None);
        } else {
            let sum = self.sparse.entry(key(zone, industry));
            *sum = sum.saturating_add(known);
        }
    }

    /// Makes the array larger, or gives it up and says so.
    fn widen(&mut self, zone: usize, industry: usize) -> bool {
        let shift = (industry + 1).next_power_of_two().trailing_zeros().max(self.shift);
        let least = (zone + 1).next_power_of_two().max(self.dense.len() >> self.shift);
        let zones = least.max(MANY.min(self.most >> shift));
        let fits = zones <= self.most >> shift;
        let old = std::mem::take(&mut self.dense);
        let old_shift = self.shift;
        if fits {
            self.dense = vec![0; zones << shift];
            self.shift = shift;
        } else {
            self.most = 0;
        }
        for (index, &slot) in old.iter().enumerate().filter(|(_, slot)| **slot > 0) {
            let (zone, industry) = (index >> old_shift, index & ((1 << old_shift) - 1));
            if fits {
                self.dense[zone << shift | industry] = slot;
            } else {
                *self.sparse.entry(key(zone, industry)) += u64::from(slot - 1);
            }
        }
        fits
    }

    /// What was counted for a zone and an industry; nothing may be waiting.
    #[inline]
    pub(crate) fn get(&self, zone: u32, industry: u32) -> Option<Sum> {
        let key = key(zone as usize, industry as usize);
        let known = if self.most == 0 {
            self.sparse.find(key)?
        } else {
            let slot = *self.dense.get((zone as usize) << self.shift | industry as usize)?;
            if slot == 0 || industry >> self.shift != 0 {
                return None;
            }
            u64::from(slot - 1) + self.sparse.get(key)
        };
        Some(Sum { known, unknown: self.unknown.get(key) })
    }

    /// Whether any establishment told its place.
    pub(crate) fn has_places(&self) -> bool {
        !self.places.is_empty()
    }

    /// Where the establishments of a zone and an industry are.
    pub(crate) fn places(&self, zone: u32, industry: u32) -> Places {
        self.places.get(key(zone as usize, industry as usize))
    }

    /// The zones and industries of every cell, in no order.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let of_key = |key: u64| ((key >> 32) as u32 - 1, key as u32);
        let sparse = self.sparse.iter().filter(|_| self.most == 0).map(move |(key, _)| of_key(key));
        let width = (1_usize << self.shift) - 1;
        let dense = self.dense.iter().enumerate().filter(|(_, slot)| **slot > 0);
        sparse.chain(dense.map(move |(index, _)| ((index >> self.shift) as u32, (index & width) as u32)))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// The array, its growth, its overflow and the table that takes over all count the same.
    #[test]
    fn counts_like_a_map() {
        for most in [0, 1 << 8, 1 << 12, MOST] {
            let mut cells = Cells { most, ..Cells::default() };
            let mut plain: BTreeMap<(u32, u32), Sum> = BTreeMap::new();
            for n in 0..5_000_u32 {
                let (zone, industry) = (n * 7 % 301 * (n % 3), n * 13 % 29 % (n / 50 + 1));
                let known = if n % 10 == 0 { 900_000_000 } else { u64::from(n % 4) };
                let part = Sum { known, unknown: u64::from(n % 17 == 0) };
                cells.add(zone, industry, part, (n % 5 == 0).then_some((1, 2)));
                let sum = plain.entry((zone, industry)).or_default();
                sum.known += part.known;
                sum.unknown += part.unknown;
            }
            cells.settle();
            let mut found = BTreeMap::new();
            let mut places = 0;
            for (zone, industry) in cells.pairs() {
                let sum = cells.get(zone, industry).expect("a pair that came");
                assert!(found.insert((zone, industry), sum).is_none());
                places += cells.places(zone, industry).count;
            }
            assert_eq!(found, plain, "at most {most}");
            assert_eq!(places, 1_000);
            assert_eq!(cells.get(1 << 20, 0), None);
            assert_eq!(cells.get(0, 1 << 10), None);
        }
    }
}
