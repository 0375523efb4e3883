//! A hash table for packed integers: open addressing, key and value side by side, so that most questions touch one
//! line of memory.

/// A key that is never zero.
pub(crate) trait Key: Copy + Eq + Default {
    /// Spreads the key over 64 bits.
    fn hash(self) -> u64;
}

impl Key for u64 {
    #[inline]
    fn hash(self) -> u64 {
        let product = u128::from(self ^ 0x9E37_79B9_7F4A_7C15) * 0xD6E8_FEB8_6659_FD93_u128;
        (product as u64) ^ (product >> 64) as u64
    }
}

impl Key for u128 {
    #[inline]
    fn hash(self) -> u64 {
        ((self as u64).hash() ^ (self >> 64) as u64).hash()
    }
}

/// A map from keys to values that begin as their default.
#[derive(Debug)]
pub(crate) struct Table<K, V> {
    slots: Vec<(K, V)>,
    used: usize,
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self { slots: Vec::new(), used: 0 }
    }
}

impl<K: Key, V: Copy + Default> Table<K, V> {
    /// The value of a key, which is never the zero key.
    #[inline]
    pub(crate) fn entry(&mut self, key: K) -> &mut V {
        if (self.used + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let place = self.place(key);
        let slot = &mut self.slots[place];
        if slot.0 != key {
            slot.0 = key;
            self.used += 1;
        }
        &mut slot.1
    }

    /// Whether no key ever came.
    pub(crate) fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// The value of a key, or the default.
    #[inline]
    pub(crate) fn get(&self, key: K) -> V {
        self.find(key).unwrap_or_default()
    }

    /// The value of a key, if it ever came.
    #[inline]
    pub(crate) fn find(&self, key: K) -> Option<V> {
        if self.slots.is_empty() {
            return None;
        }
        let slot = self.slots[self.place(key)];
        (slot.0 == key).then_some(slot.1)
    }

    /// Looks at the slot where the search for a key begins.
    #[inline]
    pub(crate) fn fetch(&self, key: K) -> bool {
        let mask = self.slots.len().wrapping_sub(1);
        self.slots.get(key.hash() as usize & mask).is_some_and(|slot| slot.0 == key)
    }

    /// Every key and its value, in no order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (K, V)> + '_ {
        self.slots.iter().copied().filter(|slot| slot.0 != K::default())
    }

    /// Where the key stands, or the empty slot where it would.
    #[inline]
    fn place(&self, key: K) -> usize {
        let mask = self.slots.len() - 1;
        let mut place = key.hash() as usize & mask;
        loop {
            let there = self.slots[place].0;
            if there == key || there == K::default() {
                return place;
            }
            place = (place + 1) & mask;
        }
    }

    #[cold]
    fn grow(&mut self) {
        let length = (self.slots.len() * 2).max(1024);
        let old = std::mem::replace(&mut self.slots, vec![(K::default(), V::default()); length]);
        for slot in old.into_iter().filter(|slot| slot.0 != K::default()) {
            let place = self.place(slot.0);
            self.slots[place] = slot;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_every_key() {
        let mut table = Table::<u64, u64>::default();
        for n in 1..=10_000 {
            *table.entry(n << 32) += n;
            *table.entry(n << 32) += 1;
        }
        assert_eq!(table.iter().count(), 10_000);
        assert!((1..=10_000).all(|n| table.get(n << 32) == n + 1));
        assert_eq!(table.get(5), 0);
    }
}
