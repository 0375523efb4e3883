//! The pages of bonuses and penalties at the desk.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    Router,
    extract::{Path, State as Given},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use http::StatusCode;
use programme::scoring::{AdjustmentKind, Rubric};
use uuid::Uuid;

use super::{
    access::{Act, State, may, require},
    actions::{self, not_judged},
    forms::{self, evidence_field, grounds, points_field},
    store::{self, Entered},
};
use crate::{
    applying::{
        applications::store::{self as applications, Application},
        intake::store as intake,
    },
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::Visitor,
    judging::panels::evidence::{Entrant, entrants, plan},
    notices::calls::{Call, store as calls},
    registry::institutions::store as institutions,
    web::{
        forms::{Fields, Problems},
        page::{Page, html},
        parts::{Column, Field, Pair, Problem, summary},
        show, urls,
    },
};

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route(urls::DESK_ADJUSTMENTS, get(list))
        .route(urls::ADJUSTMENTS, get(sheet).post(enter))
        .route(urls::ADJUSTMENTS_CONFIRM, post(confirm))
}

struct Row {
    href: String,
    institution: String,
    number: String,
    bonus: String,
    penalty: String,
    state: (&'static str, &'static str),
}

#[derive(Template)]
#[template(path = "judging/adjustments/templates/list.html")]
struct ListPage {
    call_title: String,
    note: String,
    /// Whether the rubric has any grounds.
    has_grounds: bool,
    left: usize,
    rows: Vec<Row>,
    columns: Vec<Column>,
    page: Page,
}

/// The sentences and shapes of the states.
fn state_of(state: State) -> (&'static str, &'static str) {
    match state {
        State::Open => ("unknown", "정하지 않음"),
        State::Entered => ("warn", "확인을 기다림"),
        State::Confirmed | State::Told => ("pass", "확인함"),
    }
}

async fn list(Given(app): Given<App>, visitor: Visitor, Path(slug): Path<String>) -> Outcome<Response> {
    require(Act::Read, visitor.actor()?, State::Open)?;
    let reader = app.database.read();
    let call = calls::by_slug(reader, &slug).await?.ok_or_else(Refusal::not_found)?;
    let rubric = plan(reader, &call).await?.rubric;
    let entered = store::of_call(reader, call.id).await?;
    let entrants = entrants(reader, &call).await?;
    let left = entrants.iter().filter(|one| !counts(&rubric, entered.get(&one.application))).count();
    let page = framed(&visitor, &call);
    html(&ListPage {
        call_title: page.t(&call.title).to_owned(),
        note: note(&page, &rubric),
        has_grounds: grounds(&rubric).next().is_some(),
        left,
        rows: entrants.iter().map(|one| row(&rubric, one, &entered)).collect(),
        columns: vec![
            Column::text(page.t("신청기관")),
            Column::number(page.t("가점")),
            Column::number(page.t("감점")),
            Column::text(page.t("상태")),
        ],
        page,
    })
}

fn counts(rubric: &Rubric, entered: Option<&Entered>) -> bool {
    entered.is_some_and(|entered| entered.counts(rubric))
}

fn note(page: &Page, rubric: &Rubric) -> String {
    let cap = |kind| forms::shown(rubric.adjustments(kind).cap_centi);
    page.tf(
        "가점은 모두 {bonus}점까지, 감점은 모두 {penalty}점까지 반영합니다. 신청마다 모든 항목을 정하고 다른 사람이 확인해야 순위를 낼 수 있습니다.",
        &[("bonus", &cap(AdjustmentKind::Bonus)), ("penalty", &cap(AdjustmentKind::Penalty))],
    )
}

fn row(rubric: &Rubric, entrant: &Entrant, entered: &BTreeMap<Uuid, Entered>) -> Row {
    let entered = entered.get(&entrant.application);
    let sum = |kind| {
        let all = entered.into_iter().flat_map(|one| &one.grounds).filter(|one| one.kind == kind);
        entered.map_or_else(String::new, |_| forms::shown(all.map(|one| one.points_centi).sum()))
    };
    let state = match entered {
        None => State::Open,
        Some(_) if counts(rubric, entered) => State::Confirmed,
        // Confirmed, but of a rubric that has got another ground since.
        Some(one) if one.confirmed.is_some() => State::Open,
        Some(_) => State::Entered,
    };
    Row {
        href: urls::adjustments(&entrant.application),
        institution: entrant.institution.clone(),
        number: entrant.key.0.clone(),
        bonus: sum(AdjustmentKind::Bonus),
        penalty: sum(AdjustmentKind::Penalty),
        state: state_of(state),
    }
}

fn framed(visitor: &Visitor, call: &Call) -> Page {
    let page = visitor.page();
    page.clone()
        .under(urls::DESK_JUDGING, page.t("평가"))
        .under(urls::desk_meetings(&call.slug), page.t(&call.title))
        .under(urls::desk_adjustments(&call.slug), page.t("가점·감점"))
}

/// A ground as the sheet shows it.
struct Line {
    kind: AdjustmentKind,
    name: String,
    max: String,
    points: Field,
    evidence: Field,
}

