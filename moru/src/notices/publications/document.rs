//! A press release taken apart. Names of officials are not in it: roles and ranks are.

use chrono::{DateTime, Utc, Weekday};
use korea::phone::Phone;
use programme::embargo::{Channel, Embargo};
use serde::{Deserialize, Serialize};

/// What stands for a name that was taken out.
pub const NO_NAME: &str = "○○○";

/// A release as it was imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseDocument {
    /// The year that dates without one are in.
    pub year: i32,
    /// The text as it came, without names.
    pub raw: String,
    /// When each channel may publish, as the text says.
    pub embargoes: Vec<EmbargoLine>,
    /// The title.
    pub title: String,
    /// The lines below the title.
    pub subtitles: Vec<String>,
    /// Whose edition it is.
    pub issuer: Issuer,
    /// The paragraphs.
    pub body: Vec<String>,
    /// The lines that say whom to ask.
    pub inquiries: Vec<InquiryLine>,
    /// The table of departments, with the organisation carried down its merged cells.
    pub contacts: Vec<ContactEntry>,
    /// The parts after the release.
    pub sections: Vec<Section>,
    /// Lines of a public campaign, which are no part of the release.
    pub campaign: Vec<String>,
    /// The sites that the text names.
    pub sites: Vec<Site>,
    /// The window of a call, when the text announces one.
    pub window: Option<Window>,
    /// What a person should look at.
    pub notes: Vec<Note>,
}

/// One line of an embargo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmbargoLine {
    /// As written: "4.14.(월) 06:00".
    pub raw_text: String,
    /// What it says.
    pub stated: Embargo,
}

/// Whose edition of a release it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issuer {
    /// The organisation.
    pub name: String,
    /// The organisation above it, when the text names one.
    pub parent: Option<String>,
    /// The title of its head, such as 청장.
    pub head: Option<String>,
}

/// Whom to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InquiryLine {
    /// The organisation.
    pub organisation: String,
    /// About what.
    pub topic: String,
    /// Its numbers, each in full.
    pub phones: Vec<Phone>,
    /// As written.
    pub raw_text: String,
}

/// A person in the table of departments, by role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactEntry {
    /// The organisation.
    pub organisation: String,
    /// The department.
    pub department: String,
    /// Head or officer.
    pub duty: Duty,
    /// The rank, such as 사무관.
    pub rank: String,
    /// The number.
    pub phone: Phone,
    /// What looks wrong.
    pub flags: Vec<Flag>,
    /// The row as written.
    pub raw_text: String,
}

/// What a person in the table is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// 책임자.
    Head,
    /// 담당자.
    Officer,
}

/// What looks wrong with a row of the table. A flag changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "flag", rename_all = "snake_case")]
pub enum Flag {
    /// The area code is not that of the organisation's seat.
    AreaCodeMismatch {
        /// Where the number is.
        area: String,
        /// Where the organisation is.
        expected: String,
        /// The neighbouring organisation and department the number fits, if there is one.
        suggested: Option<(String, String)>,
    },
    /// A person moved the row to where its number belongs.
    Moved {
        /// The organisation that stood beside it.
        from: String,
    },
}

/// A part after the release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// Its lines.
    pub items: Vec<Item>,
    /// The headings of its table; empty without one.
    pub columns: Vec<String>,
    /// The rows of its table.
    pub rows: Vec<Row>,
}

/// A line of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Whether it explains the line above it.
    pub is_note: bool,
    /// The words.
    pub text: String,
}

/// A row of a section's table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The group and its parts, carried down merged cells.
    pub labels: Vec<String>,
    /// What is in it.
    pub items: Vec<String>,
    /// The remark.
    pub remark: String,
}

/// A site that the text names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// Whose: the name this office goes by, or the address where nobody knows.
    pub name: String,
    /// Its address without `https`.
    pub host: String,
}

/// The window of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// The beginning of its first day.
    pub opens_at: DateTime<Utc>,
    /// Its deadline, when the text names an hour.
    pub closes_at: Option<DateTime<Utc>>,
}

/// What a person should look at; nothing is changed for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "note", rename_all = "snake_case")]
pub enum Note {
    /// An organisation is written in another way than its own.
    Spelling {
        /// As written.
        found: String,
        /// Its own name.
        expected: String,
    },
    /// a date outside the embargo falls on another weekday.
    Weekday {
        /// As written.
        text: String,
        /// The weekday it falls on.
        computed: Weekday,
    },
    /// Nothing in the text says whose edition it is.
    NoIssuer,
}

impl ReleaseDocument {
    /// the dates outside the embargo that a person has to look at before anything is published.
    pub fn doubtful_dates(&self) -> impl Iterator<Item = (&str, Weekday)> {
        self.notes.iter().filter_map(|note| match note {
            Note::Weekday { text, computed } => Some((text.as_str(), *computed)),
            Note::Spelling { .. } | Note::NoIssuer => None,
        })
    }

    /// What lists and feeds say of the release: its first subtitle.
    pub fn excerpt(&self) -> &str {
        self.subtitles.first().or(self.body.first()).map_or("", String::as_str)
    }
}

impl Duty {
    /// The Korean word, which is also the key of the English one.
    pub fn korean(self) -> &'static str {
        match self {
            Self::Head => "책임자",
            Self::Officer => "담당자",
        }
    }

    /// The name in tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Officer => "officer",
        }
    }
}

/// The name of a channel in tables and forms.
pub fn channel_code(channel: Channel) -> &'static str {
    match channel {
        Channel::Print => "print",
        Channel::Internet => "internet",
        Channel::Broadcast => "broadcast",
    }
}

/// The Korean word of a channel, which is also the key of the English one.
pub fn channel_korean(channel: Channel) -> &'static str {
    match channel {
        Channel::Print => "지면",
        Channel::Internet => "인터넷",
        Channel::Broadcast => "방송",
    }
}
