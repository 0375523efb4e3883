//! Queries and writes of accounts, roles and sessions.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, ExprTrait, OnConflict, Query},
};
use uuid::Uuid;

use super::{
    actor::Actor,
    role::Role,
    tables::{account, held_role, session},
};
use crate::base::{errors::Outcome, question::Question};

/// What signing in needs to know of an account.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The account.
    pub account: Uuid,
    /// The stored hash.
    pub password_hash: String,
    /// Wrong passwords in a row.
    pub failed: i32,
    /// No sign-in before this.
    pub locked_until: Option<DateTime<Utc>>,
}

/// A new account.
#[derive(Clone, Debug)]
pub struct NewAccount<'a> {
    /// Its id.
    pub id: Uuid,
    /// The mail address, lower case.
    pub email: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// From [`super::passwords::hash`].
    pub password_hash: String,
    /// Now.
    pub at: DateTime<Utc>,
}

/// The account of a mail address.
pub async fn credentials(connection: &impl ConnectionTrait, email: &str) -> Outcome<Option<Credentials>> {
    let found = account::Entity::find().filter(account::Column::Email.eq(email)).one(connection).await?;
    Ok(found.map(credentials_from))
}

/// What asking for the password again needs to know of the account of somebody who is signed in.
pub async fn credentials_of(
    connection: &impl ConnectionTrait,
    account: Uuid,
) -> Outcome<Option<Credentials>> {
    let found = account::Entity::find_by_id(account).one(connection).await?;
    Ok(found.map(credentials_from))
}

fn credentials_from(account: account::Model) -> Credentials {
    Credentials {
        account: account.id,
        password_hash: account.password_hash,
        failed: account.failed_sign_ins,
        locked_until: account.locked_until,
    }
}

/// Gives an account another password: a hash from [`super::passwords::hash`].
pub async fn set_password(
    connection: &impl ConnectionTrait,
    account: Uuid,
    password_hash: String,
) -> Outcome<()> {
    account::Entity::update_many()
        .col_expr(account::Column::PasswordHash, Expr::value(password_hash))
        .filter(account::Column::Id.eq(account))
        .exec(connection)
        .await?;
    Ok(())
}

/// Writes an account. Without a password hash nobody can sign in until [`set_password`] gives it one.
pub async fn insert(connection: &impl ConnectionTrait, new: NewAccount<'_>) -> Result<(), sea_orm::DbErr> {
    let row = account::ActiveModel {
        id: Set(new.id),
        email: Set(new.email.to_owned()),
        name: Set(new.name.to_owned()),
        password_hash: Set(new.password_hash),
        failed_sign_ins: Set(0),
        locked_until: Set(None),
        created_at: Set(new.at),
    };
    account::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// Gives a role for a scope; giving it twice changes nothing.
pub async fn grant(
    connection: &impl ConnectionTrait,
    account: Uuid,
    role: Role,
    scope: Uuid,
    at: DateTime<Utc>,
) -> Outcome<()> {
    use held_role::Column;
    let row = held_role::ActiveModel {
        account_id: Set(account),
        role: Set(role.code().to_owned()),
        scope_id: Set(scope),
        granted_at: Set(at),
    };
    held_role::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([Column::AccountId, Column::Role, Column::ScopeId]).do_nothing().to_owned(),
        )
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// The roles an account holds, in a stable order.
pub async fn roles(connection: &impl ConnectionTrait, account: Uuid) -> Outcome<Vec<(Role, Uuid)>> {
    let held = held_role::Entity::find()
        .filter(held_role::Column::AccountId.eq(account))
        .order_by_asc(held_role::Column::Role)
        .order_by_asc(held_role::Column::ScopeId)
        .all(connection)
        .await?;
    Ok(held
        .into_iter()
        .filter_map(|held| Role::from_code(&held.role).map(|role| (role, held.scope_id)))
        .collect())
}

/// Somebody who holds a role for a scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The account.
    pub account: Uuid,
    /// The person's name.
    pub name: String,
    /// The mail address.
    pub email: String,
}

