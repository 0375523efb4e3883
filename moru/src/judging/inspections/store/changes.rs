//! What changed about an inspection: every roster among whose firms lots were drawn.

use chrono::{DateTime, Utc};
use programme::panel::lots::Draw;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
};
use uuid::Uuid;

use super::super::tables::draw;
use crate::base::errors::Outcome;

/// The seed with which lots were drawn among the firms of a list, if they were.
pub async fn seed(
    connection: &impl ConnectionTrait,
    inspection: Uuid,
    list: &str,
) -> Outcome<Option<String>> {
    let found = draw::Entity::find_by_id((inspection, list.to_owned())).one(connection).await?;
    Ok(found.map(|row| row.seed))
}

/// Among the firms of how many lists lots were drawn.
pub async fn count_draws(connection: &impl ConnectionTrait, inspection: Uuid) -> Outcome<u64> {
    let of = draw::Entity::find().filter(draw::Column::InspectionId.eq(inspection));
    Ok(of.count(connection).await?)
}

/// Keeps the seed of a drawing. A second one for the list is refused by the database.
pub async fn insert_draw(
    connection: &impl ConnectionTrait,
    inspection: Uuid,
    drawn: &Draw,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = draw::ActiveModel {
        inspection_id: Set(inspection),
        list: Set(drawn.list.clone()),
        seed: Set(drawn.seed.clone()),
        drawn_at: Set(at),
    };
    draw::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}
