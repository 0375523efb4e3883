//! Queries and writes of calls. What applicants' pages read on every request stands in columns; the whole content is in
//! [`revisions`].

mod columns;
mod plan;
pub mod revisions;

use chrono::{DateTime, Utc};
use programme::{
    deadline::{Channel, Window},
    gates::CallOptions,
    states::{CallDates, CallPhase, CallState},
    target::Target,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockType},
};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use super::tables::call;
use crate::base::{
    errors::{Fault, Outcome},
    question::Question,
};

pub use columns::content_of;
pub use plan::{EvaluationPlan, StagePlan, evaluation_plan};

/// Most calls in one list: a few are added each year.
const LONGEST_LIST: u64 = 200;

/// A call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Its id.
    pub id: Uuid,
    /// Its part of the address, such as `2024`.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub purpose: String,
    /// The state people put it in; see [`Call::phase`].
    pub state: CallState,
    /// The fiscal year.
    pub fiscal_year: i32,
    /// How many are to be selected.
    pub target: Target,
    /// When the notice is public.
    pub announced_at: DateTime<Utc>,
    /// When submissions are taken.
    pub window: Window,
    /// Where submissions go.
    pub channel: Channel,
    /// The code of the ruleset of gate ②.
    pub ruleset: String,
    /// What the gates ask for.
    pub options: CallOptions,
    /// When its revision in force was published; none while it is written and approved, and nobody outside the desk knows
    /// of it. Later with every publication, so that it tells one state of the notice from another.
    pub published_at: Option<DateTime<Utc>>,
    /// The press release that announces it.
    pub release: Option<Uuid>,
    /// That it was called off after it was published.
    pub cancelled: Option<Cancelled>,
    /// When what the committee decided was confirmed, whether or not anybody was told of it.
    pub decided_at: Option<DateTime<Utc>>,
}

/// That a published call was called off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cancelled {
    /// When.
    pub at: DateTime<Utc>,
    /// Why, as everybody reads it.
    pub reason: String,
}

impl Call {
    /// Where the call is at an instant.
    pub fn phase(&self, now: DateTime<Utc>) -> CallPhase {
        self.state.phase(&self.dates(), now)
    }

    /// The dates from which its phase follows.
    pub fn dates(&self) -> CallDates {
        CallDates { window: self.window, notice_public_at: Some(self.announced_at) }
    }

    /// Whether everybody may know of it.
    pub fn is_public(&self, now: DateTime<Utc>) -> bool {
        let is_written = matches!(self.state, CallState::Draft | CallState::Approved);
        !is_written && self.published_at.is_some() && self.announced_at <= now
    }
}

/// Writes a call.
pub async fn insert(connection: &impl ConnectionTrait, call: &Call) -> Outcome<()> {
    let row = columns::row(call).map_err(Fault::new)?;
    call::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// Writes a call whose address another may have taken in the meantime.
pub(super) async fn insert_new(connection: &impl ConnectionTrait, call: &Call) -> Result<(), sea_orm::DbErr> {
    let row = columns::row(call).map_err(|error| sea_orm::DbErr::Custom(error.to_string()))?;
    call::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// Writes what has changed of a call.
pub(super) async fn update(connection: &impl ConnectionTrait, call: &Call) -> Outcome<()> {
    let row = columns::row(call).map_err(Fault::new)?;
    call::Entity::update(row).exec(connection).await?;
    Ok(())
}

/// Notes that a call, which is held, has come to another state.
pub async fn move_to(connection: &impl ConnectionTrait, id: Uuid, state: CallState) -> Outcome<()> {
    call::Entity::update_many()
        .col_expr(call::Column::State, Expr::value(code(&state)?))
        .filter(call::Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Notes when the decision about a call was confirmed; none takes it back. The caller holds the call.
pub async fn set_decided(
    connection: &impl ConnectionTrait,
    id: Uuid,
    at: Option<DateTime<Utc>>,
) -> Outcome<()> {
    call::Entity::update_many()
        .col_expr(call::Column::DecidedAt, Expr::value(at))
        .filter(call::Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// One call.
pub async fn find(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Call>> {
    call::Entity::find_by_id(id).one(connection).await?.map(columns::read).transpose()
}

/// One call, as a part of a larger question.
pub fn asked(id: Uuid) -> Question<Option<Call>> {
    let read = |row: Option<call::Model>| row.map(columns::read).transpose();
    Question::row::<call::Entity>("WHERE id = ?", vec![id.into()], read)
}

/// The call of an address.
pub async fn by_slug(connection: &impl ConnectionTrait, slug: &str) -> Outcome<Option<Call>> {
    let row = call::Entity::find().filter(call::Column::Slug.eq(slug)).one(connection).await?;
    row.map(columns::read).transpose()
}

/// The same for an act: until the transaction ends nobody else changes the call, while applications to it
/// may begin. SQLite has one writer anyway.
pub async fn for_update(connection: &impl ConnectionTrait, slug: &str) -> Outcome<Option<Call>> {
    let query = call::Entity::find().filter(call::Column::Slug.eq(slug));
    query.lock(LockType::NoKeyUpdate).one(connection).await?.map(columns::read).transpose()
}

/// The calls everybody may know of, the last to close first.
pub async fn public(connection: &impl ConnectionTrait, now: DateTime<Utc>) -> Outcome<Vec<Call>> {
    let rows = call::Entity::find()
        .filter(call::Column::AnnouncedAt.lte(now))
        .filter(call::Column::PublishedAt.is_not_null())
        .order_by_desc(call::Column::ClosesAt)
        .all(connection)
        .await?;
    let calls: Vec<Call> = rows.into_iter().map(columns::read).collect::<Outcome<_>>()?;
    Ok(calls.into_iter().filter(|call| call.is_public(now)).collect())
}

/// Every call, public or not, the newest first: for the desk.
pub async fn all(connection: &impl ConnectionTrait) -> Outcome<Vec<Call>> {
    let query = call::Entity::find().order_by_desc(call::Column::FiscalYear);
    let rows = query.order_by_desc(call::Column::Id).limit(LONGEST_LIST).all(connection).await?;
    rows.into_iter().map(columns::read).collect()
}

/// The text under which an enum of the rules is stored.
fn code(value: &impl Serialize) -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string(value)?.trim_matches('"').to_owned())
}

fn from_code<T: DeserializeOwned>(code: &str) -> Outcome<T> {
    Ok(serde_json::from_value(serde_json::Value::String(code.to_owned()))?)
}
