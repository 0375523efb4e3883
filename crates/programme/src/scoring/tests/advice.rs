use super::*;

fn advice(totals: &[&[i64]]) -> Advice {
    let panels = totals.iter().enumerate();
    let cards: Vec<Card> =
        panels.flat_map(|(index, totals)| cards(&format!("a{index}"), DOCUMENTS, totals)).collect();
    advise(&rubric(), DOCUMENTS, &cards)
}

fn severities(advice: &Advice) -> Vec<(&str, i64, bool)> {
    let all = advice.severities.iter();
    all.map(|one| (one.evaluator.0.as_str(), one.difference_centi.0, one.stands_out)).collect()
}

#[test]
fn severity_is_the_mean_difference_to_the_others_of_the_panel() {
    let found = advice(&[&[7000, 8000, 9000], &[6000, 7000, 8000]]);
    assert_eq!(severities(&found), [("e1", -1500, true), ("e2", 0, false), ("e3", 1500, true)]);
    let of_e1: Vec<_> = found.severities[0].applications.iter().map(|one| one.difference_centi.0).collect();
    assert_eq!(of_e1, [-1500, -1500], "70 against 85, 60 against 75");
}

#[test]
fn only_shared_applications_count() {
    let found = advice(&[&[7000, 8000], &[9000]]);
    assert_eq!(severities(&found), [("e1", -1000, true), ("e2", 1000, true)]);
    assert_eq!(found.severities[0].applications.len(), 1, "the second was seen by e1 alone");
    assert_eq!(severities(&advice(&[&[9000]])), []);
}

#[test]
fn at_the_distance_itself_nobody_stands_out() {
    assert_eq!(severities(&advice(&[&[7000, 7500]])), [("e1", -500, false), ("e2", 500, false)]);
    assert_eq!(severities(&advice(&[&[7000, 7501]])), [("e1", -501, true), ("e2", 501, true)]);
}

#[test]
fn an_outlier_is_further_than_the_distance_from_the_median_and_says_by_which_rule() {
    let names = |totals: &[i64]| -> Vec<String> {
        advice(&[totals]).outliers.into_iter().map(|outlier| outlier.evaluator.0).collect()
    };
    assert_eq!(names(&[8000, 8000, 6500]), Vec::<String>::new());
    assert_eq!(names(&[8000, 8000, 6499]), ["e3"]);
    assert_eq!(names(&[8000, 8001, 6501, 9500]), Vec::<String>::new(), "14.995 from a median of 80.005");
    assert_eq!(names(&[8000, 8001, 6500, 9501]), ["e3", "e4"], "15.005 from it");
    assert_eq!(names(&[1000, 9000]), Vec::<String>::new(), "of two neither is the outlier");
    let by = OutlierRule::FarFromMedian {
        twice_median_centi: CentiPoints(16_000),
        limit_centi: CentiPoints(1500),
    };
    assert_eq!(advice(&[&[8000, 8000, 6499]]).outliers[0].by, by);
}

#[test]
fn open_void_and_wrong_cards_are_not_looked_at() {
    let mut all = cards("a", DOCUMENTS, &[7000, 8000, 9000, 1000, 1000]);
    all[2] = void(all[2].clone());
    all[3].state = CardState::Open;
    all[4].scores.pop();
    assert_eq!(severities(&advise(&rubric(), DOCUMENTS, &all)), [("e1", -1000, true), ("e2", 1000, true)]);
    assert_eq!(severities(&advise(&rubric(), PRESENTATION, &all)), []);
}

#[test]
fn advice_says_what_it_is_and_no_result_depends_on_it() {
    let found = advice(&[&[1000, 8000, 9000]]);
    assert_eq!(serde_json::to_value(&found).unwrap()["kind"], "advice");
    let given = call(&[("a", 8000, 8000)]);
    let mut other = given.clone();
    other.rubric.advice =
        AdviceRule { outlier_from_median_centi: CentiPoints::ZERO, severity_centi: CentiPoints::ZERO };
    assert_eq!(evaluate(&given), evaluate(&other));
    let published = serde_json::to_string(&evaluate(&given).unwrap()).unwrap();
    assert!(!published.contains("advice") && !published.contains("severity"));
}
