//! G4.

use super::*;

fn with_room(change: impl FnOnce(&mut Premises)) -> GateReport {
    after(|input| change(&mut input.premises[0]))
}

fn lease(until: NaiveDate, renewal_pledged: bool) -> Tenure {
    Tenure::Lease { until, renewal_pledged }
}

#[test]
fn g4_a_shared_desk_fails() {
    let report = with_room(|room| room.dedicated = false);
    let cause = GateCause::DedicatedPremises { listed: 1, dedicated: 0 };
    assert_decided(&report, Gate::G4, Outcome::Fail, cause);
}

#[test]
fn g4_no_room_at_all_fails() {
    let report = after(|input| input.premises.clear());
    let cause = GateCause::DedicatedPremises { listed: 0, dedicated: 0 };
    assert_decided(&report, Gate::G4, Outcome::Fail, cause);
}

#[test]
fn g4_devices_must_be_there_and_the_centres_own() {
    let report = after(|input| input.devices.clear());
    let cause = GateCause::DedicatedDevices { listed: 0, dedicated: 0 };
    assert_decided(&report, Gate::G4, Outcome::Fail, cause);
    let report = after(|input| input.devices[0].dedicated = false);
    let cause = GateCause::DedicatedDevices { listed: 1, dedicated: 0 };
    assert_decided(&report, Gate::G4, Outcome::Fail, cause);
    assert_eq!(after(|input| input.devices[0].quantity = 0).outcome(Gate::G4), Outcome::Fail);
}

#[test]
fn g4_a_lease_that_ends_before_the_term_warns_and_asks_for_a_pledge() {
    let lease_end = day(2025, 1, 30);
    for (renewal_pledged, next) in [(false, NextStep::PledgeLease), (true, NextStep::Nothing)] {
        let report = with_room(|room| room.tenure = lease(lease_end, renewal_pledged));
        let cause = GateCause::LeaseEnd { lease_end, term_end: term_end(), renewal_pledged };
        assert_decided(&report, Gate::G4, Outcome::Warn, cause);
        assert_eq!(report.result(Gate::G4).unwrap().decisive().unwrap().next, next);
        assert_eq!(report.eligibility(), Eligibility::Eligible);
    }
}

#[test]
fn g4_a_lease_through_the_last_day_of_the_term_passes() {
    assert_eq!(with_room(|room| room.tenure = lease(term_end(), false)).outcome(Gate::G4), Outcome::Pass);
    assert_eq!(with_room(|room| room.tenure = Tenure::Own).outcome(Gate::G4), Outcome::Pass);
}

#[test]
fn g4_outside_the_cluster_fails_unless_the_call_says_otherwise() {
    let cause = GateCause::PremisesLocation { premises: PremisesKind::Office, inside: Some(false) };
    let report = with_room(|room| room.inside_cluster = Some(false));
    assert_decided(&report, Gate::G4, Outcome::Fail, cause);
    let report = after(|input| {
        input.premises[0].inside_cluster = Some(false);
        input.call.premises_outside_cluster_allowed = true;
    });
    assert_decided(&report, Gate::G4, Outcome::Warn, cause);
}

#[test]
fn g4_an_address_that_was_not_found_leaves_the_gate_open() {
    let cause = GateCause::PremisesLocation { premises: PremisesKind::Office, inside: None };
    let report = with_room(|room| room.inside_cluster = None);
    assert_decided(&report, Gate::G4, Outcome::Unknown, cause);
}

#[test]
fn g4_one_good_room_is_enough() {
    let elsewhere = Premises { inside_cluster: Some(false), ..room() };
    let short = Premises { tenure: lease(day(2024, 8, 1), false), ..room() };
    let report = after(|input| input.premises = vec![elsewhere, short, room()]);
    assert_eq!(report.outcome(Gate::G4), Outcome::Pass);
}

#[test]
fn g4_a_shared_room_in_the_cluster_does_not_help_an_own_one_outside() {
    let shared = Premises { dedicated: false, ..room() };
    let outside = Premises { inside_cluster: Some(false), ..room() };
    assert_eq!(after(|input| input.premises = vec![shared, outside]).outcome(Gate::G4), Outcome::Fail);
}
