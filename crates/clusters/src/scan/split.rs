//! Finds where fields and records end.

use super::mask::{BLOCK, Loop, Masks, run};
use super::quotes::Quote;

/// Bytes of zeros that must follow the text in the buffer, so that whole blocks can be loaded.
pub(crate) const PADDING: usize = BLOCK;

/// Walks over a buffer and collects the positions of separators that lie outside quotes.
///
/// Positions are 32-bit indices into the buffer. `ends` holds, for every finished record, how many separators had
/// been collected when it ended.
#[derive(Debug)]
pub(crate) struct Splitter {
    delimiter: u8,
    state: Quote,
    cursor: usize,
    separators: Vec<u32>,
    count: usize,
    ends: Vec<u32>,
    ended: usize,
    /// Line feeds inside quoted fields so far.
    pub inner_newlines: u64,
}

impl Splitter {
    pub(crate) fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            state: Quote::Outside,
            cursor: 0,
            separators: Vec::new(),
            count: 0,
            ends: Vec::new(),
            ended: 0,
            inner_newlines: 0,
        }
    }

    /// Begins at `at` in a fresh buffer.
    pub(crate) fn restart(&mut self, at: usize, state: Quote) {
        self.cursor = at;
        self.state = state;
        self.count = 0;
        self.ended = 0;
        self.inner_newlines = 0;
    }

    /// How far the buffer was read.
    pub(crate) fn cursor(&self) -> usize {
        self.cursor
    }

    /// Separator positions and record ends collected so far.
    pub(crate) fn found(&self) -> (&[u32], &[u32]) {
        (&self.separators[..self.count], &self.ends[..self.ended])
    }

    /// Drops the records that ended; a record that is still open keeps its separators.
    pub(crate) fn drop_finished(&mut self) {
        if let Some(&end) = self.ends[..self.ended].last() {
            let end = end as usize;
            self.separators.copy_within(end..self.count, 0);
            self.count -= end;
            self.ended = 0;
        }
    }

    /// Reads on to `until`; `data` holds at least [`PADDING`] more bytes.
    pub(crate) fn advance(&mut self, data: &[u8], until: usize) {
        let most = self.count + until.saturating_sub(self.cursor) + BLOCK;
        if self.separators.len() < most {
            self.separators.resize(most, 0);
        }
        let most = self.ended + until.saturating_sub(self.cursor) + BLOCK;
        if self.ends.len() < most {
            self.ends.resize(most, 0);
        }
        let delimiter = self.delimiter;
        run(Advance { splitter: self, data, until }, delimiter);
    }

    /// A block without quotes.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "called once per 64 bytes of input, in one loop")]
    fn collect(&mut self, separators: u64, mut newlines: u64, places: &impl Fn(u64, u32, &mut [u32; BLOCK])) {
        let base = self.cursor as u32;
        let Some(out) = self.separators[self.count..].first_chunk_mut::<BLOCK>() else { return };
        let Some(ends) = self.ends[self.ended..].first_chunk_mut::<BLOCK>() else { return };
        let count = separators.count_ones() as usize;
        places(separators, base, out);
        self.ended += newlines.count_ones() as usize;
        // Two at a time, for how many lines end in a block is nothing that a processor could foresee.
        for pair in ends.as_chunks_mut::<2>().0 {
            for end in pair {
                let up_to = newlines ^ newlines.wrapping_sub(1);
                *end = self.count as u32 + (separators & up_to).count_ones();
                newlines &= newlines.wrapping_sub(1);
            }
            if newlines == 0 {
                break;
            }
        }
        self.count += count;
    }

    /// A block that holds quotes or begins inside them.
    #[inline(never)]
    fn collect_quoted(&mut self, data: &[u8], mut events: u64, length: usize) {
        // Where the quote that may have closed a field stands.
        let mut mark = self.cursor.wrapping_sub(1);
        while events != 0 {
            let at = self.cursor + events.trailing_zeros() as usize;
            events &= events - 1;
            let byte = data[at];
            if self.state == Quote::After {
                if byte == b'"' && at == mark.wrapping_add(1) {
                    self.state = Quote::Inside;
                    continue;
                }
                self.state = Quote::Outside;
            }
            match (self.state, byte) {
                (Quote::Inside, b'"') => {
                    self.state = Quote::After;
                    mark = at;
                }
                (Quote::Inside, b'\n') => self.inner_newlines += 1,
                (Quote::Inside, _) => {}
                (_, b'"') => {
                    let before = data[at - 1];
                    if before == self.delimiter || before == b'\n' {
                        self.state = Quote::Inside;
                    }
                }
                (_, separator) => {
                    self.separators[self.count] = at as u32;
                    self.count += 1;
                    if separator == b'\n' {
                        self.ends[self.ended] = self.count as u32;
                        self.ended += 1;
                    }
                }
            }
        }
        if self.state == Quote::After && mark.wrapping_add(1) != self.cursor + length {
            self.state = Quote::Outside;
        }
    }
}

/// The loop of [`Splitter::advance`].
struct Advance<'a> {
    splitter: &'a mut Splitter,
    data: &'a [u8],
    until: usize,
}

impl Loop for Advance<'_> {
    type Output = ();

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "becomes part of a loop with processor features")]
    fn run(self, masks: impl Fn(&[u8; BLOCK]) -> Masks, places: impl Fn(u64, u32, &mut [u32; BLOCK])) {
        let Self { splitter, data, until } = self;
        while splitter.cursor < until {
            let Some(block) = data[splitter.cursor..].first_chunk::<BLOCK>() else { return };
            let mut found = masks(block);
            let length = until - splitter.cursor;
            if length < BLOCK {
                let valid = (1_u64 << length) - 1;
                found.separators &= valid;
                found.newlines &= valid;
                found.quotes &= valid;
            }
            if found.quotes == 0 && splitter.state == Quote::Outside {
                splitter.collect(found.separators, found.newlines, &places);
            } else {
                splitter.collect_quoted(data, found.separators | found.quotes, length.min(BLOCK));
            }
            splitter.cursor += length.min(BLOCK);
        }
    }
}
