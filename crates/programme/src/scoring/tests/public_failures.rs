//! Failures that audits of other programmes made public, each as it happened: this sheet names them.
//!
//! 2020, audit of 청년창업사관학교: the rule said the mean without the highest and the lowest score; staff computed it by
//! hand and otherwise, item sums did not agree with totals, and bonus points were left out.

use super::*;

/// A panel of five, the sheet computed from it, and a bonus.
fn sheet() -> Export {
    let mut given = call(&[("a", 0, 8000), ("b", 8000, 8000)]);
    given.cards.retain(|card| card.application != key("a") || card.stage != DOCUMENTS);
    let points = [
        [2000, 500, 1000, 1500, 900],
        [1000, 2500, 1200, 2000, 500],
        [1500, 1500, 1800, 1000, 800],
        [1200, 2000, 1500, 2400, 1000],
        [1800, 2200, 500, 2200, 600],
    ];
    let numbered = points.iter().enumerate();
    given.cards.extend(numbered.map(|(index, points)| card(&format!("e{index}"), "a", DOCUMENTS, *points)));
    given.adjustments = vec![bonus("a", "cooperative", 200)];
    let sheet = Export::new("예시 공고".into(), given).unwrap();
    assert_eq!(verify(&sheet), []);
    sheet
}

/// Publishes other points for the documents of a, with everything that follows from them.
fn published_with(mean: i64) -> Vec<Difference> {
    let mut sheet = sheet();
    let result = &mut sheet.published.results[0];
    let points = result.stages[0].points.as_mut().unwrap();
    assert_ne!(points.mean_centi, CentiPoints(mean), "it would be right");
    points.mean_centi = CentiPoints(mean);
    let points = result.final_points.as_mut().unwrap();
    points.weighted_centi = CentiPoints((mean * 40 + 8000 * 60 + 50) / 100);
    points.total_centi = points.weighted_centi + points.bonus_centi;
    let total = points.total_centi;
    let ranked = sheet.published.ranking.order.iter_mut().find(|ranked| ranked.application == key("a"));
    ranked.unwrap().total_centi = total;
    verify(&sheet)
}

fn wrong_points(mean: i64) -> Difference {
    Difference::StagePoints {
        application: key("a"),
        stage: DOCUMENTS,
        published: Some(CentiPoints(mean)),
        computed: Some(CentiPoints(7033)),
    }
}

#[test]
fn trimmed_mean_by_hand_dropping_the_highest_and_lowest_of_each_criterion() {
    // 15 + 19 + 12.33 + 19 + 7.67, which looks just as reasonable.
    let differences = published_with(7300);
    assert!(differences.contains(&wrong_points(7300)), "{differences:?}");
    assert_eq!(
        wrong_points(7300).to_string(),
        "application a, document review: points published 73.00, computed 70.33"
    );
}

#[test]
fn trimmed_mean_by_hand_dropping_nothing() {
    assert!(published_with(7020).contains(&wrong_points(7020)));
}

#[test]
fn trimmed_mean_by_hand_dropping_only_the_highest() {
    assert!(published_with(6750).contains(&wrong_points(6750)));
}

#[test]
fn trimmed_mean_by_hand_dropping_the_wrong_card() {
    let mut sheet = sheet();
    let working = &mut sheet.published.results[0].stages[0].working;
    for step in &mut working.0 {
        if let Step::Dropped { evaluator, side: Side::Highest, .. } = step {
            *evaluator = "e4".into();
        }
    }
    let differences = verify(&sheet);
    let dropped = Difference::Dropped {
        application: key("a"),
        stage: DOCUMENTS,
        published: vec!["e4".into(), "e0".into()],
        computed: vec!["e3".into(), "e0".into()],
    };
    assert!(differences.contains(&dropped), "{differences:?}");
}

#[test]
fn bonus_points_forgotten() {
    let mut sheet = sheet();
    assert_eq!(sheet.published.ranking.order[0].application, key("b"));
    let a = sheet.published.results[0].final_points.as_mut().unwrap();
    a.bonus_centi = CentiPoints::ZERO;
    a.total_centi = a.weighted_centi;
    sheet.published.ranking.order[1].total_centi = a.weighted_centi;
    let lines: Vec<String> = verify(&sheet).iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "application a: bonus published 0.00, computed 2.00",
            "application a: final points published 76.13, computed 78.13",
            "application a: final points in the order published 76.13, computed 78.13",
        ]
    );
}

#[test]
fn item_sums_that_are_not_the_total() {
    let mut sheet = sheet();
    for step in &mut sheet.published.results[0].stages[0].working.0 {
        if let Step::CardIn { evaluator, total_centi, .. } = step
            && *evaluator == "e3".into()
        {
            *total_centi = *total_centi + CentiPoints::whole(3);
        }
    }
    let of = WorkingOf::Stage { application: key("a"), stage: DOCUMENTS };
    assert_eq!(verify(&sheet), [Difference::Working { of, step: 4 }]);
}
