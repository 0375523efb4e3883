//! The score engine: from the signed cards of the evaluators to the order that a committee decides on.
//!
//! Nobody types a total. A [`Card`] holds the points of one evaluator for each criterion; everything else is computed
//! from cards by [`evaluate`], carries its [`Working`] so that it can be printed and followed step by step, and can be
//! computed again from an [`Export`] by [`verify`]. What the points are is data, a [`Rubric`]. The order is a
//! proposal: a committee and a named person decide (보조금법 제17조제2항, 행정기본법 제20조).
//!
//! All points are integers in hundredths ([`CentiPoints`]): there are no floating-point numbers, and each rounding is
//! a step of the working. In files, a field in hundredths ends in `_centi`.

mod adjustment;
mod advice;
mod card;
mod compare;
mod difference;
mod evaluation;
mod export;
mod given;
mod keys;
mod panel;
mod points;
mod ranking;
mod result;
mod rubric;
mod stages;
mod ties;
mod working;

pub use adjustment::{Adjustment, Ground, NotGranted, undecided};
pub use advice::{Advice, Outlier, OutlierRule, PanelDifference, Severity, advise};
pub use card::{Card, CardProblem, CardState, CommentReason, Score};
pub use difference::{Amount, Difference, List, WorkingOf};
pub use evaluation::{Incomplete, evaluate, stage_result};
pub use export::{Export, Format, verify};
pub use given::{Belonging, Candidate, Given, GivenProblem, Lot, PanelSeats};
pub use keys::{ApplicationKey, CriterionCode, EvaluatorKey, ItemCode};
pub use panel::{CriterionMean, PanelRefused, PanelResult, panel};
pub use points::{CentiPoints, Rounding};
pub use ranking::{NotRanked, Ranked, Ranking, Standing, WhyNot};
pub use result::{ApplicationResult, FinalPoints, Outcome, StagePoints, StageResult, Stop};
pub use rubric::{
    AdjustmentItem, AdjustmentKind, AdjustmentRule, AdviceRule, CommentRule, Criterion, DropRule, Rubric,
    RubricProblem, RubricStatus, RubricUnreadable, ScoredStage, Stage, StageRule, TieRule, VetoStage,
};
pub use stages::{Inspection, InspectionResult, NotOpen, Progress, may_open};
pub use working::{CriterionPoints, LeftOut, Side, Step, TieValue, Working};

#[cfg(test)]
mod tests;
