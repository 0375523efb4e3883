//! Opens an input, whatever it is packed in, and reads its header.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::charset::Charset;
use super::chunks::{Chunks, Limits};
use crate::problem::Problem;
use crate::profile::Encoding;
use crate::scan::quotes::Quote;
use crate::scan::row::value;
use crate::scan::split::{PADDING, Splitter};

/// Bytes looked at to find the header and the encoding.
const HEAD: usize = 256 << 10;

/// Bytes of it that are searched at once.
const STEP: usize = 4 << 10;

/// A file that is ready to be counted.
pub(crate) struct Opened {
    pub header: Vec<String>,
    /// The line that the first record stands on.
    pub first_line: u64,
    pub charset: Charset,
    pub chunks: Chunks,
    /// The digest of a stream, which is known when the stream was read to its end.
    pub digest: Option<StreamDigest>,
    /// Length of a plain file.
    pub length: Option<u64>,
}

/// The digest of a stream that is being read.
#[derive(Debug, Clone, Default)]
pub(crate) struct StreamDigest(Arc<Mutex<(Sha256, u64)>>);

impl StreamDigest {
    /// The digest and the number of bytes so far.
    pub(crate) fn so_far(&self) -> ([u8; 32], u64) {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (state.0.clone().finalize().into(), state.1)
    }
}

struct Digesting<R> {
    inner: R,
    digest: StreamDigest,
}

impl<R: Read> Read for Digesting<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        let mut state = self.digest.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.0.update(&into[..read]);
        state.1 += read as u64;
        Ok(read)
    }
}

/// What a file is packed in, told by its first bytes or else by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    Plain,
    Xz,
    Gzip,
    Parquet,
}

impl Packing {
    fn of(path: &Path, magic: &[u8]) -> Self {
        let ends = |with: &str| path.extension().is_some_and(|e| e.eq_ignore_ascii_case(with));
        if magic.starts_with(&[0xFD, b'7', b'z', b'X', b'Z', 0]) || ends("xz") {
            Self::Xz
        } else if magic.starts_with(&[0x1F, 0x8B]) || ends("gz") {
            Self::Gzip
        } else if magic.starts_with(b"PAR1") || ends("parquet") {
            Self::Parquet
        } else {
            Self::Plain
        }
    }
}

/// Opens `path`, or the standard input for `-`.
///
/// Of a Parquet file only the columns in `wanted` are read.
pub(crate) fn open(
    path: &Path,
    asked: Encoding,
    delimiter: u8,
    limits: Limits,
    wanted: &[&str],
) -> Result<Opened, Problem> {
    let failed = |e: &io::Error| Problem::io(path, "read", e);
    if path.as_os_str() == "-" {
        let stdin: Box<dyn Read + Send> = Box::new(io::stdin());
        return open_stream(path, stdin, asked, delimiter, limits);
    }
    let mut file = File::open(path).map_err(|e| failed(&e))?;
    let meta = file.metadata().map_err(|e| failed(&e))?;
    if meta.is_dir() {
        return Err(Problem::in_file(path, "is a directory, not a file"));
    }
    if !meta.is_file() {
        return open_stream(path, Box::new(file), asked, delimiter, limits);
    }
    let mut head = Vec::new();
    (&mut file).take(HEAD as u64).read_to_end(&mut head).map_err(|e| failed(&e))?;
    if Packing::of(path, &head) == Packing::Parquet {
        let opened = open_parquet(path, file, delimiter, limits, wanted)?;
        return Ok(Opened { length: Some(meta.len()), ..opened });
    }
    if Packing::of(path, &head) != Packing::Plain {
        file.seek(SeekFrom::Start(0)).map_err(|e| failed(&e))?;
        return open_stream(path, Box::new(file), asked, delimiter, limits);
    }
    let is_all = head.len() as u64 >= meta.len();
    let header = Header::read(&head, is_all, asked, delimiter).map_err(|why| Problem::in_file(path, why))?;
    Ok(Opened {
        header: header.names,
        first_line: header.lines + 1,
        charset: header.charset,
        chunks: Chunks::of_file(file, header.end as u64, meta.len(), limits),
        digest: None,
        length: Some(meta.len()),
    })
}

fn open_stream(
    path: &Path,
    raw: Box<dyn Read + Send>,
    asked: Encoding,
    delimiter: u8,
    limits: Limits,
) -> Result<Opened, Problem> {
    let digest = StreamDigest::default();
    let mut raw = Digesting { inner: raw, digest: digest.clone() };
    let failed = |e: &io::Error| Problem::in_file(path, reading(e));
    let mut magic = Vec::new();
    (&mut raw).take(6).read_to_end(&mut magic).map_err(|e| failed(&e))?;
    if magic.is_empty() {
        return Err(Problem::in_file(path, EMPTY));
    }
    let packing = Packing::of(path, &magic);
    let whole = BufReader::with_capacity(128 << 10, Cursor::new(magic).chain(raw));
    let reader: Box<dyn Read + Send> = match packing {
        Packing::Plain | Packing::Parquet => Box::new(whole),
        Packing::Xz => Box::new(Telling { inner: lzma_rust2::XzReader::new(whole, true), packing: "xz" }),
        Packing::Gzip => {
            Box::new(Telling { inner: flate2::bufread::MultiGzDecoder::new(whole), packing: "gzip" })
        }
    };
    Ok(Opened { digest: Some(digest), ..open_text(path, reader, asked, delimiter, limits)? })
}

