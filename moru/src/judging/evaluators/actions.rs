//! What is done with the register: somebody is invited, accepts, is tied to an institution, rests.

use chrono::{DateTime, TimeDelta, Utc};
use ledger::Sha256;
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::{
    access::{Act, State, require},
    forms::{Invitation, TypedTie},
    store::{self, Evaluator, New, NewTie},
};
use crate::{
    base::{
        app::App,
        database::is_duplicate,
        errors::{Outcome, Refusal},
        mail::{self, Letter},
    },
    identity::{
        accounts::{Actor, Role, passwords, store as accounts},
        audit::{self, By, Entry},
    },
    web::{forms::Problems, show, urls},
};

/// How long an invitation stands.
const INVITATION: TimeDelta = TimeDelta::days(14);

/// The hash under which the token of an invitation is stored.
fn token_hash(token: &str) -> String {
    Sha256::of(token.as_bytes()).to_hex()
}

/// Invites somebody: an account that nobody can sign in to yet, a row in the register, and a letter with the link that
/// gives the account its password. An address that has an account already is not taken: whoever judges does it with an
/// account that does nothing else.
pub async fn invite(app: &App, actor: &Actor, form: Invitation) -> Outcome<Result<Uuid, Problems>> {
    require(Act::Invite, actor, State::Invited)?;
    let (id, account, at) = (app.clock.id(), app.clock.id(), app.clock.now());
    let token = hex::encode(app.clock.secret());
    let transaction = app.database.begin().await?;
    let (email, name) = (form.email.clone(), form.name.clone());
    let person =
        accounts::NewAccount { id: account, email: &email, name: &name, password_hash: String::new(), at };
    match accounts::insert(&transaction, person).await {
        Err(error) if is_duplicate(&error) => {
            let mut problems = Problems::default();
            problems.add("email", "이미 쓰고 있는 이메일입니다. 평가에만 쓸 다른 이메일을 적어 주세요.");
            return Ok(Err(problems));
        }
        written => written?,
    }
    let until = at + INVITATION;
    store::insert(&transaction, new(form.clone(), (id, account), (at, until), (&token, actor.account)))
        .await?;
    if let Some((number, since)) = form.employed {
        let period = programme::panel::Period::new(since, None).map_err(crate::base::errors::Fault::new)?;
        let institution = (form.institution.as_str(), number.as_str());
        let entered = (at, actor.account);
        let tie =
            NewTie { id: app.clock.id(), evaluator: id, code: "post:employee", institution, period, entered };
        store::insert_tie(&transaction, tie).await?;
    }
    let entry = Entry { act: "invite", entity: "evaluator", id, detail: json!({ "outside": form.outside }) };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    send(&transaction, app, &email, (&token, until)).await?;
    transaction.commit().await?;
    Ok(Ok(id))
}

fn new(
    form: Invitation,
    (id, account): (Uuid, Uuid),
    (at, until): (DateTime<Utc>, DateTime<Utc>),
    (token, by): (&str, Uuid),
) -> New {
    let evaluator = Evaluator {
        id,
        account,
        name: form.name,
        email: form.email,
        phone: form.phone,
        gender: form.gender,
        outside: form.outside,
        institution: form.institution,
        institution_number: form.employed.map(|(number, _)| number),
        state: State::Invited,
        divisions: form.divisions,
        invitation_until: Some(until),
    };
    New { evaluator, invitation_hash: token_hash(token), at, by }
}

async fn send(
    connection: &impl ConnectionTrait,
    app: &App,
    to: &str,
    (token, until): (&str, DateTime<Utc>),
) -> Outcome<()> {
    let link = format!("{}{}", app.config.public_url, urls::invitation(token));
    let until = show::date_time(until);
    let letter = Letter {
        to: to.to_owned(),
        subject: "[모루] 평가위원 초대 / Invitation to evaluate".to_owned(),
        text: format!(
            "소공인특화지원센터 운영기관 선정의 평가위원으로 모시고자 합니다.\n아래 주소에서 {until}까지 비밀번호를 정하면 등록됩니다.\n\n\
             You are invited to evaluate applications for support centres. Choose a password before {until}:\n\n{link}\n"
        ),
    };
    mail::queue(connection, &app.clock, &[letter]).await
}

