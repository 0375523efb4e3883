//! Each result is computed once more from its working alone: whoever has the printed steps needs nothing else.

use std::{cmp::Reverse, collections::BTreeMap};

use programme::scoring::*;
use proptest::prelude::*;

use crate::calls::call;

/// A quotient rounded half up, in a way of its own: twice the value and the divisor, then whole steps.
fn half_up(value: i64, divisor: i64) -> CentiPoints {
    CentiPoints((2 * value + divisor).div_euclid(2 * divisor))
}

/// The points of a stage, the means of its criteria and how many marks were missed, from the steps.
fn stage(working: &Working) -> (Option<CentiPoints>, Vec<CriterionMean>, usize) {
    let mut cards: BTreeMap<&EvaluatorKey, &[CriterionPoints]> = BTreeMap::new();
    let (mut mean, mut means, mut missed) = (None, Vec::new(), 0);
    let sum = |points: &[CriterionPoints]| points.iter().map(|score| score.points_centi.0).sum::<i64>();
    for step in &working.0 {
        let divisor = i64::try_from(cards.len()).expect("a few");
        match step {
            Step::CardIn { evaluator, points, total_centi } => {
                assert_eq!(sum(points), total_centi.0, "nobody typed this total");
                cards.insert(evaluator, points);
            }
            Step::Dropped { evaluator, total_centi, side, .. } => {
                let totals = cards.values().map(|points| sum(points));
                let end = match side {
                    Side::Highest => totals.max(),
                    Side::Lowest => totals.min(),
                };
                assert_eq!((end, sum(cards[evaluator])), (Some(total_centi.0), total_centi.0));
                cards.remove(evaluator);
            }
            Step::AllKept { cards: kept, from_cards } => {
                assert!(i64::from(*kept) == divisor && kept < from_cards);
            }
            Step::Summed { cards: kept, sum_centi } => {
                let total: i64 = cards.values().map(|points| sum(points)).sum();
                assert_eq!((i64::from(*kept), sum_centi.0), (divisor, total));
            }
            Step::Divided { .. } => {
                let total = cards.values().map(|points| sum(points)).sum();
                mean = Some(half_up(total, divisor));
            }
            Step::CriterionMean { criterion, of, .. } => {
                let points = cards.values().flat_map(|points| *points);
                let total =
                    points.filter(|score| of.contains(&score.criterion)).map(|score| score.points_centi.0);
                let mean_centi = half_up(total.sum(), divisor);
                means.push(CriterionMean { criterion: criterion.clone(), mean_centi });
            }
            Step::CutCompared { cut_mark_centi, .. } => {
                missed += usize::from(mean.expect("a mean") < *cut_mark_centi);
            }
            Step::FloorCompared { criterion, floor_centi, .. } => {
                let found = means.iter().find(|mean| mean.criterion == *criterion).expect("a mean");
                missed += usize::from(found.mean_centi < *floor_centi);
            }
            Step::Inspected { result, .. } => missed += usize::from(*result == InspectionResult::NonConform),
            Step::LeftOut(LeftOut { evaluator, reason }) => {
                assert!(!cards.contains_key(evaluator) && !reason.is_empty());
            }
            other => panic!("{other:?} does not belong to a stage"),
        }
    }
    (mean, means, missed)
}

/// Weighted points, bonus, penalty, final points and whether they pass, from the steps.
fn final_points(working: &Working) -> [i64; 5] {
    let (mut products, mut weighted, mut passes) = (0, 0, 0);
    let mut granted = [0, 0];
    let mut counted = [0, 0];
    let at = |kind: &AdjustmentKind| usize::from(*kind == AdjustmentKind::Penalty);
    for step in &working.0 {
        match step {
            Step::Weighted { mean_centi, weight_percent, .. } => {
                products += mean_centi.0 * i64::from(*weight_percent);
            }
            Step::WeightedSum { .. } => weighted = half_up(products, 100).0,
            Step::Adjusted { kind, asked_centi, max_centi, .. } => {
                granted[at(kind)] += asked_centi.0.min(max_centi.0);
            }
            Step::Capped { kind, cap_centi, .. } => counted[at(kind)] = granted[at(kind)].min(cap_centi.0),
            Step::Totalled { .. } => {}
            Step::PassMarkCompared { pass_mark_centi, .. } => {
                passes = i64::from(weighted + counted[0] - counted[1] >= pass_mark_centi.0);
            }
            other => panic!("{other:?} does not belong to final points"),
        }
    }
    [weighted, counted[0], counted[1], weighted + counted[0] - counted[1], passes]
}

