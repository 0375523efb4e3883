//! The values that the macros of `templates/parts.html` draw. Words in them are already in the page's language.

use super::{
    forms::{Fields, Problems},
    page::Page,
};

/// A form field; its control has the id `f-NAME`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// Name in the form.
    pub name: String,
    /// As typed.
    pub value: String,
    /// What is wrong; empty when nothing is.
    pub error: String,
    /// When it was kept, in words; empty when it was not.
    pub saved: String,
    /// What others wrote into it that it does not say now.
    pub others: Vec<Other>,
}

/// A text that somebody else wrote into a field, beside the one that stands in it. Two buttons of the form settle it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// Names it when the form is sent.
    pub key: String,
    /// Who wrote it and when, in words.
    pub head: String,
    /// The text.
    pub text: String,
    /// Words on the button that puts it into the field.
    pub take: String,
    /// Words on the button that takes it away.
    pub dismiss: String,
}

impl Field {
    /// A field with what was typed and what is wrong with it.
    pub fn new(page: &Page, name: &str, value: &str, problems: &Problems) -> Self {
        Self {
            name: name.to_owned(),
            value: value.to_owned(),
            error: problems.of(name).map(|words| page.say(words)).unwrap_or_default(),
            saved: String::new(),
            others: Vec::new(),
        }
    }

    /// The field of a sent form.
    pub fn sent(page: &Page, name: &str, fields: &Fields, problems: &Problems) -> Self {
        Self::new(page, name, fields.get(name), problems)
    }
}

/// One line of the summary at the top of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field it leads to.
    pub name: String,
    /// The sentence.
    pub message: String,
}

/// The summary of a form.
pub fn summary(page: &Page, problems: &Problems) -> Vec<Problem> {
    problems.iter().map(|(name, words)| Problem { name: name.to_owned(), message: page.say(words) }).collect()
}

/// An option of a select, radio or checkbox group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// Words.
    pub label: String,
    /// More words; may be empty.
    pub hint: String,
    /// Whether it is chosen.
    pub checked: bool,
}

impl Choice {
    /// An option without a hint.
    pub fn new(value: impl Into<String>, label: impl Into<String>, chosen: &str) -> Self {
        let value = value.into();
        Self { checked: value == chosen, value, label: label.into(), hint: String::new() }
    }
}

/// A step of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Words.
    pub label: String,
    /// Where it is; empty when it cannot be opened.
    pub href: String,
    /// `done`, `active` or `todo`.
    pub state: &'static str,
}

/// One line of a findings panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingLine {
    /// `pass`, `fail`, `warn` or `unknown`.
    pub state: &'static str,
    /// What is judged.
    pub title: String,
    /// The number that decided it against its limit.
    pub detail: String,
    /// What it rests on, with its date.
    pub basis: String,
    /// Where to mend it; empty when there is nothing to do.
    pub next_href: String,
    /// Words on that link.
    pub next_label: String,
}

/// A deadline with its countdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The deadline in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// The server's clock when the page was made, likewise.
    pub now_ms: i64,
    /// The rule in words: "2024. 5. 10.(금) 18:00 전까지".
    pub text: String,
    /// What is left, for pages without scripts.
    pub left: String,
    /// The sentence when it is over.
    pub closed: String,
}

/// A filter with its count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// Where it leads.
    pub href: String,
    /// Words.
    pub label: String,
    /// How many rows it leaves.
    pub count: String,
    /// Whether it is on.
    pub current: bool,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Words.
    pub label: String,
    /// Whether it holds numbers.
    pub num: bool,
    /// Where sorting by it leads; empty when it cannot be sorted by.
    pub sort_href: String,
    /// Empty, `ascending` or `descending`.
    pub sorted: &'static str,
}

impl Column {
    /// A column of words.
    pub fn text(label: impl Into<String>) -> Self {
        Self { label: label.into(), num: false, sort_href: String::new(), sorted: "" }
    }

    /// A column of numbers.
    pub fn number(label: impl Into<String>) -> Self {
        Self { num: true, ..Self::text(label) }
    }
}

/// A figure that leads to its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tile {
    /// What is counted.
    pub label: String,
    /// The figure.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// Its rows.
    pub href: String,
    /// The aim, in words.
    pub target: String,
    /// The change, in words.
    pub change: String,
    /// Its date and source.
    pub date: String,
    /// A line of the last months; empty when there is none.
    pub points: String,
}

/// A term and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The term.
    pub term: String,
    /// The value.
    pub value: String,
}

impl Pair {
    /// A term and its value.
    pub fn new(term: impl Into<String>, value: impl Into<String>) -> Self {
        Self { term: term.into(), value: value.into() }
    }
}

/// A class of the map's legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// 1 to 4.
    pub number: u8,
    /// Words.
    pub label: String,
    /// How many are in it.
    pub count: String,
}

/// A receipt as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptBlock {
    /// Its number.
    pub number: String,
    /// The moment for programs.
    pub iso: String,
    /// The moment for people.
    pub at: String,
    /// Whose submission.
    pub who: String,
    /// What was received.
    pub what: String,
    /// Where it can be verified.
    pub verify_href: String,
    /// The same as a QR code in SVG.
    pub qr: String,
}
