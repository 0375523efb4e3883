//! The receipt log: leaves, the head that is enough to append the next one, and the receipts themselves.

use chrono::{DateTime, Utc};
use ledger::{Frontier, Sha256};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QuerySelect,
};
use uuid::Uuid;

use super::super::tables::{log_head, log_leaf, receipt};
use crate::base::errors::Outcome;

/// The name of the log in which receipts stand.
pub const LOG: &str = "receipts";

/// A receipt as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its number.
    pub number: String,
    /// Its file, byte for byte.
    pub body: String,
}

/// The head of the log, held until the transaction ends: this is where submissions get their order.
pub async fn head(connection: &impl ConnectionTrait) -> Outcome<Frontier> {
    if let Some(head) = locked_head(connection).await? {
        return Ok(head);
    }
    // The first submission ever makes the row that all later ones hold; two first ones wait for each other here.
    let row = log_head::ActiveModel {
        log: Set(LOG.to_owned()),
        size: Set(0),
        frontier: Set(serde_json::to_string(&Frontier::new())?),
    };
    log_head::Entity::insert(row)
        .on_conflict_do_nothing_on([log_head::Column::Log])
        .exec_without_returning(connection)
        .await?;
    Ok(locked_head(connection).await?.unwrap_or_default())
}

async fn locked_head(connection: &impl ConnectionTrait) -> Outcome<Option<Frontier>> {
    let mut query = log_head::Entity::find_by_id(LOG);
    if connection.get_database_backend() == DbBackend::Postgres {
        query = query.lock_exclusive();
    }
    let row = query.one(connection).await?;
    Ok(row.map(|row| serde_json::from_str(&row.frontier)).transpose()?)
}

/// A receipt to be written, with its leaf.
#[derive(Clone, Debug)]
pub struct NewReceipt {
    /// The application.
    pub application: Uuid,
    /// Where its leaf is in the log.
    pub leaf_index: u64,
    /// Its leaf.
    pub leaf: Sha256,
    /// When the application was received.
    pub received_at: DateTime<Utc>,
    /// The receipt.
    pub kept: Kept,
}

/// Writes receipts with their leaves and the new head of the log. The database refuses a second receipt for an
/// application, a number or a leaf.
pub async fn append(
    connection: &impl ConnectionTrait,
    receipts: &[NewReceipt],
    head: &Frontier,
) -> Outcome<()> {
    if receipts.is_empty() {
        return Ok(());
    }
    let index = |new: &NewReceipt| i64::try_from(new.leaf_index).unwrap_or(i64::MAX);
    let leaves = receipts.iter().map(|new| log_leaf::ActiveModel {
        log: Set(LOG.to_owned()),
        leaf_index: Set(index(new)),
        leaf_hash: Set(new.leaf.to_hex()),
    });
    log_leaf::Entity::insert_many(leaves).exec_without_returning(connection).await?;
    log_head::Entity::update_many()
        .set(log_head::ActiveModel {
            size: Set(i64::try_from(head.size()).unwrap_or(i64::MAX)),
            frontier: Set(serde_json::to_string(head)?),
            ..Default::default()
        })
        .filter(log_head::Column::Log.eq(LOG))
        .exec(connection)
        .await?;
    let rows = receipts.iter().map(|new| receipt::ActiveModel {
        number: Set(new.kept.number.clone()),
        application_id: Set(new.application),
        leaf_index: Set(index(new)),
        received_at: Set(new.received_at),
        body: Set(new.kept.body.clone()),
    });
    receipt::Entity::insert_many(rows).exec_without_returning(connection).await?;
    Ok(())
}

/// The receipt of an application.
pub async fn of_application(connection: &impl ConnectionTrait, application: Uuid) -> Outcome<Option<Kept>> {
    let row = receipt::Entity::find()
        .filter(receipt::Column::ApplicationId.eq(application))
        .one(connection)
        .await?;
    Ok(row.map(|row| Kept { number: row.number, body: row.body }))
}
