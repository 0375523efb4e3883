//! Whom submitted applications of a call name, by a hash: the same person counts in neither of two (G5).

use std::collections::BTreeSet;

use programme::gates::PersonKey;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, Value};
use uuid::Uuid;

use super::super::tables::person;
use crate::base::{errors::Outcome, question::Question};

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
pub fn named(calls: BTreeSet<Uuid>, people: BTreeSet<PersonKey>) -> Question<Vec<Named>> {
    if people.is_empty() {
        return Question::known(Vec::new());
    }
    let list = |length: usize| vec!["?"; length].join(", ");
    let rest = format!("WHERE call_id IN ({}) AND person IN ({})", list(calls.len()), list(people.len()));
    let calls = calls.into_iter().map(Value::from);
    let values = calls.chain(people.into_iter().map(|key| key.0.into())).collect();
    let named = |row: person::Model| Named {
        call: row.call_id,
        application: row.application_id,
        person: PersonKey(row.person),
    };
    Question::rows::<person::Entity>(rest, values, move |rows| Ok(rows.into_iter().map(named).collect()))
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
