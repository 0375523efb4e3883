//! The revisions of calls. One that is published is never written again.

use chrono::{DateTime, Utc};
use programme::call::{CallContent, RevisionKind, RevisionState};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{code, from_code};
use crate::{
    base::errors::{Fault, Outcome},
    notices::calls::tables::revision,
};

/// A revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Its id.
    pub id: Uuid,
    /// Of which call.
    pub call: Uuid,
    /// Why there is one.
    pub kind: RevisionKind,
    /// Where it is.
    pub state: RevisionState,
    /// Its number among the published ones, from one; none before.
    pub number: Option<i32>,
    /// Grows with every write, so that nobody writes over what they have not seen.
    pub version: i64,
    /// What the call says.
    pub content: CallContent,
    /// Why it was made, as everybody reads it; empty of the first one.
    pub reason: String,
    /// Everybody who wrote in it; none for the program.
    pub writers: Vec<Uuid>,
    /// Who sent it for approval.
    pub submitted_by: Option<Uuid>,
    /// When.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Who approved it.
    pub approved_by: Option<Uuid>,
    /// When.
    pub approved_at: Option<DateTime<Utc>>,
    /// When somebody published it.
    pub published_at: Option<DateTime<Utc>>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
}

/// A revision without its content, for lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenWork {
    /// Of which call.
    pub call: Uuid,
    /// Why.
    pub kind: RevisionKind,
    /// Where it is.
    pub state: RevisionState,
}

impl Revision {
    /// A draft of one person; none for the program.
    pub fn draft(
        id: Uuid,
        call: Uuid,
        content: CallContent,
        (writer, at): (Option<Uuid>, DateTime<Utc>),
    ) -> Self {
        Self {
            id,
            call,
            kind: RevisionKind::First,
            state: RevisionState::Draft,
            number: None,
            version: 0,
            content,
            reason: String::new(),
            writers: writer.into_iter().collect(),
            submitted_by: None,
            submitted_at: None,
            approved_by: None,
            approved_at: None,
            published_at: None,
            created_at: at,
        }
    }

    /// Whether it is still on its way.
    pub fn is_open(&self) -> bool {
        !matches!(self.state, RevisionState::Published | RevisionState::Withdrawn)
    }
}

/// The kind of work of which a call has one at a time.
fn slot(kind: RevisionKind) -> &'static str {
    match kind {
        RevisionKind::First | RevisionKind::Amendment => "amendment",
        RevisionKind::Extension => "extension",
    }
}

fn row(revision: &Revision) -> Result<revision::ActiveModel, serde_json::Error> {
    Ok(revision::ActiveModel {
        id: Set(revision.id),
        call_id: Set(revision.call),
        kind: Set(code(&revision.kind)?),
        state: Set(code(&revision.state)?),
        slot: Set(revision.is_open().then(|| slot(revision.kind).to_owned())),
        number: Set(revision.number),
        version: Set(revision.version),
        content: Set(serde_json::to_string(&revision.content)?),
        reason: Set(revision.reason.clone()),
        writers: Set(serde_json::to_string(&revision.writers)?),
        submitted_by: Set(revision.submitted_by),
        submitted_at: Set(revision.submitted_at),
        approved_by: Set(revision.approved_by),
        approved_at: Set(revision.approved_at),
        published_at: Set(revision.published_at),
        created_at: Set(revision.created_at),
    })
}

fn read(row: revision::Model) -> Outcome<Revision> {
    let content = serde_json::from_str(&row.content)
        .map_err(|error| Fault::new(format!("revision {} of a call: {error}", row.id)))?;
    Ok(Revision {
        id: row.id,
        call: row.call_id,
        kind: from_code(&row.kind)?,
        state: from_code(&row.state)?,
        number: row.number,
        version: row.version,
        content,
        reason: row.reason,
        writers: serde_json::from_str(&row.writers)?,
        submitted_by: row.submitted_by,
        submitted_at: row.submitted_at,
        approved_by: row.approved_by,
        approved_at: row.approved_at,
        published_at: row.published_at,
        created_at: row.created_at,
    })
}

