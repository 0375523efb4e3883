//! The stages one after the other: when each opens, and what it says about an application.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    ApplicationKey, Card, PanelRefused, PanelResult, Rubric, ScoredStage, Stage, StagePoints, StageResult,
    StageRule, Step, Stop, Working, panel::panel,
};

/// What an inspection found, against what was declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InspectionResult {
    /// As declared.
    Conform,
    /// As declared, after something was put right.
    ConformAfterFix,
    /// Something that the gates G2 to G5 rest on is not as declared: the application is out.
    NonConform,
}

/// A signed inspection (현장실사).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inspection {
    /// Of which application.
    pub application: ApplicationKey,
    /// In which stage of the rubric.
    pub stage: Stage,
    /// What was found.
    pub result: InspectionResult,
    /// When both sides had signed.
    pub signed_at: DateTime<Utc>,
}

/// How far an application has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress<'a> {
    /// The application.
    pub application: &'a ApplicationKey,
    /// Whether it still takes part: [`crate::states::ApplicationState::is_live`].
    pub live: bool,
    /// Its results so far.
    pub results: &'a [StageResult],
}

/// Why a stage is not open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "not_open", rename_all = "snake_case")]
pub enum NotOpen {
    /// The rubric does not have the stage.
    #[error("the rubric has no {stage}")]
    NoSuchStage {
        /// The stage.
        stage: Stage,
    },
    /// An earlier stage is not finished.
    #[error("{} applications have no result of the {stage}", applications.len())]
    Waiting {
        /// The first stage that is not finished.
        stage: Stage,
        /// The applications that have no result of it, by key.
        applications: Vec<ApplicationKey>,
    },
}

/// whether a stage may open. Every application that still takes part has a result in each stage before it; one
/// that an earlier stage stopped is not waited for. Notice, 선정절차.
pub fn may_open(rubric: &Rubric, stage: Stage, progress: &[Progress<'_>]) -> Result<(), NotOpen> {
    let place = rubric.stages.iter().position(|rule| rule.stage() == stage);
    let place = place.ok_or(NotOpen::NoSuchStage { stage })?;
    for before in rubric.stages[..place].iter().map(StageRule::stage) {
        let waits = |one: &&Progress<'_>| {
            let stopped = one.results.iter().any(|result| result.stage < before && !result.passes());
            one.live && !stopped && !one.results.iter().any(|result| result.stage == before)
        };
        let mut applications: Vec<_> =
            progress.iter().filter(waits).map(|one| one.application.clone()).collect();
        if !applications.is_empty() {
            applications.sort();
            return Err(NotOpen::Waiting { stage: before, applications });
        }
    }
    Ok(())
}

/// The result of an application in a scored stage: the panel's mean, then its cut mark and its floors.
pub(super) fn scored(
    rubric: &Rubric,
    rule: &ScoredStage,
    application: &ApplicationKey,
    seats: Option<u32>,
    cards: &[Card],
) -> Result<StageResult, PanelRefused> {
    let PanelResult { mean_centi, criteria, mut working } =
        panel(rubric, rule.stage, application, seats, cards)?;
    let mut stops = Vec::new();
    if let Some(cut_mark_centi) = rule.cut_mark_centi {
        let (stage, reached) = (rule.stage, mean_centi >= cut_mark_centi);
        working.push(Step::CutCompared { stage, mean_centi, cut_mark_centi, reached });
        if !reached {
            stops.push(Stop::BelowCut { stage, mean_centi, cut_mark_centi });
        }
    }
    // The published mean, two decimals, is compared: whoever has the sheet comes to the same answer.
    for mean in &criteria {
        let floor = rule.criterion(&mean.criterion).and_then(|criterion| criterion.floor_centi);
        let Some(floor_centi) = floor else { continue };
        let (criterion, mean_centi) = (mean.criterion.clone(), mean.mean_centi);
        let reached = mean_centi >= floor_centi;
        working.push(Step::FloorCompared { criterion: criterion.clone(), mean_centi, floor_centi, reached });
        if !reached {
            stops.push(Stop::BelowFloor { stage: rule.stage, criterion, mean_centi, floor_centi });
        }
    }
    let points = Some(StagePoints { mean_centi, criteria });
    Ok(StageResult { stage: rule.stage, points, stops, working })
}

/// The result of an application in a stage without points: out if it is not as declared.
pub(super) fn inspected(inspection: &Inspection) -> StageResult {
    let Inspection { stage, result, .. } = *inspection;
    let stops = match result {
        InspectionResult::NonConform => vec![Stop::NonConform { stage }],
        InspectionResult::Conform | InspectionResult::ConformAfterFix => Vec::new(),
    };
    let working = Working(vec![Step::Inspected { stage, result }]);
    StageResult { stage, points: None, stops, working }
}
