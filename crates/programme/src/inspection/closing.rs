//! What is missing before an inspection can be closed, and what it comes to.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Checklist, Item, Measure, Record, Standing, Verdict, Walk, standing};
use crate::scoring::InspectionResult;

/// Who confirms what was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signer {
    /// The first inspector.
    First,
    /// The second inspector.
    Second,
    /// Somebody of the institution that was visited.
    Host,
}

/// A confirmation of what was recorded then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    /// Whose.
    pub signer: Signer,
    /// The hash of what they saw, from [`super::report_hash`].
    pub report: String,
}

/// What measures say against a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "doubt", rename_all = "snake_case")]
pub enum Doubt {
    /// Its photos were taken farther away than the tolerance.
    Far {
        /// How far.
        metres: u32,
    },
    /// The measured area differs from the declared one.
    Area {
        /// Hundredths of a square metre, as declared.
        declared: u32,
        /// And as measured.
        measured: u32,
    },
    /// The walk says something worse.
    Walk {
        /// How many were walked to.
        walked: u32,
        /// How many were as the roster says.
        found: u32,
    },
}

/// One thing that is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "missing", rename_all = "snake_case")]
pub enum Missing {
    /// Nothing is decided about an item: nothing that may be said of it.
    Record {
        /// The item.
        item: u8,
    },
    /// Two different records stand.
    Decision {
        /// The item.
        item: u8,
    },
    /// A required photo.
    Photo {
        /// The item.
        item: u8,
    },
    /// The measured area.
    Area {
        /// The item.
        item: u8,
    },
    /// Firms that have to be walked to.
    Visits {
        /// The item.
        item: u8,
        /// How many there were.
        walked: u32,
        /// How many there have to be.
        least: u32,
    },
    /// A reason why something is not as declared or does not apply.
    Reason {
        /// The item.
        item: u8,
    },
    /// A reason why a measure does not count.
    Explanation {
        /// The item.
        item: u8,
        /// What the measure says.
        doubt: Doubt,
    },
    /// Somebody's confirmation of what is recorded now.
    Confirmation {
        /// Whose.
        signer: Signer,
    },
}

/// What was recorded on site, and against what it is held.
#[derive(Debug, Clone)]
pub struct Given<'a> {
    /// The checklist.
    pub checklist: &'a Checklist,
    /// Every record.
    pub records: &'a [Record],
    /// The items with a photo.
    pub photographed: BTreeSet<u8>,
    /// How far from the declared address the nearest photo of the place was taken, where both are known.
    pub metres: Option<u32>,
    /// The declared area of the office, hundredths of a square metre.
    pub declared_area: Option<u32>,
    /// Every confirmation.
    pub confirmed: &'a [Confirmed],
    /// The hash of what is recorded now.
    pub report: &'a str,
}

/// Everything that is missing, in the order of the items; none means that the inspection can be closed.
///
/// A confirmation counts while what is recorded is what was confirmed: any later record or photo takes it away.
pub fn missing(given: &Given<'_>) -> Vec<Missing> {
    let mut out: Vec<Missing> = given.checklist.items.iter().flat_map(|item| of_item(given, item)).collect();
    for signer in [Signer::First, Signer::Second, Signer::Host] {
        let counts = |one: &Confirmed| one.signer == signer && one.report == given.report;
        if !given.confirmed.iter().any(counts) {
            out.push(Missing::Confirmation { signer });
        }
    }
    out
}

fn of_item(given: &Given<'_>, item: &Item) -> Vec<Missing> {
    let number = item.number;
    let content = match standing(given.records, number) {
        Standing::Empty => return vec![Missing::Record { item: number }],
        Standing::Conflict(_) => return vec![Missing::Decision { item: number }],
        Standing::One(record, _) => &record.content,
    };
    let verdict = content.verdict.filter(|said| item.verdicts().any(|one| one == *said));
    let Some(verdict) = verdict else { return vec![Missing::Record { item: number }] };
    let mut out = Vec::new();
    let says_why = !content.note.trim().is_empty();
    if verdict != Verdict::Conform && !says_why {
        out.push(Missing::Reason { item: number });
    }
    if verdict == Verdict::NotApplicable {
        return out;
    }
    if item.photo && !given.photographed.contains(&number) {
        out.push(Missing::Photo { item: number });
    }
    let doubt = match item.measure {
        Some(Measure::Place) => {
            let far = given.metres.filter(|metres| *metres > given.checklist.tolerance_metres);
            far.map(|metres| Doubt::Far { metres })
        }
        Some(Measure::Area) => content.area_centi_m2.and_then(|measured| {
            let declared = given.declared_area?;
            let is_right = given.checklist.area_is_right(declared, measured);
            (!is_right).then_some(Doubt::Area { declared, measured })
        }),
        Some(Measure::Walk) => {
            let walk = Walk::of(&content.visits);
            let worse = given.checklist.walk(walk).is_some_and(|said| said > verdict);
            worse.then_some(Doubt::Walk { walked: walk.walked, found: walk.found })
        }
        None => None,
    };
    if let Some(doubt) = doubt.filter(|_| !says_why) {
        out.push(Missing::Explanation { item: number, doubt });
    }
    if item.measure == Some(Measure::Area) && content.area_centi_m2.is_none() {
        out.push(Missing::Area { item: number });
    }
    let walked = Walk::of(&content.visits).walked;
    if item.measure == Some(Measure::Walk) && walked < given.checklist.walk_least {
        out.push(Missing::Visits { item: number, walked, least: given.checklist.walk_least });
    }
    out
}

/// What the inspection proposes: a veto item that fails ends the application; anything else that is not as
/// declared has to be put right. The panel decides, and its chair signs. An item without one record that stands counts
/// for nothing, and an inspection with such an item cannot be closed.
pub fn result(checklist: &Checklist, records: &[Record]) -> InspectionResult {
    let mut result = InspectionResult::Conform;
    for item in &checklist.items {
        let Standing::One(record, _) = standing(records, item.number) else { continue };
        match record.content.verdict {
            Some(Verdict::Fail) if item.veto => return InspectionResult::NonConform,
            Some(Verdict::Fail | Verdict::Fix) => result = InspectionResult::ConformAfterFix,
            Some(Verdict::Conform | Verdict::NotApplicable) | None => {}
        }
    }
    result
}
