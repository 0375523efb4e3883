//! Files that a test writes from the code are what the code says.

use std::fs;

use anyhow::{Result, ensure};

use super::Session;
use crate::{process, workspace};

/// Written by tests of the application whose name begins with `generates_`: with `MORU_GENERATE` set such a test
/// writes its file, without it the test compares.
const FILES: [&str; 1] = ["docs/permissions.md"];

/// Writes every generated file again; one that changes thereby was out of date.
pub(crate) fn run(session: &mut Session) -> Result<()> {
    let before = contents();
    let postgres = session.postgres()?;
    let mut command = workspace::cargo();
    command.args(["nextest", "run", "--workspace", "--no-tests", "pass", "-E", "test(/(^|::)generates_/)"]);
    process::run(command.env("MORU_GENERATE", "1").env("MORU_TEST_POSTGRES", postgres))?;
    let after = contents();
    let stale: Vec<&str> = FILES
        .into_iter()
        .zip(before.iter().zip(&after))
        .filter(|(_, (old, new))| old != new)
        .map(|(file, _)| file)
        .collect();
    ensure!(stale.is_empty(), "out of date, written again, please commit: {}", stale.join(", "));
    Ok(())
}

fn contents() -> Vec<Option<Vec<u8>>> {
    FILES.iter().map(|file| fs::read(workspace::root().join(file)).ok()).collect()
}
