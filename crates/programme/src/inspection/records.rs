//! What two inspectors write, and what of it stands.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::panel::lots::hex;

/// What was found at an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is so.
    Conform,
    /// It can be put right.
    Fix,
    /// It is not so.
    Fail,
    /// It does not apply here.
    NotApplicable,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 4] = [Self::Conform, Self::Fix, Self::Fail, Self::NotApplicable];
}

/// What was found at a firm drawn from the roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visit {
    /// Nobody went there.
    NotVisited,
    /// It is at work, manufactures, and has fewer than ten workers.
    Conform,
    /// It is not so.
    Different,
}

impl Visit {
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::NotVisited, Self::Conform, Self::Different];
}

/// What somebody says about an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// What was found; none while it is not decided.
    #[serde(default)]
    pub verdict: Option<Verdict>,
    /// In words; may be empty.
    #[serde(default)]
    pub note: String,
    /// The measured area in hundredths of a square metre.
    #[serde(default)]
    pub area_centi_m2: Option<u32>,
    /// What was found at each firm drawn, in the order drawn.
    #[serde(default)]
    pub visits: Vec<Visit>,
}

/// A record: made once on a device, changed by nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The name that the device gave it.
    pub id: String,
    /// Of which item.
    pub item: u8,
    /// The records that whoever wrote it saw and replaces.
    #[serde(default)]
    pub bases: BTreeSet<String>,
    /// What it says.
    pub content: Content,
}

/// What stands for an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing<'a> {
    /// Nobody has written anything.
    Empty,
    /// This stands; whoever writes next replaces all of these, which say the same.
    One(&'a Record, BTreeSet<String>),
    /// Different records stand, and a person has to look at them. In the order of their names.
    Conflict(Vec<&'a Record>),
}

impl<'a> Standing<'a> {
    /// The records to read: the one that stands, or each of those that differ.
    pub fn heads(self) -> Vec<&'a Record> {
        match self {
            Self::Empty => Vec::new(),
            Self::One(one, _) => vec![one],
            Self::Conflict(all) => all,
        }
    }
}

/// What stands for an item: every record that none replaces.
pub fn standing(records: &[Record], item: u8) -> Standing<'_> {
    let own = || records.iter().filter(|record| record.item == item);
    let replaced: BTreeSet<&String> = own().flat_map(|record| &record.bases).collect();
    let mut heads: Vec<&Record> = own().filter(|record| !replaced.contains(&record.id)).collect();
    heads.sort_by(|one, other| one.id.cmp(&other.id));
    heads.dedup_by(|one, other| one.id == other.id);
    match heads.as_slice() {
        [] => Standing::Empty,
        [first, others @ ..] if others.iter().all(|other| other.content == first.content) => {
            Standing::One(first, heads.iter().map(|head| head.id.clone()).collect())
        }
        _ => Standing::Conflict(heads),
    }
}

/// What a confirmation confirms: the SHA-256 of everything that was recorded, hex.
///
/// The names of the records and, for each photo, its name and the hash of its bytes are lines; they are sorted, and
/// each ends with a line feed. A name stands for one content for ever, so it stands for it here too. A device without
/// a network computes the same (`web/src/js/inspection/`).
pub fn report_hash<'a>(
    records: impl IntoIterator<Item = &'a str>,
    photos: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> String {
    let records = records.into_iter().map(|id| format!("record {id}\n"));
    let photos = photos.into_iter().map(|(id, sha256)| format!("photo {id} {sha256}\n"));
    let lines: BTreeSet<String> = records.chain(photos).collect();
    let mut hasher = Sha256::new();
    for line in &lines {
        hasher.update(line);
    }
    hex(&hasher.finalize())
}
