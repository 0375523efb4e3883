//! From everything that was given to everything that is published.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    ApplicationKey, ApplicationResult, Belonging, Candidate, Given, GivenProblem, Lot, Outcome, PanelSeats,
    Stage, StageResult, StageRule,
    ranking::{self, Contender},
    result::final_points,
    stages,
};

/// There is no outcome yet, and why: never empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{} problems stand in the way of a result", problems.len())]
pub struct Incomplete {
    /// Every problem, in the order of the stages.
    pub problems: Vec<GivenProblem>,
}

/// Computes every result and the order from cards, inspections, bonuses, penalties and lots.
///
/// The order is a proposal to the committee, with every open tie named. Nothing is returned unless every application
/// that takes part has its results: a place among some of them would be no place.
///
/// 보조금법 제17조제2항: the committee selects. 행정기본법 제20조: no decision here is automatic.
pub fn evaluate(given: &Given) -> Result<Outcome, Incomplete> {
    let (outcome, problems) = attempt(given);
    if problems.is_empty() { Ok(outcome) } else { Err(Incomplete { problems }) }
}

/// Computes what can be computed, with every problem that was met. With problems the order is not to be relied on.
pub(super) fn attempt(given: &Given) -> (Outcome, Vec<GivenProblem>) {
    let rubric = given.rubric.problems().into_iter().map(|problem| GivenProblem::Rubric { problem });
    let mut problems: Vec<GivenProblem> = rubric.collect();
    if !problems.is_empty() {
        return (Outcome { results: Vec::new(), ranking: ranking::none() }, problems);
    }
    references(given, &mut problems);
    adjustments(given, &mut problems);
    let candidates: BTreeMap<&ApplicationKey, &Candidate> =
        given.applications.iter().map(|candidate| (&candidate.application, candidate)).collect();
    let live = candidates.values().filter(|candidate| !candidate.withdrawn);
    let results: Vec<ApplicationResult> =
        live.map(|candidate| application(given, &candidate.application, &mut problems)).collect();
    let contenders: Vec<Contender<'_>> = results
        .iter()
        .filter_map(|result| Contender::new(result, candidates.get(&result.application)?.manufacturer_count))
        .collect();
    let (mut ranking, used) = ranking::rank(given, &contenders);
    ranking.not_ranked = ranking::not_ranked(given, &results);
    lots(&given.lots, &used, &mut problems);
    (Outcome { results, ranking }, problems)
}

/// Whatever names an application names one that is there, and nothing is there twice.
fn references(given: &Given, problems: &mut Vec<GivenProblem>) {
    let mut known = BTreeSet::new();
    for Candidate { application, .. } in &given.applications {
        if !known.insert(application) {
            problems.push(GivenProblem::ApplicationTwice { application: application.clone() });
        }
    }
    let cards = given.cards.iter().map(|card| (&card.application, Belonging::Card));
    let inspections = given.inspections.iter().map(|one| (&one.application, Belonging::Inspection));
    let adjustments = given.adjustments.iter().map(|one| (&one.application, Belonging::Adjustment));
    let lots = given.lots.iter().flat_map(|lot| &lot.order).map(|one| (one, Belonging::Lot));
    let panels = given.panels.iter().map(|one| (&one.application, Belonging::Panel));
    for (application, what) in cards.chain(inspections).chain(adjustments).chain(lots).chain(panels) {
        if !known.contains(application) {
            problems.push(GivenProblem::UnknownApplication { application: application.clone(), what });
        }
    }
    let veto = |stage: Stage| {
        given.rubric.stages.iter().any(|rule| rule.stage() == stage && matches!(rule, StageRule::Veto(_)))
    };
    let mut seen = BTreeSet::new();
    for inspection in &given.inspections {
        let (application, stage) = (inspection.application.clone(), inspection.stage);
        if !veto(stage) {
            problems.push(GivenProblem::WrongStage { application, stage, what: Belonging::Inspection });
        } else if !seen.insert((&inspection.application, stage)) {
            problems.push(GivenProblem::InspectionTwice { application, stage });
        }
    }
    let mut seen = BTreeSet::new();
    for PanelSeats { application, stage, .. } in &given.panels {
        if !seen.insert((application, stage)) {
            problems.push(GivenProblem::PanelTwice { application: application.clone(), stage: *stage });
        }
    }
    for card in given.cards.iter().filter(|card| given.rubric.scored_stage(card.stage).is_none()) {
        let (application, stage) = (card.application.clone(), card.stage);
        problems.push(GivenProblem::WrongStage { application, stage, what: Belonging::Card });
    }
}

