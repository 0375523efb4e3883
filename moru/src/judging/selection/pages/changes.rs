//! Telling everybody, and what happens afterwards.

use askama::Template;
use axum::{
    extract::{Path, State as Given},
    response::{Redirect, Response},
};
use uuid::Uuid;

use super::desk::framed;
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::Visitor,
    judging::selection::{
        access::{Act, State, require},
        actions,
        store::{self, Selection},
    },
    notices::calls::store as calls,
    web::{
        forms::Fields,
        page::{Page, html},
        urls,
    },
};

#[derive(Template)]
#[template(path = "judging/selection/templates/announce.html")]
struct AnnouncePage {
    call: String,
    count: usize,
    send: String,
    back: String,
    page: Page,
}

/// Asks before everybody is told.
pub(super) async fn ask(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Outcome<Response> {
    let (actor, reader) = (visitor.actor()?, app.database.read());
    require(Act::Read, actor, None, State::Open)?;
    let call = calls::by_slug(reader, &slug).await?.ok_or_else(Refusal::not_found)?;
    let selection = store::find(reader, call.id).await?;
    require(Act::Announce, actor, None, selection.as_ref().map_or(State::Open, Selection::state))?;
    let page = framed(visitor.page(), &call);
    let here = page.t("결과 알리기").to_owned();
    let page = page.under(urls::desk_selection_announce(&slug), here);
    html(&AnnouncePage {
        call: page.t(&call.title).to_owned(),
        count: store::choices(reader, call.id).await?.len(),
        send: urls::desk_selection_announce(&slug),
        back: urls::desk_selection(&slug),
        page,
    })
}

/// Tells everybody.
pub(super) async fn announce(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Outcome<Redirect> {
    actions::announce(&app, visitor.actor()?, &slug).await?;
    Ok(Redirect::to(&urls::desk_selection(&slug)))
}

/// Notes that somebody dropped out.
pub(super) async fn forfeit(
    Given(app): Given<App>,
    visitor: Visitor,
    Path((slug, id)): Path<(String, Uuid)>,
    fields: Fields,
) -> Outcome<Redirect> {
    actions::forfeit(&app, visitor.actor()?, &slug, id, fields.get("why")).await?;
    Ok(Redirect::to(&urls::desk_selection(&slug)))
}

/// Promotes the next in reserve.
pub(super) async fn promote(
    Given(app): Given<App>,
    visitor: Visitor,
    Path((slug, id)): Path<(String, Uuid)>,
    fields: Fields,
) -> Outcome<Redirect> {
    actions::promote(&app, visitor.actor()?, &slug, id, fields.get("why")).await?;
    Ok(Redirect::to(&urls::desk_selection(&slug)))
}
