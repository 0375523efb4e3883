//! Laws that hold for every panel and every call.

use programme::scoring::*;
use proptest::prelude::*;

use crate::calls::{Numbers, call};

const STAGE: Stage = Stage::DocumentReview;
const MOST: [i64; 5] = [2000, 2500, 2000, 2500, 1000];
const CRITERIA: [&str; 5] = ["cluster", "capacity", "resources", "plan", "effect"];

fn rubric() -> Rubric {
    Rubric { min_cards: 1, ..Rubric::proposed().expect("the proposal") }
}

fn application() -> ApplicationKey {
    "a".into()
}

fn card(evaluator: usize, points: [i64; 5]) -> Card {
    let scores = CRITERIA.iter().zip(points).map(|(criterion, points)| Score {
        criterion: (*criterion).into(),
        points_centi: CentiPoints(points),
        comment: Some("예시".into()),
    });
    Card {
        evaluator: EvaluatorKey(format!("e{evaluator:02}")),
        application: application(),
        stage: STAGE,
        state: CardState::Locked { signed_at: "2024-05-28T06:00:00Z".parse().expect("a time") },
        scores: scores.collect(),
    }
}

fn panel_of(points: &[[i64; 5]]) -> Vec<Card> {
    points.iter().enumerate().map(|(evaluator, points)| card(evaluator, *points)).collect()
}

fn result(cards: &[Card]) -> PanelResult {
    panel(&rubric(), STAGE, &application(), None, cards).expect("a mean")
}

/// Points of one card: any, or coarse ones, so that equal totals are frequent.
fn points() -> impl Strategy<Value = [i64; 5]> {
    let fine = MOST.map(|most| 0..=most);
    let coarse = MOST.map(|most| (0..=most / 500).prop_map(|steps| steps * 500));
    prop_oneof![fine, coarse]
}

fn panels() -> impl Strategy<Value = Vec<[i64; 5]>> {
    prop::collection::vec(points(), 1..=9)
}

fn totals(points: &[[i64; 5]]) -> Vec<i64> {
    let mut totals: Vec<i64> = points.iter().map(|points| points.iter().sum()).collect();
    totals.sort_unstable();
    totals
}

