//! What the points are: the rubric (평가지표와 배점), as data with a version.

mod problems;

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{CentiPoints, CriterionCode, ItemCode};
use crate::{Basis, panel::PanelRules};

pub use problems::RubricProblem;

/// A stage of the evaluation, in its fixed order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 서류검토.
    DocumentReview,
    /// 현장실사.
    SiteInspection,
    /// 발표평가.
    Presentation,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DocumentReview => "document review",
            Self::SiteInspection => "site inspection",
            Self::Presentation => "presentation",
        })
    }
}

/// Whether a rubric is the programme's own or stands in for one that nobody has published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RubricStatus {
    /// `[PROP]`: a proposal. Pages say so wherever they show it.
    Proposal,
    /// Published by the ministry or the agency; [`Rubric::source`] says where.
    Official,
}

/// Everything that turns points into an order. Immutable once used: a change is a new version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rubric {
    /// Its name: "prop".
    pub id: String,
    /// Its version, counted from one.
    pub version: u32,
    /// What pages call it.
    pub title: String,
    /// Whether it is official.
    pub status: RubricStatus,
    /// Where it is from: the notice and its date, or why it is a proposal.
    pub source: String,
    /// The final points from which an application passes, inclusive.
    pub pass_mark_centi: CentiPoints,
    /// The fewest cards a result is computed from, however small the panel; see [`Rubric::cards_needed`].
    pub min_cards: u32,
    /// Which cards are left out of the mean.
    pub drop: DropRule,
    /// Which points need a comment.
    pub comments: CommentRule,
    /// 가점.
    pub bonuses: AdjustmentRule,
    /// 감점.
    pub penalties: AdjustmentRule,
    /// How equal totals are told apart, first rule first.
    pub ties: Vec<TieRule>,
    /// From where the chair is advised to look.
    pub advice: AdviceRule,
    /// The stages, in order.
    pub stages: Vec<StageRule>,
}

/// A stage of a rubric.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum StageRule {
    /// A panel gives points.
    Scored(ScoredStage),
    /// No points: a finding that is not as declared ends the application.
    Veto(VetoStage),
}

/// A stage in which a panel gives points, 100 in all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoredStage {
    /// The stage.
    pub stage: Stage,
    /// Its share of the final points, in percent; over all scored stages 100.
    pub weight_percent: u32,
    /// The points of the stage from which an application goes on, inclusive; none if all go on.
    pub cut_mark_centi: Option<CentiPoints>,
    /// What is judged. A criterion with others below it is their sum and is not scored itself.
    pub criteria: Vec<Criterion>,
}

/// A stage without points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VetoStage {
    /// The stage.
    pub stage: Stage,
}

/// A criterion (평가지표).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its code, unique in the stage.
    pub code: CriterionCode,
    /// What pages call it.
    pub name: String,
    /// The criterion it is a part of.
    pub parent: Option<CriterionCode>,
    /// The most points it gives (배점), whole points.
    pub max_points: u32,
    /// The panel's mean from which an application goes on, inclusive (과락); none if there is no floor.
    pub floor_centi: Option<CentiPoints>,
    /// What points mean, from the best to the worst, as evaluators read it.
    #[serde(default)]
    pub anchors: Vec<String>,
}

/// with enough cards, so many with the highest and the lowest total are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DropRule {
    /// The fewest counted cards from which any are dropped.
    pub from_cards: u32,
    /// How many with the highest total.
    pub highest: u32,
    /// How many with the lowest total.
    pub lowest: u32,
}

/// Which points of a criterion need a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommentRule {
    /// Less than this share of its points, in percent.
    pub below_percent: u32,
    /// More than this share of its points, in percent.
    pub above_percent: u32,
    /// The fewest characters of such a comment, blanks at its ends not counted.
    pub min_characters: u32,
}

/// A bonus or a penalty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdjustmentKind {
    /// 가점.
    Bonus,
    /// 감점.
    Penalty,
}

impl AdjustmentKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Bonus, Self::Penalty];
}

