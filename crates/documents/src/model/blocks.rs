use serde::{Deserialize, Serialize};

use super::{Align, Picture, Table, Text};

/// A part of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// Rows of a label and what it stands for, drawn as a table of two columns.
    Facts(Vec<Fact>),
    /// A table.
    Table(Table),
    /// A list.
    List(List),
    /// Check boxes, one on each line.
    Checks(Vec<Check>),
    /// Lines to sign on.
    Signatures(Signatures),
    /// Enclosures (붙임).
    Enclosures(Vec<Text>),
    /// A remark that begins with ※.
    Note(Text),
    /// A box that stands out.
    Callout(Callout),
    /// A picture.
    Picture(Picture),
    /// A QR code in the text.
    Qr(Qr),
    /// Date and issuer. Without this block they stand at the end of the document.
    SignOff,
    /// What follows begins on a new page.
    PageBreak,
}

/// A heading. Numbered headings count by level as official documents do: 1. 가. 1) 가).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 1 to 4. A level may be at most one deeper than the heading before it.
    pub level: u8,
    /// What it says.
    pub text: String,
    /// Whether a number stands before it.
    pub numbered: bool,
}

impl Heading {
    /// A numbered heading.
    pub fn numbered(level: u8, text: impl Into<String>) -> Self {
        Self { level, text: text.into(), numbered: true }
    }

    /// A heading without a number.
    pub fn plain(level: u8, text: impl Into<String>) -> Self {
        Self { level, text: text.into(), numbered: false }
    }
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Paragraph {
    /// What it says.
    pub text: Text,
    /// How its lines stand.
    #[serde(default)]
    pub align: Align,
}

impl<T: Into<Text>> From<T> for Paragraph {
    fn from(text: T) -> Self {
        Self { text: text.into(), align: Align::Left }
    }
}

/// A label and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The label.
    pub label: String,
    /// What it stands for.
    pub value: Text,
}

impl Fact {
    /// A label and what it stands for.
    pub fn new(label: impl Into<String>, value: impl Into<Text>) -> Self {
        Self { label: label.into(), value: value.into() }
    }
}

/// A list. Numbers of a numbered list continue the scheme of the heading above it: below "가." they are 1), 2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// Whether items carry numbers instead of signs.
    pub numbered: bool,
    /// The number of the first item, so that a list can go on after a table.
    #[serde(default = "one")]
    pub start: u32,
    /// The items; at least one.
    pub items: Vec<Item>,
}

fn one() -> u32 {
    1
}

impl List {
    /// A list with signs.
    pub fn bulleted(items: impl IntoIterator<Item = impl Into<Item>>) -> Self {
        Self { numbered: false, start: 1, items: items.into_iter().map(Into::into).collect() }
    }

    /// A list with numbers from 1.
    pub fn numbered(items: impl IntoIterator<Item = impl Into<Item>>) -> Self {
        Self { numbered: true, ..Self::bulleted(items) }
    }
}

/// An item of a list, with what stands below it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Item {
    /// What it says.
    pub text: Text,
    /// Items one level deeper; four levels in all.
    #[serde(default)]
    pub items: Vec<Item>,
}

impl<T: Into<Text>> From<T> for Item {
    fn from(text: T) -> Self {
        Self { text: text.into(), items: Vec::new() }
    }
}

/// A box and what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Whether the box is filled.
    pub checked: bool,
    /// What it is about.
    pub text: Text,
}

/// What stands behind the name on a line to sign on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// (인): the place of the seal.
    #[default]
    Seal,
    /// (서명).
    Signature,
    /// (서명 또는 인).
    Either,
}

/// One line to sign on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureLine {
    /// The role of the one who signs.
    pub role: String,
    /// The name; empty leaves a line to write on.
    pub name: String,
    /// What stands behind the name.
    #[serde(default)]
    pub mark: Mark,
}

/// Lines to sign on, below each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signatures {
    /// The lines; at least one.
    pub lines: Vec<SignatureLine>,
}

/// A box that stands out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Callout {
    /// Its title.
    pub title: Option<String>,
    /// What it says.
    pub text: Text,
}

/// A QR code in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Qr {
    /// What it holds, at most 300 bytes.
    pub content: String,
    /// The line below it.
    pub caption: Option<String>,
}

macro_rules! blocks {
    ($($name:ident($kind:ty)),+) => {
        $(impl From<$kind> for Block {
            fn from(block: $kind) -> Self {
                Self::$name(block)
            }
        })+
    };
}

blocks!(
    Heading(Heading),
    Paragraph(Paragraph),
    Facts(Vec<Fact>),
    Table(Table),
    List(List),
    Checks(Vec<Check>),
    Signatures(Signatures),
    Callout(Callout),
    Picture(Picture),
    Qr(Qr)
);
