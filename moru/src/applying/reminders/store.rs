//! Queries and writes of the letters that were written.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::tables::letter;
use crate::base::errors::Outcome;

/// The letters about a call that were written: the application and the key of what each is about.
pub(super) async fn written(
    connection: &impl ConnectionTrait,
    call: Uuid,
) -> Outcome<BTreeSet<(Uuid, String)>> {
    let rows: Vec<(Uuid, String)> = letter::Entity::find()
        .select_only()
        .columns([letter::Column::ApplicationId, letter::Column::About])
        .filter(letter::Column::CallId.eq(call))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Notes that letters are written. A second one about the same is refused by the database.
pub(super) async fn insert(
    connection: &impl ConnectionTrait,
    call: Uuid,
    letters: Vec<(Uuid, String)>,
    at: DateTime<Utc>,
) -> Outcome<()> {
    let rows = letters.into_iter().map(|(application, about)| letter::ActiveModel {
        application_id: Set(application),
        about: Set(about),
        call_id: Set(call),
        written_at: Set(at),
    });
    letter::Entity::insert_many(rows).exec_without_returning(connection).await?;
    Ok(())
}
