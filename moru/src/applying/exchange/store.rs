//! Queries and writes of receipts of other channels.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::tables::receipt::{ActiveModel, Column, Entity, Model};
use crate::base::errors::Outcome;

/// The most receipts of a call.
pub const MOST: u64 = 2000;

/// A receipt of another channel, and the application it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// Its number.
    pub number: String,
    /// The application.
    pub application: Uuid,
    /// The time printed on it.
    pub received_at: DateTime<Utc>,
    /// When it was brought here, which never counts.
    pub imported_at: DateTime<Utc>,
}

/// The receipts of a call, by their numbers.
pub async fn of_call(connection: &impl ConnectionTrait, call: Uuid) -> Outcome<Vec<Imported>> {
    let rows = Entity::find()
        .filter(Column::CallId.eq(call))
        .order_by_asc(Column::Number)
        .limit(MOST)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// The receipt of an application.
pub async fn of_application(
    connection: &impl ConnectionTrait,
    application: Uuid,
) -> Outcome<Option<Imported>> {
    let row = Entity::find().filter(Column::ApplicationId.eq(application)).one(connection).await?;
    Ok(row.map(read))
}

fn read(row: Model) -> Imported {
    Imported {
        number: row.number,
        application: row.application_id,
        received_at: row.received_at,
        imported_at: row.imported_at,
    }
}

/// Writes a receipt, or what its number says now. The call is held.
pub async fn keep(connection: &impl ConnectionTrait, call: Uuid, receipt: Imported, by: Uuid) -> Outcome<()> {
    let is_known = Entity::find_by_id((call, receipt.number.clone())).one(connection).await?.is_some();
    let row = ActiveModel {
        call_id: Set(call),
        number: Set(receipt.number),
        application_id: Set(receipt.application),
        received_at: Set(receipt.received_at),
        imported_at: Set(receipt.imported_at),
        imported_by: Set(by),
    };
    if is_known {
        Entity::update(row).exec(connection).await?;
    } else {
        Entity::insert(row).exec_without_returning(connection).await?;
    }
    Ok(())
}
