use super::*;
use rstest::rstest;

fn order(given: &Given) -> Vec<(u32, String, Standing)> {
    let order = evaluate(given).unwrap().ranking.order.into_iter();
    order.map(|ranked| (ranked.place, ranked.application.0, ranked.standing)).collect()
}

fn place(place: u32, application: &str, standing: Standing) -> (u32, String, Standing) {
    (place, application.to_owned(), standing)
}

use Standing::{Open, Selected};

const fn reserve(order: u32) -> Standing {
    Standing::Reserve { order }
}

#[test]
fn the_best_come_first_the_seats_are_filled_and_the_rest_is_the_reserve() {
    let mut given = call(&[("d", 7000, 7000), ("a", 7500, 7500), ("c", 9000, 9000), ("b", 8000, 8000)]);
    given.seats = 2;
    let expected = [
        place(1, "c", Selected),
        place(2, "b", Selected),
        place(3, "a", reserve(1)),
        place(4, "d", reserve(2)),
    ];
    assert_eq!(order(&given), expected);
    given.seats = 0;
    assert_eq!(order(&given)[0], place(1, "c", reserve(1)));
    given.seats = 9;
    assert!(order(&given).iter().all(|(.., standing)| *standing == Selected));
}

#[test]
fn r55_below_the_mark_never_reserve() {
    let mut given = call(&[("a", 9000, 9000), ("b", 6999, 6999), ("c", 6000, 6000)]);
    given.seats = 3;
    let ranking = evaluate(&given).unwrap().ranking;
    assert_eq!(order(&given), [place(1, "a", Selected)], "free seats change nothing");
    let not_ranked: Vec<_> = ranking.not_ranked.iter().map(|one| one.application.0.as_str()).collect();
    assert_eq!(not_ranked, ["b", "c"]);
}

/// Two applications with the same final points, and one that is worse.
fn tied() -> Given {
    let mut given = call(&[("a", 8000, 8000), ("b", 8000, 8000), ("c", 7100, 7100)]);
    for candidate in &mut given.applications {
        candidate.manufacturer_count = 60;
    }
    given
}

/// Gives an application other points, by stage.
fn points(given: &mut Given, application: &str, stage: Stage, points: [i64; 5]) {
    given.cards.retain(|card| card.application != key(application) || card.stage != stage);
    given.cards.push(card("e1", application, stage, points));
}

type Change = fn(&mut Given);

