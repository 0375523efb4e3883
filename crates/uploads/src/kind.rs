//! What a file is.

use std::io::Cursor;

use serde::{Deserialize, Serialize};
use zip::ZipArchive;

use crate::Problem;

/// A format that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// PDF.
    Pdf,
    /// The open format of Korean word processors (KS X 6101).
    Hwpx,
    /// A workbook.
    Xlsx,
    /// A text document.
    Docx,
    /// A picture.
    Png,
    /// A photograph.
    Jpeg,
}

impl Kind {
    /// The media type under which it is sent.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Hwpx => "application/hwp+zip",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// How far into a file the mark of PDF may stand.
const PDF_WITHIN: usize = 1024;

/// The kind of a file by its first bytes and, of an archive, by what is in it.
pub(crate) fn of(content: &[u8]) -> Result<Kind, Problem> {
    let begins = |mark: &[u8]| content.starts_with(mark);
    let start = &content[..content.len().min(PDF_WITHIN)];
    if begins(b"\x89PNG\r\n\x1a\n") {
        Ok(Kind::Png)
    } else if begins(b"\xff\xd8\xff") {
        Ok(Kind::Jpeg)
    } else if begins(b"PK\x03\x04") {
        of_archive(content)
    } else if begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        Err(Problem::OldOrLocked)
    } else if start.windows(5).any(|window| window == b"%PDF-") {
        Ok(Kind::Pdf)
    } else {
        Err(Problem::UnknownKind)
    }
}

fn of_archive(content: &[u8]) -> Result<Kind, Problem> {
    let archive = ZipArchive::new(Cursor::new(content)).map_err(|_| Problem::Unreadable)?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("xl/workbook.xml") {
        Ok(Kind::Xlsx)
    } else if has("word/document.xml") {
        Ok(Kind::Docx)
    } else if has("mimetype") && has("Contents/content.hpf") {
        Ok(Kind::Hwpx)
    } else {
        Err(Problem::UnknownKind)
    }
}
