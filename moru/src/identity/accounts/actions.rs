//! What people do with accounts: sign in, sign out, act in another role.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    arrival::{SESSION_LENGTH, token_hash},
    passwords,
    role::Role,
    store::{self, NewSession},
};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
        words::Words,
    },
    identity::audit::{self, By, Entry},
};

/// Wrong passwords in a row after which an account waits.
const FREE_FAILURES: i32 = 4;
/// The longest wait.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(1);

/// How signing in ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignIn {
    /// The token for the cookie.
    Welcome(String),
    /// Address or password is wrong; which one is not said.
    Wrong,
    /// Too many wrong passwords: not before this.
    Locked(DateTime<Utc>),
}

/// Signs in with a mail address and a password. Every wrong password past the fourth doubles the wait.
pub async fn sign_in(app: &App, email: &str, password: &str) -> Outcome<SignIn> {
    let now = app.clock.now();
    let email = email.trim().to_lowercase();
    let known = store::credentials(app.database.read(), &email).await?;
    if let Some(until) = known.as_ref().and_then(|known| known.locked_until).filter(|until| *until > now) {
        return Ok(SignIn::Locked(until));
    }
    let matches =
        passwords::verify(password, known.as_ref().map(|known| known.password_hash.as_str())).await?;
    let Some(known) = known else { return Ok(SignIn::Wrong) };
    let by = By { account: Some(known.account), role: "visitor" };
    let transaction = app.database.begin().await?;
    if !matches {
        let failed = known.failed + 1;
        let until = wait_after(failed).map(|wait| now + wait);
        store::count_failure(&transaction, known.account, until).await?;
        let entry = Entry {
            act: "sign-in-failed",
            entity: "account",
            id: known.account,
            detail: json!({"failed": failed}),
        };
        audit::append(&transaction, &app.clock, by, entry).await?;
        transaction.commit().await?;
        return Ok(until.map_or(SignIn::Wrong, SignIn::Locked));
    }
    let Some((role, scope)) = store::roles(&transaction, known.account).await?.into_iter().next() else {
        return Err(Refusal::not_allowed().into());
    };
    store::clear_failures(&transaction, known.account).await?;
    let token = hex::encode(app.clock.secret());
    let session = NewSession {
        token_hash: token_hash(&token),
        account: known.account,
        role,
        scope,
        at: now,
        expires_at: now + SESSION_LENGTH,
    };
    store::begin_session(&transaction, session).await?;
    let entry =
        Entry { act: "sign-in", entity: "account", id: known.account, detail: json!({"role": role.code()}) };
    audit::append(&transaction, &app.clock, by, entry).await?;
    transaction.commit().await?;
    Ok(SignIn::Welcome(token))
}

/// The wait after so many wrong passwords in a row.
fn wait_after(failed: i32) -> Option<TimeDelta> {
    let beyond = u32::try_from(failed - FREE_FAILURES).ok().filter(|beyond| *beyond > 0)?;
    Some(TimeDelta::seconds(30 << beyond.min(12)).min(LONGEST_WAIT))
}

/// How asking for the password again ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// It is theirs.
    Yes,
    /// It is not.
    Wrong,
    /// Too many wrong ones: not before this.
    Locked(DateTime<Utc>),
}

/// Asks somebody who is signed in for their password again, before they sign what nobody can change any more. Wrong ones
/// count and lock as they do when signing in.
pub async fn confirm(app: &App, account: Uuid, password: &str) -> Outcome<Confirmed> {
    let now = app.clock.now();
    let known = store::credentials_of(app.database.read(), account).await?;
    if let Some(until) = known.as_ref().and_then(|known| known.locked_until).filter(|until| *until > now) {
        return Ok(Confirmed::Locked(until));
    }
    let stored = known.as_ref().map(|known| known.password_hash.as_str());
    if passwords::verify(password, stored).await? {
        return Ok(Confirmed::Yes);
    }
    let failed = known.map_or(0, |known| known.failed) + 1;
    let until = wait_after(failed).map(|wait| now + wait);
    let transaction = app.database.begin().await?;
    store::count_failure(&transaction, account, until).await?;
    let by = By { account: Some(account), role: "visitor" };
    let detail = json!({"failed": failed});
    let entry = Entry { act: "confirm-failed", entity: "account", id: account, detail };
    audit::append(&transaction, &app.clock, by, entry).await?;
    transaction.commit().await?;
    Ok(until.map_or(Confirmed::Wrong, Confirmed::Locked))
}

/// Ends the session of a token.
pub async fn sign_out(app: &App, token: &str) -> Outcome<()> {
    let transaction = app.database.begin().await?;
    store::end_session(&transaction, &token_hash(token)).await?;
    transaction.commit().await?;
    Ok(())
}

/// Acts in another role that the person holds.
pub async fn switch_role(app: &App, token: &str, account: Uuid, to: (Role, Uuid)) -> Outcome<()> {
    let transaction = app.database.begin().await?;
    if !store::roles(&transaction, account).await?.contains(&to) {
        return Err(Refusal::not_allowed().into());
    }
    store::switch_session(&transaction, &token_hash(token), to.0, to.1).await?;
    let by = By { account: Some(account), role: to.0.code() };
    let entry =
        Entry { act: "switch-role", entity: "account", id: account, detail: json!({"role": to.0.code()}) };
    audit::append(&transaction, &app.clock, by, entry).await?;
    transaction.commit().await?;
    Ok(())
}

/// Keeps a session that is in use from ending.
pub(super) async fn extend(app: &App, token_hash: &str, until: DateTime<Utc>) -> Outcome<()> {
    let transaction = app.database.begin().await?;
    store::extend_session(&transaction, token_hash, until).await?;
    transaction.commit().await?;
    Ok(())
}

/// Forgets sessions that ended; harmless to repeat.
pub async fn sweep(app: &App) -> Outcome<()> {
    let transaction = app.database.begin().await?;
    store::sweep_sessions(&transaction, app.clock.now()).await?;
    transaction.commit().await?;
    Ok(())
}

/// The sentence for a locked account.
pub fn locked(until: DateTime<Utc>) -> Words {
    Words::new("비밀번호를 여러 번 잘못 입력해 잠시 잠겼습니다. {until} 이후에 다시 로그인해 주세요.")
        .with("until", crate::web::show::date_time(until))
}
