//! Queries and writes of cards; inspections, closings and lots have a room of their own.

use chrono::{DateTime, Utc};
use programme::scoring::{Card, CardState, CentiPoints, Score, Stage};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::tables::card;
use crate::{base::errors::Outcome, judging::panels::store::stage_code};

mod results;

pub use results::{
    Closing, Found, closings, insert_closing, insert_inspection, insert_lot, inspections, lots, results_until,
};

/// What somebody typed for a criterion, right or wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// The criterion.
    pub criterion: String,
    /// The points as typed.
    pub points: String,
    /// The comment.
    pub comment: String,
}

impl Typed {
    /// The points and the comment, if the points are a whole number.
    pub fn score(&self) -> Option<Score> {
        let points: u32 = self.points.trim().parse().ok().filter(|points| *points <= 1000)?;
        let comment = Some(self.comment.trim().to_owned()).filter(|comment| !comment.is_empty());
        let criterion = self.criterion.as_str().into();
        Some(Score { criterion, points_centi: CentiPoints::whole(points), comment })
    }
}

/// Whose card for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CardId {
    /// The meeting.
    pub meeting: Uuid,
    /// The application.
    pub application: Uuid,
    /// Whose.
    pub evaluator: Uuid,
}

/// A card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptCard {
    /// Whose and for what.
    pub id: CardId,
    /// How far it is.
    pub state: CardState,
    /// What was typed.
    pub typed: Vec<Typed>,
    /// Grows with every change of a draft.
    pub version: i64,
    /// When it was kept.
    pub saved_at: DateTime<Utc>,
    /// SHA-256 of the canonical bytes that were signed.
    pub digest: Option<String>,
}

impl KeptCard {
    /// The card as the score engine reads it, under the names that results use.
    pub fn card(
        &self,
        evaluator: programme::scoring::EvaluatorKey,
        application: programme::scoring::ApplicationKey,
        stage: Stage,
    ) -> Card {
        let scores = self.typed.iter().filter_map(Typed::score).collect();
        Card { evaluator, application, stage, state: self.state.clone(), scores }
    }
}

fn from_row(row: card::Model) -> Outcome<KeptCard> {
    let state = match (row.state.as_str(), row.signed_at) {
        ("void", signed_at) => CardState::Void { reason: row.void_reason.unwrap_or_default(), signed_at },
        ("locked", Some(signed_at)) => CardState::Locked { signed_at },
        _ => CardState::Open,
    };
    Ok(KeptCard {
        id: CardId { meeting: row.meeting_id, application: row.application_id, evaluator: row.evaluator_id },
        state,
        typed: serde_json::from_str(&row.scores)?,
        version: row.version,
        saved_at: row.saved_at,
        digest: row.digest,
    })
}

/// One card.
pub async fn find(connection: &impl ConnectionTrait, id: CardId) -> Outcome<Option<KeptCard>> {
    let key = (id.meeting, id.application, id.evaluator);
    card::Entity::find_by_id(key).one(connection).await?.map(from_row).transpose()
}

/// One card, held. SQLite has one writer anyway.
pub async fn find_for_change(connection: &impl ConnectionTrait, id: CardId) -> Outcome<Option<KeptCard>> {
    let mut query = card::Entity::find_by_id((id.meeting, id.application, id.evaluator));
    if connection.get_database_backend() == DbBackend::Postgres {
        query = query.lock_exclusive();
    }
    query.one(connection).await?.map(from_row).transpose()
}