/// The groups of applications that share a place among those with equal points, from the steps.
fn ties(working: &Working) -> Vec<(CentiPoints, Vec<Vec<ApplicationKey>>)> {
    let mut found: Vec<(CentiPoints, Vec<Vec<ApplicationKey>>)> = Vec::new();
    for step in &working.0 {
        // Splits the one group that holds exactly these.
        let mut split = |these: &mut Vec<ApplicationKey>, into: Vec<Vec<ApplicationKey>>| {
            these.sort();
            let groups = &mut found.last_mut().expect("a tie").1;
            let same = |group: &Vec<ApplicationKey>| {
                let mut group = group.clone();
                group.sort();
                group == *these
            };
            let place = groups.iter().position(same).expect("a group");
            groups.splice(place..=place, into);
        };
        match step {
            Step::TieFound { total_centi, applications } => {
                found.push((*total_centi, vec![applications.clone()]));
            }
            Step::TieCompared { values, .. } => {
                let mut by_value: BTreeMap<Reverse<i64>, Vec<ApplicationKey>> = BTreeMap::new();
                for value in values {
                    by_value.entry(Reverse(value.value)).or_default().push(value.application.clone());
                }
                let mut these = values.iter().map(|value| value.application.clone()).collect();
                split(&mut these, by_value.into_values().collect());
            }
            Step::LotDrawn { order, .. } => {
                split(&mut order.clone(), order.iter().map(|one| vec![one.clone()]).collect());
            }
            Step::TieOpen { applications } => split(&mut applications.clone(), vec![applications.clone()]),
            other => panic!("{other:?} does not belong to an order"),
        }
    }
    found
}

/// Places from the final points and the steps.
fn places(outcome: &Outcome) -> Vec<(u32, ApplicationKey)> {
    let mut by_total: BTreeMap<Reverse<i64>, Vec<Vec<ApplicationKey>>> = BTreeMap::new();
    for result in &outcome.results {
        if let Some([.., total, 1]) = result.final_points.as_ref().map(|points| final_points(&points.working))
        {
            by_total.entry(Reverse(total)).or_default().push(vec![result.application.clone()]);
        }
    }
    for (total, groups) in ties(&outcome.ranking.working) {
        let alone = by_total.insert(Reverse(total.0), groups.clone()).expect("these points");
        assert_eq!(alone.len(), groups.iter().map(Vec::len).sum::<usize>(), "all with these points");
    }
    let (mut out, mut before) = (Vec::new(), 0);
    for group in by_total.into_values().flatten() {
        out.extend(group.iter().map(|application| (before + 1, application.clone())));
        before += u32::try_from(group.len()).expect("a few");
    }
    out
}

proptest! {
    #[test]
    fn every_result_follows_from_its_working_alone(number in any::<u64>()) {
        let outcome = evaluate(&call(number)).unwrap();
        for result in &outcome.results {
            for found in &result.stages {
                let (mean, means, missed) = stage(&found.working);
                let points = found.points.as_ref();
                prop_assert_eq!(mean, points.map(|points| points.mean_centi));
                prop_assert_eq!(means, points.map_or_else(Vec::new, |points| points.criteria.clone()));
                prop_assert_eq!(missed, found.stops.len());
            }
            if let Some(points) = &result.final_points {
                let FinalPoints { weighted_centi, bonus_centi, penalty_centi, total_centi, .. } = points;
                let told = [weighted_centi.0, bonus_centi.0, penalty_centi.0, total_centi.0, i64::from(points.passes)];
                prop_assert_eq!(final_points(&points.working), told);
            }
        }
        let order = &outcome.ranking.order;
        let told: Vec<_> = order.iter().map(|ranked| (ranked.place, ranked.application.clone())).collect();
        prop_assert_eq!(places(&outcome), told);
    }
}
