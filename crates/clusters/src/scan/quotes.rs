//! Whether a place in the file lies inside a quoted field.
//!
//! A quote opens a field only as its first byte. Inside, two quotes mean one, and a single quote closes; whatever
//! follows the closing quote up to the separator belongs to the field as it stands. Anywhere else a quote is an
//! ordinary byte.
//!
//! Chunks of a file are read out of order, so nobody knows how a chunk begins until all chunks before it were
//! looked at. What a chunk *does* to the state is a function of three cases, cheap to compute from its quotes
//! alone, and [`Chain`] composes these functions in order.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use memchr::memchr;

use super::mask::any_quote;

/// State between two bytes of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quote {
    /// Not in a quoted field.
    Outside,
    /// In a quoted field.
    Inside,
    /// The byte before was a quote in a quoted field: it closed the field, or it is the first of two.
    After,
}

/// What a chunk makes of each state it may begin in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Effect {
    outside: Quote,
    inside: Quote,
    after: Quote,
}

impl Effect {
    /// The effect of the bytes `from..to` of `data`; `from` is at least 1.
    pub(crate) fn of(data: &[u8], from: usize, to: usize, delimiter: u8) -> Self {
        if from >= to {
            return Self { outside: Quote::Outside, inside: Quote::Inside, after: Quote::After };
        }
        if !any_quote(&data[from..to]) {
            return Self { outside: Quote::Outside, inside: Quote::Inside, after: Quote::Outside };
        }
        let run = |state| follow(&data[..to], from, delimiter, state);
        Self { outside: run(Quote::Outside), inside: run(Quote::Inside), after: run(Quote::After) }
    }

    fn apply(self, state: Quote) -> Quote {
        match state {
            Quote::Outside => self.outside,
            Quote::Inside => self.inside,
            Quote::After => self.after,
        }
    }
}

/// The state at the end of `data`, given the state before its byte `from`.
fn follow(data: &[u8], from: usize, delimiter: u8, mut state: Quote) -> Quote {
    let mut at = from;
    if state == Quote::After {
        if data[at] == b'"' {
            state = Quote::Inside;
            at += 1;
        } else {
            state = Quote::Outside;
        }
    }
    while let Some(hop) = data.get(at..).and_then(|rest| memchr(b'"', rest)) {
        let mark = at + hop;
        at = mark + 1;
        if state == Quote::Outside {
            let before = data[mark - 1];
            if before == delimiter || before == b'\n' {
                state = Quote::Inside;
            }
        } else if at == data.len() {
            return Quote::After;
        } else if data[at] == b'"' {
            at += 1;
        } else {
            state = Quote::Outside;
        }
    }
    state
}

/// Composes the effects of chunks in the order of the file.
#[derive(Debug)]
pub(crate) struct Chain {
    state: Mutex<ChainState>,
    moved: Condvar,
}

#[derive(Debug)]
struct ChainState {
    /// The first chunk whose effect is not known, and the state it begins in.
    next: usize,
    known: Quote,
    waiting: BTreeMap<usize, Effect>,
    starts: BTreeMap<usize, Quote>,
    /// The first chunk that could not be read: nothing after it will ever begin.
    failed: usize,
}

impl Chain {
    /// A chain whose first chunk begins with a record.
    pub(crate) fn new() -> Self {
        let state = ChainState {
            next: 0,
            known: Quote::Outside,
            waiting: BTreeMap::new(),
            starts: BTreeMap::new(),
            failed: usize::MAX,
        };
        Self { state: Mutex::new(state), moved: Condvar::new() }
    }

    /// Tells the effect of a chunk and waits for its beginning; `None` if an earlier
    /// chunk could not be read.
    pub(crate) fn start_of(&self, chunk: usize, effect: Effect) -> Option<Quote> {
        let mut guard = self.lock();
        guard.waiting.insert(chunk, effect);
        while let Some(effect) = {
            let next = guard.next;
            guard.waiting.remove(&next)
        } {
            let (next, known) = (guard.next, guard.known);
            guard.starts.insert(next, known);
            guard.known = effect.apply(known);
            guard.next += 1;
            self.moved.notify_all();
        }
        loop {
            if let Some(start) = guard.starts.remove(&chunk) {
                return Some(start);
            }
            if chunk >= guard.failed {
                return None;
            }
            guard = self.moved.wait(guard).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Lets nobody wait for a chunk that could not be read.
    pub(crate) fn fail(&self, chunk: usize) {
        let mut guard = self.lock();
        guard.failed = guard.failed.min(chunk);
        self.moved.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, ChainState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
