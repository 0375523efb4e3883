//! The applicant's own applications: list, record, submission, withdrawal.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use programme::states::ApplicationState;
use uuid::Uuid;

use super::{frame, opened, step};
use crate::{
    applying::applications::{
        access::{Act, GRANTS},
        actions::{self, Submitted},
        form::{self, Step},
        store::{self, Application},
        words,
    },
    base::{app::App, errors::Outcome},
    identity::{
        accounts::{
            Actor, Role, Visitor,
            permissions::{Permission, decide},
        },
        readings::actions as readings,
    },
    notices::calls::{CallCard, store as calls},
    registry::zones::zones,
    web::{
        forms::Fields,
        page::{Page, html},
        parts::{Column, FindingLine, Pair},
        show, urls,
    },
};

/// Begins an application and leads to its first step. A cluster that was chosen on the atlas comes along.
pub(super) async fn apply(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
    fields: Fields,
) -> Outcome<Redirect> {
    let actor = visitor.actor()?;
    let id = actions::begin(&app, actor, &slug).await?;
    let chosen = form::chosen(fields.get("zone"), fields.get("division"), zones());
    if !chosen.is_empty() {
        actions::keep(&app, actor, id, chosen).await?;
    }
    Ok(Redirect::to(&urls::application_step(&id, Step::Institution.code())))
}

struct Row {
    href: String,
    title: String,
    state: String,
    at: String,
    receipt: String,
}

#[derive(Template)]
#[template(path = "applying/applications/templates/list.html")]
struct ListPage {
    page: Page,
    columns: Vec<Column>,
    rows: Vec<Row>,
    open_calls: Vec<CallCard>,
}

/// One's own applications and the calls that are open.
pub(super) async fn list(State(app): State<App>, visitor: Visitor) -> Outcome<Response> {
    let actor = visitor.actor()?;
    let page = visitor.page();
    let page = page.clone().under(urls::APPLICATIONS, page.t("내 신청"));
    let calls = calls::public(app.database.read(), visitor.now).await?;
    let own = store::of_institution(app.database.read(), actor.scope).await?;
    let own = own
        .iter()
        .filter(|own| decide(GRANTS, &Act::Read, Some(actor), &own.subject()) == Permission::Granted);
    let rows = own
        .map(|own| Row {
            href: urls::application(&own.id),
            title: calls
                .iter()
                .find(|call| call.id == own.call)
                .map(|call| page.t(&call.title).to_owned())
                .unwrap_or_default(),
            state: page.t(words::state_word(own.state)).to_owned(),
            at: show::date_time(own.received_at.unwrap_or(own.created_at)),
            receipt: own.receipt_number.clone().unwrap_or_default(),
        })
        .collect();
    let cards = calls.iter().map(|call| CallCard::new(&page, call, visitor.now));
    html(&ListPage {
        columns: ["공고", "상태", "때", "접수번호"].map(|label| Column::text(page.t(label))).to_vec(),
        rows,
        open_calls: cards.filter(|card| card.is_open).collect(),
        page,
    })
}

#[derive(Template)]
#[template(path = "applying/applications/templates/overview.html")]
struct OverviewPage {
    page: Page,
    title: String,
    state: String,
    facts: Vec<Pair>,
    columns: Vec<Column>,
    /// Who applied together with the institution.
    partners: Vec<[String; 4]>,
    lines: Vec<FindingLine>,
    together: String,
    budget: String,
    receipt: Option<String>,
    result: Option<String>,
    selection: Option<String>,
    /// Where further papers are handed in, while they are asked for.
    supplement: Option<String>,
    withdraw: Option<String>,
    withdraw_words: String,
    files: Vec<(String, String)>,
    papers: Vec<(String, String)>,
}

