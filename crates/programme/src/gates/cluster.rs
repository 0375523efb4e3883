//! G2: the cluster has enough small manufacturers.

use super::{ClusterEvidence, Count, Gate, GateCause, GateResult, Roster, ZoneCell};
use crate::{Basis, Evidence, Finding, NextStep, Outcome, RuleId, divisions::Industry};

/// G2: at least one zone meets its threshold within one division. 소공인법 시행령 제3조.
///
/// Counts of several zones, or of several divisions, never add up; a withheld count is never zero
/// . A list of firms newer than the census is a matter for a person.
pub(super) fn size(cluster: Option<&ClusterEvidence>) -> GateResult {
    let finding = match cluster {
        None => finding(Outcome::Fail, GateCause::NoCluster).then(NextStep::ChooseCluster),
        Some(cluster) => by_best_cell(cluster),
    };
    GateResult::of(Gate::G2, vec![finding])
}

fn finding(outcome: Outcome, cause: GateCause) -> Finding {
    Finding::new(RuleId::G2, outcome, cause, Basis::ManufacturerDecreeArt3)
}

fn by_best_cell(cluster: &ClusterEvidence) -> Finding {
    let counted = |cell: &&ZoneCell| cluster.divisions.counts(Industry::manufacturing(cell.division));
    let best = cluster.cells.iter().filter(counted).min_by_key(|cell| (outcome(cell), shortfall(cell)));
    let Some(best) = best else { return nothing_counted(cluster).read_from(evidence(cluster, None)) };
    let rostered = newer_roster(cluster).and_then(|roster| {
        let same = |cell: &&ZoneCell| cell.zone_code == roster.zone_code && cell.division == roster.division;
        Some((cluster.cells.iter().filter(counted).find(same)?, roster))
    });
    let (cell, finding) = match rostered {
        Some((cell, roster)) if !outcome(best).allows() => (cell, by_roster(cell, roster)),
        _ => (best, by_census(best)),
    };
    finding.read_from(evidence(cluster, Some(cell)))
}

fn nothing_counted(cluster: &ClusterEvidence) -> Finding {
    let finding = match cluster.cells.first() {
        Some(cell) => {
            let cause = GateCause::DivisionNotCounted { division: cell.division };
            Finding::new(RuleId::R15, Outcome::Fail, cause, Basis::ManufacturerDecreeArt2)
        }
        None => finding(Outcome::Fail, GateCause::NoCluster),
    };
    finding.then(NextStep::ChooseCluster)
}

fn newer_roster(cluster: &ClusterEvidence) -> Option<&Roster> {
    cluster.roster.as_ref().filter(|roster| roster.as_of > cluster.snapshot.reference_date)
}

/// The cell that decides comes first; the others are kept too, to show that no sum was made.
fn evidence(cluster: &ClusterEvidence, decisive: Option<&ZoneCell>) -> Vec<Evidence> {
    let others = cluster.cells.iter().filter(|cell| Some(*cell) != decisive);
    let cells = decisive.into_iter().chain(others).cloned().map(Evidence::Cell);
    let snapshot = Evidence::Snapshot(cluster.snapshot.clone());
    cells.chain([snapshot]).chain(cluster.roster.clone().map(Evidence::Roster)).collect()
}

/// What the census alone says about one cell: the bounds may decide even when the count is withheld.
fn outcome(cell: &ZoneCell) -> Outcome {
    let (at_least, at_most) = match cell.count {
        Count::Known(count) => (count, Some(count)),
        Count::Unknown { at_least, at_most } => (at_least, at_most),
    };
    if at_least >= cell.threshold {
        Outcome::Pass
    } else if at_most.is_some_and(|at_most| at_most < cell.threshold) {
        Outcome::Fail
    } else {
        Outcome::Unknown
    }
}

/// How far a cell may be below its threshold, and how far it is above: smaller is better.
fn shortfall(cell: &ZoneCell) -> i64 {
    let (Count::Known(count) | Count::Unknown { at_least: count, .. }) = cell.count;
    i64::from(cell.threshold) - i64::from(count)
}

fn by_census(cell: &ZoneCell) -> Finding {
    let (outcome, threshold) = (outcome(cell), cell.threshold);
    let cause = match cell.count {
        Count::Known(count) => GateCause::ClusterCount { count, threshold },
        Count::Unknown { at_least, at_most } => {
            GateCause::ClusterCountUnknown { at_least, at_most, threshold }
        }
    };
    let next = if outcome.allows() { NextStep::Nothing } else { NextStep::ChooseOtherClusterOrAttachRoster };
    finding(outcome, cause).then(next)
}

fn by_roster(cell: &ZoneCell, roster: &Roster) -> Finding {
    let accepted = roster.accepted.map(|judgement| judgement.holds);
    // A list that names too few firms proves nothing, whoever accepts it.
    let (outcome, next) = match accepted {
        _ if roster.firms < cell.threshold => (Outcome::Fail, NextStep::ChooseOtherClusterOrAttachRoster),
        None => (Outcome::Unknown, NextStep::AwaitJudgement),
        Some(true) => (Outcome::Pass, NextStep::Nothing),
        Some(false) => (Outcome::Fail, NextStep::ChooseOtherClusterOrAttachRoster),
    };
    let cause = GateCause::RosterReview { firms: roster.firms, threshold: cell.threshold, accepted };
    finding(outcome, cause).then(next)
}
