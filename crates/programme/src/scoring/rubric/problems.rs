//! How a rubric contradicts itself.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{AdjustmentRule, Criterion, Rubric, ScoredStage, Stage, TieRule};
use crate::scoring::{AdjustmentKind, CentiPoints, CriterionCode, ItemCode};

/// The points of a scored stage, of all weights in percent, and of an application without bonus.
const HUNDRED: u64 = 100;
const ALL_POINTS: CentiPoints = CentiPoints::whole(100);

/// A contradiction in a rubric. With one of these nothing is computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum RubricProblem {
    /// No stage gives points.
    #[error("no stage gives points")]
    NoScoredStage,
    /// A stage appears twice.
    #[error("the {stage} appears twice")]
    StageTwice {
        /// The stage.
        stage: Stage,
    },
    /// A stage stands after one that follows it.
    #[error("the {stage} stands out of order")]
    StageOutOfOrder {
        /// The stage.
        stage: Stage,
    },
    /// The weights of the scored stages are not 100 percent together.
    #[error("the weights are {sum} % together instead of 100 %")]
    Weights {
        /// What they are together.
        sum: u64,
    },
    /// The criteria of a scored stage do not give 100 points together.
    #[error("the criteria of the {stage} give {sum} points together instead of 100")]
    CriteriaSum {
        /// The stage.
        stage: Stage,
        /// What they give together, parts of a criterion not counted again.
        sum: u64,
    },
    /// A criterion appears twice in a stage.
    #[error("criterion {criterion} appears twice in the {stage}")]
    CriterionTwice {
        /// The stage.
        stage: Stage,
        /// The criterion.
        criterion: CriterionCode,
    },
    /// A criterion gives no points.
    #[error("criterion {criterion} of the {stage} gives no points")]
    NoPoints {
        /// The stage.
        stage: Stage,
        /// The criterion.
        criterion: CriterionCode,
    },
    /// A criterion is a part of one that does not exist.
    #[error("criterion {criterion} of the {stage} is a part of {parent}, which does not exist")]
    UnknownParent {
        /// The stage.
        stage: Stage,
        /// The criterion.
        criterion: CriterionCode,
        /// What it says it is a part of.
        parent: CriterionCode,
    },
    /// A criterion is a part of itself.
    #[error("criterion {criterion} of the {stage} is a part of itself")]
    ParentCircle {
        /// The stage.
        stage: Stage,
        /// The criterion.
        criterion: CriterionCode,
    },
    /// The parts of a criterion do not give its points.
    #[error("the parts of criterion {criterion} of the {stage} give {sum} points, itself {max_points}")]
    PartsSum {
        /// The stage.
        stage: Stage,
        /// The criterion.
        criterion: CriterionCode,
        /// What it gives.
        max_points: u32,
        /// What its parts give together.
        sum: u64,
    },
    /// A floor is below zero or above what the criterion gives.
    #[error("the floor {floor_centi} of criterion {criterion} of the {stage} is outside 0 to {max_points}")]
    FloorOutside {
        /// The stage.
        stage: Stage,
        /// The criterion.
        criterion: CriterionCode,
        /// The floor.
        floor_centi: CentiPoints,
        /// What the criterion gives.
        max_points: u32,
    },
    /// The cut mark of a stage is outside 0 to 100.
    #[error("the cut mark {cut_mark_centi} of the {stage} is outside 0 to 100")]
    CutMarkOutside {
        /// The stage.
        stage: Stage,
        /// The mark.
        cut_mark_centi: CentiPoints,
    },
    /// The pass mark is outside 0 to 100.
    #[error("the pass mark {pass_mark_centi} is outside 0 to 100")]
    PassMarkOutside {
        /// The mark.
        pass_mark_centi: CentiPoints,
    },
    /// A cap is outside 0 to 100.
    #[error("the cap {cap_centi} of each {kind} together is outside 0 to 100")]
    CapOutside {
        /// Of the bonuses or the penalties.
        kind: AdjustmentKind,
        /// The cap.
        cap_centi: CentiPoints,
    },
    /// An item gives nothing, or more than the cap of all.
    #[error("{kind} {item} of at most {max_centi} is outside 0 to its cap {cap_centi}")]
    ItemOutside {
        /// A bonus or a penalty.
        kind: AdjustmentKind,
        /// The item.
        item: ItemCode,
        /// The most it gives.
        max_centi: CentiPoints,
        /// The cap of all.
        cap_centi: CentiPoints,
    },
    /// An item appears twice among the bonuses and the penalties.
    #[error("item {item} appears twice among bonuses and penalties")]
    ItemTwice {
        /// The item.
        item: ItemCode,
    },
    /// A rule for ties asks a stage that does not exist or gives no points.
    #[error("a rule for ties asks the {stage}, which gives no points")]
    TieWithoutStage {
        /// The stage.
        stage: Stage,
    },
    /// A rule for ties asks a criterion that the stage does not have.
    #[error("a rule for ties asks criterion {criterion}, which the {stage} does not have")]
    TieWithoutCriterion {
        /// The stage.
        stage: Stage,
        /// The criterion.
        criterion: CriterionCode,
    },
    /// The same rule for ties appears twice.
    #[error("rule {place} for ties is the same as an earlier one")]
    TieTwice {
        /// Its place, counted from one.
        place: usize,
    },
    /// After the lot nothing is left to tell apart.
    #[error("rules for ties follow the lot, which settles everything")]
    TieAfterLot,
    /// So many cards are dropped that none may be left.
    #[error("of {from_cards} cards {dropped} are dropped")]
    DropsAll {
        /// From how many cards any are dropped.
        from_cards: u32,
        /// How many are dropped.
        dropped: u64,
    },
    /// A result could be computed from no card.
    #[error("a result needs no card")]
    NoCardNeeded,
    /// The rule for comments asks for a share outside 0 to 100 percent, or for everything.
    #[error("comments below {below_percent} % and above {above_percent} % contradict each other")]
    Comments {
        /// Below which share.
        below_percent: u32,
        /// Above which share.
        above_percent: u32,
    },
    /// A distance from which the chair is advised to look is below zero.
    #[error("a distance for advice is below zero")]
    AdviceBelowZero,
}

