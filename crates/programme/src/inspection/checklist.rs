//! The checklist, as versioned data (`data/inspection-prop-1.toml`).

use serde::{Deserialize, Serialize};

use super::{Verdict, Visit};

/// What is measured at an item besides the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Where its photos were taken.
    Place,
    /// The area of the office.
    Area,
    /// The firms drawn from the roster.
    Walk,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its number.
    pub number: u8,
    /// What should be so.
    pub title: String,
    /// Whether the application is out if it is not so.
    #[serde(default)]
    pub veto: bool,
    /// Whether a photo is required.
    #[serde(default)]
    pub photo: bool,
    /// What is measured.
    #[serde(default)]
    pub measure: Option<Measure>,
    /// Whether it need not be there at all: who has none did not apply with one.
    #[serde(default)]
    pub optional: bool,
}

impl Item {
    /// Whether somebody may say that it does not apply. What ends an application, and what is photographed or measured,
    /// applies everywhere: else one tap would take it away.
    pub const fn may_not_apply(&self) -> bool {
        self.optional || !(self.veto || self.photo || self.measure.is_some())
    }

    /// What may be found, in the order in which it is offered.
    pub fn verdicts(&self) -> impl Iterator<Item = Verdict> {
        Verdict::ALL.into_iter().filter(|one| *one != Verdict::NotApplicable || self.may_not_apply())
    }
}

/// A checklist and its limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// The name that inspections quote.
    pub name: String,
    /// What it rests on.
    pub source: String,
    /// How many metres from the declared address still count as there.
    pub tolerance_metres: u32,
    /// By how many percent the measured area may differ from the declared one.
    pub area_percent: u32,
    /// How many firms are walked to at least.
    pub walk_least: u32,
    /// From which share of them on the roster is right.
    pub walk_conform_percent: u32,
    /// Up to which share it is wrong.
    pub walk_fail_percent: u32,
    /// The items in their order.
    pub items: Vec<Item>,
}

/// A checklist that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChecklistError {
    /// The text is not what it should be.
    #[error("the checklist cannot be read: {0}")]
    Unreadable(String),
    /// There is none of this name.
    #[error("there is no checklist {0:?}")]
    Unknown(String),
}

/// What walking to the firms came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Walk {
    /// How many were walked to.
    pub walked: u32,
    /// How many of them are small manufacturers at work.
    pub found: u32,
}

impl Walk {
    /// What a list of visits comes to.
    pub fn of(visits: &[Visit]) -> Self {
        let count = |wanted: &[Visit]| {
            let counted = visits.iter().filter(|visit| wanted.contains(visit)).count();
            u32::try_from(counted).unwrap_or(u32::MAX)
        };
        Self { walked: count(&[Visit::Conform, Visit::Different]), found: count(&[Visit::Conform]) }
    }
}

impl Checklist {
    /// The name of the checklist that new inspections follow.
    pub const DEFAULT: &str = "inspection-prop-1";

    /// The built-in checklist of a name.
    ///
    /// # Errors
    /// If there is none of this name.
    pub fn built_in(name: &str) -> Result<Self, ChecklistError> {
        let known: Self = toml::from_str(include_str!("../../../../data/inspection-prop-1.toml"))
            .map_err(|error| ChecklistError::Unreadable(error.to_string()))?;
        if known.name == name { Ok(known) } else { Err(ChecklistError::Unknown(name.to_owned())) }
    }

    /// An item.
    pub fn item(&self, number: u8) -> Option<&Item> {
        self.items.iter().find(|item| item.number == number)
    }

    /// What the walk to the firms says of the roster; nothing as long as too few were walked to.
    ///
    /// Of ten firms eight or more make the roster right, seven have it corrected, five or fewer make it wrong `[PROP]`.
    /// Six are not said: a veto needs a rule that says so, and six is no such case, so they are corrected like seven.
    /// Where more than ten were walked to, the shares count: 80 % and more, 50 % and less.
    pub fn walk(&self, walk: Walk) -> Option<Verdict> {
        if walk.walked < self.walk_least || walk.found > walk.walked {
            return None;
        }
        let (found, walked) = (u64::from(walk.found) * 100, u64::from(walk.walked));
        Some(if found >= walked * u64::from(self.walk_conform_percent) {
            Verdict::Conform
        } else if found <= walked * u64::from(self.walk_fail_percent) {
            Verdict::Fail
        } else {
            Verdict::Fix
        })
    }

    /// Whether a measured area is what was declared, ±10 % with both ends `[PROP]`. Hundredths of a square metre.
    pub fn area_is_right(&self, declared: u32, measured: u32) -> bool {
        u64::from(declared.abs_diff(measured)) * 100 <= u64::from(declared) * u64::from(self.area_percent)
    }
}
