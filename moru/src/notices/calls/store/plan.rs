//! What the evaluation of a call goes by.

use programme::{
    call::{CallContent, MilestoneKind},
    scoring::{Rubric, Stage, StageRule},
    stated::StatedDate,
    target::Target,
};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::revisions;
use crate::base::errors::{Outcome, Refusal};

/// How the applications to a call are evaluated, as the revision in force says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvaluationPlan {
    /// The call.
    pub call: Uuid,
    /// The number of the revision, to be kept with what is computed by it.
    pub revision: i32,
    /// Points, cuts, bonuses, penalties and ties.
    pub rubric: Rubric,
    /// The stages in order.
    pub stages: Vec<StagePlan>,
    /// The rules of the panels, by name: see [`programme::panel::PanelRules::built_in`].
    pub panel_rules: String,
    /// How many are to be selected.
    pub target: Target,
}

/// A stage as the notice describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StagePlan {
    /// The stage.
    pub stage: Stage,
    /// The words of the notice.
    pub text: String,
    /// Its first day.
    pub starts: Option<StatedDate>,
    /// Its last day.
    pub ends: Option<StatedDate>,
}

/// How a call is evaluated: by its published revision in force. A call that is not published has no plan.
pub async fn evaluation_plan(connection: &impl ConnectionTrait, call: Uuid) -> Outcome<EvaluationPlan> {
    let revision = revisions::in_force(connection, call).await?.ok_or_else(Refusal::not_found)?;
    Ok(EvaluationPlan {
        call,
        revision: revision.number.unwrap_or_default(),
        stages: stages(&revision.content),
        rubric: revision.content.evaluation.rubric,
        panel_rules: revision.content.evaluation.panel_rules,
        target: revision.content.basics.target,
    })
}

fn stages(content: &CallContent) -> Vec<StagePlan> {
    let stages = content.evaluation.rubric.stages.iter().map(StageRule::stage);
    stages
        .map(|stage| {
            let text = content.evaluation.texts.iter().find(|text| text.stage == stage);
            let kind = MilestoneKind::of(stage);
            let milestone = content.schedule.iter().find(|milestone| milestone.kind == kind);
            StagePlan {
                stage,
                text: text.map(|text| text.text.clone()).unwrap_or_default(),
                starts: milestone.and_then(|milestone| milestone.starts),
                ends: milestone.and_then(|milestone| milestone.ends),
            }
        })
        .collect()
}
