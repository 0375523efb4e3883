//! The table of the five gates, row for row. Each test changes one thing in an application that passes.

mod cluster;
mod institution;
mod space;
mod staff;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use korea::zones::Tier;
use proptest::prelude::*;

use super::*;
use crate::{Basis, NextStep, Outcome, RuleId, divisions::DivisionRule};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn term_end() -> NaiveDate {
    day(2025, 1, 31)
}

fn judged(holds: bool) -> Judgement {
    Judgement { holds, decided_on: day(2024, 5, 20) }
}

fn cell(zone: &str, count: Count) -> ZoneCell {
    ZoneCell {
        zone_code: zone.into(),
        zone_name: "서울특별시 영등포구 문래동".into(),
        division: 25,
        tier: Tier::Metropolitan,
        count,
        threshold: 50,
    }
}

fn cluster(cells: Vec<ZoneCell>) -> ClusterEvidence {
    let snapshot = Snapshot {
        source: "전국사업체조사".into(),
        reference_date: day(2021, 12, 31),
        sha256: "ab".repeat(32),
        ruleset: "statute-2018".into(),
        headcount: HeadcountBasis::PersonsEngagedBand,
    };
    ClusterEvidence { cells, divisions: DivisionRule::Statute2018, snapshot, roster: None }
}

fn member(person: &str) -> StaffMember {
    StaffMember {
        person: Some(PersonKey(person.into())),
        employment: Employment::FullTime,
        dedicated: true,
        qualification: Some(Qualification::Item1),
    }
}

fn room() -> Premises {
    Premises {
        kind: PremisesKind::Office,
        dedicated: true,
        area_centi_m2: 6_612,
        tenure: Tenure::Lease { until: term_end(), renewal_pledged: false },
        inside_cluster: Some(true),
    }
}

/// An application that passes every gate.
pub(crate) fn passing() -> GateInput {
    GateInput {
        institution: Institution {
            kind: InstitutionKind::IndustryAcademicFoundation,
            does_related_work: None,
            debarment: Debarment::Clear { checked_on: day(2024, 5, 13) },
            capacity: Some(judged(true)),
            non_profit: None,
        },
        cluster: Some(cluster(vec![cell("1156054000", Count::Known(50))])),
        premises: vec![room()],
        devices: vec![Device { name: "3D 프린터".into(), quantity: 1, dedicated: true }],
        staff: vec![member("head"), member("second"), member("third")],
        staff_elsewhere: BTreeSet::new(),
        call: CallOptions::until(term_end()),
    }
}

/// The report on a passing application after a change.
fn after(change: impl FnOnce(&mut GateInput)) -> GateReport {
    let mut input = passing();
    change(&mut input);
    assess(&input)
}

#[track_caller]
fn assert_decided(report: &GateReport, gate: Gate, outcome: Outcome, cause: GateCause) {
    let result = report.result(gate).unwrap();
    assert_eq!(result.outcome, outcome, "{result:?}");
    assert_eq!(result.decisive().unwrap().cause, cause.into());
    for other in Gate::ALL.into_iter().filter(|other| *other != gate) {
        assert_eq!(report.outcome(other), Outcome::Pass, "{other:?} must not change");
    }
}

#[test]
fn an_application_that_meets_every_gate_is_eligible() {
    let report = assess(&passing());
    assert_eq!(Gate::ALL.map(|gate| report.outcome(gate)), [Outcome::Pass; 5]);
    assert_eq!(report.eligibility(), Eligibility::Eligible);
    assert_eq!(report.eligibility().objection(), None);
    assert_eq!(report.budget().outcome(), Outcome::Pass);
}

#[test]
fn r40_one_failed_gate_makes_it_ineligible_with_a_basis_and_the_right_to_object() {
    let report = after(|input| {
        input.staff.pop();
    });
    assert_eq!(report.eligibility(), Eligibility::Ineligible(vec![Gate::G5]));
    assert_eq!(report.eligibility().objection(), Some(Basis::AdministrationActArt36));
    let finding = report.result(Gate::G5).unwrap().decisive().unwrap();
    assert_eq!((finding.rule, finding.basis.citation().as_str()), (RuleId::G5, "모집공고 신청자격 ⑤"));
}

