//! Inspections at the desk: which are planned, the plan of one, and what was found.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{Path, State as Given},
    response::{IntoResponse, Redirect, Response},
};
use http::StatusCode;
use korea::dates::kst;
use programme::{
    inspection::{Checklist, standing},
    scoring::Stage,
};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    exchange::{self, ExchangeForm},
    inspector::facts,
    item_view::{ItemView, RecordView, record, view},
};
use crate::{
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
    },
    identity::accounts::{Actor, Visitor},
    judging::{
        evaluators::store::{self as evaluators, Evaluator},
        inspections::{
            access::{Act, State, may, require},
            actions,
            evidence::{self, About, Whole},
            forms,
            store::{self, Inspection, Listed},
            words,
        },
        panels::evidence::{self as panels, Entrant},
    },
    notices::calls::{Call, store as calls},
    web::{
        forms::{Fields, Problems},
        page::{Page, html},
        parts::{Choice, Column, Field, Pair, Problem, summary},
        show, urls,
    },
};

struct Row {
    href: String,
    institution: String,
    number: String,
    when: String,
    people: String,
    state: (&'static str, &'static str),
    result: Option<(&'static str, &'static str)>,
}

#[derive(Template)]
#[template(path = "judging/inspections/templates/desk_list.html")]
struct ListPage {
    call_title: String,
    rows: Vec<Row>,
    done: usize,
    columns: Vec<Column>,
    page: Page,
}

struct PlanForm {
    planned_at: Field,
    place: Field,
    latitude: Field,
    longitude: Field,
    first: Field,
    firsts: Vec<Choice>,
    second: Field,
    seconds: Vec<Choice>,
    roster: Field,
}

/// What was found of an item.
struct Found {
    item: ItemView,
    standing: Vec<RecordView>,
}

/// An inspection as far as it is.
struct RecordOf {
    is_begun: bool,
    state: (&'static str, &'static str),
    result: Option<(&'static str, &'static str)>,
    report: (String, String),
    /// Its report as a document, once it is closed.
    paper: Option<String>,
    facts: Vec<Pair>,
    firms: Vec<String>,
    seed: (String, String),
    missing: Vec<String>,
    found: Vec<Found>,
    confirmed: Vec<Pair>,
}

#[derive(Template)]
#[template(path = "judging/inspections/templates/desk.html")]
struct SheetPage {
    institution: String,
    known: Option<RecordOf>,
    form: Option<PlanForm>,
    exchange: Option<ExchangeForm>,
    summary: Vec<Problem>,
    least: u32,
    action: String,
    page: Page,
}

fn frame(visitor: &Visitor, call: &Call) -> Page {
    let page = visitor.page();
    page.clone()
        .under(urls::DESK_JUDGING, page.t("평가"))
        .under(urls::desk_meetings(&call.slug), page.t(&call.title))
        .under(urls::desk_inspections(&call.slug), page.t("현장실사"))
}