/// Sends the invitation again, with a new link; the old one no longer works.
pub async fn invite_again(app: &App, actor: &Actor, id: Uuid) -> Outcome<()> {
    let (at, token) = (app.clock.now(), hex::encode(app.clock.secret()));
    let transaction = app.database.begin().await?;
    let evaluator = held(&transaction, id).await?;
    require(Act::Invite, actor, evaluator.state)?;
    let until = at + INVITATION;
    store::renew_invitation(&transaction, id, token_hash(&token), until).await?;
    let entry = Entry { act: "invite-again", entity: "evaluator", id, detail: json!({}) };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    send(&transaction, app, &evaluator.email, (&token, until)).await?;
    transaction.commit().await?;
    Ok(())
}

/// Accepts an invitation: the account gets its password and its role, and the person may be drawn.
pub async fn accept(app: &App, token: &str, password: &str) -> Outcome<Uuid> {
    let at = app.clock.now();
    let password_hash = passwords::hash(password).await?;
    let transaction = app.database.begin().await?;
    let evaluator =
        store::invited(&transaction, &token_hash(token), at).await?.ok_or_else(invitation_over)?;
    let Evaluator { id, account, .. } = evaluator;
    accounts::set_password(&transaction, account, password_hash).await?;
    accounts::grant(&transaction, account, Role::Evaluator, id, at).await?;
    store::set_state(&transaction, id, State::Active).await?;
    let by = By { account: Some(account), role: Role::Evaluator.code() };
    let entry = Entry { act: "accept", entity: "evaluator", id, detail: json!({}) };
    audit::append(&transaction, &app.clock, by, entry).await?;
    transaction.commit().await?;
    Ok(id)
}

/// Whether an invitation stands, and whom it is for.
pub async fn invited(app: &App, token: &str) -> Outcome<Evaluator> {
    let found = store::invited(app.database.read(), &token_hash(token), app.clock.now()).await?;
    found.ok_or_else(|| invitation_over().into())
}

fn invitation_over() -> Refusal {
    Refusal::new(
        http::StatusCode::NOT_FOUND,
        "이 초대는 이미 쓰였거나 기한이 지났습니다.",
        "이미 등록했다면 로그인해 주세요. 아니면 초대한 전담기관 담당자에게 다시 보내 달라고 말씀해 주세요.",
    )
    .leading_to(urls::SIGN_IN, "로그인")
}

/// Enters what ties somebody to an institution.
pub async fn enter_tie(app: &App, actor: &Actor, id: Uuid, form: &TypedTie) -> Outcome<()> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let evaluator = held(&transaction, id).await?;
    require(Act::EnterTie, actor, evaluator.state)?;
    let (tie, entered) = (app.clock.id(), (at, actor.account));
    let institution = (form.institution.as_str(), form.number.as_str());
    let new = NewTie { id: tie, evaluator: id, code: &form.code, institution, period: form.period, entered };
    store::insert_tie(&transaction, new).await?;
    let detail = json!({ "tie": tie, "kind": form.code });
    let entry = Entry { act: "enter-tie", entity: "evaluator", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}

/// Lets somebody rest, so that they are not drawn, or be drawn again.
pub async fn rest(app: &App, actor: &Actor, id: Uuid, rests: bool) -> Outcome<()> {
    let transaction = app.database.begin().await?;
    let evaluator = held(&transaction, id).await?;
    require(Act::Rest, actor, evaluator.state)?;
    let state = if rests { State::Resting } else { State::Active };
    store::set_state(&transaction, id, state).await?;
    let entry = Entry { act: "rest", entity: "evaluator", id, detail: json!({ "rests": rests }) };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}

async fn held(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Evaluator> {
    let found = store::find_all_for_change(connection, [id]).await?.into_values().next();
    found.ok_or_else(|| Refusal::not_found().into())
}
