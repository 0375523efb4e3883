//! One meeting at the desk: its page, and what is done there.

use axum::{
    extract::{Path, State as Given},
    response::{IntoResponse, Redirect, Response},
};
use uuid::Uuid;

use super::meeting_view::{Code, draw as draw_meeting};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::{Actor, Visitor},
    judging::panels::{
        access::{Act, require},
        actions,
        store::{self, Answer, Meeting},
    },
    web::{forms::Fields, urls},
};

/// The meeting of an address for somebody who may know of it.
async fn known<'a>(app: &App, visitor: &'a Visitor, id: Uuid) -> Outcome<(&'a Actor, Meeting)> {
    let actor = visitor.actor()?;
    let meeting = store::find(app.database.read(), id).await?.ok_or_else(Refusal::not_found)?;
    require(Act::Read, actor, meeting.state)?;
    Ok((actor, meeting))
}

fn there(id: &Uuid) -> Response {
    Redirect::to(&urls::desk_meeting(id)).into_response()
}

/// An id among the fields.
fn id_of(fields: &Fields, name: &str) -> Outcome<Uuid> {
    fields.get(name).parse().map_err(|_| Refusal::malformed().into())
}

pub(super) async fn record(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
) -> Outcome<Response> {
    let (_, meeting) = known(&app, &visitor, id).await?;
    draw_meeting(&app, &visitor, &meeting, None).await
}

pub(super) async fn candidates(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Outcome<Response> {
    let (actor, _) = known(&app, &visitor, id).await?;
    let ticked = fields.iter().filter(|(name, _)| *name == "evaluators");
    let wanted: Vec<Uuid> = ticked.filter_map(|(_, value)| value.parse().ok()).collect();
    actions::set_candidates(&app, actor, id, &wanted).await?;
    Ok(there(&id))
}

pub(super) async fn freeze(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
) -> Outcome<Response> {
    let (actor, _) = known(&app, &visitor, id).await?;
    actions::freeze(&app, actor, id).await?;
    Ok(there(&id))
}

pub(super) async fn draw(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Outcome<Response> {
    let (actor, _) = known(&app, &visitor, id).await?;
    actions::draw(&app, actor, id, (fields.get("seed"), fields.get("source"))).await?;
    Ok(there(&id))
}

pub(super) async fn answer(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Outcome<Response> {
    let (actor, _) = known(&app, &visitor, id).await?;
    let evaluator = id_of(&fields, "evaluator")?;
    let answer = match fields.get("answer") {
        "accepted" => Answer::Accepted,
        "declined" => Answer::Declined,
        _ => return Err(Refusal::malformed().into()),
    };
    actions::note_answer(&app, actor, id, evaluator, (answer, fields.get("reason"))).await?;
    Ok(there(&id))
}

pub(super) async fn assign(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
) -> Outcome<Response> {
    let (actor, _) = known(&app, &visitor, id).await?;
    actions::assign(&app, actor, id).await?;
    Ok(there(&id))
}

pub(super) async fn appoint(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Outcome<Response> {
    let (actor, _) = known(&app, &visitor, id).await?;
    // Nobody chosen is nobody of the panel, which the act says in its own words.
    let chair = fields.get("chair").parse().unwrap_or_default();
    actions::appoint(&app, actor, id, (chair, fields.get("share_reason"))).await?;
    Ok(there(&id))
}

/// Shows a code once. It stands on this page only: loading the page again makes another one.
pub(super) async fn code(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Outcome<Response> {
    let (actor, meeting) = known(&app, &visitor, id).await?;
    let evaluator = id_of(&fields, "evaluator")?;
    let (number, until) = actions::issue_code(&app, actor, id, evaluator).await?;
    draw_meeting(&app, &visitor, &meeting, Some(Code { evaluator, number, until })).await
}

pub(super) async fn replace(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Outcome<Response> {
    let (actor, _) = known(&app, &visitor, id).await?;
    let seat = (id_of(&fields, "application")?, id_of(&fields, "leaves")?, id_of(&fields, "joins")?);
    actions::replace(&app, actor, id, seat, fields.get("reason")).await?;
    Ok(there(&id))
}

pub(super) async fn join(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
) -> Outcome<Response> {
    let (actor, _) = known(&app, &visitor, id).await?;
    actions::join(&app, actor, id).await?;
    Ok(there(&id))
}
