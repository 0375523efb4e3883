//! Documents as HWPX (OWPML, KS X 6101): a ZIP of XML that the word processors of Korean offices open and edit.
//!
//! Lengths are HWPUNIT: 7,200 to an inch, so 100 to a point.

mod header;
mod package;
mod pictures;
mod section;
mod stories;
mod styles;
mod tables;
mod xml;

use crate::{Document, Flow, Problem};

/// Why there is no HWPX file.
#[derive(Debug, thiserror::Error)]
pub enum HwpxError {
    /// The document has problems.
    #[error("the document cannot be written: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Problems(Vec<Problem>),
    /// The parts cannot be packed, because they are larger than the format allows.
    #[error("the parts cannot be packed: {0}")]
    Pack(#[from] zip::result::ZipError),
}

impl From<std::io::Error> for HwpxError {
    fn from(error: std::io::Error) -> Self {
        Self::Pack(zip::result::ZipError::Io(error))
    }
}

/// Writes a document. Equal documents make equal bytes.
pub fn write(document: &Document) -> Result<Vec<u8>, HwpxError> {
    write_flow(&Flow::of(document).map_err(HwpxError::Problems)?)
}

/// The same for a document that is in words already.
pub fn write_flow(flow: &Flow) -> Result<Vec<u8>, HwpxError> {
    let (section, styles) = section::write(flow);
    package::pack(flow, &section, &header::write(&styles))
}
