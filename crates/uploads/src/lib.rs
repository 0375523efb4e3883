#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod archive;
mod kind;
mod markup;
mod pages;
mod picture;
mod problem;
mod rows;

pub use kind::Kind;
pub use problem::Problem;
pub use rows::{Cells, rows};

/// The most bytes of a file.
pub const LARGEST: usize = 20 * 1024 * 1024;
/// The most entries of an archive.
pub const MOST_ENTRIES: usize = 5_000;
/// The most bytes that an archive may unpack to.
pub const LARGEST_UNPACKED: u64 = 128 * 1024 * 1024;
/// The most pages of a PDF file.
pub const MOST_PAGES: usize = 1_000;
/// The most pixels of a picture.
pub const MOST_PIXELS: u64 = 100_000_000;

/// What `content` is, if it may be kept.
///
/// # Errors
/// The first [`Problem`] found. What cannot be read to its end is never let through.
pub fn inspect(content: &[u8]) -> Result<Kind, Problem> {
    if content.is_empty() {
        return Err(Problem::Empty);
    }
    if content.len() > LARGEST {
        return Err(Problem::TooLarge);
    }
    let kind = kind::of(content)?;
    match kind {
        Kind::Pdf => pages::inspect(content)?,
        Kind::Hwpx | Kind::Xlsx | Kind::Docx => archive::inspect(content)?,
        Kind::Png | Kind::Jpeg => picture::inspect(content)?,
    }
    Ok(kind)
}

/// Refuses text with a resident registration number in it.
fn without_resident_numbers(text: &str) -> Result<(), Problem> {
    if korea::numbers::resident::contains(text) { Err(Problem::ResidentNumber) } else { Ok(()) }
}
