//! What a result is computed from, and how it can fail to lead to one.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Adjustment, AdjustmentKind, ApplicationKey, Card, Inspection, ItemCode, PanelRefused, Rubric,
    RubricProblem, Stage,
};

/// An application in the evaluation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// The application.
    pub application: ApplicationKey,
    /// How many small manufacturers its cluster has, from the evidence frozen into it: tells ties apart.
    pub manufacturer_count: u32,
    /// Whether it was withdrawn; then it has no result and no place.
    pub withdrawn: bool,
}

/// A drawing of lots by the committee among applications that nothing else tells apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lot {
    /// Which minutes say so.
    pub minute: String,
    /// When it was drawn.
    pub drawn_on: NaiveDate,
    /// The order that was drawn, first place first: exactly the applications that are tied.
    pub order: Vec<ApplicationKey>,
}

/// How many evaluators were appointed to judge an application in a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PanelSeats {
    /// The application.
    pub application: ApplicationKey,
    /// The stage.
    pub stage: Stage,
    /// How many seats its panel has. Somebody who had to step aside keeps a seat until somebody else has it.
    pub seats: u32,
}

/// Everything a result is computed from. There is no total in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// What the points are.
    pub rubric: Rubric,
    /// How many the committee means to select: the rest of those who pass are the reserve.
    pub seats: u32,
    /// The applications.
    pub applications: Vec<Candidate>,
    /// How large the panels are. Of a panel that is not listed [`Rubric::min_cards`] have to have signed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub panels: Vec<PanelSeats>,
    /// The cards of all evaluators, void ones too.
    pub cards: Vec<Card>,
    /// The inspections.
    pub inspections: Vec<Inspection>,
    /// The bonuses and penalties.
    pub adjustments: Vec<Adjustment>,
    /// The lots.
    pub lots: Vec<Lot>,
}

impl Given {
    /// How many seats the panel of an application has in a stage, where that is known.
    pub fn seats_of(&self, application: &ApplicationKey, stage: Stage) -> Option<u32> {
        let of = |one: &&PanelSeats| one.application == *application && one.stage == stage;
        self.panels.iter().find(of).map(|one| one.seats)
    }
}

/// Why something that was given does not lead to a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "given", rename_all = "snake_case")]
pub enum GivenProblem {
    /// The rubric contradicts itself.
    #[error("the rubric contradicts itself: {problem}")]
    Rubric {
        /// How.
        problem: RubricProblem,
    },
    /// The rubric does not have the stage.
    #[error("the rubric has no {stage}")]
    NoSuchStage {
        /// Which.
        stage: Stage,
    },
    /// An application appears twice.
    #[error("application {application} appears twice")]
    ApplicationTwice {
        /// Which.
        application: ApplicationKey,
    },
    /// Something belongs to an application that does not take part.
    #[error("{what} of application {application}, which is not in the list")]
    UnknownApplication {
        /// Which.
        application: ApplicationKey,
        /// What belongs to it.
        what: Belonging,
    },
    /// There is no result of a panel.
    #[error("application {application}, {stage}: {refused}")]
    NoPanelResult {
        /// Of which application.
        application: ApplicationKey,
        /// In which stage.
        stage: Stage,
        /// Why not.
        refused: PanelRefused,
    },
    /// There is no inspection.
    #[error("application {application} has no result of the {stage}")]
    NoInspection {
        /// Of which application.
        application: ApplicationKey,
        /// In which stage.
        stage: Stage,
    },
    /// There are two inspections.
    #[error("application {application} has two results of the {stage}")]
    InspectionTwice {
        /// Of which application.
        application: ApplicationKey,
        /// In which stage.
        stage: Stage,
    },
    /// The size of a panel is said twice.
    #[error("application {application} has two panels in the {stage}")]
    PanelTwice {
        /// Of which application.
        application: ApplicationKey,
        /// In which stage.
        stage: Stage,
    },
    /// A card or an inspection belongs to a stage that the rubric does not judge in this way.
    #[error("{what} of application {application} in the {stage}, where the rubric has none")]
    WrongStage {
        /// Of which application.
        application: ApplicationKey,
        /// In which stage.
        stage: Stage,
        /// A card or an inspection.
        what: Belonging,
    },
    /// An application was judged although an earlier stage had stopped it.
    #[error("application {application} was judged in the {stage} after an earlier stage had stopped it")]
    JudgedAfterStop {
        /// Which application.
        application: ApplicationKey,
        /// In which stage.
        stage: Stage,
    },
    /// A bonus or penalty is not in the rubric.
    #[error("{kind} {item} of application {application} is not in the rubric")]
    UnknownItem {
        /// Of which application.
        application: ApplicationKey,
        /// A bonus or a penalty.
        kind: AdjustmentKind,
        /// The item.
        item: ItemCode,
    },
    /// A bonus or penalty was recorded twice for an application.
    #[error("{kind} {item} of application {application} appears twice")]
    ItemTwice {
        /// Of which application.
        application: ApplicationKey,
        /// A bonus or a penalty.
        kind: AdjustmentKind,
        /// The item.
        item: ItemCode,
    },
    /// A bonus or penalty is below zero.
    #[error("{kind} {item} of application {application} is below zero")]
    ItemBelowZero {
        /// Of which application.
        application: ApplicationKey,
        /// A bonus or a penalty.
        kind: AdjustmentKind,
        /// The item.
        item: ItemCode,
    },
    /// Nothing shows that a bonus or penalty is due.
    #[error("{kind} {item} of application {application} has no evidence")]
    NoEvidence {
        /// Of which application.
        application: ApplicationKey,
        /// A bonus or a penalty.
        kind: AdjustmentKind,
        /// The item.
        item: ItemCode,
    },
    /// A lot is in no minutes.
    #[error("lot {place} is in no minutes")]
    LotWithoutMinute {
        /// Its place in the list, counted from one.
        place: usize,
    },
    /// A lot was drawn among applications that are not tied, or not among all that are.
    #[error("lot {place} settles no tie")]
    LotWithoutTie {
        /// Its place in the list, counted from one.
        place: usize,
    },
}

/// What belongs to an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Belonging {
    /// A card.
    Card,
    /// An inspection.
    Inspection,
    /// A bonus or a penalty.
    Adjustment,
    /// A place in a lot.
    Lot,
    /// The size of a panel.
    Panel,
}

impl fmt::Display for Belonging {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Card => "a card",
            Self::Inspection => "an inspection",
            Self::Adjustment => "a bonus or a penalty",
            Self::Lot => "a lot",
            Self::Panel => "a panel",
        })
    }
}
