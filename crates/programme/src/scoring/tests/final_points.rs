use super::*;
use rstest::rstest;

// 40 % and 60 %, added and then rounded once, half up.
#[rstest]
#[case(8000, 8000, 8000)]
#[case(6000, 10_000, 8400)]
#[case(10_000, 6000, 7600)]
#[case::half_goes_up(7001, 7003, 7002)]
#[case::eight_tenths_go_up(7000, 7003, 7002)]
#[case::two_tenths_are_cut_off(7003, 7000, 7001)]
#[case::four_tenths_are_cut_off(7001, 7000, 7000)]
#[case::six_tenths_go_up(7000, 7001, 7001)]
fn r51_documents_weigh_40_and_the_presentation_60(
    #[case] documents: i64,
    #[case] presentation: i64,
    #[case] weighted: i64,
) {
    let points = final_of(&call(&[("a", documents, presentation)]), "a");
    assert_eq!(points.weighted_centi, CentiPoints(weighted));
    assert_eq!(points.total_centi, points.weighted_centi);
}

#[test]
fn r51_exactly_half_of_a_hundredth_goes_up() {
    let mut given = call(&[("a", 7000, 7001)]);
    for (index, weight) in [(0, 50), (2, 50)] {
        let StageRule::Scored(stage) = &mut given.rubric.stages[index] else { panic!("it gives points") };
        stage.weight_percent = weight;
    }
    assert_eq!(final_of(&given, "a").weighted_centi, CentiPoints(7001), "70.005");
}

#[rstest]
#[case(6999, false)]
#[case(7000, true)]
fn r55_69_99_fails_and_70_00_passes(#[case] points: i64, #[case] passes: bool) {
    let given = call(&[("a", points, points)]);
    let (total_centi, pass_mark_centi) = (CentiPoints(points), CentiPoints(7000));
    let found = final_of(&given, "a");
    assert_eq!((found.total_centi, found.passes), (total_centi, passes));
    let compared = Step::PassMarkCompared { total_centi, pass_mark_centi, reached: passes };
    assert_eq!(found.working.0.last(), Some(&compared));
    let ranking = evaluate(&given).unwrap().ranking;
    assert_eq!(ranking.order.len(), usize::from(passes));
    let stop = Stop::BelowPassMark { total_centi, pass_mark_centi };
    let because = WhyNot::Stopped { stops: vec![stop] };
    let not_ranked = NotRanked { application: key("a"), because };
    assert_eq!(ranking.not_ranked, if passes { vec![] } else { vec![not_ranked] });
}

// each up to its own maximum (2, 2 and 3 points), all up to 5.
#[rstest]
#[case::none(&[], 0)]
#[case::one(&[("cooperative", 150)], 150)]
#[case::at_its_maximum(&[("cooperative", 200)], 200)]
#[case::above_its_maximum(&[("cooperative", 201)], 200)]
#[case::far_above(&[("cooperative", i64::MAX)], 200)]
#[case::below_the_cap(&[("cooperative", 200), ("no_center_yet", 299)], 499)]
#[case::at_the_cap(&[("cooperative", 200), ("no_center_yet", 300)], 500)]
#[case::above_the_cap(&[("cooperative", 200), ("district", 200), ("no_center_yet", 300)], 500)]
#[case::zero(&[("cooperative", 0)], 0)]
fn r52_bonuses_have_their_own_maximum_and_a_cap(#[case] asked: &[(&str, i64)], #[case] counted: i64) {
    let mut given = call(&[("a", 8000, 8000), ("b", 8000, 8000)]);
    given.adjustments = asked.iter().map(|(item, points)| bonus("a", item, *points)).collect();
    let points = final_of(&given, "a");
    assert_eq!((points.bonus_centi.0, points.total_centi.0), (counted, 8000 + counted));
    assert_eq!(final_of(&given, "b").total_centi.0, 8000, "a bonus belongs to one application");
    given.adjustments.reverse();
    assert_eq!(final_of(&given, "a"), points, "the order of entry does not matter");
}

#[rstest]
#[case(&[("late_settlement", 100)], 100)]
#[case(&[("late_settlement", 301)], 300)]
#[case(&[("late_settlement", 300), ("sanction", 500)], 500)]
fn r52_penalties_are_taken_off(#[case] asked: &[(&str, i64)], #[case] counted: i64) {
    let mut given = call(&[("a", 8000, 8000)]);
    given.adjustments = asked.iter().map(|(item, points)| penalty("a", item, *points)).collect();
    let points = final_of(&given, "a");
    assert_eq!((points.penalty_centi.0, points.total_centi.0), (counted, 8000 - counted));
}

#[test]
fn bonus_and_penalty_are_capped_apart_and_decide_about_passing() {
    let mut given = call(&[("a", 7000, 7000)]);
    given.adjustments = vec![penalty("a", "late_settlement", 1)];
    assert!(!final_of(&given, "a").passes, "69.99 with the penalty");
    given.adjustments.push(bonus("a", "cooperative", 1));
    assert!(final_of(&given, "a").passes, "70.00 with both");
    given.adjustments =
        vec![penalty("a", "sanction", 900), bonus("a", "no_center_yet", 900), bonus("a", "district", 900)];
    let points = final_of(&given, "a");
    assert_eq!((points.bonus_centi.0, points.penalty_centi.0, points.total_centi.0), (500, 500, 7000));
}

#[test]
fn a_bonus_that_is_unknown_twice_below_zero_or_unproven_is_a_problem() {
    let problem = |adjustments: Vec<Adjustment>| {
        let mut given = call(&[("a", 8000, 8000)]);
        given.adjustments = adjustments;
        problems(&given)
    };
    let (application, kind) = (key("a"), AdjustmentKind::Bonus);
    let item: ItemCode = "sanction".into();
    assert_eq!(
        problem(vec![bonus("a", "sanction", 100)]),
        [GivenProblem::UnknownItem { application: application.clone(), kind, item }],
        "a penalty is no bonus"
    );
    let item: ItemCode = "cooperative".into();
    let twice = vec![bonus("a", "cooperative", 1), bonus("a", "cooperative", 1)];
    let (application2, item2) = (application.clone(), item.clone());
    assert_eq!(problem(twice), [GivenProblem::ItemTwice { application: application2, kind, item: item2 }]);
    let (application2, item2) = (application.clone(), item.clone());
    assert_eq!(
        problem(vec![bonus("a", "cooperative", -1)]),
        [GivenProblem::ItemBelowZero { application: application2, kind, item: item2 }]
    );
    let unproven = Adjustment { evidence: " ".into(), ..bonus("a", "cooperative", 1) };
    assert_eq!(problem(vec![unproven]), [GivenProblem::NoEvidence { application, kind, item }]);
}
