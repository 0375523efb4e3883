//! Noting a reading, and forgetting old ones.

use chrono::Months;
use http::StatusCode;
use uuid::Uuid;

use super::store::{self, Read, Reading};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
        words::Words,
    },
    identity::accounts::Actor,
};

/// Months for which readings are kept: two years, as for unique identifiers and sensitive data (P-05, 개인정보의 안전성
/// 확보조치 기준).
const MONTHS: Months = Months::new(24);
/// Longest reason, in characters.
pub const LONGEST: usize = 200;

/// Of what something is read: the kind of thing, which one, and what of it.
pub type About<'a> = (&'static str, Uuid, &'a str);

/// Notes that somebody saw on a page what belongs to somebody else. What cannot be noted is not shown.
pub async fn seen(app: &App, actor: &Actor, about: About<'_>) -> Outcome<()> {
    note(app, actor, Read::Seen, about, "").await
}

/// Notes that somebody took a file of what belongs to somebody else, in the course of what they read it for.
pub async fn taken(app: &App, actor: &Actor, about: About<'_>) -> Outcome<()> {
    note(app, actor, Read::Taken, about, "").await
}

/// Notes that somebody took a list of personal data away, and why.
///
/// # Errors
/// A refusal without a reason.
pub async fn taken_for(app: &App, actor: &Actor, about: About<'_>, reason: &str) -> Outcome<()> {
    let reason = reason.trim();
    if let Some(problem) = reason_problem(reason) {
        let next = "이전 화면으로 돌아가 까닭을 적어 주세요.";
        return Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, problem, next).into());
    }
    note(app, actor, Read::Taken, about, reason).await
}

/// What is wrong with a reason.
pub fn reason_problem(reason: &str) -> Option<Words> {
    let length = reason.trim().chars().count();
    (length == 0 || length > LONGEST)
        .then(|| Words::new("무엇에 쓰는지 {n}자 안에서 적어 주세요.").with("n", LONGEST))
}

async fn note(
    app: &App,
    actor: &Actor,
    read: Read,
    (entity, about, what): About<'_>,
    reason: &str,
) -> Outcome<()> {
    let new = Reading {
        id: app.clock.id(),
        at: app.clock.now(),
        account: actor.account,
        role: actor.role.code().to_owned(),
        read,
        entity: entity.to_owned(),
        about,
        what: what.to_owned(),
        reason: reason.to_owned(),
    };
    let transaction = app.database.begin().await?;
    store::insert(&transaction, new).await?;
    transaction.commit().await?;
    Ok(())
}

/// Forgets readings whose time is over; harmless to repeat.
pub async fn sweep(app: &App) -> Outcome<()> {
    let Some(before) = app.clock.now().checked_sub_months(MONTHS) else { return Ok(()) };
    let transaction = app.database.begin().await?;
    store::forget(&transaction, before).await?;
    transaction.commit().await?;
    Ok(())
}
