//! The work of one thread: take a chunk, find its records, count them, until the file ends.

use super::plan::Plan;
use super::quotes::{Chain, Effect, Quote};
use super::reject::{Fatal, InOrder, Outcome};
use super::row::{Record, Tally};
use super::split::Splitter;
use crate::input::{Buffer, Charset, Chunks, Piece};

/// Bytes split before their records are counted: positions stay in the nearest cache.
const STRIDE: usize = 16 << 10;

/// Bytes split at a time past the end of a chunk, to finish its last record.
const TAIL: usize = 256;

/// What the threads that read one file share.
pub(crate) struct Shared<'a, 'o> {
    pub chunks: &'a Chunks,
    pub chain: &'a Chain,
    pub order: &'a InOrder<'o>,
    pub plan: &'a Plan,
    pub charset: Charset,
    pub delimiter: u8,
}

/// One thread's view of a file.
struct Worker<'a, 'o> {
    shared: &'a Shared<'a, 'o>,
    tally: &'a mut Tally,
    splitter: Splitter,
    buffer: Buffer,
    closer: Vec<Closer>,
    zones: Vec<Option<u128>>,
}

/// A record that needs a closer look.
#[derive(Debug, Clone, Copy, Default)]
struct Closer {
    /// Its place among the records found together.
    row: u32,
    /// Where it begins in the buffer.
    start: u32,
    /// Its separators.
    first: u32,
    end: u32,
}

/// Counts chunks until there are no more.
pub(crate) fn work(shared: &Shared<'_, '_>, tally: &mut Tally) {
    let splitter = Splitter::new(shared.delimiter);
    let mut worker =
        Worker { shared, tally, splitter, buffer: Buffer::default(), closer: Vec::new(), zones: Vec::new() };
    while worker.next_chunk() {}
    worker.tally.cells.settle();
}

impl Worker<'_, '_> {
    fn next_chunk(&mut self) -> bool {
        let (number, piece) = match self.shared.chunks.next(&mut self.buffer) {
            Ok(Some(next)) => next,
            Ok(None) => return false,
            Err((number, why)) => {
                let mut outcome = Outcome::default();
                outcome.fatal = Some(Fatal::Io(why));
                self.shared.chain.fail(number);
                self.shared.order.commit(number, outcome);
                return false;
            }
        };
        let effect = Effect::of(self.buffer.bytes(), piece.from, piece.to, self.shared.delimiter);
        let Some(state) = self.shared.chain.start_of(number, effect) else { return false };
        let mut outcome = Outcome::default();
        self.count(piece, state, &mut outcome);
        let ended = outcome.fatal.is_some();
        self.shared.order.commit(number, outcome) && !ended
    }

    /// Counts the records that begin in a piece.
    fn count(&mut self, mut piece: Piece, state: Quote, outcome: &mut Outcome) {
        self.splitter.restart(piece.from, state);
        let at_start = state == Quote::Outside && self.buffer.bytes()[piece.from - 1] == b'\n';
        // Where the open record began; `None` while it began in an earlier chunk.
        let mut open = at_start.then_some(piece.from);
        let mut lines = Lines { counted: piece.from, total: 0, records: 0 };
        loop {
            let cursor = self.splitter.cursor();
            let until = if cursor < piece.to {
                (cursor + STRIDE).min(piece.to)
            } else {
                (cursor + TAIL).min(piece.filled)
            };
            if cursor >= piece.to && open.is_none_or(|start| start >= piece.to) {
                break;
            }
            if until == cursor {
                if self.more(&mut piece, open.unwrap_or(cursor), &lines, outcome) {
                    continue;
                }
                return;
            }
            self.splitter.advance(self.buffer.bytes(), until);
            self.count_finished(piece.to, &mut open, &mut lines, outcome);
            self.splitter.drop_finished();
        }
        if let Some(end) = open {
            outcome.lines = lines.all(self.buffer.bytes(), end, self.splitter.inner_newlines);
        }
    }

