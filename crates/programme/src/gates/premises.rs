//! G4: premises and devices of the centre's own.

use super::{CallOptions, Device, Gate, GateCause, GateResult, Premises, Tenure};
use crate::{Basis, Finding, NextStep, Outcome};

/// G4: at least one room that the centre alone uses, inside the cluster unless the call says otherwise, and
/// devices of its own. A lease that ends before the term is a warning. Notice, 신청자격 ④.
pub(super) fn own_space(premises: &[Premises], devices: &[Device], call: &CallOptions) -> GateResult {
    let mut findings = vec![own_devices(devices)];
    findings.extend(best_room(premises, call));
    findings.push(own_rooms(premises));
    GateResult::of(Gate::G4, findings)
}

fn finding(outcome: Outcome, cause: GateCause) -> Finding {
    Finding::new(Gate::G4.rule(), outcome, cause, Gate::G4.notice())
}

fn total(numbers: impl Iterator<Item = u32>) -> u32 {
    numbers.fold(0, u32::saturating_add)
}

fn own_rooms(premises: &[Premises]) -> Finding {
    let listed = total(premises.iter().map(|_| 1));
    let dedicated = total(premises.iter().filter(|room| room.dedicated).map(|_| 1));
    let cause = GateCause::DedicatedPremises { listed, dedicated };
    match dedicated {
        0 => finding(Outcome::Fail, cause).then(NextStep::AddPremises),
        _ => finding(Outcome::Pass, cause),
    }
}

fn own_devices(devices: &[Device]) -> Finding {
    let listed = total(devices.iter().map(|device| device.quantity));
    let dedicated = total(devices.iter().filter(|device| device.dedicated).map(|device| device.quantity));
    let cause = GateCause::DedicatedDevices { listed, dedicated };
    match dedicated {
        0 => finding(Outcome::Fail, cause).then(NextStep::AddDevices),
        _ => finding(Outcome::Pass, cause),
    }
}

/// Where the best of the centre's own rooms lies and how long it may be used; one room is enough for the gate.
fn best_room(premises: &[Premises], call: &CallOptions) -> Vec<Finding> {
    let own = premises.iter().filter(|room| room.dedicated);
    let rooms = own.map(|room| room_findings(room, call));
    rooms
        .min_by_key(|findings| Outcome::all(findings.iter().map(|finding| finding.outcome)))
        .unwrap_or_default()
}

fn room_findings(room: &Premises, call: &CallOptions) -> Vec<Finding> {
    let location = GateCause::PremisesLocation { premises: room.kind, inside: room.inside_cluster };
    let location = match room.inside_cluster {
        Some(true) => finding(Outcome::Pass, location),
        // The call may allow it, but whoever judges the application should know.
        Some(false) | None if call.premises_outside_cluster_allowed => finding(Outcome::Warn, location),
        Some(false) => finding(Outcome::Fail, location).then(NextStep::MoveIntoCluster),
        None => finding(Outcome::Unknown, location).then(NextStep::CorrectAddress),
    };
    let Tenure::Lease { until, renewal_pledged } = room.tenure else { return vec![location] };
    let (lease_end, term_end) = (until, call.term_end);
    let lease = GateCause::LeaseEnd { lease_end, term_end, renewal_pledged };
    let lease = match (lease_end >= term_end, renewal_pledged) {
        (true, _) => finding(Outcome::Pass, lease),
        (false, true) => finding(Outcome::Warn, lease),
        (false, false) => finding(Outcome::Warn, lease).then(NextStep::PledgeLease),
    };
    vec![location, Finding { basis: Basis::HouseRule, ..lease }]
}
