//! What the forms of inspectors send where no script runs, and where two records are made one.

use axum::{
    extract::{Path, State as Given},
    response::{IntoResponse, Redirect, Response},
};
use http::StatusCode;
use uuid::Uuid;

use super::{inspector::draw_item, item_view::unnumbered};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::Visitor,
    judging::inspections::{
        access::Act,
        actions::{self, Batch, NewConfirmation, NewRecord, Received},
        evidence::{admit, sample},
        forms, store,
    },
    web::{forms::Fields, urls},
};
use programme::inspection::Checklist;

/// Records an item. What was replaced meanwhile by somebody else stays: then two records stand, and both are shown.
pub(super) async fn record(
    Given(app): Given<App>,
    visitor: Visitor,
    Path((id, item)): Path<(Uuid, u8)>,
    fields: Fields,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    let inspection = store::find(app.database.read(), id).await?.ok_or_else(Refusal::not_found)?;
    admit(app.database.read(), &app, (actor, Act::Record), &inspection).await?;
    let checklist = Checklist::built_in(&inspection.checklist).map_err(crate::base::errors::Fault::new)?;
    let drawn = (sample(&checklist, &inspection).len(), inspection.draw.list.as_str());
    let typed = match forms::item(&unnumbered(&fields, item), drawn) {
        Ok(typed) => typed,
        Err(problems) => {
            // What was found at firms of another list is not put beside those of this one.
            let fields = if problems.of("visit.0").is_some() { without_visits(&fields) } else { fields };
            let page = draw_item(&app, &visitor, (id, item), Some((&fields, &problems))).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let record = NewRecord {
        id: app.clock.id(),
        item,
        bases: typed.bases.iter().filter_map(|base| Uuid::parse_str(base).ok()).collect(),
        content: typed.content,
        list: inspection.draw.list,
        made_at: visitor.now.timestamp_millis(),
    };
    let batch = Batch { records: vec![record], ..Batch::default() };
    taken(actions::receive(&app, actor, id, batch).await?, &urls::inspection_item(&id, item))?;
    Ok(Redirect::to(&format!("{}#item-{item}", urls::inspection(&id))).into_response())
}

fn without_visits(fields: &Fields) -> Fields {
    let visits: Vec<&str> =
        fields.iter().map(|(name, _)| name).filter(|name| name.starts_with("visit.")).collect();
    fields.without(&visits)
}

/// Confirms what is recorded.
pub(super) async fn confirm(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    let host = fields.get("host") == "yes";
    let confirmation = NewConfirmation {
        id: app.clock.id(),
        host,
        name: fields.get("name").to_owned(),
        remark: fields.get("remark").to_owned(),
        report: fields.get("report").to_owned(),
        made_at: visitor.now.timestamp_millis(),
    };
    let batch = Batch { confirmations: vec![confirmation], ..Batch::default() };
    let back = if host { urls::inspection_host(&id) } else { urls::inspection(&id) };
    taken(actions::receive(&app, actor, id, batch).await?, &back)?;
    Ok(Redirect::to(&urls::inspection(&id)).into_response())
}

/// Refused where something of it was not taken.
fn taken(received: Received, back: &str) -> Outcome<()> {
    match received.refused.into_iter().next() {
        None => Ok(()),
        Some(refused) => Err(Refusal::conflict(refused.why, "이전 화면에서 고쳐 주세요.")
            .leading_to(back, "돌아가기")
            .into()),
    }
}

/// Closes it.
pub(super) async fn close(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Outcome<Response> {
    actions::close(&app, visitor.actor()?, id, fields.get("report")).await?;
    Ok(Redirect::to(&urls::inspection(&id)).into_response())
}
