//! The working of a result (산출 과정): the steps that lead to it, in order, complete enough to follow by hand.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    AdjustmentKind, ApplicationKey, CentiPoints, CriterionCode, EvaluatorKey, InspectionResult, ItemCode,
    Rounding, Stage, TieRule,
};
use crate::RuleId;

/// The points of one criterion on a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionPoints {
    /// The criterion.
    pub criterion: CriterionCode,
    /// The points.
    pub points_centi: CentiPoints,
}

/// At which end of the panel a card was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The highest total.
    Highest,
    /// The lowest total.
    Lowest,
}

/// What one application has under a rule for ties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TieValue {
    /// The application.
    pub application: ApplicationKey,
    /// What it has: points in hundredths, or small manufacturers.
    pub value: i64,
}

/// Why a card does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    /// Whose card.
    pub evaluator: EvaluatorKey,
    /// Why, as it was recorded when the card was made void.
    pub reason: String,
}

/// One step. Each holds what went in and what came out. Stored with published results: steps are added, never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub enum Step {
    /// A card that does not count.
    LeftOut(LeftOut),
    /// A card that counts, with its total.
    CardIn {
        /// Whose card.
        evaluator: EvaluatorKey,
        /// Its points, in the order of the rubric.
        points: Vec<CriterionPoints>,
        /// Their sum.
        total_centi: CentiPoints,
    },
    /// A card is dropped for its total.
    Dropped {
        /// Whose card.
        evaluator: EvaluatorKey,
        /// Its total.
        total_centi: CentiPoints,
        /// At which end.
        side: Side,
        /// How many cards have this total: dropping any of them gives the same sum.
        shared_by: u32,
    },
    /// No card is dropped, because there are too few.
    AllKept {
        /// How many there are.
        cards: u32,
        /// From how many any are dropped.
        from_cards: u32,
    },
    /// The totals of the kept cards are added up.
    Summed {
        /// How many were kept.
        cards: u32,
        /// Their sum.
        sum_centi: CentiPoints,
    },
    /// The sum is divided and rounded half up to hundredths: the points of the stage.
    Divided {
        /// The sum.
        sum_centi: CentiPoints,
        /// By how many cards.
        divisor: u32,
        /// The mean.
        mean_centi: CentiPoints,
        /// Which way it was rounded.
        rounding: Rounding,
    },
    /// The mean of one criterion over the same kept cards. For feedback and ties only: the points of the stage are not
    /// the sum of these.
    CriterionMean {
        /// The criterion.
        criterion: CriterionCode,
        /// The scored criteria it is made of: itself, or its parts.
        of: Vec<CriterionCode>,
        /// The sum over the kept cards.
        sum_centi: CentiPoints,
        /// By how many cards.
        divisor: u32,
        /// The mean.
        mean_centi: CentiPoints,
        /// Which way it was rounded.
        rounding: Rounding,
    },
    /// The mean of a criterion is compared with its floor (과락).
    FloorCompared {
        /// The criterion.
        criterion: CriterionCode,
        /// Its mean.
        mean_centi: CentiPoints,
        /// The floor.
        floor_centi: CentiPoints,
        /// Whether it is reached.
        reached: bool,
    },
    /// The points of the stage are compared with its cut mark.
    CutCompared {
        /// The stage.
        stage: Stage,
        /// Its points.
        mean_centi: CentiPoints,
        /// The mark.
        cut_mark_centi: CentiPoints,
        /// Whether it is reached.
        reached: bool,
    },
    /// What the inspection found.
    Inspected {
        /// The stage.
        stage: Stage,
        /// What was found.
        result: InspectionResult,
    },
    /// The points of a stage times its weight.
    Weighted {
        /// The stage.
        stage: Stage,
        /// Its points.
        mean_centi: CentiPoints,
        /// Its weight.
        weight_percent: u32,
        /// The product, in hundredths of a point times percent. Not rounded.
        product: i64,
    },
    /// The products are added up, divided by 100 percent and rounded half up.
    WeightedSum {
        /// The sum of the products.
        sum: i64,
        /// The weighted points.
        weighted_centi: CentiPoints,
        /// Which way it was rounded.
        rounding: Rounding,
    },
    /// A bonus or a penalty is cut to the maximum of its ground.
    Adjusted {
        /// A bonus or a penalty.
        kind: AdjustmentKind,
        /// On which ground.
        item: ItemCode,
        /// What was asked.
        asked_centi: CentiPoints,
        /// The most on this ground.
        max_centi: CentiPoints,
        /// What is granted of it.
        granted_centi: CentiPoints,
    },
    /// All bonuses or all penalties are cut to their cap.
    Capped {
        /// Bonuses or penalties.
        kind: AdjustmentKind,
        /// What is granted together.
        sum_centi: CentiPoints,
        /// The most together.
        cap_centi: CentiPoints,
        /// What counts.
        counted_centi: CentiPoints,
    },
    /// Weighted points, plus bonus, minus penalty: the final points.
    Totalled {
        /// The weighted points.
        weighted_centi: CentiPoints,
        /// The bonus.
        bonus_centi: CentiPoints,
        /// The penalty.
        penalty_centi: CentiPoints,
        /// The final points.
        total_centi: CentiPoints,
    },
    /// The final points are compared with the pass mark.
    PassMarkCompared {
        /// The final points.
        total_centi: CentiPoints,
        /// The mark.
        pass_mark_centi: CentiPoints,
        /// Whether it is reached.
        reached: bool,
    },
    /// Applications with the same final points.
    TieFound {
        /// Their points.
        total_centi: CentiPoints,
        /// The applications, by key.
        applications: Vec<ApplicationKey>,
    },
    /// A rule for ties is asked of applications that the rules before it left equal.
    TieCompared {
        /// The rule.
        rule: TieRule,
        /// What each has, by key. More is better.
        values: Vec<TieValue>,
    },
    /// The committee drew lots.
    LotDrawn {
        /// Which minutes say so.
        minute: String,
        /// When.
        drawn_on: NaiveDate,
        /// The order that was drawn, first place first.
        order: Vec<ApplicationKey>,
    },
    /// Nothing tells these apart until the committee draws lots.
    TieOpen {
        /// The applications, by key.
        applications: Vec<ApplicationKey>,
    },
}

impl Step {
    /// The rule that the step follows. What the rule rests on is [`super::Rubric::basis`].
    pub const fn rule(&self) -> RuleId {
        match self {
            Self::LeftOut(_)
            | Self::CardIn { .. }
            | Self::Dropped { .. }
            | Self::AllKept { .. }
            | Self::Summed { .. }
            | Self::Divided { .. }
            | Self::CriterionMean { .. } => RuleId::R53,
            Self::FloorCompared { .. }
            | Self::CutCompared { .. }
            | Self::Inspected { .. }
            | Self::Weighted { .. }
            | Self::WeightedSum { .. } => RuleId::R51,
            Self::Adjusted { .. } | Self::Capped { .. } | Self::Totalled { .. } => RuleId::R52,
            Self::PassMarkCompared { .. } => RuleId::R55,
            Self::TieFound { .. }
            | Self::TieCompared { .. }
            | Self::LotDrawn { .. }
            | Self::TieOpen { .. } => RuleId::R54,
        }
    }
}

/// The steps that led to a result, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Working(pub Vec<Step>);

impl Working {
    /// Goes one step further.
    pub(super) fn push(&mut self, step: Step) {
        self.0.push(step);
    }
}