impl fmt::Display for AdjustmentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bonus => "bonus",
            Self::Penalty => "penalty",
        })
    }
}

/// What may be added to or taken from the weighted points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdjustmentRule {
    /// The most in all.
    pub cap_centi: CentiPoints,
    /// For what.
    pub items: Vec<AdjustmentItem>,
}

/// A ground for a bonus or a penalty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdjustmentItem {
    /// Its code, unique among the bonuses and penalties of the rubric.
    pub code: ItemCode,
    /// What pages call it.
    pub name: String,
    /// The most for this ground alone.
    pub max_centi: CentiPoints,
}

/// what tells equal totals apart. More is better.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case", deny_unknown_fields)]
pub enum TieRule {
    /// The points of a stage.
    Stage {
        /// The stage.
        stage: Stage,
    },
    /// The panel's mean of one criterion.
    Criterion {
        /// The stage.
        stage: Stage,
        /// The criterion.
        criterion: CriterionCode,
    },
    /// How many small manufacturers the cluster has.
    ManufacturerCount,
    /// The committee draws lots and says so in its minutes.
    Lot,
}

/// From where the chair is advised to look. Never part of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdviceRule {
    /// A card whose total is further than this from the median of its panel.
    pub outlier_from_median_centi: CentiPoints,
    /// An evaluator whose totals differ from the rest of the panel by more than this in the mean.
    pub severity_centi: CentiPoints,
}

/// Why a file is no rubric.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a rubric: {0}")]
pub struct RubricUnreadable(String);

/// `[PROP]`, version 1. No call notice with points has been found: this one is a guess and says so.
const PROPOSED: &str = include_str!("../../../../data/rubric-prop-1.toml");

impl Rubric {
    /// Reads a rubric from TOML. What is in it may still contradict itself: see [`Rubric::problems`].
    pub fn read(text: &str) -> Result<Self, RubricUnreadable> {
        toml::from_str(text).map_err(|error| RubricUnreadable(error.to_string()))
    }

    /// The embedded proposal. It is never official: a call that uses it says that it is a proposal.
    pub fn proposed() -> Result<Self, RubricUnreadable> {
        Self::read(PROPOSED)
    }

    /// What its numbers rest on: the notice, or nothing official.
    pub const fn basis(&self) -> Basis {
        match self.status {
            RubricStatus::Proposal => Basis::HouseRule,
            RubricStatus::Official => Basis::NoticeSelection,
        }
    }

    /// The scored stages, in order.
    pub fn scored(&self) -> impl Iterator<Item = &ScoredStage> {
        self.stages.iter().filter_map(|rule| match rule {
            StageRule::Scored(stage) => Some(stage),
            StageRule::Veto(_) => None,
        })
    }

    /// A scored stage; none if the rubric does not have it or it has no points.
    pub fn scored_stage(&self, stage: Stage) -> Option<&ScoredStage> {
        self.scored().find(|scored| scored.stage == stage)
    }

    /// how many cards a result needs: the majority of the panel's seats, where they are known, and never fewer
    /// than [`Rubric::min_cards`].
    pub fn cards_needed(&self, seats: Option<u32>) -> u32 {
        let majority = seats.map_or(1, PanelRules::quorum);
        majority.max(self.min_cards).max(1)
    }

    /// A ground for a bonus or a penalty.
    pub fn item(&self, kind: AdjustmentKind, code: &ItemCode) -> Option<&AdjustmentItem> {
        self.adjustments(kind).items.iter().find(|item| item.code == *code)
    }

    /// Whether there is any ground for a bonus or a penalty.
    pub fn has_adjustments(&self) -> bool {
        AdjustmentKind::ALL.into_iter().any(|kind| !self.adjustments(kind).items.is_empty())
    }

    /// The rule of the bonuses or of the penalties.
    pub const fn adjustments(&self, kind: AdjustmentKind) -> &AdjustmentRule {
        match kind {
            AdjustmentKind::Bonus => &self.bonuses,
            AdjustmentKind::Penalty => &self.penalties,
        }
    }
}

