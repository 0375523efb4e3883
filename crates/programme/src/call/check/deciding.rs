//! The five gates, the stages and the points.

use super::{At, fail, warn};
use crate::{
    Basis, Finding, RuleId,
    call::{CallCause, CallContent, Section},
    gates::Gate,
    panel::PanelRules,
    scoring::{RubricProblem, RubricStatus, Stage},
};

/// 소공인법 시행령 제11조제2항 and the notice: three people.
const LEAST_STAFF: u32 = 3;

pub(super) fn requirements(content: &CallContent, rulesets: &[&str], out: &mut Vec<Finding>) {
    let requirements = &content.requirements;
    for gate in Gate::ALL {
        let at: At = (gate.notice(), Section::Requirements);
        let mut texts = requirements.gates.iter().filter(|text| text.gate == gate);
        let Some(text) = texts.next() else {
            out.push(fail(RuleId::C01, CallCause::GateMissing { gate }, at));
            continue;
        };
        if texts.next().is_some() {
            out.push(fail(RuleId::C01, CallCause::GateTwice { gate }, at));
        }
        if text.text.trim().is_empty() {
            out.push(fail(RuleId::C01, CallCause::GateWithoutText { gate }, at));
        }
        if !text.mandatory {
            out.push(fail(RuleId::R40, CallCause::GateOpen { gate }, at));
        }
    }
    let min_staff = requirements.options.min_staff;
    if min_staff < LEAST_STAFF {
        let at: At = (Gate::G5.notice(), Section::Requirements);
        out.push(fail(RuleId::G5, CallCause::StaffBelow { min_staff, least: LEAST_STAFF }, at));
    }
    if !rulesets.contains(&requirements.ruleset.as_str()) {
        let at: At = (Basis::ManufacturerDecreeArt3, Section::Requirements);
        out.push(fail(RuleId::C07, CallCause::UnknownRuleset { name: requirements.ruleset.clone() }, at));
    }
}

pub(super) fn evaluation(content: &CallContent, out: &mut Vec<Finding>) {
    let at: At = (Basis::NoticeSelection, Section::Stages);
    let evaluation = &content.evaluation;
    for stage in [Stage::DocumentReview, Stage::SiteInspection, Stage::Presentation] {
        if !evaluation.rubric.stages.iter().any(|rule| rule.stage() == stage) {
            out.push(fail(RuleId::R50, CallCause::StageMissing { stage }, at));
        } else if !evaluation.texts.iter().any(|text| text.stage == stage && !text.text.trim().is_empty()) {
            out.push(fail(RuleId::R50, CallCause::StageWithoutText { stage }, at));
        }
    }
    for problem in evaluation.rubric.problems() {
        let (rule, section) = place(&problem);
        out.push(fail(rule, CallCause::Rubric { problem }, (evaluation.rubric.basis(), section)));
    }
    if evaluation.rubric.status == RubricStatus::Proposal {
        out.push(warn(RuleId::R52, CallCause::RubricProposed, (Basis::HouseRule, Section::Criteria)));
    }
    if PanelRules::built_in(&evaluation.panel_rules).is_err() {
        let cause = CallCause::UnknownPanelRules { name: evaluation.panel_rules.clone() };
        out.push(fail(RuleId::C07, cause, (Basis::SubsidyActArt17P2, Section::Stages)));
    }
}

/// Which rule a contradiction of the points breaks, and where it is mended.
const fn place(problem: &RubricProblem) -> (RuleId, Section) {
    use RubricProblem as P;
    match problem {
        P::StageTwice { .. } | P::StageOutOfOrder { .. } => (RuleId::R50, Section::Stages),
        P::NoScoredStage | P::Weights { .. } | P::CutMarkOutside { .. } => (RuleId::R51, Section::Stages),
        P::PassMarkOutside { .. } => (RuleId::R55, Section::Stages),
        P::DropsAll { .. } => (RuleId::R53, Section::Stages),
        P::NoCardNeeded => (RuleId::R57, Section::Stages),
        P::Comments { .. } | P::AdviceBelowZero => (RuleId::R52, Section::Stages),
        P::CriteriaSum { .. }
        | P::CriterionTwice { .. }
        | P::NoPoints { .. }
        | P::UnknownParent { .. }
        | P::ParentCircle { .. }
        | P::PartsSum { .. }
        | P::FloorOutside { .. }
        | P::CapOutside { .. }
        | P::ItemOutside { .. }
        | P::ItemTwice { .. } => (RuleId::R52, Section::Criteria),
        P::TieWithoutStage { .. } | P::TieWithoutCriterion { .. } | P::TieTwice { .. } | P::TieAfterLot => {
            (RuleId::R54, Section::Criteria)
        }
    }
}
