//! The trail: one entry for every change, written in the same transaction as the change. It says who, in which role,
//! did what to which thing; values that are personal stay out of it.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::Value;
use uuid::Uuid;

use crate::base::{clock::Clock, errors::Outcome};

mod table {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_entries")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub at: DateTimeUtc,
        pub actor_id: Option<Uuid>,
        pub actor_role: String,
        pub act: String,
        pub entity: String,
        pub entity_id: Option<Uuid>,
        pub detail: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Who did it. The ids are plain values, so that every feature above can write here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct By {
    /// The account; none when the program itself acts.
    pub account: Option<Uuid>,
    /// The role acted in.
    pub role: &'static str,
}

/// The program itself, at a set time or while it prepares data.
pub const PROGRAM: By = By { account: None, role: "program" };

/// One thing that was done.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What was done, a verb such as `submit`.
    pub act: &'static str,
    /// The kind of thing, such as `application`.
    pub entity: &'static str,
    /// Which one.
    pub id: Uuid,
    /// What an auditor needs beyond that; no personal data.
    pub detail: Value,
}

/// Writes an entry in the caller's transaction.
pub async fn append(connection: &impl ConnectionTrait, clock: &Clock, by: By, entry: Entry) -> Outcome<()> {
    append_all(connection, clock, vec![(by, entry)]).await
}

/// Writes entries in the caller's transaction, in one statement.
pub async fn append_all(
    connection: &impl ConnectionTrait,
    clock: &Clock,
    entries: Vec<(By, Entry)>,
) -> Outcome<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let rows = entries.into_iter().map(|(by, entry)| table::ActiveModel {
        id: Set(clock.id()),
        at: Set(clock.now()),
        actor_id: Set(by.account),
        actor_role: Set(by.role.to_owned()),
        act: Set(entry.act.to_owned()),
        entity: Set(entry.entity.to_owned()),
        entity_id: Set(Some(entry.id)),
        detail: Set(entry.detail.to_string()),
    });
    table::Entity::insert_many(rows).exec_without_returning(connection).await?;
    Ok(())
}

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// When.
    pub at: DateTime<Utc>,
    /// Whose account; none when the program itself acted.
    pub account: Option<Uuid>,
    /// The code of the role acted in, as it was then.
    pub role: String,
    /// What was done.
    pub act: String,
    /// To which thing.
    pub id: Uuid,
    /// What an auditor needs beyond that.
    pub detail: Value,
}

/// Everything that was done to these things by an instant, the first first.
pub async fn until(
    connection: &impl ConnectionTrait,
    ids: Vec<Uuid>,
    at: DateTime<Utc>,
) -> Outcome<Vec<Done>> {
    let rows = table::Entity::find()
        .filter(table::Column::EntityId.is_in(ids))
        .filter(table::Column::At.lte(at))
        .order_by_asc(table::Column::At)
        .order_by_asc(table::Column::Id)
        .all(connection)
        .await?;
    let done = |row: table::Model| {
        Ok(Done {
            at: row.at,
            account: row.actor_id,
            role: row.actor_role,
            act: row.act,
            id: row.entity_id.unwrap_or_default(),
            detail: serde_json::from_str(&row.detail)?,
        })
    };
    rows.into_iter().map(done).collect()
}

/// How many entries say `act` of a thing, for tests and for the record's timeline.
pub async fn count(connection: &impl ConnectionTrait, id: Uuid, act: &str) -> Outcome<u64> {
    use sea_orm::PaginatorTrait;
    Ok(table::Entity::find()
        .filter(table::Column::EntityId.eq(id))
        .filter(table::Column::Act.eq(act))
        .count(connection)
        .await?)
}
