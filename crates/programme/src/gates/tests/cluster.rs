//! G2.

use super::*;
use crate::Evidence;

fn with_cells(cells: Vec<ZoneCell>) -> GateReport {
    after(|input| input.cluster = Some(cluster(cells)))
}

fn with_roster(census: Count, as_of: NaiveDate, firms: u32, accepted: Option<Judgement>) -> GateReport {
    after(|input| {
        let roster = Roster { zone_code: "1".into(), division: 25, as_of, firms, accepted };
        input.cluster = Some(ClusterEvidence { roster: Some(roster), ..cluster(vec![cell("1", census)]) });
    })
}

#[test]
fn g2_49_in_seoul_fails_and_says_the_count_the_threshold_the_date_and_the_law() {
    let report = with_cells(vec![cell("1156054000", Count::Known(49))]);
    let cause = GateCause::ClusterCount { count: 49, threshold: 50 };
    assert_decided(&report, Gate::G2, Outcome::Fail, cause);
    let finding = report.result(Gate::G2).unwrap().decisive().unwrap();
    assert_eq!(finding.basis.citation(), "소공인법 시행령 제3조");
    assert_eq!(finding.next, NextStep::ChooseOtherClusterOrAttachRoster);
    let dated = |evidence: &Evidence| matches!(evidence, Evidence::Snapshot(snapshot) if snapshot.reference_date == day(2021, 12, 31));
    assert!(finding.evidence.iter().any(dated));
}

#[test]
fn g2_50_in_seoul_passes() {
    let report = with_cells(vec![cell("1156054000", Count::Known(50))]);
    assert_decided(&report, Gate::G2, Outcome::Pass, GateCause::ClusterCount { count: 50, threshold: 50 });
}

#[test]
fn g2_each_tier_has_its_threshold_inclusive() {
    for (tier, threshold) in [(Tier::Metropolitan, 50), (Tier::Si, 40), (Tier::Gun, 20)] {
        for (count, outcome) in [(threshold - 1, Outcome::Fail), (threshold, Outcome::Pass)] {
            let report = with_cells(vec![ZoneCell { tier, threshold, ..cell("1", Count::Known(count)) }]);
            assert_decided(&report, Gate::G2, outcome, GateCause::ClusterCount { count, threshold });
        }
    }
}

#[test]
fn g2_r20_two_zones_of_30_do_not_add_up() {
    let report = with_cells(vec![cell("1", Count::Known(30)), cell("2", Count::Known(30))]);
    assert_decided(&report, Gate::G2, Outcome::Fail, GateCause::ClusterCount { count: 30, threshold: 50 });
}

#[test]
fn g2_r21_two_divisions_of_30_do_not_add_up() {
    let other = ZoneCell { division: 18, ..cell("1", Count::Known(30)) };
    let report = with_cells(vec![cell("1", Count::Known(30)), other]);
    assert_decided(&report, Gate::G2, Outcome::Fail, GateCause::ClusterCount { count: 30, threshold: 50 });
}

#[test]
fn g2_one_zone_that_meets_its_threshold_is_enough_and_comes_first() {
    let report = with_cells(vec![cell("1", Count::Known(12)), cell("2", Count::Known(57))]);
    assert_decided(&report, Gate::G2, Outcome::Pass, GateCause::ClusterCount { count: 57, threshold: 50 });
    let evidence = &report.result(Gate::G2).unwrap().findings[0].evidence;
    let zones = evidence.iter().filter_map(|evidence| match evidence {
        Evidence::Cell(cell) => Some(cell.zone_code.as_str()),
        _ => None,
    });
    assert_eq!(zones.collect::<Vec<_>>(), ["2", "1"]);
}

#[test]
fn g2_r22_a_withheld_count_is_unknown_and_never_zero() {
    let report = with_cells(vec![cell("1", Count::Unknown { at_least: 0, at_most: None })]);
    let cause = GateCause::ClusterCountUnknown { at_least: 0, at_most: None, threshold: 50 };
    assert_decided(&report, Gate::G2, Outcome::Unknown, cause);
    assert_eq!(report.eligibility(), Eligibility::Undetermined(vec![Gate::G2]));
}

#[test]
fn g2_r22_bounds_decide_when_both_sides_agree() {
    for (at_least, at_most, outcome) in [
        (50, None, Outcome::Pass),
        (49, None, Outcome::Unknown),
        (3, Some(49), Outcome::Fail),
        (3, Some(50), Outcome::Unknown),
    ] {
        let report = with_cells(vec![cell("1", Count::Unknown { at_least, at_most })]);
        let cause = GateCause::ClusterCountUnknown { at_least, at_most, threshold: 50 };
        assert_decided(&report, Gate::G2, outcome, cause);
    }
}