/// Each bonus and penalty is in the rubric, there once, not below zero, and shown by something.
fn adjustments(given: &Given, problems: &mut Vec<GivenProblem>) {
    let mut seen = BTreeSet::new();
    for one in &given.adjustments {
        let (application, kind, item) = (one.application.clone(), one.kind, one.item.clone());
        if given.rubric.item(kind, &item).is_none() {
            problems.push(GivenProblem::UnknownItem { application, kind, item });
        } else if !seen.insert((&one.application, kind, &one.item)) {
            problems.push(GivenProblem::ItemTwice { application, kind, item });
        } else if one.points_centi.0 < 0 {
            problems.push(GivenProblem::ItemBelowZero { application, kind, item });
        } else if one.evidence.trim().is_empty() {
            problems.push(GivenProblem::NoEvidence { application, kind, item });
        }
    }
}

/// One application through its stages, up to the one that stops it.
fn application(given: &Given, key: &ApplicationKey, problems: &mut Vec<GivenProblem>) -> ApplicationResult {
    let mut stages: Vec<StageResult> = Vec::new();
    for rule in &given.rubric.stages {
        if stages.last().is_some_and(|result| !result.passes()) {
            judged_after_stop(given, key, rule.stage(), problems);
            continue;
        }
        match stage(given, key, rule) {
            Ok(result) => stages.push(result),
            Err(problem) => {
                problems.push(problem);
                return ApplicationResult { application: key.clone(), stages, final_points: None };
            }
        }
    }
    let adjustments: Vec<_> = given.adjustments.iter().filter(|one| one.application == *key).collect();
    let goes_on = stages.iter().all(StageResult::passes);
    let final_points = goes_on.then(|| final_points(&given.rubric, &stages, &adjustments));
    ApplicationResult { application: key.clone(), stages, final_points }
}

/// What one stage says about one application, while the evaluation is still going on. Whether the stage was open is
/// [`super::may_open`]'s to say.
pub fn stage_result(
    given: &Given,
    application: &ApplicationKey,
    stage: Stage,
) -> Result<StageResult, GivenProblem> {
    if let Some(problem) = given.rubric.problems().into_iter().next() {
        return Err(GivenProblem::Rubric { problem });
    }
    let rule = given.rubric.stages.iter().find(|rule| rule.stage() == stage);
    self::stage(given, application, rule.ok_or(GivenProblem::NoSuchStage { stage })?)
}

fn stage(given: &Given, key: &ApplicationKey, rule: &StageRule) -> Result<StageResult, GivenProblem> {
    let (application, stage) = (key.clone(), rule.stage());
    match rule {
        StageRule::Scored(rule) => {
            stages::scored(&given.rubric, rule, key, given.seats_of(key, stage), &given.cards)
                .map_err(|refused| GivenProblem::NoPanelResult { application, stage, refused })
        }
        StageRule::Veto(_) => {
            let found = given.inspections.iter().find(|one| one.application == *key && one.stage == stage);
            found.map(stages::inspected).ok_or(GivenProblem::NoInspection { application, stage })
        }
    }
}

/// nothing is judged any more after a stage has stopped the application. A void card judges nothing.
fn judged_after_stop(given: &Given, key: &ApplicationKey, stage: Stage, problems: &mut Vec<GivenProblem>) {
    let cards = given.cards.iter().filter(|card| card.application == *key && card.stage == stage);
    let inspections = given.inspections.iter().filter(|one| one.application == *key && one.stage == stage);
    if cards.filter(|card| !card.is_void()).count() + inspections.count() > 0 {
        problems.push(GivenProblem::JudgedAfterStop { application: key.clone(), stage });
    }
}

/// Each lot is in minutes and settles a tie.
fn lots(lots: &[Lot], used: &BTreeSet<usize>, problems: &mut Vec<GivenProblem>) {
    for (index, lot) in lots.iter().enumerate() {
        let place = index + 1;
        if lot.minute.trim().is_empty() {
            problems.push(GivenProblem::LotWithoutMinute { place });
        } else if !used.contains(&index) {
            problems.push(GivenProblem::LotWithoutTie { place });
        }
    }
}
