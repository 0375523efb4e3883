//! `cargo xtask data`: derives the embedded tables and maps of `data/` from published packages.
//!
//! The work is done by `xtask/data/derive.py`, which needs Python 3.10 or newer with pip and nothing else. It is
//! run by whoever renews the data, never by a build: its output is committed.

use std::io;
use std::path::Path;
use std::process::Command;

/// Writes `data/zones.tsv`, `sigungus.tsv`, `holidays.tsv` and `boundaries/`, downloading into `target/data`.
///
/// # Errors
/// If Python is missing, a download fails or a checksum differs; the script has then said which.
pub fn run() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let status = Command::new("python3")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .arg(root.join("xtask/data/derive.py"))
        .arg(root.join("data"))
        .arg(root.join("target/data"))
        .status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("derive.py ended with {status}"))) }
}
