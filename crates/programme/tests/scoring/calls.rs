//! Random calls, the same ones for the same number: panels of every size, void cards, ties of every kind, every way to
//! be stopped.

use chrono::{DateTime, NaiveDate, Utc};
use programme::scoring::*;

/// Numbers that look random and are the same every time (splitmix64).
pub struct Numbers(pub u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() % high.abs_diff(low).saturating_add(1)).cast_signed()
    }

    /// A place in a list of this length.
    fn place(&mut self, length: usize) -> usize {
        let length = u64::try_from(length).expect("a length");
        usize::try_from(self.next() % length).expect("a place")
    }

    /// One time in so many.
    pub fn once_in(&mut self, times: i64) -> bool {
        self.between(1, times) == 1
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.place(from.len())]
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for place in (1..items.len()).rev() {
            items.swap(place, self.place(place + 1));
        }
    }
}

fn signed_at() -> DateTime<Utc> {
    "2024-05-28T06:00:00Z".parse().expect("a time")
}

/// A variant of the proposal: other weights, floors, parts of a criterion, other rules for dropping.
fn rubric(numbers: &mut Numbers) -> Rubric {
    let mut rubric = Rubric::proposed().expect("the proposal");
    rubric.min_cards = 1;
    rubric.drop = *numbers.pick(&[
        rubric.drop,
        rubric.drop,
        rubric.drop,
        DropRule { from_cards: 7, highest: 2, lowest: 1 },
        DropRule { from_cards: 3, highest: 1, lowest: 1 },
    ]);
    let weight = *numbers.pick(&[40, 40, 40, 50, 33]);
    let (floors, parts, cut) = (numbers.once_in(4), numbers.once_in(4), numbers.once_in(8));
    for rule in &mut rubric.stages {
        let StageRule::Scored(stage) = rule else { continue };
        let is_first = stage.stage == Stage::DocumentReview;
        stage.weight_percent = if is_first { weight } else { 100 - weight };
        if cut && is_first {
            stage.cut_mark_centi = None;
        }
        stage.criteria.iter_mut().for_each(|criterion| criterion.anchors.clear());
        if floors {
            stage.criteria[0].floor_centi = Some(CentiPoints(1100));
        }
        if parts {
            for (code, max_points) in [("mandatory", 15), ("special", 10)] {
                let (code, parent) = (code.into(), Some("plan".into()));
                let (name, anchors) = (String::new(), vec![]);
                stage.criteria.push(Criterion { code, name, parent, max_points, floor_centi: None, anchors });
            }
        }
    }
    assert_eq!(rubric.problems(), []);
    rubric
}

/// A card around a quality in percent. `step` makes points coarse, so that equal totals happen.
fn card(numbers: &mut Numbers, rubric: &Rubric, quality: i64, step: i64) -> Vec<Score> {
    let stage = rubric.scored_stage(Stage::DocumentReview).expect("it gives points");
    let scores = stage.leaves().map(|leaf| {
        let most = i64::from(leaf.max_points) * 100;
        let points = most * (quality + numbers.between(-20, 20)) / 100 / step * step;
        let points_centi = CentiPoints(points.clamp(0, most));
        let comment = rubric.comments.asks(points_centi, leaf.max_points).map(|_| "예시".to_owned());
        Score { criterion: leaf.code.clone(), points_centi, comment }
    });
    scores.collect()
}

/// Moves points between criteria, or shifts a whole card, where there is room; comments are there for either.
fn change(scores: &mut [Score], from: usize, to: usize, points: i64, most: &[i64]) {
    let room = scores[from].points_centi.0.min(most[to] - scores[to].points_centi.0).min(points);
    scores[from].points_centi = CentiPoints(scores[from].points_centi.0 - room);
    scores[to].points_centi = CentiPoints(scores[to].points_centi.0 + room);
    for score in scores {
        score.comment = Some("예시".to_owned());
    }
}

/// The cards of an application: its own, or those of the one before with something moved, so that they tie.
fn cards(numbers: &mut Numbers, given: &Given, application: &ApplicationKey, twin: bool) -> Vec<Card> {
    let last = given.applications.iter().rev().nth(1).map(|candidate| &candidate.application);
    if let (true, Some(last)) = (twin, last) {
        let most: Vec<i64> = {
            let stage = given.rubric.scored_stage(Stage::Presentation).expect("it gives points");
            stage.leaves().map(|leaf| i64::from(leaf.max_points) * 100).collect()
        };
        let (kind, points) = (numbers.between(0, 4), numbers.between(1, 300));
        let mut cards: Vec<Card> =
            given.cards.iter().filter(|card| card.application == *last).cloned().collect();
        for card in &mut cards {
            card.application = application.clone();
            match (kind, card.stage) {
                // The same in sum, other in one criterion: of the presentation, or of the documents.
                (1, Stage::Presentation) => change(&mut card.scores, 3, 1, points, &most),
                (2, Stage::Presentation) => change(&mut card.scores, 0, 2, points, &most),
                (3, Stage::DocumentReview) => change(&mut card.scores, 0, 1, points, &most),
                _ => {}
            }
        }
        return cards;
    }
    let (quality, step) = (numbers.between(55, 95), *numbers.pick(&[1, 25, 50, 100, 500]));
    let mut cards = Vec::new();
    for stage in [Stage::DocumentReview, Stage::Presentation] {
        let (size, voids) = (numbers.between(1, 8), *numbers.pick(&[0, 0, 0, 1, 2]));
        for number in 0..size + voids {
            let state = if number < size {
                CardState::Locked { signed_at: signed_at() }
            } else {
                CardState::Void { reason: "회피".into(), signed_at: numbers.once_in(2).then(signed_at) }
            };
            let scores = card(numbers, &given.rubric, quality, step);
            let evaluator = EvaluatorKey(format!("e{number}"));
            cards.push(Card { evaluator, application: application.clone(), stage, state, scores });
        }
    }
    cards
}

