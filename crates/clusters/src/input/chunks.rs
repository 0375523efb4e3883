//! Hands out a file piece by piece to several threads.
//!
//! A piece is a range of the file that a thread is responsible for: it counts the records that *begin* there. The
//! buffer holds one byte before the piece, so that a record that begins with it is recognised, and some bytes
//! after it, so that the last record can be finished. Files are read with positioned reads, each thread for
//! itself; a mapped file would count as memory. Streams are read by one thread at a time, under a lock.

use std::fs::File;
use std::io::{self, Read};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::scan::split::PADDING;

/// Sizes of what is read at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    /// Bytes of a piece.
    pub piece: usize,
    /// Bytes read after a piece of a file, at first.
    pub ahead: usize,
    /// Longest record.
    pub record: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { piece: 256 << 10, ahead: 4 << 10, record: 1 << 20 }
    }
}

/// Memory for one piece; grows to what is needed and is used again.
#[derive(Debug, Default)]
pub(crate) struct Buffer {
    memory: Vec<u8>,
    /// Where in the file the first byte of the memory stands.
    offset: u64,
}

impl Buffer {
    /// Everything read, and zeros after it.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.memory
    }

    /// Makes room for `length` bytes, a line feed and the padding.
    fn room(&mut self, length: usize) -> &mut [u8] {
        let all = length + 1 + PADDING;
        if self.memory.len() < all {
            self.memory.resize(all, 0);
        }
        &mut self.memory[..length]
    }
}

/// Which bytes of a buffer are a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    /// First byte, at least 1.
    pub from: usize,
    /// End of the piece.
    pub to: usize,
    /// End of what was read.
    pub filled: usize,
    /// Whether the file ends where the reading ended.
    pub is_end: bool,
}

/// What is read piece by piece.
pub(crate) struct Chunks {
    source: Source,
    limits: Limits,
    next: AtomicUsize,
}

enum Source {
    /// A file with its length; records begin at `body`.
    File { file: File, body: u64, length: u64 },
    /// Anything else.
    Stream(Mutex<Stream>),
}

struct Stream {
    reader: Box<dyn Read + Send>,
    /// The byte before the next piece and what was read of the piece already.
    carried: Vec<u8>,
    is_end: bool,
}

/// A piece with its number.
type Numbered = Option<(usize, Piece)>;

impl Chunks {
    /// Pieces of a file whose records begin at `body`.
    pub(crate) fn of_file(file: File, body: u64, length: u64, limits: Limits) -> Self {
        Self { source: Source::File { file, body, length }, limits, next: AtomicUsize::new(0) }
    }

    /// Pieces of a stream of which `begun` was read already; records begin with it.
    pub(crate) fn of_stream(reader: Box<dyn Read + Send>, begun: &[u8], limits: Limits) -> Self {
        let carried = [b"\n", begun].concat();
        let stream = Stream { reader, carried, is_end: false };
        Self { source: Source::Stream(Mutex::new(stream)), limits, next: AtomicUsize::new(0) }
    }

    /// Longest record that can be read.
    pub(crate) fn longest_record(&self) -> usize {
        self.limits.record
    }

    /// Fills the buffer with the next piece. An error comes with the number of the piece it belongs to.
    pub(crate) fn next(&self, buffer: &mut Buffer) -> Result<Numbered, (usize, String)> {
        match &self.source {
            Source::File { .. } => {
                let number = self.next.fetch_add(1, Ordering::Relaxed);
                let piece = self.next_of_file(buffer, number).map_err(|e| (number, e.to_string()))?;
                Ok(piece.map(|piece| (number, piece)))
            }
            Source::Stream(stream) => {
                let mut stream = stream.lock().unwrap_or_else(PoisonError::into_inner);
                let number = self.next.load(Ordering::Relaxed);
                let piece = stream.next(buffer, self.limits).map_err(|e| {
                    // Nobody shall ask a broken stream again.
                    stream.is_end = true;
                    stream.carried.truncate(1);
                    (number, e.to_string())
                })?;
                if piece.is_some() {
                    self.next.store(number + 1, Ordering::Relaxed);
                }
                Ok(piece.map(|piece| (number, piece)))
            }
        }
    }

    fn next_of_file(&self, buffer: &mut Buffer, number: usize) -> io::Result<Option<Piece>> {
        let Source::File { file, body, length } = &self.source else { return Ok(None) };
        let start = body.saturating_add((number as u64).saturating_mul(self.limits.piece as u64));
        if start >= *length {
            return Ok(None);
        }
        let to = 1 + usize::try_from(length - start).unwrap_or(usize::MAX).min(self.limits.piece);
        let rest = usize::try_from(length - start).unwrap_or(usize::MAX).saturating_add(1);
        let filled = rest.min(to + self.limits.ahead);
        buffer.offset = start - 1;
        read_exact_at(file, buffer.room(filled), start - 1)?;
        Ok(Some(finish(buffer, Piece { from: 1, to, filled, is_end: filled == rest })))
    }

    /// Reads on past a piece, for its record that began at `start`; false if the record is too long already.
    pub(crate) fn extend(&self, buffer: &mut Buffer, piece: &mut Piece, start: usize) -> Result<bool, String> {
        let Source::File { file, length, .. } = &self.source else { return Ok(false) };
        let more = piece.filled.saturating_sub(start).max(self.limits.ahead.max(1));
        if piece.filled.saturating_sub(start) >= self.limits.record {
            return Ok(false);
        }
        let rest = usize::try_from(length - buffer.offset).unwrap_or(usize::MAX);
        let filled = rest.min(piece.filled + more);
        let offset = buffer.offset + piece.filled as u64;
        let room = buffer.room(filled);
        read_exact_at(file, &mut room[piece.filled..], offset).map_err(|e| e.to_string())?;
        *piece = finish(buffer, Piece { filled, is_end: filled == rest, ..*piece });
        Ok(true)
    }
}

impl Stream {
    fn next(&mut self, buffer: &mut Buffer, limits: Limits) -> io::Result<Option<Piece>> {
        let wanted = 1 + limits.piece + limits.record;
        let mut filled = self.carried.len();
        let room = buffer.room(wanted.max(filled));
        room[..filled].copy_from_slice(&self.carried);
        while filled < wanted && !self.is_end {
            match self.reader.read(&mut room[filled..wanted]) {
                Ok(0) => self.is_end = true,
                Ok(n) => filled += n,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        if filled <= 1 {
            return Ok(None);
        }
        let to = filled.min(1 + limits.piece);
        self.carried.clear();
        self.carried.extend_from_slice(&room[to - 1..filled]);
        Ok(Some(finish(buffer, Piece { from: 1, to, filled, is_end: self.is_end })))
    }
}

/// Ends the last line of a file that does not, and clears what follows.
fn finish(buffer: &mut Buffer, mut piece: Piece) -> Piece {
    if piece.is_end && buffer.memory[piece.filled - 1] != b'\n' {
        buffer.memory[piece.filled] = b'\n';
        piece.filled += 1;
    }
    buffer.memory[piece.filled..piece.filled + PADDING].fill(0);
    piece
}

fn read_exact_at(file: &File, mut into: &mut [u8], mut offset: u64) -> io::Result<()> {
    while !into.is_empty() {
        match positioned(file, into, offset) {
            Ok(0) => return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "became shorter while it was read")),
            Ok(n) => {
                into = &mut into[n..];
                offset += n as u64;
            }
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(())
}

#[cfg(unix)]
fn positioned(file: &File, into: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, into, offset)
}

#[cfg(windows)]
fn positioned(file: &File, into: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, into, offset)
}
