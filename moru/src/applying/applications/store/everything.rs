//! Everything that was received, a page at a time in the order of the log: what a copy of the database is judged by.

use ledger::{Frontier, Sha256};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{
    super::tables::{file, log_head, log_leaf, receipt},
    receipts::LOG,
};
use crate::base::errors::{Fault, Outcome};

/// Rows of one page.
const PAGE: u64 = 500;

/// A place in the log and the receipt that was given for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Counted from zero.
    pub index: u64,
    /// The leaf.
    pub leaf: Sha256,
    /// The receipt's file; without one the copy is not whole.
    pub receipt: Option<String>,
}

/// The state of the log as it is stored.
pub async fn head(connection: &impl ConnectionTrait) -> Outcome<Frontier> {
    let row = log_head::Entity::find_by_id(LOG).one(connection).await?;
    Ok(row.map(|row| serde_json::from_str(&row.frontier)).transpose()?.unwrap_or_default())
}

/// How many receipts there are.
pub async fn receipts(connection: &impl ConnectionTrait) -> Outcome<u64> {
    Ok(receipt::Entity::find().count(connection).await?)
}

/// The next places of the log from `index` on; none after the last.
pub async fn places(connection: &impl ConnectionTrait, index: u64) -> Outcome<Vec<Place>> {
    let from = i64::try_from(index).map_err(Fault::new)?;
    let leaves = log_leaf::Entity::find()
        .filter(log_leaf::Column::Log.eq(LOG))
        .filter(log_leaf::Column::LeafIndex.gte(from))
        .order_by_asc(log_leaf::Column::LeafIndex)
        .limit(PAGE)
        .all(connection)
        .await?;
    let Some(last) = leaves.last() else { return Ok(Vec::new()) };
    let given = receipt::Entity::find()
        .filter(receipt::Column::LeafIndex.between(from, last.leaf_index))
        .order_by_asc(receipt::Column::LeafIndex)
        .all(connection)
        .await?;
    let mut given = given.into_iter().peekable();
    leaves
        .into_iter()
        .map(|row| {
            let receipt = given.next_if(|receipt| receipt.leaf_index == row.leaf_index);
            Ok(Place {
                index: u64::try_from(row.leaf_index).map_err(Fault::new)?,
                leaf: row.leaf_hash.parse().map_err(Fault::new)?,
                receipt: receipt.map(|receipt| receipt.body),
            })
        })
        .collect()
}

/// The next attached files after `id`, each with the SHA-256 of its bytes.
pub async fn files(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Vec<(Uuid, String)>> {
    let rows = file::Entity::find()
        .filter(file::Column::Id.gt(id))
        .order_by_asc(file::Column::Id)
        .limit(PAGE)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.sha256)).collect())
}
