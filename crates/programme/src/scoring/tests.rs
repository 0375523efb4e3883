//! The table of the evaluation, row for row, at its boundaries. What holds for every call is in `tests/scoring` of the
//! crate, together with the second implementation.

mod advice;
mod card;
mod export;
mod final_points;
mod panel;
mod public_failures;
mod ranking;
mod rubric;
mod stages;

use chrono::{DateTime, NaiveDate, Utc};

use super::*;

/// The criteria of both stages of the proposal, in its order, with their points.
const CRITERIA: [(&str, i64); 5] =
    [("cluster", 2000), ("capacity", 2500), ("resources", 2000), ("plan", 2500), ("effect", 1000)];

const DOCUMENTS: Stage = Stage::DocumentReview;
const PRESENTATION: Stage = Stage::Presentation;

/// The proposal, with which one card is enough, so that each table can have as many as it needs.
fn rubric() -> Rubric {
    Rubric { min_cards: 1, ..Rubric::proposed().unwrap() }
}

fn signed_at() -> DateTime<Utc> {
    "2024-05-28T15:00:00+09:00".parse().unwrap()
}

fn key(application: &str) -> ApplicationKey {
    application.into()
}

/// A signed card with these points, in the order of [`CRITERIA`], and a comment on each.
fn card(evaluator: &str, application: &str, stage: Stage, points: [i64; 5]) -> Card {
    let scores = CRITERIA.iter().zip(points).map(|((criterion, _), points)| Score {
        criterion: (*criterion).into(),
        points_centi: CentiPoints(points),
        comment: Some("예시 의견입니다".into()),
    });
    Card {
        evaluator: evaluator.into(),
        application: application.into(),
        stage,
        state: CardState::Locked { signed_at: signed_at() },
        scores: scores.collect(),
    }
}

/// Points with this sum, the first criteria filled first.
fn points_of(total: i64) -> [i64; 5] {
    let mut rest = total;
    CRITERIA.map(|(_, most)| {
        let points = rest.min(most);
        rest -= points;
        points
    })
}

/// Signed cards of evaluators e1, e2, ... with these totals.
fn cards(application: &str, stage: Stage, totals: &[i64]) -> Vec<Card> {
    let numbered = totals.iter().enumerate();
    numbered
        .map(|(index, total)| card(&format!("e{}", index + 1), application, stage, points_of(*total)))
        .collect()
}

fn void(mut card: Card) -> Card {
    card.state = CardState::Void { reason: "회피".into(), signed_at: Some(signed_at()) };
    card
}

fn conform(application: &str) -> Inspection {
    let (stage, result) = (Stage::SiteInspection, InspectionResult::Conform);
    Inspection { application: application.into(), stage, result, signed_at: signed_at() }
}

/// A call in which each application has these points in both scored stages, from one evaluator.
fn call(applications: &[(&str, i64, i64)]) -> Given {
    let mut given = Given {
        rubric: rubric(),
        seats: 1,
        applications: vec![],
        cards: vec![],
        inspections: vec![],
        adjustments: vec![],
        lots: vec![],
        panels: vec![],
    };
    for (application, documents, presentation) in applications {
        let candidate = Candidate { application: key(application), manufacturer_count: 60, withdrawn: false };
        given.applications.push(candidate);
        given.cards.extend(cards(application, DOCUMENTS, &[*documents]));
        given.cards.extend(cards(application, PRESENTATION, &[*presentation]));
        given.inspections.push(conform(application));
    }
    given
}

fn bonus(application: &str, item: &str, points: i64) -> Adjustment {
    Adjustment {
        application: application.into(),
        kind: AdjustmentKind::Bonus,
        item: item.into(),
        points_centi: CentiPoints(points),
        evidence: "예시 확인서".into(),
    }
}

fn penalty(application: &str, item: &str, points: i64) -> Adjustment {
    Adjustment { kind: AdjustmentKind::Penalty, ..bonus(application, item, points) }
}

fn lot(order: &[&str]) -> Lot {
    Lot {
        minute: "선정위원회 2024-3차 회의록".into(),
        drawn_on: NaiveDate::from_ymd_opt(2024, 6, 5).unwrap(),
        order: order.iter().copied().map(key).collect(),
    }
}

#[track_caller]
fn problems(given: &Given) -> Vec<GivenProblem> {
    evaluate(given).unwrap_err().problems
}

/// The final points of an application.
#[track_caller]
fn final_of(given: &Given, application: &str) -> FinalPoints {
    let outcome = evaluate(given).unwrap();
    let result = outcome.results.iter().find(|result| result.application == key(application)).unwrap();
    result.final_points.clone().unwrap()
}
