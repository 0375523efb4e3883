//! Telling the results of a call, and the result as the applicant reads it.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{Redirect, Response},
};
use korea::calendar::Holidays;
use programme::{gates::last_day_to_object, states::ApplicationState};
use uuid::Uuid;

use crate::{
    applying::{
        applications::store as applications,
        intake::{
            access::{Act, require},
            actions, store,
            words::told,
        },
    },
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
    },
    identity::accounts::{Visitor, permissions::Subject},
    notices::calls::store as calls,
    web::{
        page::{Page, html},
        parts::FindingLine,
        show, urls,
    },
};

#[derive(Template)]
#[template(path = "applying/intake/templates/publish.html")]
struct PublishPage {
    page: Page,
    call: String,
    send: String,
    back: String,
}

/// Asks before everybody is told.
pub(super) async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Outcome<Response> {
    require(Act::Publish, visitor.actor()?, &Subject { owner: None, state: ApplicationState::Intake })?;
    let call = calls::by_slug(app.database.read(), &slug).await?.ok_or_else(Refusal::not_found)?;
    let page = visitor.page();
    let page = page
        .clone()
        .under(urls::call(&slug), page.t(&call.title))
        .under(urls::intake(&slug), page.t("접수된 신청"))
        .under(urls::intake_publish(&slug), page.t("결과 알리기"));
    html(&PublishPage {
        call: page.t(&call.title).to_owned(),
        send: urls::intake_publish(&slug),
        back: urls::intake(&slug),
        page,
    })
}

/// Tells everybody.
pub(super) async fn publish(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Outcome<Redirect> {
    actions::publish(&app, visitor.actor()?, &slug).await?;
    Ok(Redirect::to(&urls::intake(&slug)))
}

#[derive(Template)]
#[template(path = "applying/intake/templates/result.html")]
struct ResultPage {
    page: Page,
    is_eligible: bool,
    /// Whether an upheld objection made it so.
    is_restored: bool,
    number: String,
    lines: Vec<FindingLine>,
    told_at: String,
    last_day: String,
    object: String,
    paper: String,
}

/// What the review came to: each gate with its reason, and how to object.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    let database = app.database.read();
    let application = applications::find(database, id).await?.ok_or_else(Refusal::not_found)?;
    require(Act::ReadResult, actor, &application.subject())?;
    let review = store::review(database, id).await?.ok_or_else(Refusal::not_found)?;
    let told_at = review.published_at.ok_or_else(Refusal::not_found)?;
    let report = application.frozen_report()?.ok_or_else(|| Fault::new("a submission without findings"))?;
    let found = store::findings(database, id).await?;
    let page = visitor.page();
    let page = page
        .clone()
        .under(urls::APPLICATIONS, page.t("내 신청"))
        .under(urls::eligibility(&id), page.t("신청자격 검토 결과"));
    let holidays = Holidays::embedded().map_err(Fault::new)?;
    let last_day = last_day_to_object(show::day(told_at), &holidays);
    html(&ResultPage {
        is_eligible: application.state != ApplicationState::Ineligible,
        is_restored: actions::is_restored(&application, &found)?,
        number: application.receipt_number.clone().unwrap_or_default(),
        lines: told(&page, &report, &found),
        told_at: show::date_time(told_at),
        last_day: last_day.map(show::date).unwrap_or_default(),
        object: urls::objection(&id),
        paper: urls::document(urls::paper::ELIGIBILITY, id),
        page,
    })
}