#[test]
fn g2_an_unknown_zone_beside_a_failing_one_leaves_the_gate_open() {
    let report = with_cells(vec![
        cell("1", Count::Known(49)),
        cell("2", Count::Unknown { at_least: 0, at_most: None }),
    ]);
    assert_eq!(report.outcome(Gate::G2), Outcome::Unknown);
}

#[test]
fn g2_no_cluster_fails() {
    for cluster in [None, Some(cluster(Vec::new()))] {
        let report = after(|input| input.cluster = cluster);
        assert_decided(&report, Gate::G2, Outcome::Fail, GateCause::NoCluster);
    }
}

#[test]
fn g2_r15_a_division_outside_the_ruleset_fails_however_many_firms_it_has() {
    let vehicles = ZoneCell { division: 30, ..cell("1", Count::Known(300)) };
    let legacy = ClusterEvidence { divisions: DivisionRule::Legacy19, ..cluster(vec![vehicles.clone()]) };
    let report = after(|input| input.cluster = Some(legacy));
    assert_decided(&report, Gate::G2, Outcome::Fail, GateCause::DivisionNotCounted { division: 30 });
    assert_eq!(with_cells(vec![vehicles]).outcome(Gate::G2), Outcome::Pass);
}

#[test]
fn g2_a_roster_newer_than_the_census_goes_to_a_person() {
    for (accepted, outcome) in
        [(None, Outcome::Unknown), (Some(judged(true)), Outcome::Pass), (Some(judged(false)), Outcome::Fail)]
    {
        let report = with_roster(Count::Known(49), day(2024, 4, 1), 53, accepted);
        let accepted = accepted.map(|judgement| judgement.holds);
        let cause = GateCause::RosterReview { firms: 53, threshold: 50, accepted };
        assert_decided(&report, Gate::G2, outcome, cause);
    }
}

#[test]
fn g2_a_roster_of_the_census_day_or_older_changes_nothing() {
    let report = with_roster(Count::Known(49), day(2021, 12, 31), 53, Some(judged(true)));
    assert_decided(&report, Gate::G2, Outcome::Fail, GateCause::ClusterCount { count: 49, threshold: 50 });
}

#[test]
fn g2_a_roster_is_not_needed_where_the_census_suffices() {
    let report = with_roster(Count::Known(50), day(2024, 4, 1), 12, Some(judged(false)));
    assert_decided(&report, Gate::G2, Outcome::Pass, GateCause::ClusterCount { count: 50, threshold: 50 });
}

#[test]
fn g2_a_roster_of_too_few_firms_fails_even_when_accepted() {
    let report = with_roster(Count::Known(40), day(2024, 4, 1), 49, Some(judged(true)));
    assert_eq!(report.outcome(Gate::G2), Outcome::Fail);
}

#[test]
fn g2_a_roster_of_another_zone_or_division_changes_nothing() {
    for (zone, division) in [("9", 25), ("1", 18)] {
        let roster = Roster {
            zone_code: zone.into(),
            division,
            as_of: day(2024, 4, 1),
            firms: 99,
            accepted: Some(judged(true)),
        };
        let cluster = ClusterEvidence { roster: Some(roster), ..cluster(vec![cell("1", Count::Known(49))]) };
        let report = after(|input| input.cluster = Some(cluster));
        let cause = GateCause::ClusterCount { count: 49, threshold: 50 };
        assert_decided(&report, Gate::G2, Outcome::Fail, cause);
    }
}

proptest! {
    #[test]
    fn g2_passes_exactly_when_one_zone_meets_its_own_threshold(counts in prop::collection::vec(0_u32..80, 1..6)) {
        let cells = counts.iter().enumerate().map(|(zone, count)| cell(&zone.to_string(), Count::Known(*count)));
        let passes = with_cells(cells.collect()).outcome(Gate::G2) == Outcome::Pass;
        prop_assert_eq!(passes, counts.iter().any(|count| *count >= 50));
    }

    #[test]
    fn g2_bounds_never_contradict_the_true_count(count in 0_u32..120, below in 0_u32..60, above in 0_u32..60) {
        let bounds = Count::Unknown { at_least: count.saturating_sub(below), at_most: Some(count + above) };
        let by_bounds = with_cells(vec![cell("1", bounds)]).outcome(Gate::G2);
        let by_count = with_cells(vec![cell("1", Count::Known(count))]).outcome(Gate::G2);
        prop_assert!(by_bounds == Outcome::Unknown || by_bounds == by_count);
    }
}
