//! Keeping what is typed, field by field. Whatever the text is, it is kept; what is wrong with it is said beside it.

use chrono::{DateTime, Utc};
use programme::deadline::Change;
use uuid::Uuid;

use super::{opened, still_open};
use crate::{
    applying::applications::{
        access::Act,
        form::{LONGEST_ANSWER, belongs_to, is_consent_place},
        store,
    },
    base::{
        app::App,
        errors::{Outcome, Refusal},
        words::Words,
    },
    identity::accounts::Actor,
};

/// What was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// When.
    pub at: DateTime<Utc>,
}

/// Keeps answers of a draft. The trail notes the submission, not every key stroke: each answer carries its own
/// writer and time.
pub async fn keep(app: &App, actor: &Actor, id: Uuid, values: Vec<(String, String)>) -> Outcome<Kept> {
    if values.iter().any(|(field, _)| belongs_to(field).is_none() || is_consent_place(field)) {
        return Err(Refusal::malformed().into());
    }
    if values.iter().any(|(_, value)| value.chars().count() > 2 * LONGEST_ANSWER) {
        return Err(Refusal::new(
            http::StatusCode::UNPROCESSABLE_ENTITY,
            Words::new("{limit}자 이내로 적어 주세요.").with("limit", LONGEST_ANSWER),
            "글을 줄인 뒤 다시 저장해 주세요.",
        )
        .into());
    }
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let (application, call) = opened(&transaction, actor, id, Act::Edit).await?;
    still_open(&call, &application, Change::OtherField, at)?;
    store::keep_answers(&transaction, id, values, actor.account, at).await?;
    transaction.commit().await?;
    Ok(Kept { at })
}

/// Takes out one row of a repeated group, such as `staff.2`.
pub async fn forget_row(app: &App, actor: &Actor, id: Uuid, row: &str) -> Outcome<Kept> {
    if belongs_to(&format!("{row}.name")).or(belongs_to(&format!("{row}.address"))).is_none() {
        return Err(Refusal::malformed().into());
    }
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let (application, call) = opened(&transaction, actor, id, Act::Edit).await?;
    still_open(&call, &application, Change::OtherField, at)?;
    store::forget_row(&transaction, id, &format!("{row}.")).await?;
    transaction.commit().await?;
    Ok(Kept { at })
}
