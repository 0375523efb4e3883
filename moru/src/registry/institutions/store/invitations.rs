//! Invitations of colleagues: one for each address of an institution.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::OnConflict,
};
use uuid::Uuid;

use super::super::tables::invitation;
use crate::base::errors::Outcome;

/// Somebody who is invited to write for an institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The institution.
    pub institution: Uuid,
    /// The mail address, lower case.
    pub email: String,
    /// What whoever invites calls the person.
    pub name: String,
    /// When it ends.
    pub until: DateTime<Utc>,
    /// Who invites.
    pub by: Uuid,
}

fn from_row(row: invitation::Model) -> Invitation {
    Invitation {
        institution: row.institution_id,
        email: row.email,
        name: row.name,
        until: row.until,
        by: row.invited_by,
    }
}

/// Writes an invitation. The one before it to the same address, and its link, no longer count.
pub async fn invite(connection: &impl ConnectionTrait, new: &Invitation, token_hash: String) -> Outcome<()> {
    use invitation::Column;
    let row = invitation::ActiveModel {
        institution_id: Set(new.institution),
        email: Set(new.email.clone()),
        name: Set(new.name.clone()),
        token_hash: Set(token_hash),
        until: Set(new.until),
        invited_by: Set(new.by),
    };
    let again = OnConflict::columns([Column::InstitutionId, Column::Email])
        .update_columns([Column::Name, Column::TokenHash, Column::Until, Column::InvitedBy])
        .to_owned();
    invitation::Entity::insert(row).on_conflict(again).exec_without_returning(connection).await?;
    Ok(())
}

/// The invitations of an institution that stand, by address.
pub async fn invitations(
    connection: &impl ConnectionTrait,
    institution: Uuid,
    now: DateTime<Utc>,
) -> Outcome<Vec<Invitation>> {
    let rows = invitation::Entity::find()
        .filter(invitation::Column::InstitutionId.eq(institution))
        .filter(invitation::Column::Until.gt(now))
        .order_by_asc(invitation::Column::Email)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(from_row).collect())
}

/// The invitation whose link has this token, if it stands. Held until the transaction ends.
pub async fn invitation(
    connection: &impl ConnectionTrait,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Outcome<Option<Invitation>> {
    let mut query = invitation::Entity::find()
        .filter(invitation::Column::TokenHash.eq(token_hash))
        .filter(invitation::Column::Until.gt(now));
    if connection.get_database_backend() == DbBackend::Postgres {
        query = query.lock_exclusive();
    }
    Ok(query.one(connection).await?.map(from_row))
}

/// Forgets an invitation: it was accepted, or nobody wants it any more.
pub async fn forget(connection: &impl ConnectionTrait, institution: Uuid, email: &str) -> Outcome<()> {
    invitation::Entity::delete_by_id((institution, email.to_owned())).exec(connection).await?;
    Ok(())
}
