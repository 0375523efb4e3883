use super::*;
use rstest::rstest;

fn documents(rubric: &mut Rubric) -> &mut ScoredStage {
    let StageRule::Scored(stage) = &mut rubric.stages[0] else { panic!("the document review gives points") };
    stage
}

fn part(code: &str, parent: &str, max_points: u32) -> Criterion {
    Criterion {
        code: code.into(),
        name: code.into(),
        parent: Some(parent.into()),
        max_points,
        floor_centi: None,
        anchors: vec![],
    }
}

type Change = fn(&mut Rubric);

#[rstest]
#[case::weights(|r: &mut Rubric| documents(r).weight_percent = 41, RubricProblem::Weights { sum: 101 })]
#[case::sum_above(
    |r: &mut Rubric| documents(r).criteria[4].max_points = 11,
    RubricProblem::CriteriaSum { stage: DOCUMENTS, sum: 101 }
)]
#[case::sum_below(
    |r: &mut Rubric| documents(r).criteria[4].max_points = 9,
    RubricProblem::CriteriaSum { stage: DOCUMENTS, sum: 99 }
)]
#[case::criterion_twice(
    |r: &mut Rubric| documents(r).criteria[1].code = "cluster".into(),
    RubricProblem::CriterionTwice { stage: DOCUMENTS, criterion: "cluster".into() }
)]
#[case::floor_above(
    |r: &mut Rubric| documents(r).criteria[0].floor_centi = Some(CentiPoints(2001)),
    RubricProblem::FloorOutside {
        stage: DOCUMENTS, criterion: "cluster".into(), floor_centi: CentiPoints(2001), max_points: 20
    }
)]
#[case::floor_below(
    |r: &mut Rubric| documents(r).criteria[0].floor_centi = Some(CentiPoints(-1)),
    RubricProblem::FloorOutside {
        stage: DOCUMENTS, criterion: "cluster".into(), floor_centi: CentiPoints(-1), max_points: 20
    }
)]
#[case::unknown_parent(
    |r: &mut Rubric| documents(r).criteria.push(part("part", "nowhere", 5)),
    RubricProblem::UnknownParent { stage: DOCUMENTS, criterion: "part".into(), parent: "nowhere".into() }
)]
#[case::parts(
    |r: &mut Rubric| documents(r).criteria.push(part("part", "plan", 24)),
    RubricProblem::PartsSum { stage: DOCUMENTS, criterion: "plan".into(), max_points: 25, sum: 24 }
)]
#[case::cut(
    |r: &mut Rubric| documents(r).cut_mark_centi = Some(CentiPoints(10_001)),
    RubricProblem::CutMarkOutside { stage: DOCUMENTS, cut_mark_centi: CentiPoints(10_001) }
)]
#[case::pass_mark(
    |r: &mut Rubric| r.pass_mark_centi = CentiPoints(10_001),
    RubricProblem::PassMarkOutside { pass_mark_centi: CentiPoints(10_001) }
)]
#[case::stage_twice(
    |r: &mut Rubric| r.stages.push(StageRule::Veto(VetoStage { stage: PRESENTATION })),
    RubricProblem::StageTwice { stage: PRESENTATION }
)]
#[case::stage_order(
    |r: &mut Rubric| r.stages.swap(1, 2),
    RubricProblem::StageOutOfOrder { stage: Stage::SiteInspection }
)]
#[case::item_above_cap(
    |r: &mut Rubric| r.bonuses.items[0].max_centi = CentiPoints(501),
    RubricProblem::ItemOutside {
        kind: AdjustmentKind::Bonus, item: "cooperative".into(),
        max_centi: CentiPoints(501), cap_centi: CentiPoints(500)
    }
)]
#[case::item_twice(
    |r: &mut Rubric| r.penalties.items[0].code = "cooperative".into(),
    RubricProblem::ItemTwice { item: "cooperative".into() }
)]
#[case::tie_criterion(
    |r: &mut Rubric| r.ties[1] = TieRule::Criterion { stage: PRESENTATION, criterion: "taste".into() },
    RubricProblem::TieWithoutCriterion { stage: PRESENTATION, criterion: "taste".into() }
)]
#[case::tie_stage(
    |r: &mut Rubric| r.ties[0] = TieRule::Stage { stage: Stage::SiteInspection },
    RubricProblem::TieWithoutStage { stage: Stage::SiteInspection }
)]
#[case::tie_twice(|r: &mut Rubric| r.ties[1] = r.ties[0].clone(), RubricProblem::TieTwice { place: 2 })]
#[case::tie_after_lot(|r: &mut Rubric| r.ties.swap(3, 4), RubricProblem::TieAfterLot)]
#[case::drops_all(
    |r: &mut Rubric| r.drop = DropRule { from_cards: 2, highest: 1, lowest: 1 },
    RubricProblem::DropsAll { from_cards: 2, dropped: 2 }
)]
#[case::no_card(|r: &mut Rubric| r.min_cards = 0, RubricProblem::NoCardNeeded)]
#[case::comments(
    |r: &mut Rubric| r.comments.above_percent = 59,
    RubricProblem::Comments { below_percent: 60, above_percent: 59 }
)]
#[case::advice(|r: &mut Rubric| r.advice.severity_centi = CentiPoints(-1), RubricProblem::AdviceBelowZero)]
fn a_contradiction_is_named_and_nothing_else(#[case] change: Change, #[case] problem: RubricProblem) {
    let mut rubric = rubric();
    change(&mut rubric);
    assert_eq!(rubric.problems(), std::slice::from_ref(&problem));
    let given = Given { rubric, ..call(&[("a", 8000, 8000)]) };
    assert_eq!(problems(&given), [GivenProblem::Rubric { problem }], "nothing is computed from it");
}

