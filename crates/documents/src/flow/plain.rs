//! The words alone, in the order in which they are read.

use super::{Flow, Piece, TablePiece};
use crate::model::{Document, Run};

impl Document {
    /// Everything the document says, in the order of reading: the head of the page, the body, the foot of the page.
    /// Both PDF and HWPX hold exactly this text, apart from spaces, line ends and page numbers; the heads of pages and
    /// tables, which are repeated in them, are here once. Empty when the document has [problems](Document::problems).
    pub fn plain_text(&self) -> String {
        Flow::of(self).map(|flow| flow.plain_text()).unwrap_or_default()
    }
}

impl Flow {
    /// The head of each page, the body, and the foot of each page.
    pub fn plain_text(&self) -> String {
        let parts = [self.header_text(), self.body_text(), self.footer_text()];
        let mut out = String::new();
        for part in parts.iter().filter(|part| !part.is_empty()) {
            out.push_str(part);
            out.push('\n');
        }
        out
    }

    /// The head of each page.
    pub fn header_text(&self) -> String {
        joined(&self.header, "\t")
    }

    /// The foot of each page, without its number.
    pub fn footer_text(&self) -> String {
        self.footer.join("\n")
    }

    /// The body.
    pub fn body_text(&self) -> String {
        let pieces: Vec<String> = self.pieces.iter().map(Piece::plain_text).collect();
        joined(&pieces, "\n")
    }
}

impl Piece {
    /// What the piece says; cells are separated by tabs and rows by line feeds.
    pub fn plain_text(&self) -> String {
        match self {
            Self::Line { text, .. } => text.clone(),
            Self::Address { label, text, .. } => joined(&[label, text], " "),
            Self::Rule | Self::PageBreak => String::new(),
            Self::Heading { marker, text, .. } => joined(&[marker, text], " "),
            Self::Paragraph { runs, .. } => plain(runs),
            Self::Item { marker, runs, .. } => joined(&[marker, &plain(runs)], " "),
            Self::Enclosures { label, items } => {
                let items = items.iter().map(|(marker, runs)| joined(&[marker, &plain(runs)], " "));
                joined(&[label, &items.collect::<Vec<_>>().join("\n")], " ")
            }
            Self::Facts { rows } => {
                let rows = rows.iter().map(|(label, runs)| format!("{label}\t{}", plain(runs)));
                rows.collect::<Vec<_>>().join("\n")
            }
            Self::Table(table) => table.plain_text(),
            Self::Signatures { lines } => {
                let lines = lines.iter().map(|line| joined(line, " "));
                lines.collect::<Vec<_>>().join("\n")
            }
            Self::Image { caption, .. } => caption.clone(),
            Self::Callout { title, runs } => joined(&[title, &plain(runs)], "\n"),
        }
    }
}

impl TablePiece {
    fn plain_text(&self) -> String {
        let mut out = joined(&[&self.caption, &self.unit], "\t");
        let mut row = None;
        for cell in &self.cells {
            if !out.is_empty() || row.is_some() {
                out.push(if row == Some(cell.row) { '\t' } else { '\n' });
            }
            row = Some(cell.row);
            out.push_str(&plain(&cell.runs));
        }
        out
    }
}

fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

fn joined(parts: &[impl AsRef<str>], separator: &str) -> String {
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).filter(|part| !part.is_empty()).collect();
    parts.join(separator)
}
