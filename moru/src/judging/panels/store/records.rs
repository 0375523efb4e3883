//! Records of 제척, 기피 and 회피, and what a stage said about its applications.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use programme::{panel::Record, scoring::StageResult};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::super::tables::{outcome, record};
use crate::base::errors::Outcome;

/// The records of a meeting, the oldest first, each with the application and the evaluator.
pub async fn records(
    connection: &impl ConnectionTrait,
    meeting: Uuid,
) -> Outcome<Vec<((Uuid, Uuid), Record, DateTime<Utc>)>> {
    let rows = record::Entity::find()
        .filter(record::Column::MeetingId.eq(meeting))
        .order_by_asc(record::Column::At)
        .order_by_asc(record::Column::Id)
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| Ok(((row.application_id, row.evaluator_id), serde_json::from_str(&row.record)?, row.at)))
        .collect()
}

/// Writes a record. A second one of its kind for the same pair is refused by the database.
pub async fn insert_record(
    connection: &impl ConnectionTrait,
    id: Uuid,
    (meeting, application, evaluator): (Uuid, Uuid, Uuid),
    written: &Record,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let text = serde_json::to_string(written).map_err(|error| DbErr::Custom(error.to_string()))?;
    let row = record::ActiveModel {
        id: Set(id),
        meeting_id: Set(meeting),
        application_id: Set(application),
        evaluator_id: Set(evaluator),
        kind: Set(written.kind().code().to_owned()),
        record: Set(text),
        at: Set(at),
    };
    record::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// What meetings said about their applications, by application.
pub async fn outcomes(
    connection: &impl ConnectionTrait,
    meetings: impl IntoIterator<Item = Uuid>,
) -> Outcome<BTreeMap<Uuid, Vec<StageResult>>> {
    let rows =
        outcome::Entity::find().filter(outcome::Column::MeetingId.is_in(meetings)).all(connection).await?;
    let mut out: BTreeMap<Uuid, Vec<StageResult>> = BTreeMap::new();
    for row in rows {
        out.entry(row.application_id).or_default().push(serde_json::from_str(&row.result)?);
    }
    Ok(out)
}

/// Puts what a meeting said in place of what it had said before. The scores do this when they close it.
pub async fn note_outcomes(
    connection: &impl ConnectionTrait,
    meeting: Uuid,
    results: &BTreeMap<Uuid, StageResult>,
) -> Outcome<()> {
    outcome::Entity::delete_many().filter(outcome::Column::MeetingId.eq(meeting)).exec(connection).await?;
    let mut rows = Vec::new();
    for (application, result) in results {
        rows.push(outcome::ActiveModel {
            meeting_id: Set(meeting),
            application_id: Set(*application),
            result: Set(serde_json::to_string(result)?),
        });
    }
    if !rows.is_empty() {
        outcome::Entity::insert_many(rows).exec_without_returning(connection).await?;
    }
    Ok(())
}