use RubricProblem as Problem;

impl Rubric {
    /// Every contradiction, in the order of the rubric. A rubric is used only if there is none.
    pub fn problems(&self) -> Vec<RubricProblem> {
        let mut out = Vec::new();
        stages(self, &mut out);
        for stage in self.scored() {
            criteria(stage, &mut out);
        }
        marks(self, &mut out);
        adjustments(self, &mut out);
        ties(self, &mut out);
        cards(self, &mut out);
        out
    }
}

fn stages(rubric: &Rubric, out: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    for stage in rubric.stages.iter().map(super::StageRule::stage) {
        if seen.contains(&stage) {
            out.push(Problem::StageTwice { stage });
        } else if seen.last().is_some_and(|last| *last > stage) {
            out.push(Problem::StageOutOfOrder { stage });
        }
        seen.insert(stage);
    }
    if rubric.scored().next().is_none() {
        out.push(Problem::NoScoredStage);
        return;
    }
    let sum = rubric.scored().map(|stage| u64::from(stage.weight_percent)).sum();
    if sum != HUNDRED {
        out.push(Problem::Weights { sum });
    }
}

fn points<'a>(criteria: impl Iterator<Item = &'a Criterion>) -> u64 {
    criteria.map(|criterion| u64::from(criterion.max_points)).sum()
}

fn criteria(rule: &ScoredStage, out: &mut Vec<Problem>) {
    let stage = rule.stage;
    let sum = points(rule.criteria.iter().filter(|criterion| criterion.parent.is_none()));
    if sum != HUNDRED {
        out.push(Problem::CriteriaSum { stage, sum });
    }
    let mut seen = BTreeSet::new();
    for Criterion { code, parent, max_points, floor_centi, .. } in &rule.criteria {
        let (criterion, max_points) = (code.clone(), *max_points);
        if !seen.insert(code) {
            out.push(Problem::CriterionTwice { stage, criterion: criterion.clone() });
        }
        if max_points == 0 {
            out.push(Problem::NoPoints { stage, criterion: criterion.clone() });
        }
        if let Some(parent) = parent {
            if rule.criterion(parent).is_none() {
                let (criterion, parent) = (criterion.clone(), parent.clone());
                out.push(Problem::UnknownParent { stage, criterion, parent });
            } else if goes_round(rule, code) {
                out.push(Problem::ParentCircle { stage, criterion: criterion.clone() });
            }
        }
        if rule.is_group(code) {
            let sum = points(rule.criteria.iter().filter(|part| part.parent.as_ref() == Some(code)));
            if sum != u64::from(max_points) {
                out.push(Problem::PartsSum { stage, criterion: criterion.clone(), max_points, sum });
            }
        }
        if let Some(floor_centi) = *floor_centi
            && !(CentiPoints::ZERO..=CentiPoints::whole(max_points)).contains(&floor_centi)
        {
            out.push(Problem::FloorOutside { stage, criterion, floor_centi, max_points });
        }
    }
}

