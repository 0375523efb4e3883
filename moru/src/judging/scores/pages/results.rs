//! What the cards of a meeting come to: for the desk, and for the chair with advice.

use askama::Template;
use axum::{
    extract::{Path, State as Given},
    response::{IntoResponse, Redirect, Response},
};
use programme::scoring::{Card, EvaluatorKey, Score, Stage, advise};
use uuid::Uuid;

use super::evaluator;
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::Visitor,
    judging::{
        panels::{
            access::State as Meets,
            evidence::{Entrant, People},
            store::{self as meetings, Meeting, SeatState},
            words as panel_words,
        },
        scores::{
            access::{Act, State, may, require},
            actions,
            evidence::{self, Whole},
            store, words,
        },
    },
    notices::calls::{Call, store as calls},
    web::{
        page::{Page, html},
        parts::Column,
        show, urls,
    },
};

struct ProgressRow {
    institution: String,
    signed: usize,
    all: usize,
    empty: usize,
    waits: String,
}

struct ResultView {
    institution: String,
    number: String,
    mean: String,
    state: (&'static str, String),
    steps: Vec<String>,
    /// Who said what about which criterion.
    comments: Vec<(String, String, String)>,
}

struct AdviceView {
    severities: Vec<(String, String, bool)>,
    outliers: Vec<String>,
}

#[derive(Template)]
#[template(path = "judging/scores/templates/results.html")]
struct ResultsPage {
    title: String,
    proposal: Option<&'static str>,
    is_open: bool,
    progress: Vec<ProgressRow>,
    columns: Vec<Column>,
    results: Vec<ResultView>,
    problems: Vec<String>,
    advice: Option<AdviceView>,
    closings: Vec<(String, String, (String, String))>,
    close: String,
    /// What was said, as a document, once the stage is closed.
    paper: Option<String>,
    page: Page,
}

async fn read(app: &App, id: Uuid) -> Outcome<(Meeting, Call, Whole)> {
    let database = app.database.read();
    let meeting = meetings::find(database, id).await?.ok_or_else(Refusal::not_found)?;
    let call = calls::find(database, meeting.call).await?.ok_or_else(Refusal::not_found)?;
    let whole = evidence::whole(database, &call).await?;
    Ok((meeting, call, whole))
}

pub(super) async fn desk(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    require(Act::Follow, actor, None, State::Open)?;
    let (meeting, call, whole) = read(&app, id).await?;
    let page = visitor.page();
    let stage = page.t(panel_words::stage(meeting.stage)).to_owned();
    let page = page
        .clone()
        .under(urls::DESK_JUDGING, page.t("평가"))
        .under(urls::desk_meetings(&call.slug), page.t(&call.title))
        .under(urls::desk_meeting(&id), stage)
        .under(urls::desk_meeting_results(&id), page.t("평가 결과"));
    let state = whole.state(&meeting);
    let close =
        if may(Act::Close, actor, None, state) { urls::desk_meeting_close(&id) } else { String::new() };
    draw(&app, page, (&meeting, &whole), (false, close)).await
}

pub(super) async fn chair(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
) -> Outcome<Response> {
    let (actor, _) = evaluator::seated(&app, &visitor, id).await?;
    let (meeting, _, whole) = read(&app, id).await?;
    require(Act::Follow, actor, meeting.chair, State::Open)?;
    let page = evaluator::frame(&visitor);
    let stage = page.t(panel_words::stage(meeting.stage)).to_owned();
    let page = page.under(urls::judging_meeting(&id), stage);
    let page = page.clone().under(urls::judging_results(&id), page.t("평가 결과"));
    let advised = may(Act::ReadAdvice, actor, meeting.chair, whole.state(&meeting));
    draw(&app, page, (&meeting, &whole), (advised, String::new())).await
}

async fn draw(
    app: &App,
    page: Page,
    (meeting, whole): (&Meeting, &Whole),
    (advised, close): (bool, String),
) -> Outcome<Response> {
    let ids: Vec<Uuid> = whole.names.values().copied().collect();
    let people = People::read(app.database.read(), &ids).await?;
    let who = |key: &EvaluatorKey| {
        whole.names.get(key).map_or_else(|| key.0.clone(), |id| people.name(*id).to_owned())
    };
    let is_open = whole.state(meeting) == State::Open;
    let judged = whole.judged(meeting.id);
    let (mut results, mut problems) = (Vec::new(), Vec::new());
    // Before the last card is signed nobody sees points: not even the working of one application.
    if !is_open {
        for entrant in &judged {
            match result(&page, whole, entrant, meeting.stage, &who) {
                Ok(view) => results.push(view),
                Err(problem) => problems.push(problem),
            }
        }
    }
    let closing = |one: store::Closing| {
        let reason = match one.reason.as_str() {
            "" => page.t("마감").to_owned(),
            "again" => page.t("다시 열었다가 마감").to_owned(),
            _ => page.t("회피로 다시 계산").to_owned(),
        };
        (show::date_time(one.at), reason, show::hash(&one.sha256))
    };
    let closings = store::closings(app.database.read(), meeting.id).await?;
    html(&ResultsPage {
        title: page.tf("{stage} 결과", &[("stage", &page.t(panel_words::stage(meeting.stage)))]),
        proposal: panel_words::proposal(whole.plan.rubric.status),
        is_open,
        progress: judged.iter().map(|entrant| progress(&page, whole, (meeting, entrant), &people)).collect(),
        columns: ["신청기관", "서명한 평가표", "남은 위원"].map(|name| Column::text(page.t(name))).to_vec(),
        results,
        problems,
        advice: advised.then(|| advice(&page, whole, meeting.stage, &who)),
        closings: closings.into_iter().map(closing).collect(),
        close,
        paper: (meeting.state == Meets::Closed).then(|| urls::document(urls::paper::OPINIONS, meeting.id)),
        page,
    })
}

fn progress(
    page: &Page,
    whole: &Whole,
    (meeting, entrant): (&Meeting, &Entrant),
    people: &People,
) -> ProgressRow {
    let cards: Vec<&Card> = whole.cards_of(entrant, meeting.stage).collect();
    let seats = whole.seats.get(&meeting.id).map(Vec::as_slice).unwrap_or_default();
    let own = || seats.iter().filter(|seat| seat.application == entrant.application);
    let is_scored = whole.plan.rubric.scored_stage(meeting.stage).is_some();
    let waits = cards.iter().filter(|card| !card.is_void() && !card.is_locked());
    let waits: Vec<&str> =
        waits.filter_map(|card| whole.names.get(&card.evaluator)).map(|id| people.name(*id)).collect();
    let inspected = whole
        .given
        .inspections
        .iter()
        .any(|one| one.application == entrant.key && one.stage == meeting.stage);
    ProgressRow {
        institution: entrant.institution.clone(),
        signed: if is_scored {
            cards.iter().filter(|card| card.is_locked()).count()
        } else {
            usize::from(inspected)
        },
        all: if is_scored { cards.iter().filter(|card| !card.is_void()).count() } else { 1 },
        empty: own().filter(|seat| seat.state == SeatState::Void).count(),
        waits: if is_scored || inspected { waits.join(", ") } else { page.t("위원장").to_owned() },
    }
}

fn result(
    page: &Page,
    whole: &Whole,
    entrant: &Entrant,
    stage: Stage,
    who: &impl Fn(&EvaluatorKey) -> String,
) -> Result<ResultView, String> {
    let result =
        whole.result(entrant, stage).map_err(|problem| page.say(&words::problem(&problem, whole)))?;
    let rubric = &whole.plan.rubric;
    let stops: Vec<String> = result.stops.iter().map(|stop| words::stop(page, stop)).collect();
    let state = if stops.is_empty() {
        ("pass", page.t("다음 단계로 감").to_owned())
    } else {
        ("fail", stops.join(" "))
    };
    Ok(ResultView {
        institution: entrant.institution.clone(),
        number: entrant.key.0.clone(),
        mean: result.points.as_ref().map(|points| points.mean_centi.to_string()).unwrap_or_default(),
        state,
        steps: result.working.0.iter().map(|step| words::step(page, rubric, step, who)).collect(),
        comments: comments(whole, entrant, stage, who),
    })
}

/// What the members wrote on cards that count.
fn comments(
    whole: &Whole,
    entrant: &Entrant,
    stage: Stage,
    who: &impl Fn(&EvaluatorKey) -> String,
) -> Vec<(String, String, String)> {
    let rule = whole.plan.rubric.scored_stage(stage);
    let name = |score: &Score| {
        let known = rule.and_then(|rule| rule.criterion(&score.criterion));
        known.map_or_else(|| score.criterion.0.clone(), |known| known.name.clone())
    };
    let cards = whole.cards_of(entrant, stage).filter(|card| card.is_locked());
    let said = cards.flat_map(|card| card.scores.iter().map(move |score| (card, score)));
    said.filter_map(|(card, score)| Some((who(&card.evaluator), name(score), score.comment.clone()?)))
        .collect()
}

/// Who is strict, and which cards stand out. It changes no result.
fn advice(page: &Page, whole: &Whole, stage: Stage, who: &impl Fn(&EvaluatorKey) -> String) -> AdviceView {
    let advice = advise(&whole.plan.rubric, stage, &whole.given.cards);
    let name = |key: &programme::scoring::ApplicationKey| {
        let found = whole.entrants.iter().find(|one| one.key == *key);
        found.map(|one| one.institution.clone()).unwrap_or_default()
    };
    let severity = |one: &programme::scoring::Severity| {
        (who(&one.evaluator), one.difference_centi.to_string(), one.stands_out)
    };
    let outlier = |one: &programme::scoring::Outlier| {
        page.tf(
            "{who} 위원이 {name}에 준 {total}점은 다른 위원의 점수와 많이 다릅니다.",
            &[("who", &who(&one.evaluator)), ("name", &name(&one.application)), ("total", &one.total_centi)],
        )
    };
    AdviceView {
        severities: advice.severities.iter().map(severity).collect(),
        outliers: advice.outliers.iter().map(outlier).collect(),
    }
}

pub(super) async fn close(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
) -> Outcome<Response> {
    actions::close(&app, visitor.actor()?, id).await?;
    Ok(Redirect::to(&urls::desk_meeting_results(&id)).into_response())
}
