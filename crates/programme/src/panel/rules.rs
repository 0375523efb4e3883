//! What a panel must be and how far conflicts reach, as versioned data (`data/panel-rules.toml`).

use serde::{Deserialize, Serialize};

/// How long a tie makes a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// Only while it lasts, the last day included.
    WhileItLasts,
    /// So many years after its last day.
    Years(u32),
    /// For ever.
    Ever,
}

/// What makes a conflict (SOD-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConflictRules {
    /// How long a post counts.
    pub after_post: Reach,
    /// How long work counts.
    pub after_work: Reach,
    /// How long shares count.
    pub after_shares: Reach,
    /// How long something published together counts.
    pub after_paper: Reach,
    /// Up to which degree blood relatives count.
    pub blood_degrees: u8,
    /// Up to which degree relatives by marriage count.
    pub affinity_degrees: u8,
}

/// What a panel must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PanelRules {
    /// The name that calls quote.
    pub name: String,
    /// Tells one state of the rules from another.
    pub version: String,
    /// What they rest on.
    pub source: String,
    /// The fewest members.
    pub min_members: u32,
    /// Whether their number must be odd.
    pub odd: bool,
    /// Whether most of them must come from outside the agency.
    pub outside_majority: bool,
    /// The least share of each gender, in percent of the members, rounded up to whole people; at most 50.
    pub min_gender_percent: u32,
    /// How often a person may sit in a calendar year.
    pub most_sittings_a_year: u32,
    /// How many candidates are drawn for a seat.
    pub candidates_per_seat: u32,
    /// What makes a conflict.
    pub conflicts: ConflictRules,
}

/// Rules that cannot be read, or that nobody could keep.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PanelRulesError {
    /// The text is not what it should be.
    #[error("the rules of panels cannot be read: {0}")]
    Unreadable(String),
    /// A number is out of its range.
    #[error("the rules {name:?} set {field} to {value}")]
    OutOfRange {
        /// The name of the rules.
        name: String,
        /// The field.
        field: &'static str,
        /// What it says.
        value: u32,
    },
    /// No rules have this name.
    #[error("there are no rules of panels named {0:?}")]
    Unknown(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    ruleset: Vec<PanelRules>,
}

impl PanelRules {
    /// The name of the embedded defaults.
    pub const DEFAULT: &'static str = "house-2026";

    /// The embedded rules of a name, from `data/panel-rules.toml`.
    ///
    /// # Errors
    /// [`PanelRulesError::Unknown`]; for [`PanelRules::DEFAULT`] never in a build that passed its tests.
    pub fn built_in(name: &str) -> Result<Self, PanelRulesError> {
        let all = Self::from_toml(include_str!("../../../../data/panel-rules.toml"))?;
        all.into_iter()
            .find(|rules| rules.name == name)
            .ok_or_else(|| PanelRulesError::Unknown(name.to_owned()))
    }

    /// Reads a file of rules.
    ///
    /// # Errors
    /// [`PanelRulesError`] for the first thing that is wrong.
    pub fn from_toml(text: &str) -> Result<Vec<Self>, PanelRulesError> {
        let file: File = toml::from_str(text).map_err(|e| PanelRulesError::Unreadable(e.to_string()))?;
        for rules in &file.ruleset {
            let checks = [
                ("min_members", rules.min_members, 1..=99),
                ("min_gender_percent", rules.min_gender_percent, 0..=50),
                ("most_sittings_a_year", rules.most_sittings_a_year, 1..=366),
                ("candidates_per_seat", rules.candidates_per_seat, 1..=99),
            ];
            if let Some((field, value, _)) =
                checks.into_iter().find(|(_, value, range)| !range.contains(value))
            {
                return Err(PanelRulesError::OutOfRange { name: rules.name.clone(), field, value });
            }
        }
        Ok(file.ruleset)
    }

    /// How many of so many members must come from outside the agency (P-02).
    pub const fn min_outside(&self, members: u32) -> u32 {
        if self.outside_majority { members / 2 + 1 } else { 0 }
    }

    /// How many of so many members must be of each gender (P-03).
    pub fn min_of_each_gender(&self, members: u32) -> u32 {
        let percent = u64::from(members) * u64::from(self.min_gender_percent);
        u32::try_from(percent.div_ceil(100)).unwrap_or(u32::MAX)
    }

    /// How many of so many members must be there to decide: their majority.
    pub const fn quorum(members: u32) -> u32 {
        members / 2 + 1
    }
}