/// Whether the parents of a criterion lead back to it.
fn goes_round(rule: &ScoredStage, code: &CriterionCode) -> bool {
    let parent = |code: &CriterionCode| rule.criterion(code).and_then(|found| found.parent.as_ref());
    let mut at = parent(code);
    for _ in 0..rule.criteria.len() {
        match at {
            Some(here) if here == code => return true,
            Some(here) => at = parent(here),
            None => return false,
        }
    }
    false
}

fn is_mark(mark: CentiPoints) -> bool {
    (CentiPoints::ZERO..=ALL_POINTS).contains(&mark)
}

fn marks(rubric: &Rubric, out: &mut Vec<Problem>) {
    for stage in rubric.scored() {
        if let Some(cut_mark_centi) = stage.cut_mark_centi.filter(|mark| !is_mark(*mark)) {
            out.push(Problem::CutMarkOutside { stage: stage.stage, cut_mark_centi });
        }
    }
    if !is_mark(rubric.pass_mark_centi) {
        out.push(Problem::PassMarkOutside { pass_mark_centi: rubric.pass_mark_centi });
    }
}

fn adjustments(rubric: &Rubric, out: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    for kind in AdjustmentKind::ALL {
        let AdjustmentRule { cap_centi, items } = rubric.adjustments(kind);
        let cap_centi = *cap_centi;
        if !is_mark(cap_centi) {
            out.push(Problem::CapOutside { kind, cap_centi });
        }
        for item in items {
            let max_centi = item.max_centi;
            if max_centi <= CentiPoints::ZERO || max_centi > cap_centi {
                out.push(Problem::ItemOutside { kind, item: item.code.clone(), max_centi, cap_centi });
            }
            if !seen.insert(&item.code) {
                out.push(Problem::ItemTwice { item: item.code.clone() });
            }
        }
    }
}

fn ties(rubric: &Rubric, out: &mut Vec<Problem>) {
    for (index, rule) in rubric.ties.iter().enumerate() {
        if rubric.ties[..index].contains(rule) {
            out.push(Problem::TieTwice { place: index + 1 });
        }
        match rule {
            TieRule::Stage { stage } | TieRule::Criterion { stage, .. }
                if rubric.scored_stage(*stage).is_none() =>
            {
                out.push(Problem::TieWithoutStage { stage: *stage });
            }
            TieRule::Criterion { stage, criterion } => {
                let known = rubric.scored_stage(*stage).and_then(|rule| rule.criterion(criterion));
                if known.is_none() {
                    let criterion = criterion.clone();
                    out.push(Problem::TieWithoutCriterion { stage: *stage, criterion });
                }
            }
            TieRule::Stage { .. } | TieRule::ManufacturerCount | TieRule::Lot => {}
        }
    }
    let lot = rubric.ties.iter().position(|rule| *rule == TieRule::Lot);
    if lot.is_some_and(|lot| lot + 1 < rubric.ties.len()) {
        out.push(Problem::TieAfterLot);
    }
}

fn cards(rubric: &Rubric, out: &mut Vec<Problem>) {
    let drop = rubric.drop;
    let dropped = u64::from(drop.highest) + u64::from(drop.lowest);
    if u64::from(drop.from_cards) <= dropped {
        out.push(Problem::DropsAll { from_cards: drop.from_cards, dropped });
    }
    if rubric.min_cards == 0 {
        out.push(Problem::NoCardNeeded);
    }
    let (below_percent, above_percent) = (rubric.comments.below_percent, rubric.comments.above_percent);
    if above_percent > 100 || below_percent > above_percent {
        out.push(Problem::Comments { below_percent, above_percent });
    }
    let advice = rubric.advice;
    if advice.outlier_from_median_centi.min(advice.severity_centi) < CentiPoints::ZERO {
        out.push(Problem::AdviceBelowZero);
    }
}
