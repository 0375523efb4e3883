//! The pages of applications, a file for each audience.

mod applicant;
mod consent_view;
mod files;
mod partner;
mod receipt;
mod step;
mod step_view;
mod writers_view;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
use uuid::Uuid;

use super::{
    access::{Act, require},
    store::{self, Application, Whole},
};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::{Actor, Arrival, Visitor},
    notices::calls::{Call, store as calls},
    web::{page::Page, upload::LARGEST_UPLOAD, urls},
};

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route(urls::APPLY, post(applicant::apply))
        .route(urls::APPLICATIONS, get(applicant::list))
        .route(urls::APPLICATION, get(applicant::overview))
        .route(urls::APPLICATION_STEP, get(step::show).post(step::save))
        .route(urls::APPLICATION_KEEPER, post(step::set_keeper))
        .route(urls::APPLICATION_AUTOSAVE, post(step::autosave))
        .route(urls::APPLICATION_GATES, get(step::gates))
        .route(urls::APPLICATION_FILES, post(files::attach).layer(DefaultBodyLimit::max(LARGEST_UPLOAD)))
        .route(urls::APPLICATION_FILE, get(files::download).post(files::detach))
        .route(urls::APPLICATION_SUBMIT, post(applicant::submit))
        .route(urls::APPLICATION_WITHDRAW, post(applicant::withdraw))
        .route(urls::PARTNER_CONSENT, get(partner::page).post(partner::answer))
        .route(urls::RECEIPT, get(receipt::page))
        .route(urls::RECEIPT_FILE, get(receipt::file))
        .route(
            urls::VERIFY,
            get(receipt::verify_page).post(receipt::verify).layer(DefaultBodyLimit::max(LARGEST_UPLOAD)),
        )
        .route(urls::PUBLIC_KEY, get(receipt::public_key))
}

/// The application of an address with its call, for someone who may do this act to it.
async fn opened<'a>(
    app: &App,
    visitor: &'a Visitor,
    id: Uuid,
    act: Act,
) -> Outcome<(&'a Actor, Application, Call)> {
    let actor = visitor.actor()?;
    let application = store::find(app.database.read(), id).await?.ok_or_else(Refusal::not_found)?;
    require(act, actor, &application.subject())?;
    let call = calls::find(app.database.read(), application.call).await?.ok_or_else(Refusal::not_found)?;
    Ok((actor, application, call))
}

/// The application with everything that was written and attached, for someone who may do this act to it.
async fn opened_whole(app: &App, arrival: &Arrival, id: Uuid, act: Act) -> Outcome<(Visitor, Whole)> {
    let (visitor, whole) = arrival.with(app, store::asked(id)).await?;
    let whole = allowed(&visitor, whole, act)?;
    Ok((visitor, whole))
}

fn allowed(visitor: &Visitor, whole: Option<Whole>, act: Act) -> Outcome<Whole> {
    let actor = visitor.actor()?;
    let whole = whole.ok_or_else(Refusal::not_found)?;
    require(act, actor, &whole.application.subject())?;
    Ok(whole)
}

/// The frame of a page about one application.
fn frame(visitor: &Visitor, call: &Call, id: &Uuid) -> Page {
    let page = visitor.page();
    let (list, this) = (page.t("내 신청").to_owned(), page.t(&call.title).to_owned());
    page.under(urls::APPLICATIONS, list).under(urls::application(id), this)
}
