//! What comes out for one application: stage by stage, then the final points.

use serde::{Deserialize, Serialize};

use super::{
    Adjustment, AdjustmentKind, ApplicationKey, CentiPoints, CriterionCode, CriterionMean, Ranking, Rubric,
    Stage, Step, Working, adjustment::counted, points::divide,
};

/// Why an application does not go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stop", rename_all = "snake_case", deny_unknown_fields)]
pub enum Stop {
    /// The points of a stage are below its cut mark.
    BelowCut {
        /// The stage.
        stage: Stage,
        /// Its points.
        mean_centi: CentiPoints,
        /// The mark.
        cut_mark_centi: CentiPoints,
    },
    /// The mean of a criterion is below its floor.
    BelowFloor {
        /// The stage.
        stage: Stage,
        /// The criterion.
        criterion: CriterionCode,
        /// Its mean.
        mean_centi: CentiPoints,
        /// The floor.
        floor_centi: CentiPoints,
    },
    /// The inspection found something that is not as declared.
    NonConform {
        /// The stage.
        stage: Stage,
    },
    /// The final points are below the pass mark.
    BelowPassMark {
        /// The final points.
        total_centi: CentiPoints,
        /// The mark.
        pass_mark_centi: CentiPoints,
    },
}

/// The points of a scored stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StagePoints {
    /// The panel's mean.
    pub mean_centi: CentiPoints,
    /// The mean of each criterion, for feedback and ties.
    pub criteria: Vec<CriterionMean>,
}

/// What a stage says about an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageResult {
    /// The stage.
    pub stage: Stage,
    /// Its points; none in a stage without points.
    pub points: Option<StagePoints>,
    /// Everything that ends the application here; empty if it goes on.
    pub stops: Vec<Stop>,
    /// How it came about.
    pub working: Working,
}

impl StageResult {
    /// Whether the application goes on.
    pub fn passes(&self) -> bool {
        self.stops.is_empty()
    }
}

/// The final points of an application that no stage stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FinalPoints {
    /// The points of the stages by their weights.
    pub weighted_centi: CentiPoints,
    /// The bonus that counts.
    pub bonus_centi: CentiPoints,
    /// The penalty that counts, as a positive number.
    pub penalty_centi: CentiPoints,
    /// Weighted points plus bonus minus penalty: what the pass mark and the order look at.
    pub total_centi: CentiPoints,
    /// Whether the pass mark is reached.
    pub passes: bool,
    /// How it came about.
    pub working: Working,
}

/// What comes out for an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplicationResult {
    /// The application.
    pub application: ApplicationKey,
    /// Its stages, in order, up to the one that stopped it.
    pub stages: Vec<StageResult>,
    /// Its final points; none if a stage stopped it.
    pub final_points: Option<FinalPoints>,
}

/// Everything that is published: one result for each application that takes part, and the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The results, by application.
    pub results: Vec<ApplicationResult>,
    /// The order.
    pub ranking: Ranking,
}

impl ApplicationResult {
    /// The result of a stage.
    pub fn stage(&self, stage: Stage) -> Option<&StageResult> {
        self.stages.iter().find(|result| result.stage == stage)
    }

    /// The panel's mean in a stage.
    pub fn mean(&self, stage: Stage) -> Option<CentiPoints> {
        Some(self.stage(stage)?.points.as_ref()?.mean_centi)
    }

    /// The mean of a criterion in a stage.
    pub fn criterion_mean(&self, stage: Stage, criterion: &CriterionCode) -> Option<CentiPoints> {
        let criteria = &self.stage(stage)?.points.as_ref()?.criteria;
        criteria.iter().find(|mean| mean.criterion == *criterion).map(|mean| mean.mean_centi)
    }

    /// Everything that ended it; empty if it reached the pass mark.
    pub fn stops(&self, rubric: &Rubric) -> Vec<Stop> {
        let mut stops: Vec<Stop> = self.stages.iter().flat_map(|stage| stage.stops.clone()).collect();
        if let Some(points) = self.final_points.as_ref().filter(|points| !points.passes) {
            let (total_centi, pass_mark_centi) = (points.total_centi, rubric.pass_mark_centi);
            stops.push(Stop::BelowPassMark { total_centi, pass_mark_centi });
        }
        stops
    }
}

/// The final points from the results of all stages: weights, bonus, penalty, pass mark. The weighted
/// points are rounded once, half up, after the products are added.
pub(super) fn final_points(
    rubric: &Rubric,
    stages: &[StageResult],
    adjustments: &[&Adjustment],
) -> FinalPoints {
    let mut working = Working::default();
    let mut sum = 0;
    for rule in rubric.scored() {
        let found = stages.iter().find(|result| result.stage == rule.stage);
        let Some(points) = found.and_then(|result| result.points.as_ref()) else { continue };
        let (stage, mean_centi, weight_percent) = (rule.stage, points.mean_centi, rule.weight_percent);
        let product = mean_centi.0 * i64::from(weight_percent);
        working.push(Step::Weighted { stage, mean_centi, weight_percent, product });
        sum += product;
    }
    let (weighted, rounding) = divide(sum, 100);
    let weighted_centi = CentiPoints(weighted);
    working.push(Step::WeightedSum { sum, weighted_centi, rounding });
    let bonus_centi = counted(rubric, AdjustmentKind::Bonus, adjustments, &mut working);
    let penalty_centi = counted(rubric, AdjustmentKind::Penalty, adjustments, &mut working);
    let total_centi = weighted_centi + bonus_centi - penalty_centi;
    working.push(Step::Totalled { weighted_centi, bonus_centi, penalty_centi, total_centi });
    let (pass_mark_centi, passes) = (rubric.pass_mark_centi, total_centi >= rubric.pass_mark_centi);
    working.push(Step::PassMarkCompared { total_centi, pass_mark_centi, reached: passes });
    FinalPoints { weighted_centi, bonus_centi, penalty_centi, total_centi, passes, working }
}
