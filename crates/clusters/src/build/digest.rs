//! SHA-256 of the input, so that a result can be tied to the bytes it came from.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::thread::{Scope, ScopedJoinHandle};

use sha2::{Digest, Sha256};

use super::DigestPolicy;
use crate::input::{Opened, StreamDigest};

/// Largest plain file whose digest is taken unasked.
const UNASKED: u64 = 64 << 20;

/// One input file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Its name as given.
    pub name: String,
    /// Its length, packed as it is.
    pub bytes: u64,
    /// SHA-256 of the file, packed as it is; `None` if it was not taken.
    pub sha256: Option<[u8; 32]>,
}

/// The input files so far.
#[derive(Debug, Default)]
pub(super) struct Digests(Vec<Input>);

/// A digest that is being taken.
pub(super) enum Pending<'scope> {
    /// By a thread of its own.
    Thread(u64, ScopedJoinHandle<'scope, io::Result<[u8; 32]>>),
    /// By whoever reads the stream.
    Stream(StreamDigest),
    /// By nobody.
    None(u64),
}

impl Digests {
    /// Begins to digest a file beside the counting.
    pub(super) fn begin<'scope>(
        &self,
        scope: &'scope Scope<'scope, '_>,
        path: &Path,
        opened: &Opened,
        policy: DigestPolicy,
    ) -> Pending<'scope> {
        if let Some(stream) = &opened.digest {
            return Pending::Stream(stream.clone());
        }
        let length = opened.length.unwrap_or(0);
        if policy == DigestPolicy::Auto && length > UNASKED {
            return Pending::None(length);
        }
        let path = path.to_owned();
        Pending::Thread(length, scope.spawn(move || of_file(&path)))
    }

    /// Keeps what was found about a file.
    pub(super) fn end(&mut self, name: &str, (bytes, sha256): (u64, Option<[u8; 32]>)) {
        self.0.push(Input { name: name.to_owned(), bytes, sha256 });
    }

    /// The files in the order given.
    pub(super) fn inputs(&self) -> &[Input] {
        &self.0
    }
}

impl Pending<'_> {
    /// Waits for the digest.
    pub(super) fn finish(self) -> io::Result<(u64, Option<[u8; 32]>)> {
        match self {
            Self::None(length) => Ok((length, None)),
            Self::Stream(stream) => {
                let (digest, length) = stream.so_far();
                Ok((length, Some(digest)))
            }
            Self::Thread(length, handle) => {
                let digest = handle.join().unwrap_or_else(|_| Err(io::Error::other("the digest failed")))?;
                Ok((length, Some(digest)))
            }
        }
    }
}

fn of_file(path: &Path) -> io::Result<[u8; 32]> {
    let mut file = File::open(path)?;
    let mut buffer = vec![0; 256 << 10];
    let mut hash = Sha256::new();
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok(hash.finalize().into()),
            Ok(n) => hash.update(&buffer[..n]),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}

/// One digest for all inputs: that of the only file, or the SHA-256 of the files' digests in the order given.
pub(super) fn of_all(inputs: &[Input]) -> Option<[u8; 32]> {
    if let [only] = inputs {
        return only.sha256;
    }
    let mut hash = Sha256::new();
    for input in inputs {
        hash.update(input.sha256?);
    }
    Some(hash.finalize().into())
}

/// Lower-case hexadecimal.
pub(super) fn hex(digest: [u8; 32]) -> String {
    digest.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|n| char::from(b"0123456789abcdef"[usize::from(n)])).collect()
}
