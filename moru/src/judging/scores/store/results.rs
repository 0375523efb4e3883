//! What was found on site, what came out when a stage was closed, and lots among applications that are tied.

use chrono::{DateTime, NaiveDate, Utc};
use programme::scoring::{ApplicationKey, InspectionResult, Stage};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use serde_json::Value;
use uuid::Uuid;

use super::super::tables::{closing, inspection, lot};
use crate::{base::errors::Outcome, judging::panels::store::stage_code};

/// What was found on site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The meeting.
    pub meeting: Uuid,
    /// The application.
    pub application: Uuid,
    /// As declared or not.
    pub result: InspectionResult,
    /// What was found, in words.
    pub found: String,
    /// When it was signed.
    pub signed_at: DateTime<Utc>,
}

/// What was found in meetings.
pub async fn inspections(
    connection: &impl ConnectionTrait,
    meetings: impl IntoIterator<Item = Uuid>,
) -> Outcome<Vec<Found>> {
    let rows = inspection::Entity::find()
        .filter(inspection::Column::MeetingId.is_in(meetings))
        .order_by_asc(inspection::Column::ApplicationId)
        .all(connection)
        .await?;
    let found = |row: inspection::Model| {
        Ok(Found {
            meeting: row.meeting_id,
            application: row.application_id,
            result: serde_json::from_value(Value::String(row.result))?,
            found: row.found,
            signed_at: row.signed_at,
        })
    };
    rows.into_iter().map(found).collect()
}

/// Writes what was found. A second finding for the same application is refused by the database.
pub async fn insert_inspection(
    connection: &impl ConnectionTrait,
    found: &Found,
    stage: Stage,
    by: Uuid,
) -> Result<(), DbErr> {
    let code = serde_json::to_value(found.result).map_err(|error| DbErr::Custom(error.to_string()))?;
    let row = inspection::ActiveModel {
        meeting_id: Set(found.meeting),
        application_id: Set(found.application),
        stage: Set(stage_code(stage).to_owned()),
        result: Set(code.as_str().unwrap_or_default().to_owned()),
        found: Set(found.found.clone()),
        signed_by: Set(by),
        signed_at: Set(found.signed_at),
    };
    inspection::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// What came out of a meeting, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Counted from one.
    pub version: i32,
    /// SHA-256 of the results, hex.
    pub sha256: String,
    /// Why there is another one; empty for the first.
    pub reason: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Everything that came out of a meeting, the first first.
pub async fn closings(connection: &impl ConnectionTrait, meeting: Uuid) -> Outcome<Vec<Closing>> {
    let rows = closing::Entity::find()
        .filter(closing::Column::MeetingId.eq(meeting))
        .order_by_asc(closing::Column::Version)
        .all(connection)
        .await?;
    let one = |row: closing::Model| Closing {
        version: row.version,
        sha256: row.sha256,
        reason: row.reason,
        at: row.at,
    };
    Ok(rows.into_iter().map(one).collect())
}

/// What came out of a meeting by an instant, as it was kept: the result of each application by the number of its
/// receipt, and the hash that was kept with them.
pub async fn results_until(
    connection: &impl ConnectionTrait,
    meeting: Uuid,
    at: DateTime<Utc>,
) -> Outcome<Option<(Closing, String)>> {
    let row = closing::Entity::find()
        .filter(closing::Column::MeetingId.eq(meeting))
        .filter(closing::Column::At.lte(at))
        .order_by_desc(closing::Column::Version)
        .one(connection)
        .await?;
    Ok(row.map(|row| {
        let closing = Closing { version: row.version, sha256: row.sha256, reason: row.reason, at: row.at };
        (closing, row.results)
    }))
}

/// Keeps what came out, beside what came out before.
pub async fn insert_closing(
    connection: &impl ConnectionTrait,
    meeting: Uuid,
    closing: Closing,
    results: String,
) -> Outcome<()> {
    let row = closing::ActiveModel {
        meeting_id: Set(meeting),
        version: Set(closing.version),
        results: Set(results),
        sha256: Set(closing.sha256),
        reason: Set(closing.reason),
        at: Set(closing.at),
    };
    closing::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// The lots that the committee drew for a call.
pub async fn lots(connection: &impl ConnectionTrait, call: Uuid) -> Outcome<Vec<programme::scoring::Lot>> {
    let rows = lot::Entity::find()
        .filter(lot::Column::CallId.eq(call))
        .order_by_asc(lot::Column::At)
        .all(connection)
        .await?;
    let one = |row: lot::Model| {
        let order: Vec<ApplicationKey> = serde_json::from_str(&row.drawn)?;
        Ok(programme::scoring::Lot { minute: row.minute, drawn_on: row.drawn_on, order })
    };
    rows.into_iter().map(one).collect()
}

/// Keeps a lot with its minutes.
pub async fn insert_lot(
    connection: &impl ConnectionTrait,
    (id, call): (Uuid, Uuid),
    (minute, drawn_on): (&str, NaiveDate),
    order: &[ApplicationKey],
    at: DateTime<Utc>,
) -> Outcome<()> {
    let row = lot::ActiveModel {
        id: Set(id),
        call_id: Set(call),
        minute: Set(minute.to_owned()),
        drawn_on: Set(drawn_on),
        drawn: Set(serde_json::to_string(order)?),
        at: Set(at),
    };
    lot::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}
