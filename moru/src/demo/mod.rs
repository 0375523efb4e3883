//! The example programme: one account for every role, the census, the centres, the call of 2024 and applications in
//! several states. Everything in it is made up and says so.

mod applications;
mod crowd;
mod judging;

use std::path::Path;

use chrono::TimeDelta;
use serde_json::json;
use uuid::Uuid;

use crate::{
    base::{app::App, errors::Outcome},
    identity::{
        accounts::{Role, passwords, store},
        audit::{self, Entry, PROGRAM},
    },
    notices::{calls, publications, questions},
    places::atlas,
    registry::centres,
};

/// The password of every example account.
pub const PASSWORD: &str = "moru-example";

/// The address of the example account of a role.
pub fn email(role: Role) -> String {
    format!("{}@moru.example", role.code().replace('_', "-"))
}

/// Fills an empty database with the example programme. One that holds it already is left as it is, so that the example
/// goes on where it was stopped.
pub async fn seed(app: &App) -> Outcome<()> {
    if calls::store::by_slug(app.database.read(), calls::example::SLUG).await?.is_some() {
        return Ok(());
    }
    atlas::example::seed(app).await?;
    centres::example::seed(app).await?;
    let call = calls::example::seed(app).await?;
    calls::example::seed_next(app).await?;
    releases(app, &call).await?;
    accounts(app).await?;
    applications::seed(app).await?;
    questions(app, &call).await?;
    judging::seed(app).await
}

/// Questions of the applicant's account with the answers of the agency's.
async fn questions(app: &App, call: &calls::Call) -> Outcome<()> {
    let read = app.database.read();
    let asker = store::credentials(read, &email(Role::Applicant)).await?;
    let officer = store::credentials(read, &email(Role::AgencyOfficer)).await?;
    match asker.zip(officer) {
        Some((asker, officer)) => questions::example::seed(app, call, (asker.account, officer.account)).await,
        None => Ok(()),
    }
}

/// The announcement of the call, public since that Monday morning, and the same text as it arrived, still waiting at the
/// desk because its embargo contradicts itself.
async fn releases(app: &App, call: &calls::Call) -> Outcome<()> {
    use publications::example::{Seed, seed};
    let lift_at = call.window.opens_at() + TimeDelta::hours(6);
    seed(app, Seed { lift_at: Some(lift_at), call: Some(&call.slug), slug: None }).await?;
    seed(app, Seed { lift_at: None, call: None, slug: Some("2024-operators-as-received") }).await?;
    Ok(())
}

/// Adds `count` institutions that are ready to submit and writes their sessions and applications to `list`.
pub async fn crowd(app: &App, count: usize, list: &Path) -> Outcome<()> {
    crowd::seed(app, count, list).await
}

/// One account per role. The applicant's account is opened with its institution, in [`applications`], the evaluator's with
/// the register, in [`judging`].
async fn accounts(app: &App) -> Outcome<()> {
    let password_hash = passwords::hash(PASSWORD).await?;
    let transaction = app.database.begin().await?;
    for role in Role::ALL.into_iter().filter(|role| !matches!(role, Role::Applicant | Role::Evaluator)) {
        let (id, at, email) = (app.clock.id(), app.clock.now(), email(role));
        let name = format!("예시 {}", role.korean());
        let password_hash = password_hash.clone();
        store::insert(&transaction, store::NewAccount { id, email: &email, name: &name, password_hash, at })
            .await?;
        store::grant(&transaction, id, role, Uuid::nil(), at).await?;
        let entry = Entry { act: "open", entity: "account", id, detail: json!({ "role": role.code() }) };
        audit::append(&transaction, &app.clock, PROGRAM, entry).await?;
    }
    transaction.commit().await?;
    Ok(())
}