impl StageRule {
    /// Which stage it is.
    pub const fn stage(&self) -> Stage {
        match self {
            Self::Scored(ScoredStage { stage, .. }) | Self::Veto(VetoStage { stage }) => *stage,
        }
    }
}

impl ScoredStage {
    /// A criterion.
    pub fn criterion(&self, code: &CriterionCode) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.code == *code)
    }

    /// Whether others are parts of this criterion, so that it is not scored itself.
    pub fn is_group(&self, code: &CriterionCode) -> bool {
        self.criteria.iter().any(|other| other.parent.as_ref() == Some(code))
    }

    /// The criteria that cards score, in the rubric's order.
    pub fn leaves(&self) -> impl Iterator<Item = &Criterion> {
        self.criteria.iter().filter(|criterion| !self.is_group(&criterion.code))
    }

    /// The scored criteria that make up a criterion: itself if it has no parts.
    pub fn leaves_of(&self, code: &CriterionCode) -> Vec<CriterionCode> {
        self.leaves().filter(|leaf| self.is_within(leaf, code)).map(|leaf| leaf.code.clone()).collect()
    }

    /// Whether a criterion is another one or a part of it. Parents that go round in a circle end after one round.
    fn is_within(&self, criterion: &Criterion, code: &CriterionCode) -> bool {
        let mut at = Some(criterion);
        for _ in 0..=self.criteria.len() {
            match at {
                Some(here) if here.code == *code => return true,
                Some(here) => at = here.parent.as_ref().and_then(|parent| self.criterion(parent)),
                None => return false,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_rubric_is_a_proposal_without_contradictions() {
        let rubric = Rubric::proposed().unwrap();
        assert_eq!(rubric.problems(), vec![]);
        assert_eq!((rubric.status, rubric.basis()), (RubricStatus::Proposal, Basis::HouseRule));
        assert!(rubric.title.contains("[PROP]") && PROPOSED.starts_with("# [PROP]"), "it says what it is");
    }

    #[test]
    fn the_embedded_rubric_has_the_numbers_of_r51_to_r55() {
        let rubric = Rubric::proposed().unwrap();
        let weights: Vec<_> = rubric.scored().map(|stage| (stage.stage, stage.weight_percent)).collect();
        assert_eq!(weights, [(Stage::DocumentReview, 40), (Stage::Presentation, 60)]);
        assert_eq!(rubric.stages[1], StageRule::Veto(VetoStage { stage: Stage::SiteInspection }));
        for stage in rubric.scored() {
            let points: Vec<_> = stage.criteria.iter().map(|criterion| criterion.max_points).collect();
            assert_eq!(points, [20, 25, 20, 25, 10]);
        }
        let cut = |stage| rubric.scored_stage(stage).unwrap().cut_mark_centi;
        assert_eq!((cut(Stage::DocumentReview), cut(Stage::Presentation)), (Some(CentiPoints(6000)), None));
        assert_eq!(rubric.pass_mark_centi, CentiPoints(7000));
        assert_eq!(rubric.drop, DropRule { from_cards: 5, highest: 1, lowest: 1 });
        assert_eq!((rubric.comments.below_percent, rubric.comments.above_percent), (60, 95));
        let caps = [rubric.bonuses.cap_centi, rubric.penalties.cap_centi];
        assert_eq!(caps, [CentiPoints::whole(5); 2]);
    }

    #[test]
    fn a_rubric_with_a_fraction_or_an_unknown_field_is_not_read() {
        for (from, to) in [
            ("pass_mark_centi = 7000", "pass_mark_centi = 70.0"),
            ("min_cards = 3", "min_cards = 3\nminimum = 3"),
            ("kind = \"veto\"", "kind = \"vote\""),
        ] {
            assert!(PROPOSED.contains(from), "{from}");
            assert!(Rubric::read(&PROPOSED.replace(from, to)).is_err(), "{to}");
        }
    }
}
