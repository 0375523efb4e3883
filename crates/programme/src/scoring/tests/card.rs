use super::*;
use rstest::rstest;

fn without_comments(points: [i64; 5]) -> Card {
    let mut card = card("e1", "a", DOCUMENTS, points);
    card.scores.iter_mut().for_each(|score| score.comment = None);
    card
}

/// Points that need no comment: 80 % of each criterion.
const PLAIN: [i64; 5] = [1600, 2000, 1600, 2000, 800];

#[test]
fn a_complete_card_has_no_problem_and_its_total_is_computed() {
    let card = without_comments(PLAIN);
    assert_eq!(card.check(&rubric()), []);
    assert_eq!(card.total(), CentiPoints::whole(80));
}

// Of 20 points 60 % are 12.00 and 95 % are 19.00.
#[rstest]
#[case(0, Some(CommentReason::Low))]
#[case(1199, Some(CommentReason::Low))]
#[case(1200, None)]
#[case(1900, None)]
#[case(1901, Some(CommentReason::High))]
#[case(2000, Some(CommentReason::High))]
fn few_and_nearly_all_points_need_a_comment(#[case] points: i64, #[case] asks: Option<CommentReason>) {
    let mut given = PLAIN;
    given[0] = points;
    let problem = asks.map(|because| CardProblem::NoComment {
        criterion: "cluster".into(),
        points_centi: CentiPoints(points),
        because,
    });
    let mut card = without_comments(given);
    assert_eq!(card.check(&rubric()), Vec::from_iter(problem.clone()));
    card.scores[0].comment = Some("  \n".into());
    assert_eq!(card.check(&rubric()), Vec::from_iter(problem), "blanks are no comment");
    card.scores[0].comment = Some("근거".into());
    assert_eq!(card.check(&rubric()), []);
}

#[test]
fn a_comment_may_have_to_be_longer() {
    let mut rubric = rubric();
    rubric.comments.min_characters = 10;
    let mut given = PLAIN;
    given[0] = 0;
    let mut card = without_comments(given);
    for (comment, problems) in [("아홉 글자입니다요", 1), ("열 글자가 됩니다요", 0)] {
        card.scores[0].comment = Some(comment.into());
        assert_eq!(card.check(&rubric).len(), problems, "{comment}");
    }
}

#[rstest]
#[case(-1, CardProblem::BelowZero { criterion: "cluster".into(), points_centi: CentiPoints(-1) })]
#[case(2001, CardProblem::AboveMax {
    criterion: "cluster".into(), points_centi: CentiPoints(2001), max_points: 20
})]
#[case(i64::MAX, CardProblem::AboveMax {
    criterion: "cluster".into(), points_centi: CentiPoints(i64::MAX), max_points: 20
})]
fn points_stay_between_zero_and_the_most(#[case] points: i64, #[case] problem: CardProblem) {
    let mut given = PLAIN;
    given[0] = points;
    assert_eq!(card("e1", "a", DOCUMENTS, given).check(&rubric()), [problem]);
}

#[test]
fn every_problem_is_named_at_once() {
    let mut card = without_comments(PLAIN);
    card.scores[0].criterion = "taste".into();
    card.scores[1].points_centi = CentiPoints(2501);
    card.scores[2].criterion = "plan".into();
    let problems = card.check(&rubric());
    assert_eq!(
        problems,
        [
            CardProblem::Unknown { criterion: "taste".into() },
            CardProblem::AboveMax {
                criterion: "capacity".into(),
                points_centi: CentiPoints(2501),
                max_points: 25
            },
            CardProblem::Twice { criterion: "plan".into() },
            CardProblem::Missing { criterion: "cluster".into() },
            CardProblem::Missing { criterion: "resources".into() },
        ]
    );
}

#[test]
fn a_criterion_with_parts_is_their_sum() {
    let mut rubric = rubric();
    let StageRule::Scored(stage) = &mut rubric.stages[0] else { panic!("it gives points") };
    for (code, max_points) in [("mandatory", 15), ("special", 10)] {
        stage.criteria.push(Criterion {
            code: code.into(),
            name: code.into(),
            parent: Some("plan".into()),
            max_points,
            floor_centi: None,
            anchors: vec![],
        });
    }
    assert_eq!(rubric.problems(), []);
    let mut card = without_comments(PLAIN);
    assert!(card.check(&rubric).contains(&CardProblem::Group { criterion: "plan".into() }));
    card.scores.retain(|score| score.criterion != "plan".into());
    for (criterion, points) in [("mandatory", 1200), ("special", 800)] {
        let (criterion, points_centi) = (criterion.into(), CentiPoints(points));
        card.scores.push(Score { criterion, points_centi, comment: None });
    }
    assert_eq!(card.check(&rubric), []);
    let result = panel(&rubric, DOCUMENTS, &key("a"), None, &[card]).unwrap();
    let plan = result.criteria.iter().find(|mean| mean.criterion == "plan".into()).unwrap();
    assert_eq!(plan.mean_centi, CentiPoints(2000), "the parts together");
    assert_eq!(result.mean_centi, CentiPoints(8000), "and not counted twice");
}

#[test]
fn a_void_card_needs_a_reason_and_nothing_else() {
    let mut card = void(card("e1", "a", DOCUMENTS, [-1; 5]));
    assert_eq!(card.check(&rubric()), []);
    card.state = CardState::Void { reason: " ".into(), signed_at: None };
    assert_eq!(card.check(&rubric()), [CardProblem::NoReason]);
}

#[test]
fn a_stage_without_points_has_no_card() {
    let card = card("e1", "a", Stage::SiteInspection, PLAIN);
    assert_eq!(card.check(&rubric()), [CardProblem::StageWithoutPoints]);
}

#[test]
fn a_card_holds_no_total_and_no_fraction() {
    let text = serde_json::to_string(&card("e1", "a", DOCUMENTS, PLAIN)).unwrap();
    assert!(serde_json::from_str::<Card>(&text).is_ok());
    let with_total = text.replacen('{', r#"{"total_centi":8000,"#, 1);
    assert!(serde_json::from_str::<Card>(&with_total).is_err());
    let with_fraction = text.replacen("1600", "16.5", 1);
    assert!(serde_json::from_str::<Card>(&with_fraction).is_err());
}
