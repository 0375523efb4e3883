//! What the documents of an evaluation meeting are drawn from.

use uuid::Uuid;

use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    judging::{
        panels::store::{self as meetings, Meeting},
        scores::evidence::{self, Whole},
    },
    notices::calls::{Call, store as calls},
};

/// A meeting with everything about the results of its call.
pub(super) struct Known {
    /// The meeting.
    pub(super) meeting: Meeting,
    /// Its call.
    pub(super) call: Call,
    /// Everything about the results of the call.
    pub(super) whole: Whole,
}

/// Reads a meeting as it was when it closed; who may is asked afterwards.
pub(super) async fn known(app: &App, id: Uuid) -> Outcome<Known> {
    let database = app.database.read();
    let meeting = meetings::find(database, id).await?.ok_or_else(Refusal::not_found)?;
    let call = calls::find(database, meeting.call).await?.ok_or_else(Refusal::not_found)?;
    let whole = evidence::whole_then(database, &call, &meeting).await?;
    Ok(Known { meeting, call, whole })
}