/// The record of an application; a draft that can be written leads to its form.
pub(super) async fn overview(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
) -> Outcome<Response> {
    let (actor, application, call) = opened(&app, &visitor, id, Act::Read).await?;
    if application.state == ApplicationState::Draft {
        return Ok(Redirect::to(&urls::application_step(&id, Step::Institution.code())).into_response());
    }
    note_seen(&app, actor, &application).await?;
    let page = frame(&visitor, &call, &id);
    let may_withdraw =
        decide(GRANTS, &Act::Withdraw, Some(actor), &application.subject()) == Permission::Granted;
    let report = application.frozen_report()?;
    let files = store::files(app.database.read(), id).await?;
    html(&OverviewPage {
        title: page.t(&call.title).to_owned(),
        state: page.t(words::state_word(application.state)).to_owned(),
        facts: facts(&page, &application),
        columns: words::partner_columns(&page),
        partners: application.form()?.map(|form| words::partners(&page, &form)).unwrap_or_default(),
        lines: report.as_ref().map(|report| words::lines(&page, report, None)).unwrap_or_default(),
        budget: report.as_ref().map(|report| words::budget(&page, report.budget())).unwrap_or_default(),
        together: report.map(|report| page.say(&words::together(&report.eligibility()))).unwrap_or_default(),
        receipt: application.receipt_number.as_ref().map(|_| urls::receipt(&id)),
        result: is_told(application.state).then(|| urls::eligibility(&id)),
        selection: is_decided(application.state).then(|| urls::result(&id)),
        supplement: (application.state == ApplicationState::SupplementRequested)
            .then(|| urls::supplement(&id)),
        withdraw: may_withdraw.then(|| urls::application_withdraw(&id)),
        withdraw_words: page.tf(
            "접수번호 {number} 신청을 취하합니다. 되돌릴 수 없습니다.",
            &[("number", &application.receipt_number.clone().unwrap_or_default())],
        ),
        papers: words::PAPERS
            .map(|(kind, korean)| (urls::document(kind, id), page.t(korean).to_owned()))
            .to_vec(),
        files: files.into_iter().map(|file| (urls::application_file(&id, &file.id), file.name)).collect(),
        page,
    })
}

/// Notes that somebody of a desk read it; its own people read what is theirs.
async fn note_seen(app: &App, actor: &Actor, application: &Application) -> Outcome<()> {
    if actor.role == Role::Applicant {
        return Ok(());
    }
    readings::seen(app, actor, ("application", application.id, "")).await
}

/// Whether the applicant was told what the committee decided.
fn is_decided(state: ApplicationState) -> bool {
    use ApplicationState as State;
    matches!(state, State::Selected | State::Reserve | State::NotSelected | State::Agreed | State::Forfeited)
}

/// Whether the applicant was told what the review of eligibility came to.
fn is_told(state: ApplicationState) -> bool {
    use ApplicationState as State;
    !matches!(
        state,
        State::Draft
            | State::Submitted
            | State::Withdrawn
            | State::Intake
            | State::SupplementRequested
            | State::Supplemented
    )
}

fn facts(page: &Page, application: &Application) -> Vec<Pair> {
    let mut facts = Vec::new();
    if let Some(number) = &application.receipt_number {
        facts.push(Pair::new(page.t("접수번호"), number));
    }
    if let Some(at) = application.received_at {
        facts.push(Pair::new(page.t("받은 때"), show::exact(at)));
    }
    facts
}

/// Submits. What arrives after this line was received at this moment, however long the rest takes.
pub(super) async fn submit(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
) -> Outcome<Response> {
    let received_at = visitor.now;
    match actions::submit(&app, visitor.actor()?, id, received_at).await? {
        Submitted::Received(_) => Ok(Redirect::to(&urls::receipt(&id)).into_response()),
        Submitted::Incomplete(reading) => step::incomplete(&app, &visitor, id, *reading).await,
    }
}

/// Withdraws.
pub(super) async fn withdraw(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
) -> Outcome<Redirect> {
    actions::withdraw(&app, visitor.actor()?, id).await?;
    Ok(Redirect::to(&urls::application(&id)))
}
