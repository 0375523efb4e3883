//! What is done with calls.

use serde_json::json;

use super::store::{self, Call};
use crate::{
    base::{app::App, errors::Outcome},
    identity::audit::{self, By, Entry},
};

/// Enters a call.
pub async fn enter(app: &App, by: By, call: &Call) -> Outcome<()> {
    let transaction = app.database.begin().await?;
    store::insert(&transaction, call).await?;
    let entry = Entry { act: "enter", entity: "call", id: call.id, detail: json!({ "slug": call.slug }) };
    audit::append(&transaction, &app.clock, by, entry).await?;
    transaction.commit().await?;
    Ok(())
}
