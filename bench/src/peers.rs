//! Polars, DuckDB and OR-Tools, in an environment of their own with pinned versions.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::measure::check;

/// The versions that are measured.
const REQUIREMENTS: &str = include_str!("../requirements.txt");

/// The Python of the environment, made if it is not there or holds other versions.
pub(crate) fn python(output: &Path) -> io::Result<PathBuf> {
    let venv = output.join("venv");
    let python = venv.join("bin/python");
    let marker = venv.join("requirements.txt");
    if fs::read_to_string(&marker).is_ok_and(|text| text == REQUIREMENTS) {
        return Ok(python);
    }
    eprintln!("bench: installing Polars, DuckDB and OR-Tools into {}", venv.display());
    check(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
    let wanted = output.join("requirements.txt");
    fs::write(&wanted, REQUIREMENTS)?;
    check(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(&wanted))?;
    fs::rename(wanted, marker)?;
    Ok(python)
}

/// The version of a peer.
pub(crate) fn version(name: &str) -> &'static str {
    let line = REQUIREMENTS.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix("=="));
    line.unwrap_or("?")
}
