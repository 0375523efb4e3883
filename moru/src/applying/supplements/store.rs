//! Queries and writes of supplements.

use chrono::{DateTime, Utc};
use programme::deadline::SupplementRequest;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};
use uuid::Uuid;

use super::tables::{paper, supplement};
use crate::{applying::applications::store::AttachedFile, base::errors::Outcome};

/// How a round ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The papers came in time.
    HandedIn,
    /// They did not.
    Lapsed,
}

/// The round of an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supplement {
    /// What was asked for, and until when.
    pub request: SupplementRequest,
    /// Why, as the applicant reads it.
    pub reason: String,
    /// When it was asked for.
    pub requested_at: DateTime<Utc>,
    /// How and when it ended.
    pub ended: Option<(Ended, DateTime<Utc>)>,
}

/// A paper that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The file.
    pub file: AttachedFile,
    /// When it was attached.
    pub added_at: DateTime<Utc>,
}

/// The round of an application.
pub async fn find(connection: &impl ConnectionTrait, application: Uuid) -> Outcome<Option<Supplement>> {
    let row = supplement::Entity::find_by_id(application).one(connection).await?;
    row.map(|row| {
        let how = row.ended_how.map(|how| if how == "lapsed" { Ended::Lapsed } else { Ended::HandedIn });
        Ok(Supplement {
            request: SupplementRequest {
                documents: serde_json::from_str(&row.papers)?,
                due_before: row.due_before,
            },
            reason: row.reason,
            requested_at: row.requested_at,
            ended: how.zip(row.ended_at),
        })
    })
    .transpose()
}

/// Begins the round. A second one is refused by the database.
pub async fn insert(
    connection: &impl ConnectionTrait,
    application: Uuid,
    new: &Supplement,
    by: Uuid,
) -> Outcome<()> {
    let row = supplement::ActiveModel {
        application_id: Set(application),
        papers: Set(serde_json::to_string(&new.request.documents)?),
        reason: Set(new.reason.clone()),
        requested_at: Set(new.requested_at),
        requested_by: Set(by),
        due_before: Set(new.request.due_before),
        ended_at: Set(None),
        ended_how: Set(None),
    };
    supplement::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// Notes how the round ended.
pub async fn end(
    connection: &impl ConnectionTrait,
    application: Uuid,
    how: Ended,
    at: DateTime<Utc>,
) -> Outcome<()> {
    use supplement::Column;
    let word = if how == Ended::Lapsed { "lapsed" } else { "handed_in" };
    supplement::Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(at))
        .col_expr(Column::EndedHow, Expr::value(word))
        .filter(Column::ApplicationId.eq(application))
        .exec(connection)
        .await?;
    Ok(())
}

/// The papers that came, the first first.
pub async fn papers(connection: &impl ConnectionTrait, application: Uuid) -> Outcome<Vec<Paper>> {
    let rows = paper::Entity::find()
        .filter(paper::Column::ApplicationId.eq(application))
        .order_by_asc(paper::Column::AddedAt)
        .order_by_asc(paper::Column::Id)
        .all(connection)
        .await?;
    let one = |row: paper::Model| Paper {
        file: AttachedFile {
            id: row.id,
            slot: row.slot,
            name: row.name,
            media_type: row.media_type,
            bytes: u64::try_from(row.bytes).unwrap_or_default(),
            sha256: row.sha256,
        },
        added_at: row.added_at,
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Notes a paper.
pub async fn insert_paper(
    connection: &impl ConnectionTrait,
    application: Uuid,
    new: &Paper,
    by: Uuid,
) -> Outcome<()> {
    let row = paper::ActiveModel {
        id: Set(new.file.id),
        application_id: Set(application),
        slot: Set(new.file.slot.clone()),
        name: Set(new.file.name.clone()),
        media_type: Set(new.file.media_type.clone()),
        bytes: Set(i64::try_from(new.file.bytes).unwrap_or(i64::MAX)),
        sha256: Set(new.file.sha256.clone()),
        added_at: Set(new.added_at),
        added_by: Set(by),
    };
    paper::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}
