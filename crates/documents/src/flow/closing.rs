//! How a document ends: "끝.", then date and issuer.

use super::{LineRole, Piece, Writer};
use crate::{
    clean::clean_line,
    model::{Align, Document, Opening, Run},
};

impl Writer {
    /// Ends the text and signs it off, once.
    pub(super) fn finish(&mut self, document: &Document, done: &mut bool) {
        if std::mem::replace(done, true) {
            return;
        }
        if document.end_mark {
            self.end_mark();
        }
        let issuer = document.issuer.as_deref().unwrap_or_default();
        match document.opening {
            Opening::Title => {
                self.line(LineRole::Date, &document.date);
                self.line(LineRole::Issuer, issuer);
            }
            Opening::Letter { .. } => {
                self.line(LineRole::Issuer, issuer);
                let number = document.number.as_deref().map(clean_line).unwrap_or_default();
                let date = clean_line(&document.date);
                let date = if date.is_empty() { date } else { format!("({date})") };
                let issued = format!("{number} {date}");
                if !issued.trim().is_empty() {
                    self.pieces.push(Piece::Rule);
                    self.line(LineRole::Issued, &format!("{} {}", self.words.issued, issued.trim()));
                }
            }
        }
    }

    /// "끝." stands two spaces after the last word; below a table, on a line of its own.
    fn end_mark(&mut self) {
        let end = self.words.end;
        let last = self
            .pieces
            .iter_mut()
            .rposition(|piece| !matches!(piece, Piece::Signatures { .. } | Piece::PageBreak));
        let own_line = Piece::Paragraph { align: Align::Left, runs: vec![Run::from(format!("  {end}"))] };
        let Some(index) = last else {
            self.pieces.push(own_line);
            return;
        };
        let runs = match &mut self.pieces[index] {
            Piece::Paragraph { runs, align: Align::Left } | Piece::Item { runs, .. } => Some(runs),
            Piece::Enclosures { items, .. } => items.last_mut().map(|(_, runs)| runs),
            _ => None,
        };
        match runs {
            Some(runs) => runs.push(Run::from(format!("  {end}"))),
            None => self.pieces.insert(index + 1, own_line),
        }
    }
}
