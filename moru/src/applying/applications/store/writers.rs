//! Who answers for which step, and answers that somebody wrote over without having seen them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::OnConflict,
};
use uuid::Uuid;

use super::super::tables::{keeper, overwritten};
use crate::base::{errors::Outcome, question::Question};

/// An answer that was written over and is kept beside the one that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Its id.
    pub id: Uuid,
    /// The field.
    pub field: String,
    /// The text.
    pub value: String,
    /// When it was written.
    pub saved_at: DateTime<Utc>,
    /// Who wrote it.
    pub saved_by: Uuid,
}

fn from_row(row: overwritten::Model) -> Aside {
    let overwritten::Model { id, field, value, saved_at, saved_by, .. } = row;
    Aside { id, field, value, saved_at, saved_by }
}

/// What is kept beside the answers of an application, the oldest first.
pub fn aside(application: Uuid) -> Question<Vec<Aside>> {
    let of_it = vec![application.into()];
    Question::rows::<overwritten::Entity>("WHERE application_id = ?", of_it, |rows| {
        let mut asides: Vec<Aside> = rows.into_iter().map(from_row).collect();
        asides.sort_by_key(|aside| (aside.saved_at, aside.id));
        Ok(asides)
    })
}

/// Keeps answers beside those that stand.
pub async fn put_aside(
    connection: &impl ConnectionTrait,
    application: Uuid,
    asides: &[Aside],
) -> Outcome<()> {
    if asides.is_empty() {
        return Ok(());
    }
    let rows = asides.iter().map(|aside| overwritten::ActiveModel {
        id: Set(aside.id),
        application_id: Set(application),
        field: Set(aside.field.clone()),
        value: Set(aside.value.clone()),
        saved_at: Set(aside.saved_at),
        saved_by: Set(aside.saved_by),
    });
    overwritten::Entity::insert_many(rows).exec_without_returning(connection).await?;
    Ok(())
}

/// Takes one away again and says what it was; none when it is gone already.
pub async fn take_aside(
    connection: &impl ConnectionTrait,
    application: Uuid,
    id: Uuid,
) -> Outcome<Option<Aside>> {
    let query =
        overwritten::Entity::find_by_id(id).filter(overwritten::Column::ApplicationId.eq(application));
    let found = query.one(connection).await?.map(from_row);
    overwritten::Entity::delete_many()
        .filter(overwritten::Column::Id.eq(id))
        .filter(overwritten::Column::ApplicationId.eq(application))
        .exec(connection)
        .await?;
    Ok(found)
}

/// Who answers for which step, by the code of the step.
pub fn keepers(application: Uuid) -> Question<BTreeMap<String, Uuid>> {
    Question::rows::<keeper::Entity>("WHERE application_id = ?", vec![application.into()], |rows| {
        Ok(rows.into_iter().map(|row| (row.step, row.account_id)).collect())
    })
}

/// Says who answers for a step, or that nobody does.
pub async fn set_keeper(
    connection: &impl ConnectionTrait,
    (application, step): (Uuid, &str),
    account: Option<Uuid>,
) -> Outcome<()> {
    use keeper::Column;
    let Some(account) = account else {
        keeper::Entity::delete_by_id((application, step.to_owned())).exec(connection).await?;
        return Ok(());
    };
    let row = keeper::ActiveModel {
        application_id: Set(application),
        step: Set(step.to_owned()),
        account_id: Set(account),
    };
    let other = OnConflict::columns([Column::ApplicationId, Column::Step])
        .update_column(Column::AccountId)
        .to_owned();
    keeper::Entity::insert(row).on_conflict(other).exec_without_returning(connection).await?;
    Ok(())
}