/// A card of the documents three points up and one of the presentation two down weigh the same: 40 and 60 percent.
fn balance(numbers: &mut Numbers, given: &mut Given, application: &ApplicationKey) {
    let shift = 10 * numbers.between(1, 5);
    for card in given.cards.iter_mut().filter(|card| card.application == *application) {
        let up = if card.stage == Stage::DocumentReview { 3 * shift } else { -2 * shift };
        let score = &mut card.scores[1];
        score.points_centi = CentiPoints((score.points_centi.0 + up).clamp(0, 2500));
        score.comment = Some("예시".to_owned());
    }
}

fn adjustments(numbers: &mut Numbers, application: &ApplicationKey) -> Vec<Adjustment> {
    let items = [
        (AdjustmentKind::Bonus, "cooperative"),
        (AdjustmentKind::Bonus, "district"),
        (AdjustmentKind::Bonus, "no_center_yet"),
        (AdjustmentKind::Penalty, "late_settlement"),
        (AdjustmentKind::Penalty, "sanction"),
    ];
    let mut out = Vec::new();
    for (kind, item) in items {
        if numbers.once_in(5) {
            out.push(Adjustment {
                application: application.clone(),
                kind,
                item: item.into(),
                points_centi: CentiPoints(numbers.between(0, 600)),
                evidence: "예시 확인서".into(),
            });
        }
    }
    out
}

/// A call that has an outcome.
pub fn call(number: u64) -> Given {
    let mut numbers = Numbers(number);
    let rubric = rubric(&mut numbers);
    let mut given = Given {
        rubric,
        seats: *numbers.pick(&[0, 1, 2, 3, 4]),
        applications: vec![],
        cards: vec![],
        inspections: vec![],
        adjustments: vec![],
        lots: vec![],
        panels: vec![],
    };
    for place in 0..numbers.between(1, 6) {
        let application = ApplicationKey(format!("MR-2024-{place:06}"));
        given.applications.push(Candidate {
            application: application.clone(),
            manufacturer_count: *numbers.pick(&[50, 50, 61]),
            withdrawn: numbers.once_in(15),
        });
        let twin = numbers.once_in(2);
        let cards = cards(&mut numbers, &given, &application, twin);
        given.cards.extend(cards);
        if twin && numbers.once_in(5) {
            balance(&mut numbers, &mut given, &application);
        }
        if !twin {
            given.adjustments.extend(adjustments(&mut numbers, &application));
        }
        let result = *numbers.pick(&[
            InspectionResult::Conform,
            InspectionResult::Conform,
            InspectionResult::ConformAfterFix,
            InspectionResult::ConformAfterFix,
            InspectionResult::NonConform,
        ]);
        let result = if twin { InspectionResult::Conform } else { result };
        let (stage, signed_at) = (Stage::SiteInspection, signed_at());
        given.inspections.push(Inspection { application, stage, result, signed_at });
    }
    numbers.shuffle(&mut given.cards);
    stop(&mut given);
    draw(&mut numbers, &mut given);
    given
}

/// Takes away what was judged of an application after it was stopped.
fn stop(given: &mut Given) {
    let Err(Incomplete { problems }) = evaluate(given) else { return };
    for problem in problems {
        let GivenProblem::JudgedAfterStop { application, stage } = problem else { panic!("{problem}") };
        given.cards.retain(|card| card.application != application || card.stage != stage);
        given.inspections.retain(|one| one.application != application || one.stage != stage);
    }
}

/// Draws lots for some of the open ties.
fn draw(numbers: &mut Numbers, given: &mut Given) {
    for mut order in evaluate(given).expect("an outcome").ranking.unresolved {
        if numbers.once_in(2) {
            numbers.shuffle(&mut order);
            let drawn_on = NaiveDate::from_ymd_opt(2024, 6, 5).expect("a day");
            given.lots.push(Lot { minute: "예시 회의록".into(), drawn_on, order });
        }
    }
}
