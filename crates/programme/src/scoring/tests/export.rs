use super::*;

fn sheet() -> Export {
    let mut given = call(&[("a", 8000, 8000), ("b", 8000, 8000), ("c", 5000, 8000), ("d", 6500, 6500)]);
    given.cards.retain(|card| card.application != key("c") || card.stage == DOCUMENTS);
    given.inspections.retain(|one| one.application != key("c"));
    given.adjustments = vec![bonus("a", "cooperative", 100), bonus("b", "district", 100)];
    Export::new("2024년 예시 공고".into(), given).unwrap()
}

/// What is named after a change to what was published.
fn after(change: impl FnOnce(&mut Outcome)) -> Vec<Difference> {
    let mut sheet = sheet();
    change(&mut sheet.published);
    verify(&sheet)
}

#[test]
fn a_sheet_agrees_with_itself_and_is_read_back_unchanged() {
    let sheet = sheet();
    assert_eq!(verify(&sheet), []);
    let text = serde_json::to_string_pretty(&sheet).unwrap();
    assert!(text.contains(r#""format": "moru-scores/1""#));
    assert!(!text.contains('.') || !text.contains("0."), "no fractions but in texts");
    let read: Export = serde_json::from_str(&text).unwrap();
    assert_eq!(read, sheet);
    assert_eq!(verify(&read), []);
}

#[test]
fn a_sheet_with_an_unknown_format_or_field_is_not_read() {
    let text = serde_json::to_string(&sheet()).unwrap();
    for (from, to) in [
        ("moru-scores/1", "moru-scores/2"),
        (r#""seats":1"#, r#""seats":1,"note":"x""#),
        (r#""seats":1"#, r#""seats":1.0"#),
        (r#""seats":1"#, r#""seats":-1"#),
    ] {
        assert!(text.contains(from));
        assert!(serde_json::from_str::<Export>(&text.replacen(from, to, 1)).is_err(), "{to}");
    }
}

#[test]
fn every_number_that_differs_is_named() {
    let one = CentiPoints(1);
    let a = key("a");
    assert_eq!(
        after(|outcome| {
            let points = outcome.results[0].stages[0].points.as_mut().unwrap();
            points.criteria[3].mean_centi = points.criteria[3].mean_centi + one;
        }),
        [Difference::CriterionMean {
            application: a.clone(),
            stage: DOCUMENTS,
            criterion: "plan".into(),
            published: Some(CentiPoints(1501)),
            computed: Some(CentiPoints(1500)),
        }]
    );
    assert_eq!(
        after(|outcome| outcome.results[0].final_points.as_mut().unwrap().penalty_centi = one),
        [Difference::Final {
            application: a.clone(),
            amount: Amount::Penalty,
            published: Some(one),
            computed: Some(CentiPoints::ZERO),
        }]
    );
    assert_eq!(
        after(|outcome| outcome.results[3].final_points.as_mut().unwrap().passes = true),
        [Difference::Passes { application: key("d"), published: true }]
    );
    assert_eq!(
        after(|outcome| outcome.results[2].stages[0].stops.clear()),
        [Difference::Stops { application: key("c"), stage: DOCUMENTS, published: 0, computed: 1 }]
    );
}

#[test]
fn every_place_that_differs_is_named() {
    let (a, b) = (key("a"), key("b"));
    let settled = after(|outcome| {
        outcome.ranking.order[0].standing = Standing::Selected;
        outcome.ranking.order[1].standing = Standing::Reserve { order: 1 };
        outcome.ranking.order[1].place = 2;
        outcome.ranking.unresolved.clear();
    });
    let standing = |application: &ApplicationKey, published| Difference::Standing {
        application: application.clone(),
        published,
        computed: Standing::Open,
    };
    assert_eq!(
        settled,
        [
            standing(&a, Standing::Selected),
            Difference::Place { application: b.clone(), published: Some(2), computed: Some(1) },
            standing(&b, Standing::Reserve { order: 1 }),
            Difference::Unresolved { published: vec![], computed: vec![vec![a.clone(), b.clone()]] },
        ],
        "a tie that nobody drew lots for was settled in silence"
    );
    assert_eq!(
        after(|outcome| {
            outcome.ranking.order.pop();
        }),
        [Difference::Place { application: b.clone(), published: None, computed: Some(1) }]
    );
    assert_eq!(
        after(|outcome| outcome.ranking.not_ranked.swap(0, 1)),
        [Difference::Arrangement { list: List::NotRanked }]
    );
    assert_eq!(
        after(|outcome| outcome.ranking.not_ranked[0].because = WhyNot::Withdrawn),
        [Difference::WhyNot { application: key("c") }]
    );
}

#[test]
fn results_that_are_missing_or_too_many_are_named() {
    assert_eq!(
        after(|outcome| {
            outcome.results.remove(0);
        }),
        [Difference::ResultMissing { application: key("a") }]
    );
    assert_eq!(
        after(|outcome| {
            let mut extra = outcome.results[0].clone();
            extra.application = key("x");
            outcome.results.push(extra);
        }),
        [Difference::ResultExtra { application: key("x") }]
    );
    assert_eq!(
        after(|outcome| {
            let again = outcome.results[0].clone();
            outcome.results.push(again);
        }),
        [Difference::Arrangement { list: List::Results }]
    );
    assert_eq!(
        after(|outcome| {
            let extra = outcome.results[0].stages[1].clone();
            outcome.results[2].stages.push(extra);
        }),
        [Difference::StageResult { application: key("c"), stage: Stage::SiteInspection, published: true }]
    );
    assert_eq!(
        after(|outcome| {
            outcome.results[2].stages.clear();
        }),
        [Difference::StageResult { application: key("c"), stage: DOCUMENTS, published: false }]
    );
}

#[test]
fn one_changed_card_changes_everything_that_follows_from_it() {
    let mut sheet = sheet();
    sheet.given.cards[0].scores[0].points_centi = CentiPoints(1000);
    let lines: Vec<String> = verify(&sheet).iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "application a, document review: points published 80.00, computed 70.00",
            "application a, document review, criterion cluster: mean published 20.00, computed 10.00",
            "application a, document review: step 1 of the working differs",
            "application a: weighted points published 80.00, computed 76.00",
            "application a: final points published 81.00, computed 77.00",
            "application a, final points: step 1 of the working differs",
            "application a: place published 1, computed 2",
            "application a: published as open, computed as reserve 1",
            "application a: final points in the order published 81.00, computed 77.00",
            "application b: published as open, computed as selected",
            "the list of places differs in its order, or names something twice",
            "open ties published a and b, computed none",
            "order: step 1 of the working differs",
        ]
    );
}

#[test]
fn what_leads_to_no_result_is_named_and_the_rest_is_still_compared() {
    let mut sheet = sheet();
    sheet.given.cards.retain(|card| card.application != key("a") || card.stage != PRESENTATION);
    sheet.published.results[1].final_points.as_mut().unwrap().bonus_centi = CentiPoints::ZERO;
    let lines: Vec<String> = verify(&sheet).iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "given: application a, presentation: 0 cards count and 1 are needed",
            "application b: bonus published 0.00, computed 1.00",
        ]
    );
}

#[test]
fn a_rubric_that_contradicts_itself_leads_to_nothing() {
    let mut sheet = sheet();
    sheet.given.rubric.drop.from_cards = 2;
    let lines: Vec<String> = verify(&sheet).iter().map(ToString::to_string).collect();
    assert_eq!(lines, ["given: the rubric contradicts itself: of 2 cards 2 are dropped"]);
}

#[test]
fn hostile_numbers_are_refused_and_overflow_nothing() {
    for points in [i64::MAX, i64::MIN] {
        let mut sheet = sheet();
        sheet.given.cards[0].scores.iter_mut().for_each(|score| score.points_centi = CentiPoints(points));
        sheet.given.adjustments[0].points_centi = CentiPoints(points);
        sheet.given.rubric.advice.outlier_from_median_centi = CentiPoints(points.max(0));
        let first = &mut sheet.published.results[0];
        first.stages[0].points.as_mut().unwrap().mean_centi = CentiPoints(points);
        assert!(!verify(&sheet).is_empty());
        let _ = advise(&sheet.given.rubric, DOCUMENTS, &sheet.given.cards);
    }
    let mut rubric = rubric();
    for rule in &mut rubric.stages {
        if let StageRule::Scored(stage) = rule {
            stage.weight_percent = u32::MAX;
            stage.criteria.iter_mut().for_each(|criterion| criterion.max_points = u32::MAX);
        }
    }
    rubric.drop = DropRule { from_cards: u32::MAX, highest: u32::MAX, lowest: u32::MAX };
    assert!(!rubric.problems().is_empty());
    let all = cards("a", DOCUMENTS, &[10_000; 6]);
    assert!(panel(&rubric, DOCUMENTS, &key("a"), None, &all).is_ok(), "too few to drop any");
    rubric.drop.from_cards = 0;
    let refused = panel(&rubric, DOCUMENTS, &key("a"), None, &all).unwrap_err();
    assert_eq!(refused, PanelRefused::TooFewCards { cards: 0, needed: 1 });
    let _ = advise(&rubric, DOCUMENTS, &all);
}
