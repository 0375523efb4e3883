//! Queries and writes of the register of evaluators.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use programme::{gates::PersonKey, panel::Gender};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use super::{
    access::State,
    tables::{division, evaluator, sitting},
};
use crate::{applying::applications::evidence::key_of, base::errors::Outcome};

mod ties;

pub use ties::{KnownTie, NewTie, insert_tie, judge, ties};

/// How many rows a list shows at once.
pub const PAGE: u64 = 50;

/// Somebody in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluator {
    /// Its id, for which the role is held.
    pub id: Uuid,
    /// The account.
    pub account: Uuid,
    /// The name.
    pub name: String,
    /// The mail address.
    pub email: String,
    /// E.164.
    pub phone: String,
    /// The gender, for the share of each in a panel; unknown until somebody says it.
    pub gender: Option<Gender>,
    /// Whether the person comes from outside the agency.
    pub outside: bool,
    /// The institution the person works for.
    pub institution: String,
    /// Its business number, ten digits.
    pub institution_number: Option<String>,
    /// Where the person stands.
    pub state: State,
    /// The divisions of manufacturing the person knows (C10 to C34).
    pub divisions: BTreeSet<u8>,
    /// When the invitation ends.
    pub invitation_until: Option<DateTime<Utc>>,
}

impl Evaluator {
    /// The person as applications name people.
    pub fn person(&self) -> PersonKey {
        // A name and a number are always there; the id stands for a row that lost them.
        key_of(&self.name, &self.phone).unwrap_or_else(|| PersonKey(self.id.to_string()))
    }
}

/// A person about to be written.
#[derive(Clone, Debug)]
pub struct New {
    /// The person.
    pub evaluator: Evaluator,
    /// SHA-256 of the invitation's token, hex.
    pub invitation_hash: String,
    /// Now.
    pub at: DateTime<Utc>,
    /// Who invites.
    pub by: Uuid,
}

/// Which rows a list shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// Only those who know this division.
    pub division: Option<u8>,
    /// Only those from outside, or only those of the agency.
    pub outside: Option<bool>,
    /// Only those who may be drawn.
    pub active: bool,
    /// Only those after this row.
    pub after: Option<Uuid>,
}

/// A meeting somebody was appointed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// Who.
    pub evaluator: Uuid,
    /// Which meeting.
    pub meeting: Uuid,
    /// On which day.
    pub held_on: NaiveDate,
    /// The title of the call.
    pub call: String,
    /// The stage, as it is stored.
    pub stage: String,
}

fn gender_code(gender: Gender) -> &'static str {
    match gender {
        Gender::Female => "female",
        Gender::Male => "male",
    }
}

/// The gender of a code.
pub fn gender_of(code: &str) -> Option<Gender> {
    [Gender::Female, Gender::Male].into_iter().find(|gender| gender_code(*gender) == code)
}

/// Writes somebody with their divisions. A second row for an account is refused by the database.
pub async fn insert(connection: &impl ConnectionTrait, new: New) -> Result<(), DbErr> {
    let Evaluator { id, account, name, email, phone, gender, outside, .. } = new.evaluator;
    let row = evaluator::ActiveModel {
        id: Set(id),
        account_id: Set(account),
        name: Set(name),
        email: Set(email),
        phone: Set(phone),
        gender: Set(gender.map(|gender| gender_code(gender).to_owned())),
        outside: Set(outside),
        institution: Set(new.evaluator.institution),
        institution_number: Set(new.evaluator.institution_number),
        state: Set(new.evaluator.state.code().to_owned()),
        invitation_hash: Set(Some(new.invitation_hash)),
        invitation_until: Set(new.evaluator.invitation_until),
        created_at: Set(new.at),
        created_by: Set(new.by),
    };
    evaluator::Entity::insert(row).exec_without_returning(connection).await?;
    let known = new.evaluator.divisions.into_iter();
    let rows: Vec<_> = known
        .map(|code| division::ActiveModel { evaluator_id: Set(id), division: Set(i32::from(code)) })
        .collect();
    if !rows.is_empty() {
        division::Entity::insert_many(rows).exec_without_returning(connection).await?;
    }
    Ok(())
}

