//! Queries and writes of calls.

use chrono::{DateTime, Utc};
use programme::{
    deadline::{Channel, Window},
    gates::CallOptions,
    states::{CallDates, CallPhase, CallState},
    target::Target,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use super::tables;
use crate::base::{
    errors::{Fault, Outcome},
    question::Question,
};

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
}

impl Call {
    /// Where the call is at an instant.
    pub fn phase(&self, now: DateTime<Utc>) -> CallPhase {
        self.state.phase(&CallDates { window: self.window, notice_public_at: Some(self.announced_at) }, now)
    }

    /// Whether everybody may know of it.
    pub fn is_public(&self, now: DateTime<Utc>) -> bool {
        !matches!(self.state, CallState::Draft | CallState::Approved) && self.announced_at <= now
    }
}

/// Writes a call.
pub async fn insert(connection: &impl ConnectionTrait, call: &Call) -> Outcome<()> {
    let row = tables::ActiveModel {
        id: Set(call.id),
        slug: Set(call.slug.clone()),
        title: Set(call.title.clone()),
        purpose: Set(call.purpose.clone()),
        state: Set(code(&call.state)?),
        fiscal_year: Set(call.fiscal_year),
        target_count: Set(i32::try_from(call.target.count).unwrap_or(i32::MAX)),
        target_is_approximate: Set(call.target.approximate),
        announced_at: Set(call.announced_at),
        opens_at: Set(call.window.opens_at()),
        closes_at: Set(call.window.closes_at()),
        term_end: Set(call.options.term_end),
        channel: Set(code(&call.channel)?),
        ruleset: Set(call.ruleset.clone()),
        options: Set(serde_json::to_string(&call.options)?),
        release_id: Set(None),
    };
    tables::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// One call.
pub async fn find(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Call>> {
    tables::Entity::find_by_id(id).one(connection).await?.map(from_row).transpose()
}

/// One call, as a part of a larger question.
pub fn asked(id: Uuid) -> Question<Option<Call>> {
    let read = |row: Option<tables::Model>| row.map(from_row).transpose();
    Question::row::<tables::Entity>("WHERE id = ?", vec![id.into()], read)
}

/// The call of an address.
pub async fn by_slug(connection: &impl ConnectionTrait, slug: &str) -> Outcome<Option<Call>> {
    let row = tables::Entity::find().filter(tables::Column::Slug.eq(slug)).one(connection).await?;
    row.map(from_row).transpose()
}

/// The calls everybody may know of, the last to close first.
pub async fn public(connection: &impl ConnectionTrait, now: DateTime<Utc>) -> Outcome<Vec<Call>> {
    let rows = tables::Entity::find()
        .filter(tables::Column::AnnouncedAt.lte(now))
        .order_by_desc(tables::Column::ClosesAt)
        .all(connection)
        .await?;
    let calls: Vec<Call> = rows.into_iter().map(from_row).collect::<Outcome<_>>()?;
    Ok(calls.into_iter().filter(|call| call.is_public(now)).collect())
}

fn from_row(row: tables::Model) -> Outcome<Call> {
    let count = u32::try_from(row.target_count).unwrap_or_default();
    Ok(Call {
        id: row.id,
        slug: row.slug,
        title: row.title,
        purpose: row.purpose,
        state: from_code(&row.state)?,
        fiscal_year: row.fiscal_year,
        target: if row.target_is_approximate { Target::about(count) } else { Target::exactly(count) },
        announced_at: row.announced_at,
        window: Window::new(row.opens_at, row.closes_at).map_err(Fault::new)?,
        channel: from_code(&row.channel)?,
        ruleset: row.ruleset,
        options: serde_json::from_str(&row.options)?,
    })
}

/// The text under which an enum of the rules is stored.
fn code(value: &impl Serialize) -> Outcome<String> {
    Ok(serde_json::to_string(value)?.trim_matches('"').to_owned())
}

fn from_code<T: DeserializeOwned>(code: &str) -> Outcome<T> {
    Ok(serde_json::from_value(serde_json::Value::String(code.to_owned()))?)
}
