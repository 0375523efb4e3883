//! Queries and writes of institutions.

use chrono::{DateTime, Utc};
use programme::gates::InstitutionKind;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QuerySelect,
};
use uuid::Uuid;

use super::{kinds, tables};
use crate::base::{errors::Outcome, question::Question};

mod invitations;

pub use invitations::{Invitation, forget, invitation, invitations, invite};

/// An institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Institution {
    /// Its id, the scope of its people's roles.
    pub id: Uuid,
    /// Its registered name.
    pub name: String,
    /// Its legal kind.
    pub kind: InstitutionKind,
    /// Ten digits.
    pub business_number: String,
    /// What its head is called, such as 이사장; never a name.
    pub representative_title: String,
    /// Its address.
    pub address: String,
    /// E.164.
    pub phone: String,
}

/// Writes an institution. A business number that is known already is refused by the database.
pub async fn insert(
    connection: &impl ConnectionTrait,
    new: &Institution,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = tables::ActiveModel {
        id: Set(new.id),
        name: Set(new.name.clone()),
        kind: Set(kinds::code(new.kind)),
        business_number: Set(new.business_number.clone()),
        representative_title: Set(new.representative_title.clone()),
        address: Set(new.address.clone()),
        phone: Set(new.phone.clone()),
        created_at: Set(at),
    };
    tables::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// One institution.
pub async fn find(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Institution>> {
    Ok(tables::Entity::find_by_id(id).one(connection).await?.map(from_row))
}

/// Holds an institution until the transaction ends, so that nobody else changes who belongs to it.
pub async fn hold(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<()> {
    // SQLite has one writer at a time; its transaction holds everything already.
    if connection.get_database_backend() == DbBackend::Postgres {
        tables::Entity::find_by_id(id).lock_exclusive().one(connection).await?;
    }
    Ok(())
}

/// One institution, as a part of a larger question.
pub fn asked(id: Uuid) -> Question<Option<Institution>> {
    let read = |row: Option<tables::Model>| Ok(row.map(from_row));
    Question::row::<tables::Entity>("WHERE id = ?", vec![id.into()], read)
}

/// The institutions with these ids, in one query.
pub async fn find_all(connection: &impl ConnectionTrait, ids: Vec<Uuid>) -> Outcome<Vec<Institution>> {
    let rows = tables::Entity::find().filter(tables::Column::Id.is_in(ids)).all(connection).await?;
    Ok(rows.into_iter().map(from_row).collect())
}

fn from_row(row: tables::Model) -> Institution {
    Institution {
        id: row.id,
        name: row.name,
        // Rows are written from the enum; a kind this program does not know is treated as one that cannot pass.
        kind: kinds::from_code(&row.kind).unwrap_or(InstitutionKind::ForProfit),
        business_number: row.business_number,
        representative_title: row.representative_title,
        address: row.address,
        phone: row.phone,
    }
}
