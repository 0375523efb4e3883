//! The model of a document: what it says, not how it looks.

mod blocks;
mod picture;
mod table;
mod text;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use blocks::{
    Block, Callout, Check, Fact, Heading, Item, List, Mark, Paragraph, Qr, SignatureLine, Signatures,
};
pub use picture::{Picture, PictureFormat};
pub(crate) use table::Ragged;
pub use table::{Align, Cell, Column, Placed, Row, Table};
pub use text::{Run, Text};

/// The language of the words that the document adds by itself (수신, 붙임, 끝.), and of its metadata.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Korean.
    #[default]
    Ko,
    /// English.
    En,
}

/// How the first page begins.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opening {
    /// A notice or a report: the number on the left, the title centred between rules; date and issuer at the end.
    #[default]
    Title,
    /// An official letter (시행문): the organisation at the head, then 수신, (경유), 제목; issuer and number at the end.
    Letter {
        /// The organisation that writes, at the head of the page.
        organisation: String,
        /// Whom it is addressed to.
        recipient: String,
        /// Through whom it goes (경유); the line is there even when it is empty, as on every official letter.
        via: Option<String>,
    },
}

/// What lets a reader check a printed page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// The code that people type, at the foot of each page.
    pub code: String,
    /// What the QR code at the foot of each page holds, usually an address. At most 300 bytes.
    pub qr: Option<String>,
    /// The SHA-256 of what was issued, as lower-case hexadecimal digits; shown as it is.
    pub sha256: Option<String>,
}

/// An official document, ready to be written as PDF, HWPX or HTML.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Language of the words that are added.
    #[serde(default)]
    pub language: Language,
    /// How the first page begins.
    #[serde(default)]
    pub opening: Opening,
    /// The title (제목).
    pub title: String,
    /// The document number (문서번호), as it is written.
    pub number: Option<String>,
    /// The date as it is written, for example "2024. 5. 10.". May be empty.
    pub date: String,
    /// The instant that the metadata of the files give. Equal documents are equal files, so no clock is asked.
    pub created: DateTime<Utc>,
    /// The role that issues the document (발신명의), never a name alone.
    pub issuer: Option<String>,
    /// What lets a reader check a printed page.
    pub verification: Option<Verification>,
    /// A line at the head of each page, beside the number.
    pub header: Option<String>,
    /// A line at the foot of each page.
    pub footer: Option<String>,
    /// Whether the text ends with "끝.", as an official letter does.
    #[serde(default)]
    pub end_mark: bool,
    /// The body.
    pub blocks: Vec<Block>,
}

impl Document {
    /// An empty Korean notice of this title and instant.
    pub fn new(title: impl Into<String>, created: DateTime<Utc>) -> Self {
        Self {
            language: Language::Ko,
            opening: Opening::Title,
            title: title.into(),
            number: None,
            date: String::new(),
            created,
            issuer: None,
            verification: None,
            header: None,
            footer: None,
            end_mark: false,
            blocks: Vec::new(),
        }
    }

    /// Adds a block at the end.
    pub fn push(&mut self, block: impl Into<Block>) {
        self.blocks.push(block.into());
    }
}