impl Line {
    fn label(&self, page: &Page) -> String {
        let text = match self.kind {
            AdjustmentKind::Bonus => "가점: {name}",
            AdjustmentKind::Penalty => "감점: {name}",
        };
        page.tf(text, &[("name", &self.name)])
    }
}

#[derive(Template)]
#[template(path = "judging/adjustments/templates/sheet.html")]
struct SheetPage {
    institution: String,
    facts: Vec<Pair>,
    note: String,
    state: (&'static str, &'static str),
    lines: Vec<Line>,
    application: String,
    action: String,
    may_enter: bool,
    /// Where the entry is confirmed, and which one was read.
    confirm: Option<(String, i64)>,
    /// Whether somebody who may confirm entered this themselves.
    is_own: bool,
    summary: Vec<Problem>,
    page: Page,
}

/// Everything about the grounds of an application.
struct Known {
    application: Application,
    call: Call,
    rubric: Rubric,
    entered: Option<Entered>,
}

impl Known {
    fn state(&self) -> State {
        actions::state(self.application.state, self.entered.as_ref())
    }
}

async fn known(app: &App, visitor: &Visitor, id: Uuid) -> Outcome<Known> {
    require(Act::Read, visitor.actor()?, State::Open)?;
    let reader = app.database.read();
    let application = applications::find(reader, id).await?.ok_or_else(Refusal::not_found)?;
    if !intake::is_eligible(application.state) {
        return Err(not_judged().into());
    }
    let call = calls::find(reader, application.call).await?.ok_or_else(Refusal::not_found)?;
    let rubric = plan(reader, &call).await?.rubric;
    let entered = store::of_application(reader, id).await?;
    Ok(Known { application, call, rubric, entered })
}

async fn sheet(Given(app): Given<App>, visitor: Visitor, Path(id): Path<Uuid>) -> Outcome<Response> {
    let known = known(&app, &visitor, id).await?;
    let fields = forms::filled(&known.rubric, known.entered.as_ref());
    draw(&app, &visitor, &known, (&fields, &Problems::default())).await
}

async fn draw(
    app: &App,
    visitor: &Visitor,
    known: &Known,
    (fields, problems): (&Fields, &Problems),
) -> Outcome<Response> {
    let (actor, state, id) = (visitor.actor()?, known.state(), known.application.id);
    let institution = institutions::find(app.database.read(), known.application.institution).await?;
    let institution = institution.map(|one| one.name).unwrap_or_default();
    let page = framed(visitor, &known.call);
    let number = known.application.receipt_number.clone().unwrap_or_default();
    let page = page.under(urls::adjustments(&id), number);
    let line = |(kind, item): (AdjustmentKind, &programme::scoring::AdjustmentItem)| Line {
        kind,
        name: page.t(&item.name).to_owned(),
        max: forms::shown(item.max_centi),
        points: Field::sent(&page, &points_field(kind, item), fields, problems),
        evidence: Field::sent(&page, &evidence_field(kind, item), fields, problems),
    };
    let is_own = known.entered.as_ref().is_some_and(|entered| entered.by == actor.account);
    let may_confirm = may(Act::Confirm, actor, state);
    let version = known.entered.as_ref().map(|entered| entered.version);
    html(&SheetPage {
        institution,
        facts: facts(&page, known),
        note: note(&page, &known.rubric),
        state: state_of(state),
        lines: grounds(&known.rubric).map(line).collect(),
        application: urls::application(&id),
        action: urls::adjustments(&id),
        may_enter: may(Act::Enter, actor, state),
        confirm: version.filter(|_| may_confirm && !is_own).map(|one| (urls::adjustments_confirm(&id), one)),
        is_own: may_confirm && is_own,
        summary: summary(&page, problems),
        page,
    })
}

fn facts(page: &Page, known: &Known) -> Vec<Pair> {
    let Some(entered) = &known.entered else { return Vec::new() };
    let mut facts = vec![Pair::new(page.t("적은 때"), show::date_time(entered.at))];
    if let Some((_, at)) = entered.confirmed {
        facts.push(Pair::new(page.t("확인한 때"), show::date_time(at)));
    }
    facts
}

/// Enters every ground; what is wrong comes back beside its field with everything that was typed.
async fn enter(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Outcome<Response> {
    let known = known(&app, &visitor, id).await?;
    match forms::read(&known.rubric, &fields) {
        Ok(grounds) => {
            actions::enter(&app, visitor.actor()?, id, grounds).await?;
            Ok(Redirect::to(&urls::adjustments(&id)).into_response())
        }
        Err(problems) => {
            let page = draw(&app, &visitor, &known, (&fields, &problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

async fn confirm(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Outcome<Redirect> {
    let version = fields.get("version").parse().unwrap_or_default();
    actions::confirm(&app, visitor.actor()?, id, version).await?;
    let application = applications::find(app.database.read(), id).await?.ok_or_else(Refusal::not_found)?;
    let call = calls::find(app.database.read(), application.call).await?.ok_or_else(Refusal::not_found)?;
    Ok(Redirect::to(&urls::desk_adjustments(&call.slug)))
}
