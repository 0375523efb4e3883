//! What is recorded on site. Rows are only ever added.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use programme::inspection::{Position, Record, Signer};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{
    super::tables::{confirmation, photo, record},
    code, of, position,
};
use crate::base::errors::Outcome;

/// A record and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The record.
    pub record: Record,
    /// Which inspector wrote it.
    pub by: Uuid,
    /// When, by the clock of the device.
    pub made_at: DateTime<Utc>,
    /// When it arrived.
    pub received_at: DateTime<Utc>,
}

/// A photo. Its bytes are in the store of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// The name that the device gave it.
    pub id: Uuid,
    /// Of which item.
    pub item: u8,
    /// The hash of its bytes, hex.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
    /// Where the device was.
    pub position: Option<Position>,
    /// Which inspector took it.
    pub by: Uuid,
    /// When, by the clock of the device.
    pub made_at: DateTime<Utc>,
    /// When it arrived.
    pub received_at: DateTime<Utc>,
}

/// A confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// The name that the device gave it.
    pub id: Uuid,
    /// Who confirms.
    pub signer: Signer,
    /// Their name as typed; an inspector is known by their account.
    pub name: String,
    /// What the host adds.
    pub remark: String,
    /// The hash of what they saw.
    pub report: String,
    /// On whose device.
    pub by: Uuid,
    /// When, by the clock of the device.
    pub made_at: DateTime<Utc>,
    /// When it arrived.
    pub received_at: DateTime<Utc>,
    /// Whether somebody else came for an inspector since: then it counts no more.
    pub is_void: bool,
}

/// Everything recorded in an inspection, in the order in which it arrived.
pub async fn records(connection: &impl ConnectionTrait, inspection: Uuid) -> Outcome<Vec<Recorded>> {
    let rows = record::Entity::find()
        .filter(record::Column::InspectionId.eq(inspection))
        .order_by_asc(record::Column::ReceivedAt)
        .order_by_asc(record::Column::MadeAt)
        .order_by_asc(record::Column::Id)
        .all(connection)
        .await?;
    let one = |row: record::Model| {
        let bases: BTreeSet<String> = serde_json::from_str(&row.bases)?;
        let item = u8::try_from(row.item).unwrap_or_default();
        Ok(Recorded {
            record: Record {
                id: row.id.to_string(),
                item,
                bases,
                content: serde_json::from_str(&row.content)?,
            },
            by: row.evaluator_id,
            made_at: row.made_at,
            received_at: row.received_at,
        })
    };
    rows.into_iter().map(one).collect()
}

/// Adds records.
pub async fn insert_records(
    connection: &impl ConnectionTrait,
    inspection: Uuid,
    new: Vec<(Uuid, Recorded)>,
) -> Outcome<()> {
    let mut rows = Vec::new();
    for (id, one) in new {
        rows.push(record::ActiveModel {
            id: Set(id),
            inspection_id: Set(inspection),
            item: Set(i32::from(one.record.item)),
            bases: Set(serde_json::to_string(&one.record.bases)?),
            content: Set(serde_json::to_string(&one.record.content)?),
            evaluator_id: Set(one.by),
            made_at: Set(one.made_at),
            received_at: Set(one.received_at),
        });
    }
    if !rows.is_empty() {
        record::Entity::insert_many(rows).exec_without_returning(connection).await?;
    }
    Ok(())
}

fn photo_of(row: photo::Model) -> Photo {
    Photo {
        id: row.id,
        item: u8::try_from(row.item).unwrap_or_default(),
        sha256: row.sha256,
        bytes: u64::try_from(row.bytes).unwrap_or_default(),
        position: position(row.latitude_e6, row.longitude_e6),
        by: row.evaluator_id,
        made_at: row.made_at,
        received_at: row.received_at,
    }
}

/// The photos of an inspection, in the order in which they arrived.
pub async fn photos(connection: &impl ConnectionTrait, inspection: Uuid) -> Outcome<Vec<Photo>> {
    let rows = photo::Entity::find()
        .filter(photo::Column::InspectionId.eq(inspection))
        .order_by_asc(photo::Column::ReceivedAt)
        .order_by_asc(photo::Column::MadeAt)
        .order_by_asc(photo::Column::Id)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(photo_of).collect())
}

/// One photo.
pub async fn photo(connection: &impl ConnectionTrait, inspection: Uuid, id: Uuid) -> Outcome<Option<Photo>> {
    let found = photo::Entity::find_by_id((inspection, id)).one(connection).await?;
    Ok(found.map(photo_of))
}

/// Adds a photo. A second one of its name is refused by the database.
pub async fn insert_photo(
    connection: &impl ConnectionTrait,
    inspection: Uuid,
    new: &Photo,
) -> Result<(), DbErr> {
    let row = photo::ActiveModel {
        id: Set(new.id),
        inspection_id: Set(inspection),
        item: Set(i32::from(new.item)),
        sha256: Set(new.sha256.clone()),
        bytes: Set(i64::try_from(new.bytes).unwrap_or(i64::MAX)),
        latitude_e6: Set(new.position.map(|position| position.latitude_e6)),
        longitude_e6: Set(new.position.map(|position| position.longitude_e6)),
        evaluator_id: Set(new.by),
        made_at: Set(new.made_at),
        received_at: Set(new.received_at),
    };
    photo::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// The confirmations of an inspection, in the order in which they arrived.
pub async fn confirmations(
    connection: &impl ConnectionTrait,
    inspection: Uuid,
) -> Outcome<Vec<Confirmation>> {
    let rows = confirmation::Entity::find()
        .filter(confirmation::Column::InspectionId.eq(inspection))
        .order_by_asc(confirmation::Column::ReceivedAt)
        .order_by_asc(confirmation::Column::MadeAt)
        .order_by_asc(confirmation::Column::Id)
        .all(connection)
        .await?;
    let one = |row: confirmation::Model| {
        Ok(Confirmation {
            id: row.id,
            signer: of(row.signer)?,
            name: row.name,
            remark: row.remark,
            report: row.report,
            by: row.evaluator_id,
            made_at: row.made_at,
            received_at: row.received_at,
            is_void: row.voided_at.is_some(),
        })
    };
    rows.into_iter().map(one).collect()
}

/// Adds confirmations.
pub async fn insert_confirmations(
    connection: &impl ConnectionTrait,
    inspection: Uuid,
    new: Vec<Confirmation>,
) -> Outcome<()> {
    let mut rows = Vec::new();
    for one in new {
        rows.push(confirmation::ActiveModel {
            id: Set(one.id),
            inspection_id: Set(inspection),
            signer: Set(code(&one.signer)?),
            name: Set(one.name),
            remark: Set(one.remark),
            report: Set(one.report),
            evaluator_id: Set(one.by),
            made_at: Set(one.made_at),
            received_at: Set(one.received_at),
            voided_at: Set(None),
        });
    }
    if !rows.is_empty() {
        confirmation::Entity::insert_many(rows).exec_without_returning(connection).await?;
    }
    Ok(())
}
