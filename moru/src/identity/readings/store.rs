//! Queries and writes of readings.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::tables::{ActiveModel, Column, Entity, Model};
use crate::base::errors::Outcome;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// It was seen on a page.
    Seen,
    /// It was taken away as a file.
    Taken,
}

impl Read {
    /// The name in the table.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Taken => "taken",
        }
    }
}

/// A reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Its id; later ones are greater.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub account: Uuid,
    /// The code of the role they acted in.
    pub role: String,
    /// What was done.
    pub read: Read,
    /// The kind of thing, such as `application`.
    pub entity: String,
    /// Which one.
    pub about: Uuid,
    /// What of it, such as the code of a paper.
    pub what: String,
    /// Why, where it was taken.
    pub reason: String,
}

/// Writes a reading.
pub async fn insert(connection: &impl ConnectionTrait, new: Reading) -> Outcome<()> {
    let row = ActiveModel {
        id: Set(new.id),
        at: Set(new.at),
        account_id: Set(new.account),
        role: Set(new.role),
        act: Set(new.read.code().to_owned()),
        entity: Set(new.entity),
        entity_id: Set(new.about),
        what: Set(new.what),
        reason: Set(new.reason),
    };
    Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// So many readings, the last first: all of them or those of one thing, before one that is known.
pub async fn latest(
    connection: &impl ConnectionTrait,
    about: Option<Uuid>,
    before: Option<Uuid>,
    most: u64,
) -> Outcome<Vec<Reading>> {
    let mut query = Entity::find().order_by_desc(Column::Id).limit(most);
    if let Some(about) = about {
        query = query.filter(Column::EntityId.eq(about));
    }
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before));
    }
    Ok(query.all(connection).await?.into_iter().map(read).collect())
}

fn read(row: Model) -> Reading {
    Reading {
        id: row.id,
        at: row.at,
        account: row.account_id,
        role: row.role,
        read: if row.act == Read::Taken.code() { Read::Taken } else { Read::Seen },
        entity: row.entity,
        about: row.entity_id,
        what: row.what,
        reason: row.reason,
    }
}

/// Forgets what was read before an instant.
pub async fn forget(connection: &impl ConnectionTrait, before: DateTime<Utc>) -> Outcome<()> {
    Entity::delete_many().filter(Column::At.lt(before)).exec(connection).await?;
    Ok(())
}