/// Reads the header of a stream of text.
fn open_text(
    path: &Path,
    mut reader: Box<dyn Read + Send>,
    asked: Encoding,
    delimiter: u8,
    limits: Limits,
) -> Result<Opened, Problem> {
    let mut head = Vec::new();
    (&mut reader)
        .take(HEAD as u64)
        .read_to_end(&mut head)
        .map_err(|e| Problem::in_file(path, reading(&e)))?;
    let is_all = head.len() < HEAD;
    let header = Header::read(&head, is_all, asked, delimiter).map_err(|why| Problem::in_file(path, why))?;
    Ok(Opened {
        header: header.names,
        first_line: header.lines + 1,
        charset: header.charset,
        chunks: Chunks::of_stream(reader, &head[header.end..], limits),
        digest: None,
        length: None,
    })
}

#[cfg(feature = "parquet")]
fn open_parquet(
    path: &Path,
    file: File,
    delimiter: u8,
    limits: Limits,
    wanted: &[&str],
) -> Result<Opened, Problem> {
    let text = super::columnar::Text::open(file, wanted).map_err(|why| Problem::in_file(path, why))?;
    open_text(path, Box::new(text), Encoding::Utf8, delimiter, limits)
}

#[cfg(not(feature = "parquet"))]
fn open_parquet(path: &Path, _: File, _: u8, _: Limits, _: &[&str]) -> Result<Opened, Problem> {
    let why = "is a Parquet file, which this build does not read; convert it to CSV, or build with the feature parquet";
    Err(Problem::in_file(path, why))
}

const EMPTY: &str = "is empty; a header line is expected";

fn reading(error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::Other || error.kind() == io::ErrorKind::InvalidData {
        error.to_string()
    } else {
        format!("cannot be read: {error}")
    }
}

/// Says what a decoder could not do in words that help.
struct Telling<R> {
    inner: R,
    packing: &'static str,
}

impl<R: Read> Read for Telling<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.inner.read(into).map_err(|error| {
            let message = match error.kind() {
                io::ErrorKind::Interrupted => return error,
                io::ErrorKind::UnexpectedEof => {
                    format!("the {} data end too early: the file is truncated", self.packing)
                }
                _ => format!("the {} data are damaged: {error}", self.packing),
            };
            io::Error::other(message)
        })
    }
}

/// The first record of a file.
struct Header {
    names: Vec<String>,
    lines: u64,
    /// Where the next record begins.
    end: usize,
    charset: Charset,
}

impl Header {
    fn read(head: &[u8], is_all: bool, asked: Encoding, delimiter: u8) -> Result<Self, String> {
        const MARK: &[u8] = b"\xEF\xBB\xBF";
        let skipped = if head.starts_with(MARK) { MARK.len() } else { 0 };
        let text = &head[skipped..];
        if text.trim_ascii().is_empty() && is_all {
            return Err(EMPTY.to_owned());
        }
        let asked = if skipped > 0 && asked == Encoding::Auto { Encoding::Utf8 } else { asked };
        let charset = Charset::choose(asked, text);
        let mut data = [b"\n", text].concat();
        if is_all && !text.ends_with(b"\n") {
            data.push(b'\n');
        }
        let length = data.len();
        data.resize(length + PADDING, 0);
        let mut splitter = Splitter::new(delimiter);
        splitter.restart(1, Quote::Outside);
        // A header is short; what follows it is not looked at.
        while splitter.cursor() < length && splitter.found().1.is_empty() {
            splitter.advance(&data, (splitter.cursor() + STEP).min(length));
        }
        let (separators, ends) = splitter.found();
        let Some(&end) = ends.first() else {
            return Err(format!("has no line end in its first {length} bytes: not a CSV file?"));
        };
        let mut names = Vec::new();
        let mut start = 1;
        for &separator in &separators[..end as usize] {
            let field = &data[start..separator as usize];
            let field = field.strip_suffix(b"\r").unwrap_or(field);
            let name = charset.decode(&value(field)).map(std::borrow::Cow::into_owned);
            names.push(name.ok_or_else(|| format!("the header is not {} text", charset.as_str()))?);
            start = separator as usize + 1;
        }
        let lines = memchr::memchr_iter(b'\n', &data[1..start]).count() as u64;
        Ok(Self { names, lines, end: (skipped + start - 1).min(head.len()), charset })
    }
}
