//! Lists, check boxes and enclosures: everything with a sign in front.

use super::{Piece, Writer, numbering, runs};
use crate::model::{Check, Item, List, Text};

impl Writer {
    pub(super) fn list(&mut self, list: &List) {
        self.items(&list.items, list.numbered, list.start, 0);
    }

    fn items(&mut self, items: &[Item], numbered: bool, start: u32, depth: u8) {
        for (number, item) in (start..).zip(items) {
            let marker = if numbered {
                numbering::marker(self.language, usize::from(self.level + depth), number)
            } else {
                numbering::bullet(usize::from(depth)).to_owned()
            };
            self.pieces.push(Piece::Item { depth, marker, runs: runs(&item.text) });
            self.items(&item.items, numbered, 1, depth + 1);
        }
    }

    pub(super) fn checks(&mut self, checks: &[Check]) {
        self.pieces.extend(checks.iter().map(|check| {
            let marker = if check.checked { "■" } else { "□" };
            Piece::Item { depth: 0, marker: marker.to_owned(), runs: runs(&check.text) }
        }));
    }

    pub(super) fn enclosures(&mut self, items: &[Text]) {
        let many = items.len() > 1;
        let numbered = (1..).zip(items).map(|(number, text): (u32, _)| {
            let marker = if many { format!("{number}.") } else { String::new() };
            (marker, runs(text))
        });
        let items = numbered.collect();
        self.pieces.push(Piece::Enclosures { label: self.words.enclosures.to_owned(), items });
    }
}
