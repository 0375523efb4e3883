//! Files attached to an application.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{super::tables::file, changed};
use crate::base::{errors::Outcome, question::Question};

/// A file attached to an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachedFile {
    /// Its id.
    pub id: Uuid,
    /// What it is for.
    pub slot: String,
    /// Its name as the applicant gave it, in composed form.
    pub name: String,
    /// What its content is.
    pub media_type: String,
    /// Its length.
    pub bytes: u64,
    /// The hash of its content, hex.
    pub sha256: String,
}

/// The files of an application in the order they were added.
pub async fn files(connection: &impl ConnectionTrait, application: Uuid) -> Outcome<Vec<AttachedFile>> {
    attached(application).ask(connection).await
}

/// The same as a question.
pub fn attached(application: Uuid) -> Question<Vec<AttachedFile>> {
    type Row = (DateTime<Utc>, Uuid, String, String, String, u64, String);
    use file::Column::{AddedAt, Bytes, Id, MediaType, Name, Sha256, Slot};
    let columns = [AddedAt, Id, Slot, Name, MediaType, Bytes, Sha256];
    let of_it = vec![application.into()];
    Question::picked::<file::Entity, Row>(columns, "WHERE application_id = ?", of_it, |mut rows| {
        rows.sort_unstable();
        let file = |(_, id, slot, name, media_type, bytes, sha256)| AttachedFile {
            id,
            slot,
            name,
            media_type,
            bytes,
            sha256,
        };
        Ok(rows.into_iter().map(file).collect())
    })
}

/// Notes a file.
pub async fn insert_file(
    connection: &impl ConnectionTrait,
    application: Uuid,
    new: &AttachedFile,
    by: Uuid,
    at: DateTime<Utc>,
) -> Outcome<()> {
    let row = file::ActiveModel {
        id: Set(new.id),
        application_id: Set(application),
        slot: Set(new.slot.clone()),
        name: Set(new.name.clone()),
        media_type: Set(new.media_type.clone()),
        bytes: Set(i64::try_from(new.bytes).unwrap_or(i64::MAX)),
        sha256: Set(new.sha256.clone()),
        added_at: Set(at),
        added_by: Set(by),
    };
    file::Entity::insert(row).exec_without_returning(connection).await?;
    changed(connection, application).await
}

/// Takes a file out of a draft.
pub async fn remove_file(connection: &impl ConnectionTrait, application: Uuid, id: Uuid) -> Outcome<()> {
    file::Entity::delete_many()
        .filter(file::Column::ApplicationId.eq(application))
        .filter(file::Column::Id.eq(id))
        .exec(connection)
        .await?;
    changed(connection, application).await
}
