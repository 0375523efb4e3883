use super::*;
use rstest::rstest;

fn mean(totals: &[i64]) -> CentiPoints {
    panel(&rubric(), DOCUMENTS, &key("a"), None, &cards("a", DOCUMENTS, totals)).unwrap().mean_centi
}

fn dropped(result: &PanelResult) -> Vec<(&str, Side, u32)> {
    let dropped = result.working.0.iter().filter_map(|step| match step {
        Step::Dropped { evaluator, side, shared_by, .. } => Some((evaluator.0.as_str(), *side, *shared_by)),
        _ => None,
    });
    dropped.collect()
}

// up to four cards all count, from five on one at each end does not; two decimals, half up.
#[rstest]
#[case::one(&[7312], 7312)]
#[case::four_are_all_kept(&[1000, 7000, 8000, 9000], 6250)]
#[case::five_lose_both_ends(&[1000, 7000, 8000, 9000, 10_000], 8000)]
#[case::six_lose_one_at_each_end(&[1000, 2000, 7000, 8000, 9000, 10_000], 6500)]
#[case::seven_lose_one_at_each_end(&[1000, 2000, 7000, 8000, 9000, 9500, 10_000], 7100)]
#[case::a_third_is_cut_off(&[7000, 7000, 7001], 7000)]
#[case::two_thirds_are_made_up(&[7000, 7001, 7001], 7001)]
#[case::half_goes_up(&[7000, 7001], 7001)]
#[case::half_goes_up_after_dropping(&[0, 6999, 7000, 6999, 7000, 10_000], 7000)]
#[case::a_quarter_is_cut_off(&[7000, 7000, 7000, 7001], 7000)]
#[case::three_quarters_are_made_up(&[7000, 7001, 7001, 7001], 7001)]
#[case::all_equal(&[7777; 5], 7777)]
#[case::nothing(&[0; 5], 0)]
#[case::everything(&[10_000; 7], 10_000)]
fn r53_the_mean_of_a_panel(#[case] totals: &[i64], #[case] expected: i64) {
    assert_eq!(mean(totals), CentiPoints(expected));
}

#[test]
fn r53_of_several_with_the_highest_total_one_is_dropped_and_the_sum_is_the_same() {
    let totals = [9000, 5000, 9000, 7000, 9000, 5000];
    let cards = cards("a", DOCUMENTS, &totals);
    let result = panel(&rubric(), DOCUMENTS, &key("a"), None, &cards).unwrap();
    assert_eq!(dropped(&result), [("e5", Side::Highest, 3), ("e2", Side::Lowest, 2)]);
    let sum: i64 = totals.iter().sum();
    // Whichever of the equal ones goes, 90.00 and 50.00 go.
    assert_eq!(result.mean_centi, CentiPoints(sum - 9000 - 5000).mean(4).0);
}

#[test]
fn r53_the_total_decides_and_not_the_criterion() {
    // e1 is the lowest in every criterion but one, and yet not the lowest in total.
    let points = [
        ("e1", [0, 0, 0, 2500, 1000]),
        ("e2", [700, 700, 700, 700, 700]),
        ("e3", [400, 600, 600, 600, 300]),
        ("e4", [700, 700, 700, 700, 600]),
        ("e5", [900, 900, 900, 900, 900]),
    ];
    let cards: Vec<Card> =
        points.iter().map(|(evaluator, points)| card(evaluator, "a", DOCUMENTS, *points)).collect();
    let result = panel(&rubric(), DOCUMENTS, &key("a"), None, &cards).unwrap();
    assert_eq!(dropped(&result), [("e5", Side::Highest, 1), ("e3", Side::Lowest, 1)]);
    let mean = |criterion: &str| {
        let found = result.criteria.iter().find(|mean| mean.criterion == criterion.into());
        found.unwrap().mean_centi.0
    };
    // The same three cards everywhere: e1, e2 and e4.
    let means = CRITERIA.map(|(criterion, _)| mean(criterion));
    assert_eq!(means, [467, 467, 467, 1300, 767]);
    assert_eq!(result.mean_centi, CentiPoints(3467));
    let by_criterion = [700 + 700 + 400, 700 + 700 + 600, 700 + 700 + 600, 700 + 700 + 900, 700 + 600 + 900];
    assert_ne!(by_criterion.iter().sum::<i64>(), 3 * 3467, "dropping by criterion is something else");
}

#[test]
fn r53_of_equal_totals_the_points_decide_who_is_dropped_and_no_name_does() {
    let points = [
        [2000, 2000, 1000, 1000, 1000],
        [1000, 2000, 2000, 1000, 1000],
        [1500, 2000, 1500, 1000, 1000],
        [1200, 2000, 1800, 1000, 1000],
        [1900, 2000, 1100, 1000, 1000],
    ];
    let with = |names: [&str; 5]| {
        let cards: Vec<Card> =
            names.iter().zip(points).map(|(name, points)| card(name, "a", DOCUMENTS, points)).collect();
        panel(&rubric(), DOCUMENTS, &key("a"), None, &cards).unwrap()
    };
    let (one, other) = (with(["a", "b", "c", "d", "e"]), with(["e", "d", "c", "b", "a"]));
    assert_eq!(dropped(&one), [("a", Side::Highest, 5), ("b", Side::Lowest, 5)]);
    assert_eq!(dropped(&other), [("e", Side::Highest, 5), ("d", Side::Lowest, 5)]);
    assert_eq!(one.criteria, other.criteria);
}

