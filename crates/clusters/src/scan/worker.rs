//! The work of one thread: take a chunk, find its records, count them, until the file ends.

use super::plan::Plan;
use super::quotes::{Chain, Effect, Quote};
use super::reject::{Fatal, InOrder, Outcome};
use super::row::{Record, Tally};
use super::split::Splitter;
use crate::input::{Buffer, Charset, Chunks, Piece};

/// Bytes split before their records are counted: positions stay in the nearest cache.
const STRIDE: usize = 32 << 10;

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
}

/// Counts chunks until there are no more.
pub(crate) fn work(shared: &Shared<'_, '_>, tally: &mut Tally) {
    let mut worker =
        Worker { shared, tally, splitter: Splitter::new(shared.delimiter), buffer: Buffer::default() };
    while worker.next_chunk() {}
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
        let mut lines = Lines { counted: piece.from, total: 0 };
        loop {
            let cursor = self.splitter.cursor();
            let until =
                if cursor < piece.to { (cursor + STRIDE).min(piece.to) } else { (cursor + TAIL).min(piece.filled) };
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
            lines.count_to(self.buffer.bytes(), end);
        }
        outcome.lines = lines.total;
    }

    /// Counts the records that the splitter has finished.
    fn count_finished(
        &mut self,
        to: usize,
        open: &mut Option<usize>,
        lines: &mut Lines,
        outcome: &mut Outcome,
    ) {
        let data = self.buffer.bytes();
        let (separators, ends) = self.splitter.found();
        let mut first = 0;
        for &end in ends {
            let end = end as usize;
            let fields = &separators[first..end];
            first = end;
            let next = fields.last().map_or(0, |&feed| feed as usize + 1);
            let Some(start) = open.replace(next) else {
                lines.counted = next;
                continue;
            };
            if start >= to {
                *open = Some(start);
                return;
            }
            let record = Record { data, start, separators: fields };
            if record.is_blank() {
                continue;
            }
            if let Err((column, reason)) = self.tally.take(self.shared.plan, self.shared.charset, &record) {
                lines.count_to(data, start);
                outcome.reject(lines.total, column, reason, record.raw());
            }
        }
    }

    /// Reads past the end of the buffer for a record that is not finished; false if that is the end.
    fn more(&mut self, piece: &mut Piece, start: usize, lines: &Lines, outcome: &mut Outcome) -> bool {
        let mut here = lines.clone();
        here.count_to(self.buffer.bytes(), start);
        outcome.lines = here.total;
        if piece.is_end {
            outcome.fatal = Some(Fatal::OpenQuote { line: here.total });
            return false;
        }
        match self.shared.chunks.extend(&mut self.buffer, piece, start) {
            Ok(true) => true,
            Ok(false) => {
                let most = self.shared.chunks.longest_record();
                outcome.fatal = Some(Fatal::LongRecord { line: here.total, most });
                false
            }
            Err(why) => {
                outcome.fatal = Some(Fatal::Io(why));
                false
            }
        }
    }
}

/// Counts lines up to a place, without ever looking at a byte twice.
#[derive(Debug, Clone)]
struct Lines {
    counted: usize,
    total: u64,
}

impl Lines {
    fn count_to(&mut self, data: &[u8], place: usize) {
        if place > self.counted {
            let feeds = memchr::memchr_iter(b'\n', &data[self.counted..place]).count();
            self.total += feeds as u64;
            self.counted = place;
        }
    }
}
