//! What changed about an inspection: every roster among whose firms lots were drawn, and who came for whom.

use chrono::{DateTime, Utc};
use programme::panel::lots::Draw;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, sea_query::Expr,
};
use uuid::Uuid;

use super::super::tables::{confirmation, draw, exchange, inspection};
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

/// Who came for whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchanged {
    /// Who inspects there no more.
    pub leaves: Uuid,
    /// Who inspects there instead.
    pub joins: Uuid,
    /// Why.
    pub reason: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Who came for whom in an inspection, the first first.
pub async fn exchanges(connection: &impl ConnectionTrait, inspection: Uuid) -> Outcome<Vec<Exchanged>> {
    let rows = exchange::Entity::find()
        .filter(exchange::Column::InspectionId.eq(inspection))
        .order_by_asc(exchange::Column::ExchangedAt)
        .order_by_asc(exchange::Column::Id)
        .all(connection)
        .await?;
    let one = |row: exchange::Model| Exchanged {
        leaves: row.leaves_id,
        joins: row.joins_id,
        reason: row.reason,
        at: row.exchanged_at,
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Notes under an id that somebody comes for somebody else in an inspection, and by whom that was decided.
pub async fn insert_exchange(
    connection: &impl ConnectionTrait,
    (id, inspection): (Uuid, Uuid),
    new: &Exchanged,
    by: Uuid,
) -> Result<(), DbErr> {
    let row = exchange::ActiveModel {
        id: Set(id),
        inspection_id: Set(inspection),
        leaves_id: Set(new.leaves),
        joins_id: Set(new.joins),
        reason: Set(new.reason.clone()),
        exchanged_by: Set(by),
        exchanged_at: Set(new.at),
    };
    exchange::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// Writes who inspects.
pub async fn set_inspectors(
    connection: &impl ConnectionTrait,
    id: Uuid,
    [first, second]: [Uuid; 2],
) -> Outcome<()> {
    inspection::Entity::update_many()
        .col_expr(inspection::Column::FirstId, Expr::value(first))
        .col_expr(inspection::Column::SecondId, Expr::value(second))
        .filter(inspection::Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Lets every confirmation of an inspection count no more.
pub async fn void_confirmations(
    connection: &impl ConnectionTrait,
    inspection: Uuid,
    at: DateTime<Utc>,
) -> Outcome<()> {
    confirmation::Entity::update_many()
        .col_expr(confirmation::Column::VoidedAt, Expr::value(at))
        .filter(confirmation::Column::InspectionId.eq(inspection))
        .filter(confirmation::Column::VoidedAt.is_null())
        .exec(connection)
        .await?;
    Ok(())
}