/// Gives somebody who has not accepted another invitation.
pub async fn renew_invitation(
    connection: &impl ConnectionTrait,
    id: Uuid,
    hash: String,
    until: DateTime<Utc>,
) -> Outcome<()> {
    use evaluator::Column;
    evaluator::Entity::update_many()
        .col_expr(Column::InvitationHash, Expr::value(Some(hash)))
        .col_expr(Column::InvitationUntil, Expr::value(Some(until)))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Puts somebody into another state. An invitation that led there cannot be used again.
pub async fn set_state(connection: &impl ConnectionTrait, id: Uuid, state: State) -> Outcome<()> {
    use evaluator::Column;
    evaluator::Entity::update_many()
        .col_expr(Column::State, Expr::value(state.code()))
        .col_expr(Column::InvitationHash, Expr::value(Option::<String>::None))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Whoever was invited with this token, if the invitation still stands. Held until the transaction ends.
pub async fn invited(
    connection: &impl ConnectionTrait,
    hash: &str,
    now: DateTime<Utc>,
) -> Outcome<Option<Evaluator>> {
    let query = evaluator::Entity::find()
        .filter(evaluator::Column::InvitationHash.eq(hash))
        .filter(evaluator::Column::InvitationUntil.gt(now));
    let rows = held(connection, query).all(connection).await?;
    Ok(with_divisions(connection, rows).await?.into_iter().next())
}

/// Rows that an act will change: nobody else changes them until the transaction ends. SQLite has one writer anyway.
fn held(
    connection: &impl ConnectionTrait,
    query: sea_orm::Select<evaluator::Entity>,
) -> sea_orm::Select<evaluator::Entity> {
    match connection.get_database_backend() {
        DbBackend::Postgres => query.lock_exclusive(),
        _ => query,
    }
}

/// One person.
pub async fn find(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Evaluator>> {
    Ok(find_all(connection, [id]).await?.into_values().next())
}

/// People by their ids.
pub async fn find_all(
    connection: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Outcome<BTreeMap<Uuid, Evaluator>> {
    let query = evaluator::Entity::find().filter(evaluator::Column::Id.is_in(ids));
    let rows = query.all(connection).await?;
    Ok(with_divisions(connection, rows).await?.into_iter().map(|known| (known.id, known)).collect())
}

/// People by their ids, held in one order, so that two acts that count the sittings of the same person wait for each
/// other.
pub async fn find_all_for_change(
    connection: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Outcome<BTreeMap<Uuid, Evaluator>> {
    let query = evaluator::Entity::find()
        .filter(evaluator::Column::Id.is_in(ids))
        .order_by_asc(evaluator::Column::Id);
    let rows = held(connection, query).all(connection).await?;
    Ok(with_divisions(connection, rows).await?.into_iter().map(|known| (known.id, known)).collect())
}

/// The register, in the order in which people were entered.
pub async fn list(connection: &impl ConnectionTrait, filter: Filter) -> Outcome<Vec<Evaluator>> {
    let mut query = evaluator::Entity::find();
    if let Some(code) = filter.division {
        let knowing = division::Entity::find()
            .select_only()
            .column(division::Column::EvaluatorId)
            .filter(division::Column::Division.eq(i32::from(code)));
        query = query.filter(evaluator::Column::Id.in_subquery(sea_orm::QueryTrait::into_query(knowing)));
    }
    if let Some(outside) = filter.outside {
        query = query.filter(evaluator::Column::Outside.eq(outside));
    }
    if filter.active {
        query = query.filter(evaluator::Column::State.eq(State::Active.code()));
    }
    if let Some(after) = filter.after {
        query = query.filter(evaluator::Column::Id.gt(after));
    }
    let rows = query.order_by_asc(evaluator::Column::Id).limit(PAGE + 1).all(connection).await?;
    with_divisions(connection, rows).await
}

/// Everybody who may be drawn.
pub async fn active(connection: &impl ConnectionTrait) -> Outcome<Vec<Evaluator>> {
    let query = evaluator::Entity::find().filter(evaluator::Column::State.eq(State::Active.code()));
    let rows = query.order_by_asc(evaluator::Column::Id).all(connection).await?;
    with_divisions(connection, rows).await
}

async fn with_divisions(
    connection: &impl ConnectionTrait,
    rows: Vec<evaluator::Model>,
) -> Outcome<Vec<Evaluator>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids = rows.iter().map(|row| row.id);
    let known =
        division::Entity::find().filter(division::Column::EvaluatorId.is_in(ids)).all(connection).await?;
    let mut divisions: BTreeMap<Uuid, BTreeSet<u8>> = BTreeMap::new();
    for row in known {
        divisions.entry(row.evaluator_id).or_default().extend(u8::try_from(row.division));
    }
    let one = |row: evaluator::Model| Evaluator {
        divisions: divisions.remove(&row.id).unwrap_or_default(),
        id: row.id,
        account: row.account_id,
        name: row.name,
        email: row.email,
        phone: row.phone,
        gender: row.gender.as_deref().and_then(gender_of),
        outside: row.outside,
        institution: row.institution,
        institution_number: row.institution_number,
        state: State::from_code(&row.state).unwrap_or(State::Resting),
        invitation_until: row.invitation_until,
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Notes an appointment. A second one to the same meeting is refused by the database.
pub async fn note_sittings(
    connection: &impl ConnectionTrait,
    sittings: Vec<Sitting>,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let rows: Vec<_> = sittings
        .into_iter()
        .map(|sitting| sitting::ActiveModel {
            evaluator_id: Set(sitting.evaluator),
            meeting_id: Set(sitting.meeting),
            year: Set(chrono::Datelike::year(&sitting.held_on)),
            held_on: Set(sitting.held_on),
            call: Set(sitting.call),
            stage: Set(sitting.stage),
            appointed_at: Set(at),
        })
        .collect();
    if !rows.is_empty() {
        sitting::Entity::insert_many(rows).exec_without_returning(connection).await?;
    }
    Ok(())
}

/// What people were appointed to, the latest first.
pub async fn sittings(
    connection: &impl ConnectionTrait,
    evaluators: impl IntoIterator<Item = Uuid>,
) -> Outcome<Vec<Sitting>> {
    let rows = sitting::Entity::find()
        .filter(sitting::Column::EvaluatorId.is_in(evaluators))
        .order_by_desc(sitting::Column::HeldOn)
        .all(connection)
        .await?;
    let sitting = |row: sitting::Model| Sitting {
        evaluator: row.evaluator_id,
        meeting: row.meeting_id,
        held_on: row.held_on,
        call: row.call,
        stage: row.stage,
    };
    Ok(rows.into_iter().map(sitting).collect())
}