#[test]
fn r40_a_failed_gate_outweighs_an_open_one_and_an_open_one_is_not_yet_eligible() {
    let open = after(|input| input.institution.capacity = None);
    assert_eq!(open.eligibility(), Eligibility::Undetermined(vec![Gate::G1]));
    let both = after(|input| {
        input.institution.capacity = None;
        input.institution.kind = InstitutionKind::ForProfit;
    });
    assert_eq!(both.eligibility(), Eligibility::Ineligible(vec![Gate::G3]));
}

#[test]
fn r41_the_budget_asks_for_the_cluster_and_for_the_institution() {
    use Outcome::{Fail, Pass};
    let budget = |report: GateReport| {
        let budget = report.budget();
        (budget.cluster, budget.institution, budget.outcome())
    };
    assert_eq!(budget(after(|input| input.cluster = None)), (Fail, Pass, Fail), "① is G2");
    assert_eq!(
        budget(after(|input| input.institution.capacity = Some(judged(false)))),
        (Pass, Fail, Fail),
        "② has G1"
    );
    let company = after(|input| input.institution.kind = InstitutionKind::ForProfit);
    assert_eq!(budget(company), (Pass, Fail, Fail), "② has G3");
    assert_eq!(budget(after(|input| input.devices.clear())), (Pass, Fail, Fail), "② has G4");
    assert_eq!(budget(after(|input| input.staff.clear())), (Pass, Pass, Pass), "G5 is in neither");
}

#[test]
fn a_report_is_frozen_and_read_back_unchanged() {
    let report = after(|input| input.cluster = Some(cluster(vec![cell("1", Count::Known(49))])));
    let text = serde_json::to_string(&report).unwrap();
    assert_eq!(serde_json::from_str::<GateReport>(&text).unwrap(), report);
    assert!(
        text.contains(
            r#""cause":{"topic":"gate","cause":{"kind":"cluster_count","count":49,"threshold":50}}"#
        )
    );
}

proptest! {
    #[test]
    fn more_people_rooms_or_firms_never_make_a_report_worse(count in 0_u32..120, people in 0_usize..6, rooms in 0_usize..3) {
        let report = |count: u32, people: usize, rooms: usize| after(|input| {
            input.cluster = Some(cluster(vec![cell("1", Count::Known(count))]));
            input.staff = (0..people).map(|number| member(&number.to_string())).collect();
            input.premises = vec![room(); rooms];
        });
        let before = report(count, people, rooms);
        for better in [report(count + 1, people, rooms), report(count, people + 1, rooms), report(count, people, rooms + 1)] {
            for gate in Gate::ALL {
                prop_assert!(better.outcome(gate) <= before.outcome(gate));
            }
        }
    }

    #[test]
    fn every_gate_explains_itself(known in any::<bool>(), count in 0_u32..99, people in 0_usize..5, spare in any::<bool>(), decision in any::<Option<bool>>()) {
        let report = after(|input| {
            let count = if known { Count::Known(count) } else { Count::Unknown { at_least: count, at_most: None } };
            input.cluster = spare.then(|| cluster(vec![cell("1", count)]));
            input.staff.truncate(people);
            input.premises[0].dedicated = spare;
            input.institution.kind = InstitutionKind::GeneralCooperative;
            input.institution.capacity = decision.map(judged);
            input.institution.non_profit = input.institution.capacity;
        });
        prop_assert_eq!(report.gates.len(), 5);
        for result in &report.gates {
            let decisive = result.decisive().unwrap();
            prop_assert_eq!(decisive.outcome, result.outcome);
            let says_what_to_do = decisive.next != NextStep::Nothing;
            prop_assert!(result.outcome.allows() || says_what_to_do, "{:?}", result);
        }
    }
}
