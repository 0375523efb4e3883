//! Whom submitted applications of a call name, by a hash: the same person counts in neither of two (G5).

use std::collections::BTreeSet;

use programme::gates::PersonKey;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::super::tables::person;
use crate::base::errors::Outcome;

/// A person named in an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The call.
    pub call: Uuid,
    /// The application.
    pub application: Uuid,
    /// The person.
    pub person: PersonKey,
}

/// Where these people are named, in every call.
pub async fn named(connection: &impl ConnectionTrait, people: BTreeSet<&PersonKey>) -> Outcome<Vec<Named>> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let rows = person::Entity::find()
        .filter(person::Column::Person.is_in(people.into_iter().map(|key| key.0.as_str())))
        .all(connection)
        .await?;
    let named = |row: person::Model| Named {
        call: row.call_id,
        application: row.application_id,
        person: PersonKey(row.person),
    };
    Ok(rows.into_iter().map(named).collect())
}

/// Which of these people other submitted applications of the call name too.
pub async fn people_elsewhere(
    connection: &impl ConnectionTrait,
    call: Uuid,
    application: Uuid,
    people: &[PersonKey],
) -> Outcome<BTreeSet<PersonKey>> {
    if people.is_empty() {
        return Ok(BTreeSet::new());
    }
    let rows = person::Entity::find()
        .filter(person::Column::CallId.eq(call))
        .filter(person::Column::Person.is_in(people.iter().map(|key| key.0.as_str())))
        .filter(person::Column::ApplicationId.ne(application))
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| PersonKey(row.person)).collect())
}

/// Notes whom submitted applications name.
pub async fn insert_people(connection: &impl ConnectionTrait, people: Vec<Named>) -> Outcome<()> {
    if people.is_empty() {
        return Ok(());
    }
    let rows = people.into_iter().map(|named| person::ActiveModel {
        call_id: Set(named.call),
        person: Set(named.person.0),
        application_id: Set(named.application),
    });
    person::Entity::insert_many(rows).exec_without_returning(connection).await?;
    Ok(())
}
