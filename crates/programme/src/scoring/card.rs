//! One evaluator's points for one application in one stage (평가표).

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    ApplicationKey, CentiPoints, CommentRule, Criterion, CriterionCode, EvaluatorKey, Rubric, Stage,
};

/// What an evaluator gives for one criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// The criterion.
    pub criterion: CriterionCode,
    /// The points, in hundredths.
    pub points_centi: CentiPoints,
    /// Why.
    pub comment: Option<String>,
}

/// How far a card is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
pub enum CardState {
    /// The evaluator may still change it.
    Open,
    /// Signed; nobody changes it any more.
    Locked {
        /// When the evaluator signed.
        signed_at: DateTime<Utc>,
    },
    /// It does not count, signed or not: the evaluator had to step aside, or did not come. It is kept.
    Void {
        /// Why it does not count.
        reason: String,
        /// When the evaluator had signed, if so.
        signed_at: Option<DateTime<Utc>>,
    },
}

/// A card. It has no total: totals are computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Who.
    pub evaluator: EvaluatorKey,
    /// For which application.
    pub application: ApplicationKey,
    /// In which stage.
    pub stage: Stage,
    /// How far it is.
    pub state: CardState,
    /// One for each scored criterion, in any order.
    pub scores: Vec<Score>,
}

/// Why points need a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentReason {
    /// They are few.
    Low,
    /// They are nearly all there are.
    High,
}

/// What is wrong with a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum CardProblem {
    /// The stage has no points in this rubric.
    #[error("the stage gives no points")]
    StageWithoutPoints,
    /// A criterion is not scored.
    #[error("criterion {criterion} is missing")]
    Missing {
        /// The criterion.
        criterion: CriterionCode,
    },
    /// The rubric does not have this criterion.
    #[error("criterion {criterion} is not in the rubric")]
    Unknown {
        /// The criterion.
        criterion: CriterionCode,
    },
    /// The criterion is the sum of its parts and is not scored itself.
    #[error("criterion {criterion} is the sum of its parts")]
    Group {
        /// The criterion.
        criterion: CriterionCode,
    },
    /// A criterion is scored twice.
    #[error("criterion {criterion} is scored twice")]
    Twice {
        /// The criterion.
        criterion: CriterionCode,
    },
    /// Points below zero.
    #[error("criterion {criterion} has {points_centi}, below zero")]
    BelowZero {
        /// The criterion.
        criterion: CriterionCode,
        /// The points.
        points_centi: CentiPoints,
    },
    /// More points than the criterion gives.
    #[error("criterion {criterion} has {points_centi} of {max_points} points")]
    AboveMax {
        /// The criterion.
        criterion: CriterionCode,
        /// The points.
        points_centi: CentiPoints,
        /// The most it gives.
        max_points: u32,
    },
    /// Points this low or this high need a comment.
    #[error("criterion {criterion} has {points_centi} points and no comment")]
    NoComment {
        /// The criterion.
        criterion: CriterionCode,
        /// The points.
        points_centi: CentiPoints,
        /// Why a comment is needed.
        because: CommentReason,
    },
    /// A card does not count, and nobody says why.
    #[error("it is void without a reason")]
    NoReason,
}

impl CommentRule {
    /// Whether so many points of a criterion need a comment, and why. Exactly at a limit they need none.
    pub fn asks(&self, points: CentiPoints, max_points: u32) -> Option<CommentReason> {
        // Points times 100 against percent of the maximum: exact, nothing is divided.
        let share = points.0.saturating_mul(100);
        let limit = |percent: u32| CentiPoints::whole(max_points).0.saturating_mul(i64::from(percent));
        if share < limit(self.below_percent) {
            Some(CommentReason::Low)
        } else if share > limit(self.above_percent) {
            Some(CommentReason::High)
        } else {
            None
        }
    }
}

impl Card {
    /// Whether it is signed and counts.
    pub const fn is_locked(&self) -> bool {
        matches!(self.state, CardState::Locked { .. })
    }

    /// Whether it was set aside.
    pub const fn is_void(&self) -> bool {
        matches!(self.state, CardState::Void { .. })
    }

    /// The points of one criterion; none if it is not scored.
    pub fn points(&self, criterion: &CriterionCode) -> Option<CentiPoints> {
        self.scores.iter().find(|score| score.criterion == *criterion).map(|score| score.points_centi)
    }

    /// The sum of its points.
    pub fn total(&self) -> CentiPoints {
        self.scores.iter().map(|score| score.points_centi).sum()
    }

    /// Everything that is wrong with it. Of a void card only whether a reason is given, because nothing else counts.
    pub fn check(&self, rubric: &Rubric) -> Vec<CardProblem> {
        if let CardState::Void { reason, .. } = &self.state {
            return if reason.trim().is_empty() { vec![CardProblem::NoReason] } else { Vec::new() };
        }
        let Some(stage) = rubric.scored_stage(self.stage) else {
            return vec![CardProblem::StageWithoutPoints];
        };
        let mut out = Vec::new();
        let mut seen = BTreeSet::new();
        for score in &self.scores {
            let criterion = score.criterion.clone();
            if !seen.insert(&score.criterion) {
                out.push(CardProblem::Twice { criterion: criterion.clone() });
            }
            match stage.criterion(&score.criterion) {
                None => out.push(CardProblem::Unknown { criterion }),
                Some(_) if stage.is_group(&criterion) => out.push(CardProblem::Group { criterion }),
                Some(rule) => out.extend(score.check(rule, rubric.comments)),
            }
        }
        let missing = stage.leaves().filter(|leaf| !seen.contains(&leaf.code));
        out.extend(missing.map(|leaf| CardProblem::Missing { criterion: leaf.code.clone() }));
        out
    }
}

impl Score {
    fn check(&self, rule: &Criterion, comments: CommentRule) -> Option<CardProblem> {
        let (criterion, points_centi) = (self.criterion.clone(), self.points_centi);
        let max_points = rule.max_points;
        if points_centi < CentiPoints::ZERO {
            return Some(CardProblem::BelowZero { criterion, points_centi });
        }
        if points_centi > CentiPoints::whole(max_points) {
            return Some(CardProblem::AboveMax { criterion, points_centi, max_points });
        }
        let because = comments.asks(points_centi, max_points)?;
        let characters = self.comment.as_deref().unwrap_or_default().trim().chars().count();
        let enough = characters >= usize::try_from(comments.min_characters.max(1)).unwrap_or(usize::MAX);
        (!enough).then_some(CardProblem::NoComment { criterion, points_centi, because })
    }
}
