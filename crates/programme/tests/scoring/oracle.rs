//! `scores.py`, written from the words of the rules, agrees on 10,000 panels and on every order.

use std::{fs, path::Path, process::Command};

use programme::scoring::*;
use serde_json::{Value, json};

use crate::calls::call;

const CALLS: u64 = 2_200;
const PANELS: usize = 10_000;

/// An outcome in the form of the other implementation.
fn told(outcome: &Outcome) -> Value {
    let stage = |result: &StageResult| {
        let criteria = result.points.iter().flat_map(|points| &points.criteria);
        let mut dropped: Vec<&str> = dropped(result);
        dropped.sort_unstable();
        json!({
            "stage": result.stage,
            "mean": result.points.as_ref().map(|points| points.mean_centi),
            "criteria": criteria.map(|mean| json!([mean.criterion, mean.mean_centi])).collect::<Vec<_>>(),
            "dropped": dropped,
            "stops": result.stops.len(),
        })
    };
    let final_points = |points: &FinalPoints| {
        json!({
            "weighted": points.weighted_centi,
            "bonus": points.bonus_centi,
            "penalty": points.penalty_centi,
            "total": points.total_centi,
            "passes": points.passes,
        })
    };
    let result = |result: &ApplicationResult| {
        json!({
            "application": result.application,
            "stages": result.stages.iter().map(stage).collect::<Vec<_>>(),
            "final": result.final_points.as_ref().map(final_points),
        })
    };
    let ranked = |ranked: &Ranked| json!([ranked.place, ranked.application, ranked.standing.to_string()]);
    json!({
        "results": outcome.results.iter().map(result).collect::<Vec<_>>(),
        "order": outcome.ranking.order.iter().map(ranked).collect::<Vec<_>>(),
        "unresolved": outcome.ranking.unresolved,
    })
}

fn dropped(result: &StageResult) -> Vec<&str> {
    let dropped = result.working.0.iter().filter_map(|step| match step {
        Step::Dropped { evaluator, .. } => Some(evaluator.0.as_str()),
        _ => None,
    });
    dropped.collect()
}

/// What the other implementation says. Where there is no Python the test fails: it must not look as if it had agreed.
fn other(calls: &[Given]) -> Vec<Value> {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scoring-oracle.json");
    fs::write(&file, serde_json::to_vec(calls).expect("JSON")).expect("a file to write");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/scores.py");
    let output = Command::new("python3").arg(script).arg(&file).output();
    let output = output.unwrap_or_else(|error| {
        panic!("python3 is needed to compute the scores a second time, and could not be started: {error}")
    });
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn a_second_implementation_agrees_on_ten_thousand_panels() {
    let calls: Vec<Given> = (0..CALLS).map(call).collect();
    let outcomes: Vec<Outcome> = calls.iter().map(|given| evaluate(given).unwrap()).collect();
    let others = other(&calls);
    assert_eq!(others.len(), outcomes.len());
    for (number, (outcome, other)) in outcomes.iter().zip(&others).enumerate() {
        assert_eq!(told(outcome), *other, "call {number}");
    }
    let stages: Vec<&StageResult> =
        outcomes.iter().flat_map(|outcome| &outcome.results).flat_map(|result| &result.stages).collect();
    let panels = stages.iter().filter(|stage| stage.points.is_some()).count();
    assert!(panels >= PANELS, "{panels} panels");
    let trimmed = stages.iter().filter(|stage| !dropped(stage).is_empty()).count();
    assert!(trimmed >= panels / 4 && panels - trimmed >= panels / 4, "{trimmed} of {panels} are trimmed");
    every_tie_path_is_reached(&outcomes);
}

/// The agreement is worth something only if the calls go everywhere.
fn every_tie_path_is_reached(outcomes: &[Outcome]) {
    let steps = || outcomes.iter().flat_map(|outcome| &outcome.ranking.working.0);
    for rule in Rubric::proposed().expect("the proposal").ties {
        let decisive = steps().filter(|step| match step {
            Step::TieCompared { rule: asked, values } => {
                *asked == rule && values.iter().any(|value| value.value != values[0].value)
            }
            Step::LotDrawn { .. } => rule == TieRule::Lot,
            _ => false,
        });
        let decided = decisive.count();
        assert!(decided >= 20, "{rule:?} decided {decided} times");
    }
    let open = steps().filter(|step| matches!(step, Step::TieOpen { .. })).count();
    assert!(open >= 20, "{open} ties are open");
    let is = |of: fn(&Stop) -> bool| {
        let results = outcomes.iter().flat_map(|outcome| &outcome.results);
        results.flat_map(|result| &result.stages).flat_map(|stage| &stage.stops).any(of)
    };
    assert!(is(|stop| matches!(stop, Stop::BelowCut { .. })));
    assert!(is(|stop| matches!(stop, Stop::BelowFloor { .. })));
    assert!(is(|stop| matches!(stop, Stop::NonConform { .. })));
    let failing = outcomes.iter().flat_map(|outcome| &outcome.results);
    let failing = failing.filter_map(|result| result.final_points.as_ref()).filter(|points| !points.passes);
    assert!(failing.count() >= 20);
}
