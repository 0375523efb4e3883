//! What is done with calls.

use programme::call::{CallContent, RevisionKind, RevisionState};
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::store::{
    self, Call,
    revisions::{self, Revision},
};
use crate::{
    base::{app::App, errors::Outcome},
    identity::audit::{self, By, Entry},
};

/// Enters a call that was approved elsewhere, with the usual content of its columns.
pub async fn enter(app: &App, by: By, call: &Call) -> Outcome<()> {
    let content = store::content_of(call)?;
    enter_content(app, by, (call, content)).await
}

/// Enters a call that was approved elsewhere, with its content. Nobody here is asked to approve it.
pub async fn enter_content(app: &App, by: By, (call, content): (&Call, CallContent)) -> Outcome<()> {
    let transaction = app.database.begin().await?;
    store::insert(&transaction, call).await?;
    let now = app.clock.now();
    let revision = Revision {
        kind: RevisionKind::First,
        state: RevisionState::Published,
        number: Some(1),
        published_at: Some(now),
        ..Revision::draft(app.clock.id(), call.id, content, (by.account, now))
    };
    revisions::insert(&transaction, &revision).await?;
    note(&transaction, app, by, ("enter", call, json!({ "slug": call.slug }))).await?;
    transaction.commit().await?;
    Ok(())
}

/// Writes an act on a call into the trail.
async fn note(
    connection: &impl ConnectionTrait,
    app: &App,
    by: By,
    (act, call, detail): (&'static str, &Call, serde_json::Value),
) -> Outcome<()> {
    audit::append(connection, &app.clock, by, Entry { act, entity: "call", id: call.id, detail }).await
}
