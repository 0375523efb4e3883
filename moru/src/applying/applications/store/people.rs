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

/// Where these people are named in submitted applications of these calls. The key of the table begins with the call.
pub async fn named(
    connection: &impl ConnectionTrait,
    calls: BTreeSet<Uuid>,
    people: BTreeSet<&PersonKey>,
) -> Outcome<Vec<Named>> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let rows = person::Entity::find()
        .filter(person::Column::CallId.is_in(calls))
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

/// Whom other applications of the call name.
pub fn elsewhere(named: &[Named], call: Uuid, application: Uuid) -> BTreeSet<PersonKey> {
    let others = named.iter().filter(|named| named.call == call && named.application != application);
    others.map(|named| named.person.clone()).collect()
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