#[test]
fn every_contradiction_is_named_at_once() {
    let mut rubric = rubric();
    documents(&mut rubric).weight_percent = 0;
    documents(&mut rubric).criteria[0].max_points = 0;
    rubric.bonuses.cap_centi = CentiPoints(-1);
    let problems = rubric.problems();
    assert!(problems.contains(&RubricProblem::Weights { sum: 60 }));
    assert!(problems.contains(&RubricProblem::CriteriaSum { stage: DOCUMENTS, sum: 80 }));
    assert!(problems.contains(&RubricProblem::NoPoints { stage: DOCUMENTS, criterion: "cluster".into() }));
    let outside =
        problems.iter().filter(|problem| matches!(problem, RubricProblem::ItemOutside { .. })).count();
    assert_eq!(outside, 3, "each bonus is above a cap below zero");
    assert!(problems.iter().any(|problem| matches!(problem, RubricProblem::CapOutside { .. })));
}

#[test]
fn a_rubric_without_points_is_none() {
    let rubric = Rubric {
        stages: vec![StageRule::Veto(VetoStage { stage: Stage::SiteInspection })],
        ties: vec![],
        ..rubric()
    };
    assert_eq!(rubric.problems(), [RubricProblem::NoScoredStage]);
}

#[test]
fn parents_in_a_circle_are_named_and_end() {
    let mut rubric = rubric();
    let criteria = &mut documents(&mut rubric).criteria;
    criteria[0].parent = Some("capacity".into());
    criteria[1].parent = Some("cluster".into());
    let circles = rubric
        .problems()
        .iter()
        .filter(|problem| matches!(problem, RubricProblem::ParentCircle { .. }))
        .count();
    assert_eq!(circles, 2);
    assert!(card("e1", "a", DOCUMENTS, points_of(8000)).check(&rubric).len() > 1, "checking a card ends too");
}

#[test]
fn the_limits_themselves_are_allowed() {
    let mut rubric = rubric();
    documents(&mut rubric).criteria[0].floor_centi = Some(CentiPoints(2000));
    documents(&mut rubric).cut_mark_centi = Some(CentiPoints(10_000));
    rubric.pass_mark_centi = CentiPoints::ZERO;
    rubric.bonuses.items[0].max_centi = rubric.bonuses.cap_centi;
    rubric.drop = DropRule { from_cards: 3, highest: 1, lowest: 1 };
    rubric.comments.below_percent = rubric.comments.above_percent;
    assert_eq!(rubric.problems(), []);
}