#[test]
fn a_void_card_does_not_count_and_leaves_a_trace() {
    let mut cards = cards("a", DOCUMENTS, &[6000, 7000, 8000, 9000]);
    let without = panel(&rubric(), DOCUMENTS, &key("a"), None, &cards).unwrap();
    cards.push(void(card("e5", "a", DOCUMENTS, points_of(10_000))));
    let with = panel(&rubric(), DOCUMENTS, &key("a"), None, &cards).unwrap();
    assert_eq!((with.mean_centi, &with.criteria), (without.mean_centi, &without.criteria));
    let trace = LeftOut { evaluator: "e5".into(), reason: "회피".into() };
    assert_eq!(with.working.0[0], Step::LeftOut(trace));
    assert_eq!(with.working.0[1..], without.working.0[..]);
}

#[test]
fn an_evaluator_who_replaces_a_void_card_counts() {
    let mut all = cards("a", DOCUMENTS, &[6000, 7000]);
    all.push(void(card("e3", "a", DOCUMENTS, points_of(0))));
    all.push(card("e3", "a", DOCUMENTS, points_of(8000)));
    let result = panel(&rubric(), DOCUMENTS, &key("a"), None, &all).unwrap();
    assert_eq!(result.mean_centi, CentiPoints(7000));
}

fn refused(rubric: &Rubric, cards: &[Card]) -> PanelRefused {
    panel(rubric, DOCUMENTS, &key("a"), None, cards).unwrap_err()
}

#[test]
fn a_card_that_is_open_wrong_or_there_twice_is_never_passed_over() {
    let good = cards("a", DOCUMENTS, &[6000, 7000, 8000]);
    let with = |change: fn(&mut Vec<Card>)| {
        let mut cards = good.clone();
        change(&mut cards);
        refused(&rubric(), &cards)
    };
    assert_eq!(
        with(|cards| cards[1].state = CardState::Open),
        PanelRefused::NotSigned { evaluators: vec!["e2".into()] }
    );
    assert_eq!(
        with(|cards| {
            cards[1].scores.pop();
        }),
        PanelRefused::CardWrong {
            evaluator: "e2".into(),
            problems: vec![CardProblem::Missing { criterion: "effect".into() }]
        }
    );
    assert_eq!(
        with(|cards| cards.push(cards[1].clone())),
        PanelRefused::CardTwice { evaluator: "e2".into() }
    );
}

#[test]
fn r57_too_few_cards_are_no_panel() {
    let rubric = Rubric { min_cards: 3, ..rubric() };
    let all = cards("a", DOCUMENTS, &[6000, 7000, 8000]);
    assert_eq!(refused(&rubric, &all[..2]), PanelRefused::TooFewCards { cards: 2, needed: 3 });
    assert!(panel(&rubric, DOCUMENTS, &key("a"), None, &all).is_ok());
    assert_eq!(refused(&rubric, &[]), PanelRefused::TooFewCards { cards: 0, needed: 3 });
    for (seats, needed) in [(5, 3), (6, 4), (7, 4)] {
        let result = panel(&rubric, DOCUMENTS, &key("a"), Some(seats), &all);
        let expected = (needed > 3).then_some(PanelRefused::TooFewCards { cards: 3, needed });
        assert_eq!(result.err(), expected, "the majority of {seats} seats");
    }
    let veto = panel(&rubric, Stage::SiteInspection, &key("a"), None, &all);
    let stage = Stage::SiteInspection;
    assert_eq!(veto.unwrap_err(), PanelRefused::StageWithoutPoints { stage });
}

#[rstest]
#[case(7000, "70.00")]
#[case(7005, "70.05")]
#[case(7, "0.07")]
#[case(0, "0.00")]
#[case(-50, "-0.50")]
#[case(-12_345, "-123.45")]
#[case(i64::MIN, "-92233720368547758.08")]
fn points_are_written_with_two_decimals(#[case] points: i64, #[case] text: &str) {
    assert_eq!(CentiPoints(points).to_string(), text);
}

// Half up, and below zero the mirror image of it.
#[rstest]
#[case(7, 2, 4, Rounding::Up)]
#[case(5, 3, 2, Rounding::Up)]
#[case(4, 3, 1, Rounding::Down)]
#[case(6, 3, 2, Rounding::Exact)]
#[case(5, 10, 1, Rounding::Up)]
#[case(4, 10, 0, Rounding::Down)]
#[case(3, 7, 0, Rounding::Down)]
#[case(4, 7, 1, Rounding::Up)]
#[case(-7, 2, -4, Rounding::Up)]
#[case(-4, 3, -1, Rounding::Down)]
fn quotients_are_rounded_half_up(
    #[case] value: i64,
    #[case] divisor: u32,
    #[case] expected: i64,
    #[case] rounding: Rounding,
) {
    assert_eq!(CentiPoints(value).mean(divisor), (CentiPoints(expected), rounding));
}