/// Writes a new revision; a unique key refuses the second piece of work of its kind on a call.
pub(in crate::notices::calls) async fn insert(
    connection: &impl ConnectionTrait,
    revision: &Revision,
) -> Result<(), DbErr> {
    let row = row(revision).map_err(|error| DbErr::Custom(error.to_string()))?;
    revision::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// Writes a revision if it still is what was read: its version grows by one. Says whether it did.
pub(in crate::notices::calls) async fn update(
    connection: &impl ConnectionTrait,
    revision: &Revision,
) -> Outcome<bool> {
    let mut row = row(revision)?;
    row.version = Set(revision.version + 1);
    let changed = revision::Entity::update_many()
        .set(row)
        .filter(revision::Column::Id.eq(revision.id))
        .filter(revision::Column::Version.eq(revision.version))
        .filter(revision::Column::State.is_not_in(["published", "withdrawn"]))
        .exec(connection)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// The work on a call that goes on: its draft or amendment, and its extension.
pub async fn open(connection: &impl ConnectionTrait, call: Uuid) -> Outcome<Vec<Revision>> {
    let query = revision::Entity::find().filter(revision::Column::CallId.eq(call));
    let rows = query
        .filter(revision::Column::Slot.is_not_null())
        .order_by_asc(revision::Column::Slot)
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

/// The work on every call, without contents.
pub async fn all_open(connection: &impl ConnectionTrait) -> Outcome<Vec<OpenWork>> {
    let query = revision::Entity::find().select_only();
    let rows: Vec<(Uuid, String, String)> = query
        .columns([revision::Column::CallId, revision::Column::Kind, revision::Column::State])
        .filter(revision::Column::Slot.is_not_null())
        .order_by_asc(revision::Column::Slot)
        .into_tuple()
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|(call, kind, state)| Ok(OpenWork { call, kind: from_code(&kind)?, state: from_code(&state)? }))
        .collect()
}

/// The published revision in force: the last one.
pub async fn in_force(connection: &impl ConnectionTrait, call: Uuid) -> Outcome<Option<Revision>> {
    let query = revision::Entity::find().filter(revision::Column::CallId.eq(call));
    let row = query
        .filter(revision::Column::Number.is_not_null())
        .order_by_desc(revision::Column::Number)
        .one(connection)
        .await?;
    row.map(read).transpose()
}

/// A published revision without its content, for its history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Its number, from one.
    pub number: i32,
    /// Why there is one.
    pub kind: RevisionKind,
    /// Why, as everybody reads it.
    pub reason: String,
    /// When somebody published it.
    pub published_at: DateTime<Utc>,
}

impl Issue {
    /// The published revision without its content; none of one that is not published.
    pub(in crate::notices::calls) fn of(revision: &Revision) -> Option<Self> {
        Some(Self {
            number: revision.number?,
            kind: revision.kind,
            reason: revision.reason.clone(),
            published_at: revision.published_at?,
        })
    }
}

/// The published revisions without their contents, the first one first.
pub async fn issues(connection: &impl ConnectionTrait, call: Uuid) -> Outcome<Vec<Issue>> {
    use revision::Column::{CallId, Kind, Number, PublishedAt, Reason};
    let query = revision::Entity::find().select_only().columns([Number, Kind, Reason, PublishedAt]);
    let rows: Vec<(i32, String, String, DateTime<Utc>)> = query
        .filter(CallId.eq(call))
        .filter(Number.is_not_null())
        .filter(PublishedAt.is_not_null())
        .order_by_asc(Number)
        .into_tuple()
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|(number, kind, reason, published_at)| {
            Ok(Issue { number, kind: from_code(&kind)?, reason, published_at })
        })
        .collect()
}

/// The published revisions, the first one first.
pub async fn published(connection: &impl ConnectionTrait, call: Uuid) -> Outcome<Vec<Revision>> {
    let query = revision::Entity::find().filter(revision::Column::CallId.eq(call));
    let query = query.filter(revision::Column::Number.is_not_null());
    let rows = query.order_by_asc(revision::Column::Number).all(connection).await?;
    rows.into_iter().map(read).collect()
}

/// Every revision of a call, the newest first: for the desk.
pub async fn all(connection: &impl ConnectionTrait, call: Uuid) -> Outcome<Vec<Revision>> {
    let query = revision::Entity::find().filter(revision::Column::CallId.eq(call));
    let rows = query.order_by_desc(revision::Column::Id).all(connection).await?;
    rows.into_iter().map(read).collect()
}