/// Every application that is visited.
pub(super) async fn list(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Outcome<Response> {
    require(Act::Read, visitor.actor()?, State::Planned)?;
    let reader = app.database.read();
    let call = calls::by_slug(reader, &slug).await?.ok_or_else(Refusal::not_found)?;
    let entrants = panels::live(reader, &call, Stage::SiteInspection).await?;
    let planned = store::of_call(reader, call.id).await?;
    let known = evaluators::find_all(reader, planned.iter().flat_map(|one| one.inspectors)).await?;
    let page = frame(&visitor, &call);
    let is_done = |entrant: &Entrant| {
        planned.iter().any(|one| one.application == entrant.application && one.state == State::Closed)
    };
    let row = |entrant: &Entrant| row(&slug, entrant, &planned, &known);
    html(&ListPage {
        call_title: page.t(&call.title).to_owned(),
        done: entrants.iter().filter(|entrant| is_done(entrant)).count(),
        rows: entrants.iter().map(row).collect(),
        columns: ["신청기관", "방문하는 때", "실사자", "상태"]
            .map(|name| Column::text(page.t(name)))
            .to_vec(),
        page,
    })
}

fn row(slug: &str, entrant: &Entrant, planned: &[Listed], known: &BTreeMap<Uuid, Evaluator>) -> Row {
    let own = planned.iter().find(|one| one.application == entrant.application);
    let name = |id: &Uuid| known.get(id).map(|known| known.name.clone());
    Row {
        href: urls::desk_inspection(slug, &entrant.application),
        institution: entrant.institution.clone(),
        number: entrant.key.0.clone(),
        when: own.map(|one| show::date_time(one.planned_at)).unwrap_or_default(),
        people: own
            .map(|one| one.inspectors.iter().filter_map(name).collect::<Vec<_>>().join(", "))
            .unwrap_or_default(),
        state: own.map_or(("unknown", "계획 없음"), |one| words::state(one.state)),
        result: own.and_then(|one| one.result).map(words::result),
    }
}

/// One of them.
pub(super) async fn show(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(place): Path<(String, Uuid)>,
) -> Outcome<Response> {
    draw(&app, &visitor, place, None).await
}

/// The inspection of an application that takes part in the call.
async fn known(
    app: &App,
    (slug, application): &(String, Uuid),
) -> Outcome<(Call, Entrant, Option<Inspection>)> {
    let reader = app.database.read();
    let call = calls::by_slug(reader, slug).await?.ok_or_else(Refusal::not_found)?;
    let entrants = panels::entrants(reader, &call).await?;
    let entrant = entrants.into_iter().find(|one| one.application == *application);
    let entrant = entrant.ok_or_else(Refusal::not_found)?;
    let inspection = store::of_application(reader, *application).await?;
    Ok((call, entrant, inspection))
}

pub(super) async fn draw(
    app: &App,
    visitor: &Visitor,
    place: (String, Uuid),
    sent: Option<(&Fields, &Problems)>,
) -> Outcome<Response> {
    let (actor, reader) = (visitor.actor()?, app.database.read());
    require(Act::Read, actor, State::Planned)?;
    let (call, entrant, inspection) = known(app, &place).await?;
    let checklist = Checklist::built_in(Checklist::DEFAULT).map_err(Fault::new)?;
    let page = frame(visitor, &call);
    let page = page.under(urls::desk_inspection(&place.0, &place.1), entrant.institution.clone());
    let (form, exchange) =
        sendable(reader, (&page, actor), &place, (&entrant, inspection.as_ref()), sent).await?;
    let known = match inspection {
        Some(inspection) => {
            let about = evidence::about(reader, &inspection).await?;
            let draws = store::count_draws(reader, inspection.id).await?;
            Some(record_of(&page, (&evidence::whole(reader, inspection).await?, &about), draws))
        }
        None => None,
    };
    html(&SheetPage {
        institution: entrant.institution,
        known,
        form,
        exchange,
        summary: sent.map(|(_, problems)| summary(&page, problems)).unwrap_or_default(),
        least: checklist.walk_least,
        action: urls::desk_inspection(&place.0, &place.1),
        page,
    })
}

/// What somebody may send now, with what was typed: the plan while nothing is recorded, later who comes for whom.
async fn sendable(
    connection: &impl ConnectionTrait,
    (page, actor): (&Page, &Actor),
    place: &(String, Uuid),
    (entrant, inspection): (&Entrant, Option<&Inspection>),
    sent: Option<(&Fields, &Problems)>,
) -> Outcome<(Option<PlanForm>, Option<ExchangeForm>)> {
    let state = inspection.map_or(State::Planned, |one| one.state);
    let (may_plan, may_exchange) = (may(Act::Plan, actor, state), may(Act::Exchange, actor, state));
    if !may_plan && !may_exchange {
        return Ok((None, None));
    }
    let people = evaluators::active(connection).await?;
    let kept = match inspection {
        Some(inspection) if may_plan => plan_of(inspection),
        None => first_plan(entrant),
        Some(_) => Fields::default(),
    };
    let none = Problems::default();
    let typed = sent.unwrap_or((&kept, &none));
    let action = urls::desk_inspection_exchange(&place.0, &place.1);
    let exchange = inspection
        .filter(|_| may_exchange)
        .map(|inspection| exchange::form(page, (&people, inspection), typed, action));
    Ok((may_plan.then(|| plan_form(page, &people, typed)), exchange))
}

/// With what the first plan of an inspection begins.
fn first_plan(entrant: &Entrant) -> Fields {
    let mut fields = Fields::default();
    fields.set("place", &entrant.zone);
    fields
}

/// The plan there is, as its form sends it.
fn plan_of(inspection: &Inspection) -> Fields {
    let mut fields = Fields::default();
    let at = kst::local(inspection.planned_at).format("%Y-%m-%dT%H:%M").to_string();
    fields.set("planned_at", &at);
    fields.set("place", &inspection.place);
    if let Some(position) = inspection.position {
        fields.set("latitude", &format!("{:.6}", f64::from(position.latitude_e6) / 1e6));
        fields.set("longitude", &format!("{:.6}", f64::from(position.longitude_e6) / 1e6));
    }
    fields.set("first", &inspection.inspectors[0].to_string());
    fields.set("second", &inspection.inspectors[1].to_string());
    let mut roster = inspection.draw.order.clone();
    roster.sort();
    fields.set("roster", &roster.join("\n"));
    fields
}

fn plan_form(page: &Page, people: &[Evaluator], (fields, problems): (&Fields, &Problems)) -> PlanForm {
    let field = |name: &str| Field::sent(page, name, fields, problems);
    let choices = |name: &str| {
        let choice = |known: &Evaluator| {
            Choice::new(
                known.id.to_string(),
                format!("{} ({})", known.name, known.institution),
                fields.get(name),
            )
        };
        people.iter().map(choice).collect()
    };
    PlanForm {
        planned_at: field("planned_at"),
        place: field("place"),
        latitude: field("latitude"),
        longitude: field("longitude"),
        first: field("first"),
        firsts: choices("first"),
        second: field("second"),
        seconds: choices("second"),
        roster: field("roster"),
    }
}

fn record_of(page: &Page, both: (&Whole, &About), draws: u64) -> RecordOf {
    let (whole, about) = both;
    let found = |item| {
        let view = view(page, both, item, None);
        let heads = standing(&whole.records, item.number).heads();
        Found { item: view, standing: heads.into_iter().map(|one| record(page, both, one)).collect() }
    };
    let report = whole.report();
    let confirmed = |one: &store::Confirmation| {
        let still = if one.is_void {
            page.t(" · 그 뒤에 실사자가 바뀌어 다시 확인해야 합니다.")
        } else if one.report == report {
            ""
        } else {
            page.t(" · 그 뒤에 기록이 바뀌어 다시 확인해야 합니다.")
        };
        let remark = if one.remark.is_empty() { String::new() } else { format!(" · {}", one.remark) };
        let said = format!("{} · {}{remark}{still}", one.name, show::date_time(one.made_at));
        Pair::new(page.t(words::signer(one.signer)), said)
    };
    let closed = whole.inspection.closed.as_ref();
    let missing = if closed.is_some() { Vec::new() } else { whole.missing() };
    RecordOf {
        is_begun: whole.inspection.state != State::Planned,
        state: words::state(whole.inspection.state),
        result: closed.map(|closed| words::result(closed.result)),
        report: show::hash(closed.map(|closed| closed.report.as_str()).unwrap_or_default()),
        paper: closed.map(|_| urls::document(urls::paper::INSPECTION, whole.inspection.id)),
        facts: [facts(page, whole, about), drawings(page, draws), exchange::history(page, about)].concat(),
        firms: whole.sample().to_vec(),
        seed: show::hash(&whole.inspection.draw.seed),
        missing: missing.iter().map(|one| words::missing(page, one)).collect(),
        found: whole.checklist.items.iter().map(found).collect(),
        confirmed: whole.confirmations.iter().map(confirmed).collect(),
    }
}

/// Among how many lists lots were drawn, where it is not one: somebody may ask why.
fn drawings(page: &Page, count: u64) -> Vec<Pair> {
    let said = || Pair::new(page.t("추첨"), page.tf("명부를 바꾸어 {n}번 추첨", &[("n", &count)]));
    (count > 1).then(said).into_iter().collect()
}

/// Plans it; what is wrong comes back beside its field.
pub(super) async fn plan(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(place): Path<(String, Uuid)>,
    fields: Fields,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    require(Act::Plan, actor, State::Planned)?;
    let checklist = Checklist::built_in(Checklist::DEFAULT).map_err(Fault::new)?;
    match forms::plan(&fields, checklist.walk_least, show::day(visitor.now)) {
        Ok(plan) => {
            actions::plan(&app, actor, &place.0, place.1, plan).await?;
            Ok(Redirect::to(&urls::desk_inspection(&place.0, &place.1)).into_response())
        }
        Err(problems) => {
            let page = draw(&app, &visitor, place, Some((&fields, &problems))).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}