proptest! {
    #[test]
    fn a_constant_added_to_every_card_moves_the_mean_by_it(panel in panels(), added in 0..=500_i64) {
        let room = |points: &[i64; 5]| points[1] + added <= MOST[1];
        prop_assume!(panel.iter().all(room));
        let moved: Vec<[i64; 5]> = panel.iter().map(|[a, b, c, d, e]| [*a, b + added, *c, *d, *e]).collect();
        let (before, after) = (result(&panel_of(&panel)), result(&panel_of(&moved)));
        prop_assert_eq!(after.mean_centi, before.mean_centi + CentiPoints(added));
    }

    #[test]
    fn neither_the_order_of_cards_nor_the_names_of_evaluators_matter(panel in panels(), number in any::<u64>()) {
        let (cards, mut numbers) = (panel_of(&panel), Numbers(number));
        let mut shuffled = cards.clone();
        numbers.shuffle(&mut shuffled);
        prop_assert_eq!(result(&shuffled), result(&cards));
        for card in &mut shuffled {
            numbers.shuffle(&mut card.scores);
        }
        prop_assert_eq!(result(&shuffled), result(&cards), "the order on a card");
        let mut names: Vec<EvaluatorKey> = cards.iter().map(|card| card.evaluator.clone()).collect();
        numbers.shuffle(&mut names);
        for (card, name) in shuffled.iter_mut().zip(names) {
            card.evaluator = name;
        }
        let (renamed, named) = (result(&shuffled), result(&cards));
        prop_assert_eq!((renamed.mean_centi, renamed.criteria), (named.mean_centi, named.criteria));
    }

    #[test]
    fn dropping_is_by_total_and_any_of_equal_ones_gives_the_same(panel in panels()) {
        let (totals, found) = (totals(&panel), result(&panel_of(&panel)));
        let kept = if totals.len() >= 5 { &totals[1..totals.len() - 1] } else { &totals[..] };
        let sum = CentiPoints(kept.iter().sum());
        prop_assert_eq!(found.mean_centi, sum.mean(u32::try_from(kept.len()).unwrap()).0);
        // Whichever card with the highest and whichever with the lowest total goes, the sum is this one.
        if totals.len() >= 5 {
            let all = totals.len() - 1;
            let of = |place: usize| -> i64 { panel[place].iter().sum() };
            for high in (0..panel.len()).filter(|place| of(*place) == totals[all]) {
                for low in (0..panel.len()).filter(|place| *place != high && of(*place) == totals[0]) {
                    let rest: i64 =
                        (0..panel.len()).filter(|place| *place != high && *place != low).map(of).sum();
                    prop_assert_eq!(CentiPoints(rest), sum);
                }
            }
        }
    }

    #[test]
    fn void_cards_change_nothing_but_the_trace(panel in panels(), others in panels()) {
        let cards = panel_of(&panel);
        let void = others.iter().enumerate().map(|(number, points)| Card {
            state: CardState::Void { reason: "회피".into(), signed_at: None },
            ..card(number + 3, *points)
        });
        let with: Vec<Card> = void.chain(cards.clone()).collect();
        let (without, with) = (result(&cards), result(&with));
        prop_assert_eq!((with.mean_centi, &with.criteria), (without.mean_centi, &without.criteria));
        let (trace, rest) = with.working.0.split_at(others.len());
        prop_assert!(trace.iter().all(|step| matches!(step, Step::LeftOut(_))));
        prop_assert_eq!(rest, &without.working.0[..]);
    }

    #[test]
    fn the_mean_lies_between_the_kept_totals(panel in panels()) {
        let (totals, found) = (totals(&panel), result(&panel_of(&panel)));
        let kept = if totals.len() >= 5 { &totals[1..totals.len() - 1] } else { &totals[..] };
        prop_assert!(kept[0] <= found.mean_centi.0 && found.mean_centi.0 <= kept[kept.len() - 1]);
        for (mean, most) in found.criteria.iter().zip(MOST) {
            prop_assert!((0..=most).contains(&mean.mean_centi.0));
        }
    }

    #[test]
    fn one_card_more_or_less_generous_moves_the_mean_the_same_way(panel in panels(), place in any::<prop::sample::Index>()) {
        let mut better = panel.clone();
        let points = &mut better[place.index(panel.len())];
        points[3] = (points[3] + 100).min(MOST[3]);
        prop_assert!(result(&panel_of(&better)).mean_centi >= result(&panel_of(&panel)).mean_centi);
    }

    #[test]
    fn the_order_does_not_depend_on_the_order_of_entry(number in any::<u64>()) {
        let given = call(number);
        let (mut other, mut numbers) = (given.clone(), Numbers(number));
        numbers.shuffle(&mut other.applications);
        numbers.shuffle(&mut other.cards);
        numbers.shuffle(&mut other.inspections);
        numbers.shuffle(&mut other.adjustments);
        numbers.shuffle(&mut other.lots);
        prop_assert_eq!(evaluate(&other), evaluate(&given));
    }

    #[test]
    fn the_order_is_total_apart_from_open_ties(number in any::<u64>()) {
        let given = call(number);
        let outcome = evaluate(&given).unwrap();
        let Ranking { order, not_ranked, unresolved, .. } = &outcome.ranking;
        prop_assert_eq!(order.len() + not_ranked.len(), given.applications.len(), "everyone is somewhere");
        for pair in order.windows(2) {
            prop_assert!(pair[0].total_centi >= pair[1].total_centi);
            let tied = unresolved.iter().any(|tie| tie.contains(&pair[0].application) && tie.contains(&pair[1].application));
            prop_assert_eq!(tied, pair[0].place == pair[1].place);
        }
        for ranked in order {
            prop_assert!(ranked.total_centi >= given.rubric.pass_mark_centi, "below the mark never reserve");
            if ranked.standing == Standing::Selected {
                prop_assert!(ranked.place <= given.seats);
            }
        }
        let selected = order.iter().filter(|ranked| ranked.standing == Standing::Selected).count();
        prop_assert!(selected <= usize::try_from(given.seats).unwrap());
        // Lots for every open tie settle everything and change no place of the others.
        let mut drawn = given.clone();
        for tie in unresolved {
            let drawn_on = chrono::NaiveDate::from_ymd_opt(2024, 6, 5).unwrap();
            drawn.lots.push(Lot { minute: "예시 회의록".into(), drawn_on, order: tie.clone() });
        }
        let settled = evaluate(&drawn).unwrap().ranking;
        prop_assert!(settled.is_settled());
        let places: Vec<u32> = settled.order.iter().map(|ranked| ranked.place).collect();
        prop_assert_eq!(places, (1..=u32::try_from(order.len()).unwrap()).collect::<Vec<_>>());
    }

    #[test]
    fn a_sheet_agrees_with_itself_and_any_changed_point_is_noticed(number in any::<u64>()) {
        let sheet = Export::new("예시 공고".into(), call(number)).unwrap();
        prop_assert_eq!(verify(&sheet), vec![]);
        let text = serde_json::to_string(&sheet).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Export>(&text).unwrap(), &sheet);
        let mut numbers = Numbers(number);
        let withdrawn = |card: &Card| {
            let mut all = sheet.given.applications.iter();
            all.any(|candidate| candidate.withdrawn && candidate.application == card.application)
        };
        let counts: Vec<usize> = (0..sheet.given.cards.len())
            .filter(|place| sheet.given.cards[*place].is_locked() && !withdrawn(&sheet.given.cards[*place]))
            .collect();
        prop_assume!(!counts.is_empty());
        let mut changed = sheet.clone();
        let score = &mut changed.given.cards[*numbers.pick(&counts)].scores[0];
        score.points_centi = CentiPoints(if score.points_centi.0 == 0 { 1 } else { score.points_centi.0 - 1 });
        prop_assert_ne!(verify(&changed), vec![]);
    }
}
