//! Who writes for an institution: colleagues are invited by mail, accept, and can be taken out again.

use chrono::TimeDelta;
use ledger::Sha256;
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use crate::{
    base::{
        app::App,
        database::is_duplicate,
        errors::{Outcome, Refusal},
        mail,
    },
    identity::{
        accounts::{
            Actor, Role, passwords,
            store::{self as accounts, NewAccount},
        },
        audit::{self, By, Entry},
    },
    registry::institutions::{
        access::{Act, require},
        forms::{Colleague, Joining},
        mails,
        store::{self, Institution, Invitation},
    },
    web::{forms::Problems, urls},
};

/// How long an invitation stands.
const INVITATION: TimeDelta = TimeDelta::days(14);
/// Who was invited just now is not sent a second letter for a second click.
const QUIET: TimeDelta = TimeDelta::minutes(1);

/// The hash under which the token of an invitation is stored.
fn token_hash(token: &str) -> String {
    Sha256::of(token.as_bytes()).to_hex()
}

/// Invites somebody to write for the actor's institution. Whether the address has an account already is not said.
pub async fn invite(app: &App, actor: &Actor, typed: Colleague) -> Outcome<Result<(), Problems>> {
    invite_by(app, actor, typed, &hex::encode(app.clock.secret())).await
}

/// The same by a link with this token, which nobody may be able to guess.
pub async fn invite_by(
    app: &App,
    actor: &Actor,
    typed: Colleague,
    token: &str,
) -> Outcome<Result<(), Problems>> {
    require(Act::Invite, actor, actor.scope)?;
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    store::hold(&transaction, actor.scope).await?;
    let institution = store::find(&transaction, actor.scope).await?.ok_or_else(Refusal::not_found)?;
    let people = accounts::holders(&transaction, Role::Applicant, actor.scope).await?;
    if people.iter().any(|known| known.email == typed.email) {
        let mut problems = Problems::default();
        problems.add("email", "이미 함께 쓰는 동료입니다.");
        return Ok(Err(problems));
    }
    let open = store::invitations(&transaction, actor.scope, at).await?;
    let just_now = |known: &&Invitation| known.email == typed.email && known.until > at + INVITATION - QUIET;
    if open.iter().find(just_now).is_some() {
        return Ok(Ok(()));
    }
    let Colleague { name, email } = typed;
    let new = Invitation { institution: actor.scope, email, name, until: at + INVITATION, by: actor.account };
    store::invite(&transaction, &new, token_hash(token)).await?;
    let entry = Entry { act: "invite", entity: "institution", id: actor.scope, detail: json!({}) };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    mail::queue(&transaction, &app.clock, &[mails::invited(app, &institution, &new, token)]).await?;
    transaction.commit().await?;
    Ok(Ok(()))
}

/// Takes an invitation back; taking it back twice changes nothing.
pub async fn cancel(app: &App, actor: &Actor, email: &str) -> Outcome<()> {
    require(Act::Invite, actor, actor.scope)?;
    let transaction = app.database.begin().await?;
    store::forget(&transaction, actor.scope, email).await?;
    let entry = Entry { act: "cancel_invitation", entity: "institution", id: actor.scope, detail: json!({}) };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}

/// How somebody who is invited comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entrance {
    /// By choosing a name and a password: the address has no account, or one that was taken out of its institution.
    Password,
    /// By signing in first: the address has an account.
    SignIn,
    /// As the account they are signed in with.
    Account,
    /// Not with this address: its account does other work here.
    Closed,
}

/// An invitation as its page shows it.
#[derive(Clone, Debug)]
pub struct Invited {
    /// The invitation.
    pub invitation: Invitation,
    /// The institution.
    pub institution: Institution,
    /// How the person comes in.
    pub entrance: Entrance,
    /// The account of the address.
    account: Option<Uuid>,
}

/// What stands behind a link, for whoever opens it.
pub async fn invited(app: &App, token: &str, actor: Option<&Actor>) -> Outcome<Invited> {
    let (database, now) = (app.database.read(), app.clock.now());
    let found = store::invitation(database, &token_hash(token), now).await?.ok_or_else(over)?;
    entrance(database, found, actor).await
}