/// Everybody who holds a role for a scope, by name.
pub async fn holders(connection: &impl ConnectionTrait, role: Role, scope: Uuid) -> Outcome<Vec<Holder>> {
    use held_role::Column;
    let held = Query::select()
        .column(Column::AccountId)
        .from(held_role::Entity)
        .and_where(Column::Role.eq(role.code()))
        .and_where(Column::ScopeId.eq(scope))
        .to_owned();
    let found = account::Entity::find()
        .filter(account::Column::Id.in_subquery(held))
        .order_by_asc(account::Column::Name)
        .order_by_asc(account::Column::Email)
        .all(connection)
        .await?;
    Ok(found.into_iter().map(|row| Holder { account: row.id, name: row.name, email: row.email }).collect())
}

/// Takes a role for a scope away and ends every session in it.
pub async fn revoke(
    connection: &impl ConnectionTrait,
    account: Uuid,
    role: Role,
    scope: Uuid,
) -> Outcome<()> {
    held_role::Entity::delete_by_id((account, role.code().to_owned(), scope)).exec(connection).await?;
    session::Entity::delete_many()
        .filter(session::Column::AccountId.eq(account))
        .filter(session::Column::Role.eq(role.code()))
        .filter(session::Column::ScopeId.eq(scope))
        .exec(connection)
        .await?;
    Ok(())
}

/// What these people are called, by account.
pub async fn names(
    connection: &impl ConnectionTrait,
    accounts: Vec<Uuid>,
) -> Outcome<BTreeMap<Uuid, String>> {
    let rows = account::Entity::find().filter(account::Column::Id.is_in(accounts)).all(connection).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// The mail addresses of accounts.
pub async fn addresses(connection: &impl ConnectionTrait, accounts: &[Uuid]) -> Outcome<Vec<String>> {
    let query = account::Entity::find().filter(account::Column::Id.is_in(accounts.iter().copied()));
    let found = query.order_by_asc(account::Column::Email).all(connection).await?;
    Ok(found.into_iter().map(|account| account.email).collect())
}

/// The mail addresses of everybody who holds one of these roles, each once.
pub async fn addresses_of_roles(connection: &impl ConnectionTrait, roles: &[Role]) -> Outcome<Vec<String>> {
    let codes = roles.iter().map(|role| role.code());
    let held = held_role::Entity::find().filter(held_role::Column::Role.is_in(codes)).all(connection).await?;
    let people: Vec<Uuid> = held.into_iter().map(|held| held.account_id).collect();
    addresses(connection, &people).await
}

/// The mail addresses of everybody who holds a role for one of these scopes, by scope.
pub async fn addresses_by_scope(
    connection: &impl ConnectionTrait,
    role: Role,
    scopes: &[Uuid],
) -> Outcome<BTreeMap<Uuid, Vec<String>>> {
    let held = held_role::Entity::find()
        .filter(held_role::Column::Role.eq(role.code()))
        .filter(held_role::Column::ScopeId.is_in(scopes.iter().copied()))
        .all(connection)
        .await?;
    let people: Vec<Uuid> = held.iter().map(|held| held.account_id).collect();
    let rows = account::Entity::find().filter(account::Column::Id.is_in(people)).all(connection).await?;
    let addresses: BTreeMap<Uuid, String> = rows.into_iter().map(|row| (row.id, row.email)).collect();
    let mut found: BTreeMap<Uuid, Vec<String>> = BTreeMap::new();
    for held in held {
        if let Some(address) = addresses.get(&held.account_id) {
            found.entry(held.scope_id).or_default().push(address.clone());
        }
    }
    Ok(found)
}

/// Counts a wrong password and locks the account until `locked_until`.
pub async fn count_failure(
    connection: &impl ConnectionTrait,
    account: Uuid,
    locked_until: Option<DateTime<Utc>>,
) -> Outcome<()> {
    account::Entity::update_many()
        .col_expr(account::Column::FailedSignIns, Expr::col(account::Column::FailedSignIns).add(1))
        .col_expr(account::Column::LockedUntil, Expr::value(locked_until))
        .filter(account::Column::Id.eq(account))
        .exec(connection)
        .await?;
    Ok(())
}

/// Forgets wrong passwords after a right one.
pub async fn clear_failures(connection: &impl ConnectionTrait, account: Uuid) -> Outcome<()> {
    account::Entity::update_many()
        .col_expr(account::Column::FailedSignIns, Expr::value(0))
        .col_expr(account::Column::LockedUntil, Expr::value(Option::<DateTime<Utc>>::None))
        .filter(account::Column::Id.eq(account))
        .exec(connection)
        .await?;
    Ok(())
}

/// A session about to begin.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// SHA-256 of the token in the cookie, hex: who reads the table cannot sign in with it.
    pub token_hash: String,
    /// Whose.
    pub account: Uuid,
    /// In which role.
    pub role: Role,
    /// For what.
    pub scope: Uuid,
    /// Now.
    pub at: DateTime<Utc>,
    /// When it ends by itself.
    pub expires_at: DateTime<Utc>,
}