    /// Counts the records that the splitter has finished.
    ///
    /// First the rows of industries that are not kept are told apart from the others, which is nine in ten of a
    /// full census and needs no decision that the processor could foresee wrongly; then the others are judged.
    fn count_finished(
        &mut self,
        to: usize,
        open: &mut Option<usize>,
        lines: &mut Lines,
        outcome: &mut Outcome,
    ) {
        let data = self.buffer.bytes();
        let (separators, ends) = self.splitter.found();
        let (mut first, mut row) = (0, 0);
        let Some(mut start) = open.or_else(|| {
            first = ends.first().map(|&end| end as usize)?;
            row = 1;
            Some(separators[first - 1] as usize + 1)
        }) else {
            return;
        };
        if open.is_none() {
            lines.counted = start;
        }
        let plan = self.shared.plan;
        if self.closer.len() < ends.len() {
            self.closer.resize(ends.len(), Closer::default());
        }
        let (mut rows, mut closer) = (0, 0);
        for &end in &ends[row..] {
            if start >= to {
                break;
            }
            let end = end as usize;
            self.closer[closer] =
                Closer { row: rows, start: start as u32, first: first as u32, end: end as u32 };
            closer += usize::from(!plan.is_plainly_outside(data, start, &separators[first..end]));
            rows += 1;
            start = separators[end - 1] as usize + 1;
            first = end;
        }
        *open = Some(start);
        let closer_rows = &self.closer[..closer];
        self.tally.skip(u64::from(rows) - closer as u64);
        let inner = self.splitter.inner_newlines;
        let mut fetched = false;
        self.zones.clear();
        for closer in closer_rows {
            let fields = &separators[closer.first as usize..closer.end as usize];
            let record = Record { data, start: closer.start as usize, separators: fields };
            let (zone, known) = self.tally.prepare(plan, &record);
            self.zones.push(zone);
            fetched |= known;
        }
        std::hint::black_box(fetched);
        for (closer, zone) in closer_rows.iter().zip(&self.zones) {
            let fields = &separators[closer.first as usize..closer.end as usize];
            let record = Record { data, start: closer.start as usize, separators: fields };
            if record.is_blank() {
                continue;
            }
            if let Err((column, reason)) = self.tally.take(plan, self.shared.charset, &record, *zone) {
                let line = match inner {
                    0 => lines.records + u64::from(closer.row),
                    _ => lines.counted_to(data, record.start),
                };
                outcome.reject(line, column, reason, record.raw());
            }
        }
        lines.records += u64::from(rows);
    }

    /// Reads past the end of the buffer for a record that is not finished; false if that is the end.
    fn more(&mut self, piece: &mut Piece, start: usize, lines: &Lines, outcome: &mut Outcome) -> bool {
        let line = lines.clone().counted_to(self.buffer.bytes(), start);
        outcome.lines = line;
        if piece.is_end {
            outcome.fatal = Some(Fatal::OpenQuote { line });
            return false;
        }
        match self.shared.chunks.extend(&mut self.buffer, piece, start) {
            Ok(true) => true,
            Ok(false) => {
                let most = self.shared.chunks.longest_record();
                outcome.fatal = Some(Fatal::LongRecord { line, most });
                false
            }
            Err(why) => {
                outcome.fatal = Some(Fatal::Io(why));
                false
            }
        }
    }
}

/// Counts lines. As long as no quoted field holds a line feed, a record is a line; otherwise the bytes are counted,
/// but never twice.
#[derive(Debug, Clone)]
struct Lines {
    records: u64,
    counted: usize,
    total: u64,
}

impl Lines {
    /// Lines from the first record to `place`.
    fn counted_to(&mut self, data: &[u8], place: usize) -> u64 {
        if place > self.counted {
            let feeds = memchr::memchr_iter(b'\n', &data[self.counted..place]).count();
            self.total += feeds as u64;
            self.counted = place;
        }
        self.total
    }

    /// Lines from the first record to the end of the last one at `place`.
    fn all(&mut self, data: &[u8], place: usize, inner_newlines: u64) -> u64 {
        if inner_newlines == 0 { self.records } else { self.counted_to(data, place) }
    }
}
