//! Journeys through the running server in a real browser.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use super::Session;
use crate::{postgres, process, web, workspace};

/// Builds the server and runs every test in `e2e/tests`.
pub(crate) fn run(session: &mut Session) -> Result<()> {
    let folder = workspace::root().join("e2e");
    web::install_packages(&folder)?;
    process::run(workspace::cargo().args(["build", "--workspace", "--bin", "moru"]))?;
    let tests: Vec<PathBuf> = workspace::files_below(&folder.join("tests"), &[])?
        .into_iter()
        .filter(|file| file.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    ensure!(!tests.is_empty(), "e2e/tests holds no tests");
    let mut command = workspace::command("node");
    command.current_dir(&folder).args(["--test", "--test-reporter=spec", "--test-concurrency=1"]);
    command.args(&session.options).args(tests.iter().filter_map(|file| file.strip_prefix(&folder).ok()));
    command
        .env("MORU_BIN", workspace::target().join("debug/moru"))
        .env("MORU_TEST_POSTGRES", session.postgres()?);
    if let Some(programs) = postgres::programs() {
        command.env("MORU_POSTGRES_PROGRAMS", programs);
    }
    process::run(&mut command)
}
