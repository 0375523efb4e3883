//! The formats that are ZIP archives.

use std::io::{Cursor, Read};

use zip::{ZipArchive, read::ZipFile};

use crate::{LARGEST_UNPACKED, MOST_ENTRIES, Problem, markup, without_resident_numbers};

/// Unpacks everything once, counting what really comes out, and reads the text of the XML in it.
pub(crate) fn inspect(content: &[u8]) -> Result<(), Problem> {
    let mut archive = ZipArchive::new(Cursor::new(content)).map_err(|_| Problem::Unreadable)?;
    if archive.len() > MOST_ENTRIES {
        return Err(Problem::TooMuchInside);
    }
    // What is declared is refused without unpacking it; what is declared falsely is found while unpacking.
    let declared = archive.decompressed_size().unwrap_or_default();
    if declared > u128::from(LARGEST_UNPACKED) {
        return Err(Problem::TooMuchInside);
    }
    let mut left = LARGEST_UNPACKED;
    for place in 0..archive.len() {
        let entry = archive.by_index(place).map_err(|error| locked_or_broken(&error))?;
        let name = judged_name(&entry)?;
        let is_text = is_markup(&name);
        let mut unpacked = Vec::new();
        let mut bounded = entry.take(left + 1);
        let size = if is_text {
            bounded.read_to_end(&mut unpacked).map(|size| size as u64)
        } else {
            std::io::copy(&mut bounded, &mut std::io::sink())
        };
        let size = size.map_err(|_| Problem::Unreadable)?;
        left = left.checked_sub(size).ok_or(Problem::TooMuchInside)?;
        if is_text {
            without_resident_numbers(&markup::text(&unpacked)?)?;
        }
    }
    Ok(())
}

fn locked_or_broken(error: &zip::result::ZipError) -> Problem {
    match error {
        zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => {
            Problem::Locked
        }
        _ => Problem::Unreadable,
    }
}

/// The name of an entry in lower case, unless it would leave the folder it is unpacked into or is a program's.
fn judged_name(entry: &ZipFile<'_, impl Read>) -> Result<String, Problem> {
    let name = entry.name().map_err(|_| Problem::Unreadable)?.to_ascii_lowercase();
    if entry.enclosed_name().is_none() || name.contains('\\') || entry.is_symlink() {
        return Err(Problem::LeadsElsewhere);
    }
    let is_program = name.ends_with("vbaproject.bin")
        || name.starts_with("scripts/")
        || PROGRAMS.iter().any(|ending| name.ends_with(ending));
    if is_program { Err(Problem::Program) } else { Ok(name) }
}

/// How the names of programs end.
const PROGRAMS: [&str; 9] = [".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".jar", ".scr"];

fn is_markup(name: &str) -> bool {
    [".xml", ".rels", ".hpf", ".txt"].iter().any(|ending| name.ends_with(ending))
}
