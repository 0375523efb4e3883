//! Why a file may not be kept.

use serde::{Deserialize, Serialize};

/// Why a file may not be kept. Nothing of the file is quoted: it may hold what nobody should read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// There are no bytes.
    #[error("the file is empty")]
    Empty,
    /// It has more than [`LARGEST`](crate::LARGEST) bytes.
    #[error("the file is too large")]
    TooLarge,
    /// It is none of the formats that are taken.
    #[error("the format is not taken")]
    UnknownKind,
    /// It is an old binary format, or a document that is locked with a password.
    #[error("the file is in an old format or locked with a password")]
    OldOrLocked,
    /// It needs a password.
    #[error("the file is locked with a password")]
    Locked,
    /// It is damaged, cut off or not what it claims to be.
    #[error("the file cannot be read")]
    Unreadable,
    /// It has more than [`MOST_PAGES`](crate::MOST_PAGES) pages.
    #[error("the file has too many pages")]
    TooManyPages,
    /// It has more entries than [`MOST_ENTRIES`](crate::MOST_ENTRIES), or unpacks to more than
    /// [`LARGEST_UNPACKED`](crate::LARGEST_UNPACKED), or to more pixels than [`MOST_PIXELS`](crate::MOST_PIXELS), or
    /// takes more memory or time to open than a file may.
    #[error("the file becomes too large when it is opened")]
    TooMuchInside,
    /// An entry would be written outside the folder into which the file is unpacked.
    #[error("the file holds a name that leads elsewhere")]
    LeadsElsewhere,
    /// It holds a program that runs when it is opened.
    #[error("the file holds a macro or script")]
    Program,
    /// Its text holds what looks like a resident registration number (개인정보 보호법 제24조의2).
    #[error("the file holds a resident registration number")]
    ResidentNumber,
}
