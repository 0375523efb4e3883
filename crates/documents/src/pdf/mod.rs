//! Documents as PDF/A-2a that also keeps to PDF/UA-1: archival, tagged, every character mapped to Unicode.
//!
//! Typst sets the pages. The template never changes; everything a document says is handed over as values, so no text
//! is ever read as markup.

mod fonts;
mod letters;
mod world;

pub use fonts::{FontError, Fonts};

use chrono::{Datelike, Timelike};
use typst::{
    diag::SourceDiagnostic,
    foundations::{Datetime, Smart},
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::{Document, Flow, Problem};
use world::Paper;

/// A document as a PDF file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Characters that no font has, sorted; □ stands in their places.
    pub missing: Vec<char>,
}

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The document has problems.
    #[error("the document cannot be written: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Problems(Vec<Problem>),
    /// The pages cannot be set, for example because a picture is damaged.
    #[error("the pages cannot be set: {0}")]
    Typeset(String),
}

/// How many results of other documents the typesetter remembers; each is one document old. Documents have little in
/// common, so memory is worth more than what could be found again.
const REMEMBERED: usize = 0;

/// Sets a document in these fonts. Equal documents and fonts make equal bytes.
///
/// This computes for some tens of milliseconds and reads nothing: call it where blocking is allowed.
pub fn write(document: &Document, fonts: &Fonts) -> Result<Pdf, PdfError> {
    let flow = Flow::of(document).map_err(PdfError::Problems)?;
    write_flow(&flow, fonts)
}

/// The same for a document that is in words already.
pub fn write_flow(flow: &Flow, fonts: &Fonts) -> Result<Pdf, PdfError> {
    let (paper, missing) = Paper::new(flow, fonts)?;
    let result = set(&paper, flow, missing);
    typst::comemo::evict(REMEMBERED);
    result
}

fn set(paper: &Paper<'_>, flow: &Flow, missing: Vec<char>) -> Result<Pdf, PdfError> {
    let pages: PagedDocument = typst::compile(paper).output.map_err(|errors| failed(&errors))?;
    let created = flow.created.naive_utc();
    let instant = Datetime::from_ymd_hms(
        created.year(),
        created.month() as u8,
        created.day() as u8,
        created.hour() as u8,
        created.minute() as u8,
        created.second() as u8,
    );
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| PdfError::Typeset(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{}\n{}\n{}", flow.header[0], flow.title, flow.created)),
        creator: Smart::Custom(None),
        timestamp: instant.map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&pages, &options).map_err(|errors| failed(&errors))?;
    Ok(Pdf { bytes, pages: pages.pages().len(), missing })
}

fn failed(errors: &[SourceDiagnostic]) -> PdfError {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    PdfError::Typeset(messages.join("; "))
}