/// Whoever judges, approves or works at a desk does it with an account that does nothing else; an account that was made
/// for an invitation to such work and has no password yet is left to it.
async fn entrance(
    connection: &impl ConnectionTrait,
    invitation: Invitation,
    actor: Option<&Actor>,
) -> Outcome<Invited> {
    let institution =
        store::find(connection, invitation.institution).await?.ok_or_else(Refusal::not_found)?;
    let known = accounts::credentials(connection, &invitation.email).await?;
    let account = known.as_ref().map(|known| known.account);
    let entrance = match known {
        None => Entrance::Password,
        Some(known) => {
            let roles = accounts::roles(connection, known.account).await?;
            let is_signed_in = actor.is_some_and(|actor| actor.account == known.account);
            if roles.iter().any(|(role, _)| *role != Role::Applicant) || known.password_hash.is_empty() {
                // To somebody who is not signed in with it nothing is said of what an account does.
                if is_signed_in { Entrance::Closed } else { Entrance::SignIn }
            } else if roles.is_empty() {
                Entrance::Password
            } else if is_signed_in {
                Entrance::Account
            } else {
                Entrance::SignIn
            }
        }
    };
    Ok(Invited { invitation, institution, entrance, account })
}

fn over() -> Refusal {
    Refusal::new(
        http::StatusCode::NOT_FOUND,
        "이 초대는 이미 쓰였거나 기한이 지났습니다.",
        "이미 수락했다면 로그인해 주세요. 아니면 초대한 동료에게 다시 보내 달라고 말씀해 주세요.",
    )
    .leading_to(urls::SIGN_IN, "로그인")
}

/// Accepts an invitation, with a name and a password of one's own or with the account one is signed in with.
pub async fn join(app: &App, token: &str, actor: Option<&Actor>, typed: Option<Joining>) -> Outcome<()> {
    let (at, new) = (app.clock.now(), app.clock.id());
    let typed = match typed {
        Some(typed) => Some((typed.name, passwords::hash(&typed.password).await?)),
        None => None,
    };
    let transaction = app.database.begin().await?;
    let found = store::invitation(&transaction, &token_hash(token), at).await?.ok_or_else(over)?;
    let invited = entrance(&transaction, found, actor).await?;
    let (institution, email) = (invited.institution.id, invited.invitation.email.clone());
    let account = match (invited.entrance, invited.account, typed) {
        (Entrance::Account, Some(account), _) => account,
        (Entrance::Password, Some(account), Some((_, password_hash))) => {
            accounts::set_password(&transaction, account, password_hash).await?;
            account
        }
        (Entrance::Password, None, Some((name, password_hash))) => {
            let person = NewAccount { id: new, email: &email, name: &name, password_hash, at };
            match accounts::insert(&transaction, person).await {
                Err(error) if is_duplicate(&error) => return Err(over().into()),
                written => written?,
            }
            new
        }
        _ => return Err(Refusal::not_allowed().into()),
    };
    accounts::grant(&transaction, account, Role::Applicant, institution, at).await?;
    store::forget(&transaction, institution, &email).await?;
    let by = By { account: Some(account), role: Role::Applicant.code() };
    let entry = Entry { act: "join", entity: "institution", id: institution, detail: json!({}) };
    audit::append(&transaction, &app.clock, by, entry).await?;
    transaction.commit().await?;
    Ok(())
}

/// Takes somebody's access to the actor's institution away and ends their sessions in it. The last one stays: without
/// anybody an institution could not even withdraw. Taking away what is gone changes nothing.
pub async fn remove(app: &App, actor: &Actor, account: Uuid) -> Outcome<()> {
    require(Act::Remove, actor, actor.scope)?;
    let transaction = app.database.begin().await?;
    // Two who take each other out at once wait for each other here.
    store::hold(&transaction, actor.scope).await?;
    let institution = store::find(&transaction, actor.scope).await?.ok_or_else(Refusal::not_found)?;
    let people = accounts::holders(&transaction, Role::Applicant, actor.scope).await?;
    // Whoever was taken out while this waited takes nobody out any more.
    if people.iter().all(|known| known.account != actor.account) {
        return Err(Refusal::not_found().into());
    }
    let Some(leaves) = people.iter().find(|known| known.account == account) else { return Ok(()) };
    if people.len() == 1 {
        return Err(Refusal::conflict(
            "마지막 한 사람은 뺄 수 없습니다.",
            "다른 동료를 초대해 수락한 뒤에 다시 해 주세요.",
        )
        .leading_to(urls::COLLEAGUES, "동료 화면으로")
        .into());
    }
    accounts::revoke(&transaction, account, Role::Applicant, actor.scope).await?;
    let detail = json!({ "account": account });
    let entry = Entry { act: "remove_colleague", entity: "institution", id: actor.scope, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    mail::queue(&transaction, &app.clock, &[mails::removed(&institution, &leaves.email)]).await?;
    transaction.commit().await?;
    Ok(())
}
