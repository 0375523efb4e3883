//! The rules of the statute, by their numbers.

use clusters::{Cell, Count, Ruleset, State, Tier, clusters, evaluate, evaluate_cell, near_clusters};
use rstest::rstest;

fn cell(zone: &str, industry: &str, tier: Tier, count: Count) -> Cell {
    Cell { zone: zone.into(), industry: industry.into(), tier, count, point: None }
}

fn state(count: u64, tier: Tier) -> State {
    evaluate_cell(Count::Exact(count), tier, &Ruleset::statute_2018()).state
}

#[rstest]
#[case(Tier::Metropolitan, 50)]
#[case(Tier::Si, 40)]
#[case(Tier::Gun, 20)]
fn line_47_a_count_at_the_threshold_is_a_cluster(#[case] tier: Tier, #[case] threshold: u64) {
    assert_eq!(state(threshold, tier), State::Cluster);
    assert_eq!(state(threshold - 1, tier), State::Near);
    assert_eq!(state(threshold * 8 / 10, tier), State::Near, "exactly 20 % below is near");
    assert_eq!(state(threshold * 8 / 10 - 1, tier), State::Below);
    assert_eq!(state(0, tier), State::Below);
}

#[test]
fn margins_count_from_the_threshold() {
    let margin = |n| evaluate_cell(Count::Exact(n), Tier::Si, &Ruleset::statute_2018()).margin;
    assert_eq!([margin(40), margin(39), margin(100), margin(0)], [Some(0), Some(-1), Some(60), Some(-40)]);
}

#[test]
fn near_is_exact_for_odd_thresholds() {
    let rules = Ruleset { thresholds: clusters::Thresholds::Fixed(33), ..Ruleset::statute_2018() };
    let state = |n| evaluate_cell(Count::Exact(n), Tier::Fixed, &rules).state;
    // 20 % of 33 is 6.6, so 6 below is near and 7 below is not.
    assert_eq!((state(27), state(26)), (State::Near, State::Below));
}

#[test]
fn r15_divisions() {
    let (statute, legacy) = (Ruleset::statute_2018(), Ruleset::legacy_19());
    for division in 10..=34 {
        let code = format!("C{division}");
        let left_out = [12, 19, 21, 30, 31, 34].contains(&division);
        assert!(statute.is_eligible(&code), "{code}");
        assert_eq!(legacy.is_eligible(&code), !left_out, "{code}");
    }
    assert_eq!(legacy.eligible_prefixes.len(), 19);
    for other in ["G47", "I56", "J62", "25"] {
        assert!(!statute.is_eligible(other) && !legacy.is_eligible(other), "{other}");
    }
}

#[test]
fn r20_adjoining_zones_do_not_add_up() {
    let cells = [
        cell("1119074", "C25", Tier::Metropolitan, Count::Exact(30)),
        cell("1119075", "C25", Tier::Metropolitan, Count::Exact(30)),
    ];
    assert!(clusters(&cells, &Ruleset::statute_2018()).is_empty());
}

#[test]
fn r21_divisions_do_not_add_up() {
    let cells = [
        cell("1119074", "C25", Tier::Metropolitan, Count::Exact(30)),
        cell("1119074", "C29", Tier::Metropolitan, Count::Exact(30)),
    ];
    assert!(clusters(&cells, &Ruleset::statute_2018()).is_empty());
    assert!(near_clusters(&cells, &Ruleset::statute_2018()).is_empty());
}

#[test]
fn r22_a_suppressed_count_is_never_zero() {
    let rules = Ruleset::statute_2018();
    let finding = evaluate_cell(Count::AtLeast(0), Tier::Gun, &rules);
    assert_eq!((finding.state, finding.margin), (State::Unknown, None));
    let finding = evaluate_cell(Count::AtLeast(19), Tier::Gun, &rules);
    assert_eq!(finding.state, State::Unknown, "19 known ones and a suppressed number may well be 20");
    let finding = evaluate_cell(Count::AtLeast(20), Tier::Gun, &rules);
    assert_eq!((finding.state, finding.margin), (State::Cluster, Some(0)), "the known part alone is enough");
}

#[test]
fn unknown_parts_make_unknown_sums() {
    assert_eq!(Count::Exact(3) + Count::Exact(4), Count::Exact(7));
    assert_eq!(Count::Exact(3) + Count::AtLeast(0), Count::AtLeast(3));
    assert_eq!(Count::AtLeast(3) + Count::AtLeast(4), Count::AtLeast(7));
}

#[test]
fn clusters_come_by_size_then_zone_then_industry() {
    let cells = [
        cell("2", "C10", Tier::Gun, Count::Exact(20)),
        cell("1", "C11", Tier::Gun, Count::Exact(20)),
        cell("1", "C10", Tier::Gun, Count::Exact(20)),
        cell("3", "C10", Tier::Gun, Count::Exact(90)),
        cell("4", "C10", Tier::Gun, Count::Exact(19)),
    ];
    let found = clusters(&cells, &Ruleset::statute_2018());
    let order: Vec<String> = found.iter().map(|c| format!("{}/{}", c.zone, c.industry)).collect();
    assert_eq!(order, ["3/C10", "1/C10", "1/C11", "2/C10"]);
}

#[test]
fn shares_and_quotients_need_known_numbers() {
    let rules = Ruleset::statute_2018();
    let mut cells = vec![
        cell("1", "C10", Tier::Gun, Count::Exact(30)),
        cell("1", "C11", Tier::Gun, Count::Exact(10)),
        cell("2", "C10", Tier::Gun, Count::Exact(10)),
        cell("2", "C11", Tier::Gun, Count::Exact(50)),
    ];
    let judged = evaluate(&cells, &rules);
    assert_eq!(judged[0].zone_share, Some(0.75));
    // 30 of 40 here, 40 of 100 everywhere.
    assert!(judged[0].location_quotient.is_some_and(|q| (q - 1.875).abs() < 1e-12));
    cells[3].count = Count::AtLeast(50);
    let judged = evaluate(&cells, &rules);
    assert_eq!((judged[0].zone_share, judged[0].location_quotient), (Some(0.75), None));
    assert_eq!(judged[2].zone_share, None);
}