/// Writes a session.
pub async fn begin_session(connection: &impl ConnectionTrait, new: NewSession) -> Outcome<()> {
    let row = session::ActiveModel {
        token_hash: Set(new.token_hash),
        account_id: Set(new.account),
        role: Set(new.role.code().to_owned()),
        scope_id: Set(new.scope),
        created_at: Set(new.at),
        expires_at: Set(new.expires_at),
    };
    session::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// Ends a session; ending it twice changes nothing.
pub async fn end_session(connection: &impl ConnectionTrait, token_hash: &str) -> Outcome<()> {
    session::Entity::delete_by_id(token_hash.to_owned()).exec(connection).await?;
    Ok(())
}

/// Puts a session into another role.
pub async fn switch_session(
    connection: &impl ConnectionTrait,
    token_hash: &str,
    role: Role,
    scope: Uuid,
) -> Outcome<()> {
    session::Entity::update_many()
        .col_expr(session::Column::Role, Expr::value(role.code()))
        .col_expr(session::Column::ScopeId, Expr::value(scope))
        .filter(session::Column::TokenHash.eq(token_hash))
        .exec(connection)
        .await?;
    Ok(())
}

/// Moves the end of a session that is in use.
pub async fn extend_session(
    connection: &impl ConnectionTrait,
    token_hash: &str,
    until: DateTime<Utc>,
) -> Outcome<()> {
    session::Entity::update_many()
        .col_expr(session::Column::ExpiresAt, Expr::value(until))
        .filter(session::Column::TokenHash.eq(token_hash))
        .exec(connection)
        .await?;
    Ok(())
}

/// The signed-in person of a session that has not ended, and when it will.
pub fn signed_in(token_hash: &str, now: DateTime<Utc>) -> Question<Option<(Actor, DateTime<Utc>)>> {
    const NAME: &str = "WHERE id = (SELECT account_id FROM sessions WHERE token_hash = ?)";
    const HELD: &str = "WHERE account_id = (SELECT account_id FROM sessions WHERE token_hash = ?)";
    let token = || vec![token_hash.into()];
    let session = Question::row::<session::Entity>("WHERE token_hash = ?", token(), Ok);
    let names = Question::picked::<account::Entity, (String,)>([account::Column::Name], NAME, token(), Ok);
    let columns = [held_role::Column::Role, held_role::Column::ScopeId];
    let held = Question::picked::<held_role::Entity, (String, Uuid)>(columns, HELD, token(), |mut held| {
        held.sort_unstable();
        let roles = held.into_iter().filter_map(|(role, scope)| Some((Role::from_code(&role)?, scope)));
        Ok(roles.collect::<Vec<_>>())
    });
    session.and(names).and(held).map(move |((session, names), roles)| {
        let session: session::Model = session.filter(|session| session.expires_at > now)?;
        let (name,) = names.into_iter().next()?;
        // A role taken away since ends what the session may do at once.
        let held = Role::from_code(&session.role).map(|role| (role, session.scope_id));
        let (role, scope) = held.filter(|held| roles.contains(held))?;
        Some((Actor { account: session.account_id, name, role, scope, roles }, session.expires_at))
    })
}

/// Deletes sessions that ended before `now`.
pub async fn sweep_sessions(connection: &impl ConnectionTrait, now: DateTime<Utc>) -> Outcome<()> {
    session::Entity::delete_many().filter(session::Column::ExpiresAt.lt(now)).exec(connection).await?;
    Ok(())
}
