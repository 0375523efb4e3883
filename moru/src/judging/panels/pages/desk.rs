//! Calls and their meetings at the desk.

use askama::Template;
use axum::{
    extract::{Path, State as Given},
    response::{IntoResponse, Redirect, Response},
};
use programme::scoring::{Rubric, Stage, StageRule};

use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::Visitor,
    judging::panels::{
        access::{Act, State, may, require},
        actions, evidence, forms,
        store::{self, Meeting, stage_code},
        words,
    },
    notices::calls::{Call, store as calls},
    web::{
        forms::{Fields, Problems},
        page::{Page, html},
        parts::{self, Choice, Column, Field, Problem},
        show, urls,
    },
};

struct CallRow {
    href: String,
    title: String,
    stages: Vec<(String, (&'static str, String))>,
    scores: String,
}

#[derive(Template)]
#[template(path = "judging/panels/templates/calls.html")]
struct CallsPage {
    rows: Vec<CallRow>,
    columns: Vec<Column>,
    page: Page,
}

struct StageView {
    name: String,
    what: String,
    state: (&'static str, String),
    href: String,
    facts: String,
}

#[derive(Template)]
#[template(path = "judging/panels/templates/meetings.html")]
struct MeetingsPage {
    call_title: String,
    entrants: usize,
    stages: Vec<StageView>,
    proposal: Option<&'static str>,
    form: Option<FormView>,
    action: String,
    scores: String,
    inspections: String,
    adjustments: String,
    page: Page,
}

struct FormView {
    summary: Vec<Problem>,
    stage: Field,
    stages: Vec<Choice>,
    held_on: Field,
    place: Field,
    seats: Field,
    seats_each: Field,
}

fn frame(visitor: &Visitor) -> Page {
    let page = visitor.page();
    let name = page.t("평가").to_owned();
    page.under(urls::DESK_JUDGING, name)
}

/// How far the meeting of a stage is.
fn stand(page: &Page, meeting: Option<&Meeting>) -> (&'static str, String) {
    let (kind, korean) =
        meeting.map_or(("unknown", "평가회의 없음"), |meeting| words::state(meeting.state));
    (kind, page.t(korean).to_owned())
}

pub(super) async fn calls_page(Given(app): Given<App>, visitor: Visitor) -> Outcome<Response> {
    require(Act::Read, visitor.actor()?, State::Gathering)?;
    let page = frame(&visitor);
    let known = calls::public(app.database.read(), visitor.now).await?;
    let meetings = store::of_calls(app.database.read(), known.iter().map(|call| call.id)).await?;
    let row = |call: &Call| {
        let stage = |stage: Stage| {
            let own = meetings.iter().find(|meeting| meeting.call == call.id && meeting.stage == stage);
            (page.t(words::stage(stage)).to_owned(), stand(&page, own))
        };
        CallRow {
            href: urls::desk_meetings(&call.slug),
            title: page.t(&call.title).to_owned(),
            stages: forms::STAGES.map(stage).to_vec(),
            scores: urls::desk_scores(&call.slug),
        }
    };
    let rows = known.iter().map(row).collect();
    let columns = ["공고", "단계", "순위"].map(|name| Column::text(page.t(name))).to_vec();
    html(&CallsPage { rows, columns, page })
}

pub(super) async fn list(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Outcome<Response> {
    require(Act::Read, visitor.actor()?, State::Gathering)?;
    let call = calls::by_slug(app.database.read(), &slug).await?.ok_or_else(Refusal::not_found)?;
    draw(&app, &visitor, &call, (&Fields::default(), &Problems::default())).await
}

async fn draw(
    app: &App,
    visitor: &Visitor,
    call: &Call,
    (fields, problems): (&Fields, &Problems),
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    let plan = evidence::plan(app.database.read(), call).await?;
    let meetings = store::of_call(app.database.read(), call.id).await?;
    let entrants = evidence::entrants(app.database.read(), call).await?;
    let page = frame(visitor);
    let page = page.clone().under(urls::desk_meetings(&call.slug), page.t(&call.title));
    let free: Vec<Stage> = plan
        .rubric
        .stages
        .iter()
        .map(StageRule::stage)
        .filter(|stage| meetings.iter().all(|meeting| meeting.stage != *stage))
        .collect();
    let may_plan = may(Act::Plan, actor, State::Gathering) && !free.is_empty();
    let least = plan.panels.min_members.to_string();
    let mut filled = fields.clone();
    if filled.get("seats").is_empty() {
        filled.set("seats", &least);
    }
    if filled.get("seats_each").is_empty() {
        filled.set("seats_each", &least);
    }
    html(&MeetingsPage {
        call_title: page.t(&call.title).to_owned(),
        entrants: entrants.len(),
        stages: stages(&page, &plan.rubric, &meetings),
        proposal: words::proposal(plan.rubric.status),
        form: may_plan.then(|| form(&page, &free, &filled, problems)),
        action: urls::desk_meetings(&call.slug),
        scores: urls::desk_scores(&call.slug),
        inspections: urls::desk_inspections(&call.slug),
        adjustments: urls::desk_adjustments(&call.slug),
        page,
    })
}

fn stages(page: &Page, rubric: &Rubric, meetings: &[Meeting]) -> Vec<StageView> {
    let view = |rule: &StageRule| {
        let stage = rule.stage();
        let meeting = meetings.iter().find(|meeting| meeting.stage == stage);
        let what = match rule {
            StageRule::Scored(scored) => {
                let weight = page.tf("점수로 평가합니다. 반영 비율 {n}%.", &[("n", &scored.weight_percent)]);
                let cut = scored
                    .cut_mark_centi
                    .map(|mark| page.tf(" {mark}점 이상이어야 다음 단계로 갑니다.", &[("mark", &mark)]));
                format!("{weight}{}", cut.unwrap_or_default())
            }
            StageRule::Veto(_) => page.t("적합한지만 봅니다. 점수는 없습니다.").to_owned(),
        };
        let facts = meeting.map(|meeting| {
            let day = show::date(meeting.held_on);
            page.tf(
                "{day} · {place} · 위원 {n}명",
                &[("day", &day), ("place", &meeting.place), ("n", &meeting.seats)],
            )
        });
        StageView {
            name: page.t(words::stage(stage)).to_owned(),
            what,
            state: stand(page, meeting),
            href: meeting.map(|meeting| urls::desk_meeting(&meeting.id)).unwrap_or_default(),
            facts: facts.unwrap_or_default(),
        }
    };
    rubric.stages.iter().map(view).collect()
}

fn form(page: &Page, free: &[Stage], fields: &Fields, problems: &Problems) -> FormView {
    let field = |name: &str| Field::sent(page, name, fields, problems);
    let wanted = fields.get("stage");
    let first = free.first().map(|stage| stage_code(*stage)).unwrap_or_default();
    let chosen = if wanted.is_empty() { first } else { wanted };
    FormView {
        summary: parts::summary(page, problems),
        stage: field("stage"),
        stages: free
            .iter()
            .map(|stage| Choice::new(stage_code(*stage), page.t(words::stage(*stage)), chosen))
            .collect(),
        held_on: field("held_on"),
        place: field("place"),
        seats: field("seats"),
        seats_each: field("seats_each"),
    }
}

pub(super) async fn set_up(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
    fields: Fields,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    require(Act::Plan, actor, State::Gathering)?;
    let call = calls::by_slug(app.database.read(), &slug).await?.ok_or_else(Refusal::not_found)?;
    let plan = evidence::plan(app.database.read(), &call).await?;
    match forms::meeting(&fields, &plan.panels) {
        Ok(form) => {
            let id = actions::set_up(&app, actor, &slug, form).await?;
            Ok(Redirect::to(&urls::desk_meeting(&id)).into_response())
        }
        Err(problems) => draw(&app, &visitor, &call, (&fields, &problems)).await,
    }
}
