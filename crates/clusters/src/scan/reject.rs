//! Rows that cannot be used, each with its reason; kept in the order of the file whatever thread found them.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::csv_out::push_field;
use crate::input::Charset;

/// Why a row cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The row has another number of fields than the header.
    Fields { found: usize, expected: usize },
    /// Nothing is written where something must be.
    Empty,
    /// Not a number.
    NotANumber,
    /// A number with a fraction where only whole numbers make sense.
    NotWhole,
    /// Below zero.
    Negative,
    /// Past any number that can be meant.
    TooLarge,
    /// Not a year, month or day.
    NotADate,
    /// Founded after the day that the census describes.
    FoundedLater,
    /// Bytes that the encoding does not have.
    BadText,
    /// An industry code that does not reach the level that counts as the same industry.
    ShortIndustry { digits: usize },
    /// A zone code that the zone system cannot place.
    Zone(Box<str>),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fields { found, expected } => write!(f, "{found} fields where the header has {expected}"),
            Self::Empty => f.write_str("is empty"),
            Self::NotANumber => f.write_str("is not a number"),
            Self::NotWhole => f.write_str("is not a whole number"),
            Self::Negative => f.write_str("is negative"),
            Self::TooLarge => f.write_str("is too large"),
            Self::NotADate => f.write_str("is not a year, month or day"),
            Self::FoundedLater => f.write_str("is after the reference date"),
            Self::BadText => f.write_str("has bytes that its encoding does not allow"),
            Self::ShortIndustry { digits } => write!(f, "is not an industry code of at least {digits} digits"),
            Self::Zone(why) => f.write_str(why),
        }
    }
}

/// What ends the reading of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fatal {
    /// The file could not be read to its end.
    Io(String),
    /// A quote opened in this record is never closed.
    OpenQuote { line: u64 },
    /// A record is longer than anything sensible.
    LongRecord { line: u64, most: usize },
}

impl fmt::Display for Fatal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(why) => f.write_str(why),
            Self::OpenQuote { line } => write!(f, "line {line}: a quoted field is never closed"),
            Self::LongRecord { line, most } => {
                write!(f, "line {line}: a record of more than {most} bytes (is a quote left open?)")
            }
        }
    }
}

/// What one chunk has to say in the order of the file. Lines are counted from its first record.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// Line feeds in its records.
    pub lines: u64,
    rejects: Vec<Reject>,
    raw: Vec<u8>,
    /// Why reading ended here, if it did.
    pub fatal: Option<Fatal>,
}

#[derive(Debug)]
struct Reject {
    line: u64,
    column: Option<usize>,
    reason: Reason,
    raw: Range<usize>,
}

impl Outcome {
    /// Keeps a row that cannot be used.
    pub(crate) fn reject(&mut self, line: u64, column: Option<usize>, reason: Reason, raw: &[u8]) {
        let start = self.raw.len();
        self.raw.extend_from_slice(raw);
        self.rejects.push(Reject { line, column, reason, raw: start..self.raw.len() });
    }
}

/// Puts what chunks say into the order of the file, and writes rejected rows as soon as their line is known.
pub(crate) struct InOrder<'a> {
    state: Mutex<OrderState<'a>>,
    moved: Condvar,
    columns: &'a [String],
    file: &'a str,
    charset: Charset,
    ahead: usize,
}

struct OrderState<'a> {
    next: usize,
    line: u64,
    pending: BTreeMap<usize, Outcome>,
    out: &'a mut (dyn Write + Send),
    rejected: u64,
    fatal: Option<Fatal>,
    write_error: Option<io::Error>,
}

/// How the reading of a file ended.
#[derive(Debug)]
pub(crate) struct Ending {
    /// Rows that could not be used.
    pub rejected: u64,
    /// Why the file was not read to its end, if so.
    pub fatal: Option<Fatal>,
    /// Why a rejected row could not be written, if so.
    pub write_error: Option<io::Error>,
}

/// The header of `rejected.csv`.
pub(crate) const REJECTED_HEADER: &str = "line,column,reason,raw,file\n";

impl<'a> InOrder<'a> {
    /// For a file whose first record after the header stands on `first_line`; `ahead` chunks may wait.
    pub(crate) fn new(
        out: &'a mut (dyn Write + Send),
        (file, columns): (&'a str, &'a [String]),
        charset: Charset,
        first_line: u64,
        ahead: usize,
    ) -> Self {
        let state = OrderState {
            next: 0,
            line: first_line,
            pending: BTreeMap::new(),
            out,
            rejected: 0,
            fatal: None,
            write_error: None,
        };
        Self { state: Mutex::new(state), moved: Condvar::new(), columns, file, charset, ahead }
    }

    /// Takes what a chunk says; false when reading is over.
    pub(crate) fn commit(&self, chunk: usize, outcome: Outcome) -> bool {
        let mut guard = self.lock();
        guard.pending.insert(chunk, outcome);
        while let Some(outcome) = { let next = guard.next; guard.pending.remove(&next) } {
            self.write(&mut guard, outcome);
            guard.next += 1;
            self.moved.notify_all();
        }
        while guard.pending.len() > self.ahead && !guard.is_over() {
            guard = self.moved.wait(guard).unwrap_or_else(PoisonError::into_inner);
        }
        let over = guard.is_over();
        if over {
            self.moved.notify_all();
        }
        !over
    }

    fn write(&self, state: &mut OrderState<'_>, outcome: Outcome) {
        let mut text = String::new();
        for reject in &outcome.rejects {
            text.clear();
            let line = state.line + reject.line;
            let column = reject.column.map_or("", |c| self.columns[c].as_str());
            let raw = self.charset.decode_lossy(&outcome.raw[reject.raw.clone()]);
            push_field(&mut text, &line.to_string());
            for field in [column, &reject.reason.to_string(), raw.as_ref(), self.file] {
                text.push(',');
                push_field(&mut text, field);
            }
            text.push('\n');
            if let Err(error) = state.out.write_all(text.as_bytes()) {
                state.write_error = Some(error);
                return;
            }
        }
        state.rejected += outcome.rejects.len() as u64;
        if state.fatal.is_none() {
            state.fatal = outcome.fatal.map(|fatal| match fatal {
                Fatal::Io(why) => Fatal::Io(why),
                Fatal::OpenQuote { line } => Fatal::OpenQuote { line: line + state.line },
                Fatal::LongRecord { line, most } => Fatal::LongRecord { line: line + state.line, most },
            });
        }
        state.line += outcome.lines;
    }

    /// How it ended.
    pub(crate) fn finish(self) -> Ending {
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ending { rejected: state.rejected, fatal: state.fatal, write_error: state.write_error }
    }

    fn lock(&self) -> MutexGuard<'_, OrderState<'a>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl OrderState<'_> {
    fn is_over(&self) -> bool {
        self.fatal.is_some() || self.write_error.is_some()
    }
}
