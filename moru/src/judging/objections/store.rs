//! Queries and writes of objections.

use chrono::{DateTime, NaiveDate, Utc};
use programme::selection::{About, Answered, Effect};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use uuid::Uuid;

use super::{access::State, tables::objection};
use crate::base::errors::Outcome;

/// The most objections that are waited for at once, and the most answered ones a list shows.
const MOST: u64 = 200;

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What.
    pub what: Answered,
    /// Why.
    pub reason: String,
    /// What follows from it; empty where nothing does.
    pub remedy: String,
    /// What changed by it.
    pub effect: Effect,
    /// By whom.
    pub by: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

/// An objection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// Its id.
    pub id: Uuid,
    /// Of which application.
    pub application: Uuid,
    /// Against what.
    pub about: About,
    /// What is wrong, as the applicant wrote it.
    pub grounds: String,
    /// Who filed it.
    pub filed_by: Uuid,
    /// When.
    pub filed_at: DateTime<Utc>,
    /// The last day for the answer.
    pub due_on: NaiveDate,
    /// Why the answer was put off, and when.
    pub put_off: Option<(String, DateTime<Utc>)>,
    /// The answer.
    pub answer: Option<Answer>,
}

impl Objection {
    /// How far it is.
    pub const fn state(&self) -> State {
        if self.answer.is_some() { State::Answered } else { State::Filed }
    }
}

fn read(row: objection::Model) -> Outcome<Objection> {
    let answer = match (row.answer, row.answered_by, row.answered_at) {
        (Some(what), Some(by), Some(at)) => Some(Answer {
            what: of(what)?,
            reason: row.answer_reason.unwrap_or_default(),
            remedy: row.remedy.unwrap_or_default(),
            effect: row.effect.map_or(Ok(Effect::Nothing), of)?,
            by,
            at,
        }),
        _ => None,
    };
    Ok(Objection {
        id: row.id,
        application: row.application_id,
        about: of(row.about)?,
        grounds: row.grounds,
        filed_by: row.filed_by,
        filed_at: row.filed_at,
        due_on: row.due_on,
        put_off: row.put_off_reason.zip(row.put_off_at),
        answer,
    })
}

fn of<T: DeserializeOwned>(code: String) -> Outcome<T> {
    Ok(serde_json::from_value(Value::String(code))?)
}

/// The text under which something is stored and sent.
pub fn code(of: &impl Serialize) -> Outcome<String> {
    Ok(serde_json::to_string(of)?.trim_matches('"').to_owned())
}

/// One objection.
pub async fn find(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Objection>> {
    objection::Entity::find_by_id(id).one(connection).await?.map(read).transpose()
}

/// The same, held until the transaction ends.
pub async fn find_for_change(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Objection>> {
    let mut query = objection::Entity::find_by_id(id);
    // SQLite has one writer at a time; its transaction holds everything already.
    if connection.get_database_backend() == DbBackend::Postgres {
        query = query.lock_exclusive();
    }
    query.one(connection).await?.map(read).transpose()
}

/// The objection of an application against a decision.
pub async fn against(
    connection: &impl ConnectionTrait,
    application: Uuid,
    about: About,
) -> Outcome<Option<Objection>> {
    let found = objection::Entity::find()
        .filter(objection::Column::ApplicationId.eq(application))
        .filter(objection::Column::About.eq(code(&about)?))
        .one(connection)
        .await?;
    found.map(read).transpose()
}

/// The last objection of an application.
pub async fn last(connection: &impl ConnectionTrait, application: Uuid) -> Outcome<Option<Objection>> {
    let found = objection::Entity::find()
        .filter(objection::Column::ApplicationId.eq(application))
        .order_by_desc(objection::Column::FiledAt)
        .one(connection)
        .await?;
    found.map(read).transpose()
}

/// Those that wait for their answer, the first to be due first; then the answered ones, the last answered first.
pub async fn all(connection: &impl ConnectionTrait) -> Outcome<(Vec<Objection>, Vec<Objection>)> {
    let waiting = objection::Entity::find()
        .filter(objection::Column::AnsweredAt.is_null())
        .order_by_asc(objection::Column::DueOn)
        .order_by_asc(objection::Column::Id)
        .limit(MOST)
        .all(connection)
        .await?;
    let answered = objection::Entity::find()
        .filter(objection::Column::AnsweredAt.is_not_null())
        .order_by_desc(objection::Column::AnsweredAt)
        .limit(MOST)
        .all(connection)
        .await?;
    let list = |rows: Vec<objection::Model>| rows.into_iter().map(read).collect::<Outcome<Vec<_>>>();
    Ok((list(waiting)?, list(answered)?))
}

/// Files an objection. A second one against the same decision is refused by the database.
pub async fn insert(connection: &impl ConnectionTrait, new: &Objection) -> Result<(), DbErr> {
    let about = code(&new.about).map_err(|_| DbErr::Custom("an objection about nothing".to_owned()))?;
    let row = objection::ActiveModel {
        id: Set(new.id),
        application_id: Set(new.application),
        about: Set(about),
        grounds: Set(new.grounds.clone()),
        filed_by: Set(new.filed_by),
        filed_at: Set(new.filed_at),
        due_on: Set(new.due_on),
        put_off_reason: Set(None),
        put_off_at: Set(None),
        answer: Set(None),
        answer_reason: Set(None),
        remedy: Set(None),
        effect: Set(None),
        answered_by: Set(None),
        answered_at: Set(None),
    };
    objection::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// Notes that the answer is put off to another last day.
pub async fn put_off(
    connection: &impl ConnectionTrait,
    id: Uuid,
    due_on: NaiveDate,
    (reason, at): (String, DateTime<Utc>),
) -> Outcome<()> {
    use objection::Column;
    objection::Entity::update_many()
        .col_expr(Column::DueOn, Expr::value(due_on))
        .col_expr(Column::PutOffReason, Expr::value(reason))
        .col_expr(Column::PutOffAt, Expr::value(at))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Writes the answer.
pub async fn answer(connection: &impl ConnectionTrait, id: Uuid, answer: &Answer) -> Outcome<()> {
    use objection::Column;
    objection::Entity::update_many()
        .col_expr(Column::Answer, Expr::value(code(&answer.what)?))
        .col_expr(Column::AnswerReason, Expr::value(answer.reason.clone()))
        .col_expr(Column::Remedy, Expr::value(answer.remedy.clone()))
        .col_expr(Column::Effect, Expr::value(code(&answer.effect)?))
        .col_expr(Column::AnsweredBy, Expr::value(answer.by))
        .col_expr(Column::AnsweredAt, Expr::value(answer.at))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}