// R-54, rule by rule: b is better by this one and equal by those before it.
#[rstest]
#[case::presentation(|given: &mut Given| {
    points(given, "b", DOCUMENTS, points_of(7700));
    points(given, "b", PRESENTATION, points_of(8200));
}, 1)]
#[case::plan(|given: &mut Given| {
    points(given, "a", PRESENTATION, [2000, 2000, 1500, 1500, 1000]);
    points(given, "b", PRESENTATION, [1000, 2000, 1500, 2500, 1000]);
}, 2)]
#[case::cluster(|given: &mut Given| {
    points(given, "a", PRESENTATION, [1500, 2500, 1500, 1500, 1000]);
    points(given, "b", PRESENTATION, [2000, 2500, 1000, 1500, 1000]);
}, 3)]
#[case::manufacturers(|given: &mut Given| given.applications[1].manufacturer_count = 61, 4)]
#[case::lot(|given: &mut Given| given.lots.push(lot(&["b", "a"])), 5)]
fn r54_each_rule_is_asked_only_when_those_before_it_leave_a_tie(
    #[case] change: Change,
    #[case] rules: usize,
) {
    let mut given = tied();
    change(&mut given);
    assert_eq!(final_of(&given, "a").total_centi, final_of(&given, "b").total_centi);
    let expected = [place(1, "b", Selected), place(2, "a", reserve(1)), place(3, "c", reserve(2))];
    assert_eq!(order(&given), expected);
    let ranking = evaluate(&given).unwrap().ranking;
    assert!(ranking.is_settled());
    let [Step::TieFound { applications, .. }, asked @ ..] = &ranking.working.0[..] else {
        panic!("{:?}", ranking.working)
    };
    assert_eq!(*applications, [key("a"), key("b")]);
    assert_eq!(asked.len(), rules, "{asked:?}");
    for (step, rule) in asked.iter().zip(&given.rubric.ties) {
        match step {
            Step::TieCompared { rule: found, .. } => assert_eq!(found, rule),
            Step::LotDrawn { minute, .. } => {
                assert_eq!((rule, minute.as_str()), (&TieRule::Lot, "선정위원회 2024-3차 회의록"));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn r54_without_the_lot_the_tie_is_open_and_says_so() {
    let given = tied();
    let ranking = evaluate(&given).unwrap().ranking;
    assert_eq!(
        order(&given),
        [place(1, "a", Open), place(1, "b", Open), place(3, "c", reserve(2))],
        "the last seat is between a and b"
    );
    assert_eq!(ranking.unresolved, [[key("a"), key("b")]]);
    assert!(!ranking.is_settled());
    assert_eq!(ranking.working.0.last(), Some(&Step::TieOpen { applications: vec![key("a"), key("b")] }));
}

#[test]
fn r54_a_tie_that_costs_nobody_a_seat_is_still_open_in_its_order() {
    let given = Given { seats: 2, ..tied() };
    assert_eq!(order(&given), [place(1, "a", Selected), place(1, "b", Selected), place(3, "c", reserve(1))]);
    assert!(!evaluate(&given).unwrap().ranking.is_settled());
    let given = Given { seats: 0, ..tied() };
    assert_eq!(order(&given), [place(1, "a", Open), place(1, "b", Open), place(3, "c", reserve(3))]);
}

#[test]
fn r54_rules_are_asked_again_of_those_who_are_still_equal() {
    let mut given = call(&[("a", 8000, 8000), ("b", 8000, 8000), ("c", 8000, 8000), ("d", 8000, 8000)]);
    points(&mut given, "d", DOCUMENTS, points_of(7700));
    points(&mut given, "d", PRESENTATION, points_of(8200));
    given.applications[2].manufacturer_count = 70;
    given.lots.push(lot(&["b", "a"]));
    let applications: Vec<String> =
        order(&given).into_iter().map(|(_, application, _)| application).collect();
    assert_eq!(applications, ["d", "c", "b", "a"]);
}

#[rstest]
#[case::not_all(&["a"])]
#[case::one_too_many(&["a", "b", "c"])]
#[case::one_twice(&["a", "b", "a"])]
#[case::others(&["a", "c"])]
fn a_lot_is_drawn_among_exactly_those_who_are_tied(#[case] drawn: &[&str]) {
    let given = Given { lots: vec![lot(drawn)], ..tied() };
    assert_eq!(problems(&given), [GivenProblem::LotWithoutTie { place: 1 }]);
}

#[test]
fn a_lot_needs_a_tie_and_minutes_and_there_is_one() {
    let mut given = Given { lots: vec![lot(&["b", "a"])], ..tied() };
    given.applications[0].manufacturer_count = 61;
    assert_eq!(problems(&given), [GivenProblem::LotWithoutTie { place: 1 }], "the count had settled it");
    let unminuted = Lot { minute: " ".into(), ..lot(&["b", "a"]) };
    let given = Given { lots: vec![unminuted], ..tied() };
    assert_eq!(problems(&given), [GivenProblem::LotWithoutMinute { place: 1 }]);
    let given = Given { lots: vec![lot(&["b", "a"]), lot(&["a", "b"])], ..tied() };
    assert_eq!(problems(&given), [GivenProblem::LotWithoutTie { place: 2 }], "drawing again settles nothing");
}

#[test]
fn what_is_missing_or_belongs_to_nobody_is_named() {
    let mut given = call(&[("a", 8000, 8000), ("b", 8000, 8000)]);
    given.cards.retain(|card| card.application != key("b") || card.stage != PRESENTATION);
    given.inspections.retain(|one| one.application != key("a"));
    given.inspections.push(conform("b"));
    given.inspections.push(conform("x"));
    given.cards.push(card("e9", "a", Stage::SiteInspection, points_of(0)));
    given.applications.push(given.applications[0].clone());
    let (a, b, x) = (key("a"), key("b"), key("x"));
    assert_eq!(
        problems(&given),
        [
            GivenProblem::ApplicationTwice { application: a.clone() },
            GivenProblem::UnknownApplication { application: x, what: Belonging::Inspection },
            GivenProblem::InspectionTwice { application: b.clone(), stage: Stage::SiteInspection },
            GivenProblem::WrongStage {
                application: a.clone(),
                stage: Stage::SiteInspection,
                what: Belonging::Card
            },
            GivenProblem::NoInspection { application: a, stage: Stage::SiteInspection },
            GivenProblem::NoPanelResult {
                application: b,
                stage: PRESENTATION,
                refused: PanelRefused::TooFewCards { cards: 0, needed: 1 }
            },
        ]
    );
}

#[test]
fn a_withdrawn_application_has_no_place_and_nobody_waits_for_it() {
    let mut given = call(&[("a", 8000, 8000), ("b", 9000, 9000)]);
    given.applications[1].withdrawn = true;
    given.cards.retain(|card| card.application != key("b") || card.stage == DOCUMENTS);
    let outcome = evaluate(&given).unwrap();
    assert_eq!(order(&given), [place(1, "a", Selected)]);
    assert_eq!(outcome.results.len(), 1);
    let not_ranked = NotRanked { application: key("b"), because: WhyNot::Withdrawn };
    assert_eq!(outcome.ranking.not_ranked, [not_ranked]);
}
