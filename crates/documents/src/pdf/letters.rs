//! The last look at text before it is set: characters that fonts lack, and words that are wider than a line.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use super::Fonts;

/// Stands for a character that no font has.
const UNKNOWN: char = '□';
/// An invisible place where a line may end.
const MAY_BREAK: char = '\u{200b}';
/// The longest word without a place to break, in Latin letters. Half of the narrowest line in a letter, and wider than
/// addresses and numbers usually are: these stay whole when they are copied out of the file.
const LONGEST_WORD: usize = 36;
/// The same in a table, whose columns are narrower.
const LONGEST_WORD_IN_CELL: usize = 16;

/// Members that are no text.
const NOT_TEXT: [&str; 5] = ["kind", "role", "align", "link", "language"];

/// Makes text settable, in place.
pub(super) struct Letters<'a> {
    fonts: &'a Fonts,
    known: HashMap<char, bool>,
    /// What was not there.
    pub(super) missing: BTreeSet<char>,
}

impl<'a> Letters<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Self {
        Self { fonts, known: HashMap::new(), missing: BTreeSet::new() }
    }

    /// Goes through all text of a piece.
    pub(super) fn prepare(&mut self, value: &mut Value, in_cell: bool) {
        match value {
            Value::String(text) => *text = self.prepared(text, in_cell),
            Value::Array(values) => values.iter_mut().for_each(|value| self.prepare(value, in_cell)),
            Value::Object(members) => {
                for (name, value) in members {
                    // A signature has a role too, but as a list.
                    if !NOT_TEXT.contains(&name.as_str()) {
                        self.prepare(value, in_cell || name == "cells" || name == "rows");
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn prepared(&mut self, text: &str, in_cell: bool) -> String {
        let longest = if in_cell { LONGEST_WORD_IN_CELL } else { LONGEST_WORD };
        let mut out = String::with_capacity(text.len());
        for word in text.split_inclusive([' ', '\n']) {
            let breaks = word.chars().count() > longest;
            for (index, letter) in word.chars().enumerate() {
                // Lines end between syllables anyway; elsewhere they would not end before the next space.
                if breaks && index > 0 && !letter.is_whitespace() && !is_syllable(letter) {
                    out.push(MAY_BREAK);
                }
                out.push(self.shown(letter));
            }
        }
        out
    }

    fn shown(&mut self, letter: char) -> char {
        let fonts = self.fonts;
        let is_private = matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
        // The archive format forbids characters whose meaning only the font knows.
        let has =
            letter == '\n' || !is_private && *self.known.entry(letter).or_insert_with(|| fonts.has(letter));
        if has {
            return letter;
        }
        self.missing.insert(letter);
        UNKNOWN
    }
}

fn is_syllable(letter: char) -> bool {
    ('가'..='힣').contains(&letter)
}