/// Every card of meetings.
pub async fn cards(
    connection: &impl ConnectionTrait,
    meetings: impl IntoIterator<Item = Uuid>,
) -> Outcome<Vec<KeptCard>> {
    let rows = card::Entity::find()
        .filter(card::Column::MeetingId.is_in(meetings))
        .order_by_asc(card::Column::ApplicationId)
        .order_by_asc(card::Column::EvaluatorId)
        .all(connection)
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// The cards of one person in a meeting.
pub async fn own_cards(
    connection: &impl ConnectionTrait,
    meeting: Uuid,
    evaluator: Uuid,
) -> Outcome<Vec<KeptCard>> {
    let rows = card::Entity::find()
        .filter(card::Column::MeetingId.eq(meeting))
        .filter(card::Column::EvaluatorId.eq(evaluator))
        .all(connection)
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Begins a card. A second one for the same seat is refused by the database.
pub async fn insert(
    connection: &impl ConnectionTrait,
    id: CardId,
    stage: Stage,
    typed: &[Typed],
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let scores = serde_json::to_string(typed).map_err(|error| DbErr::Custom(error.to_string()))?;
    let row = card::ActiveModel {
        meeting_id: Set(id.meeting),
        application_id: Set(id.application),
        evaluator_id: Set(id.evaluator),
        stage: Set(stage_code(stage).to_owned()),
        state: Set("open".to_owned()),
        scores: Set(scores),
        version: Set(1),
        saved_at: Set(at),
        signed_at: Set(None),
        digest: Set(None),
        seal: Set(None),
        void_reason: Set(None),
        voided_at: Set(None),
    };
    card::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// The row of a card that is open.
fn open(id: CardId) -> sea_orm::UpdateMany<card::Entity> {
    use card::Column;
    card::Entity::update_many()
        .filter(Column::MeetingId.eq(id.meeting))
        .filter(Column::ApplicationId.eq(id.application))
        .filter(Column::EvaluatorId.eq(id.evaluator))
        .filter(Column::State.eq("open"))
}

/// Writes a draft, unless the card is signed or void by now. Says whether it did.
pub async fn keep(
    connection: &impl ConnectionTrait,
    id: CardId,
    typed: &[Typed],
    at: DateTime<Utc>,
) -> Outcome<bool> {
    use card::Column;
    let written = open(id)
        .col_expr(Column::Scores, Expr::value(serde_json::to_string(typed)?))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::SavedAt, Expr::value(at))
        .exec(connection)
        .await?;
    Ok(written.rows_affected == 1)
}

/// What a signature writes.
#[derive(Clone, Debug)]
pub struct Signed {
    /// When.
    pub at: DateTime<Utc>,
    /// SHA-256 of the canonical bytes of the card, hex.
    pub digest: String,
    /// The server's seal over the same bytes, hex.
    pub seal: String,
    /// The draft that was read before it was signed.
    pub version: i64,
}

/// Locks a card for good, if it is still the draft that was read. Says whether it did: two signatures make one.
pub async fn lock(connection: &impl ConnectionTrait, id: CardId, signed: Signed) -> Outcome<bool> {
    use card::Column;
    let written = open(id)
        .col_expr(Column::State, Expr::value("locked"))
        .col_expr(Column::SignedAt, Expr::value(Some(signed.at)))
        .col_expr(Column::Digest, Expr::value(Some(signed.digest)))
        .col_expr(Column::Seal, Expr::value(Some(signed.seal)))
        .filter(Column::Version.eq(signed.version))
        .exec(connection)
        .await?;
    Ok(written.rows_affected == 1)
}

/// Sets a card aside: it keeps what was on it and counts for nothing.
pub async fn set_aside(
    connection: &impl ConnectionTrait,
    id: CardId,
    reason: &str,
    at: DateTime<Utc>,
) -> Outcome<()> {
    use card::Column;
    card::Entity::update_many()
        .col_expr(Column::State, Expr::value("void"))
        .col_expr(Column::VoidReason, Expr::value(Some(reason)))
        .col_expr(Column::VoidedAt, Expr::value(Some(at)))
        .filter(Column::MeetingId.eq(id.meeting))
        .filter(Column::ApplicationId.eq(id.application))
        .filter(Column::EvaluatorId.eq(id.evaluator))
        .exec(connection)
        .await?;
    Ok(())
}
