//! Who is drawn, who sits where, who has declared, and who was there.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, ExprTrait, OnConflict},
};
use uuid::Uuid;

use super::super::tables::{attendance, candidate, declaration, seat};
use crate::base::errors::Outcome;

/// What a candidate has answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing yet.
    Waiting,
    /// Sits on the panel.
    Accepted,
    /// Does not; the reason says why.
    Declined,
}

impl Answer {
    const ALL: [Self; 3] = [Self::Waiting, Self::Accepted, Self::Declined];

    /// The name in the table.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
        }
    }
}

/// Somebody who may be drawn for a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub evaluator: Uuid,
    /// The place in the order drawn, counted from one.
    pub place: Option<u32>,
    /// What they answered.
    pub answer: Answer,
    /// Why they do not sit.
    pub reason: String,
}

/// The candidates in the order drawn, before the draw by id.
pub async fn candidates(connection: &impl ConnectionTrait, meeting: Uuid) -> Outcome<Vec<Candidate>> {
    let rows = candidate::Entity::find()
        .filter(candidate::Column::MeetingId.eq(meeting))
        .order_by_asc(candidate::Column::Place)
        .order_by_asc(candidate::Column::EvaluatorId)
        .all(connection)
        .await?;
    let one = |row: candidate::Model| Candidate {
        evaluator: row.evaluator_id,
        place: row.place.and_then(|place| u32::try_from(place).ok()),
        answer: Answer::ALL.into_iter().find(|known| known.code() == row.state).unwrap_or(Answer::Waiting),
        reason: row.reason,
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Puts other candidates in place of those that were listed.
pub async fn set_candidates(
    connection: &impl ConnectionTrait,
    meeting: Uuid,
    evaluators: &[Uuid],
    at: DateTime<Utc>,
) -> Outcome<()> {
    candidate::Entity::delete_many()
        .filter(candidate::Column::MeetingId.eq(meeting))
        .exec(connection)
        .await?;
    let rows: Vec<_> = evaluators
        .iter()
        .map(|evaluator| candidate::ActiveModel {
            meeting_id: Set(meeting),
            evaluator_id: Set(*evaluator),
            place: Set(None),
            state: Set(Answer::Waiting.code().to_owned()),
            reason: Set(String::new()),
            changed_at: Set(at),
        })
        .collect();
    if !rows.is_empty() {
        candidate::Entity::insert_many(rows).exec_without_returning(connection).await?;
    }
    Ok(())
}

/// Notes the order drawn.
pub async fn set_places(connection: &impl ConnectionTrait, meeting: Uuid, order: &[Uuid]) -> Outcome<()> {
    for (place, evaluator) in (1_i32..).zip(order) {
        candidate::Entity::update_many()
            .col_expr(candidate::Column::Place, Expr::value(Some(place)))
            .filter(candidate::Column::MeetingId.eq(meeting))
            .filter(candidate::Column::EvaluatorId.eq(*evaluator))
            .exec(connection)
            .await?;
    }
    Ok(())
}

/// Notes what a candidate answered.
pub async fn answer(
    connection: &impl ConnectionTrait,
    (meeting, evaluator): (Uuid, Uuid),
    answer: Answer,
    reason: &str,
    at: DateTime<Utc>,
) -> Outcome<()> {
    use candidate::Column;
    candidate::Entity::update_many()
        .col_expr(Column::State, Expr::value(answer.code()))
        .col_expr(Column::Reason, Expr::value(reason))
        .col_expr(Column::ChangedAt, Expr::value(at))
        .filter(Column::MeetingId.eq(meeting))
        .filter(Column::EvaluatorId.eq(evaluator))
        .exec(connection)
        .await?;
    Ok(())
}

/// Whether a seat is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeatState {
    /// The member judges the application.
    Seated,
    /// The member had to step aside; the seat waits for somebody else.
    Void,
    /// The member stepped aside and somebody else has the seat.
    Replaced,
}

impl SeatState {
    const ALL: [Self; 3] = [Self::Seated, Self::Void, Self::Replaced];

    /// The name in the table.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Seated => "seated",
            Self::Void => "void",
            Self::Replaced => "replaced",
        }
    }
}

/// A member who judges an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The meeting.
    pub meeting: Uuid,
    /// The application.
    pub application: Uuid,
    /// The member.
    pub evaluator: Uuid,
    /// Whether the seat is held.
    pub state: SeatState,
}

fn seat_from(row: &seat::Model) -> Seat {
    Seat {
        meeting: row.meeting_id,
        application: row.application_id,
        evaluator: row.evaluator_id,
        state: SeatState::ALL.into_iter().find(|known| known.code() == row.state).unwrap_or(SeatState::Void),
    }
}

/// Every seat of a meeting.
pub async fn seats(connection: &impl ConnectionTrait, meeting: Uuid) -> Outcome<Vec<Seat>> {
    let query = seat::Entity::find().filter(seat::Column::MeetingId.eq(meeting));
    let rows = query
        .order_by_asc(seat::Column::ApplicationId)
        .order_by_asc(seat::Column::EvaluatorId)
        .all(connection)
        .await?;
    Ok(rows.iter().map(seat_from).collect())
}

/// The seats of one member in a meeting.
pub async fn seats_of_evaluator(
    connection: &impl ConnectionTrait,
    meeting: Uuid,
    evaluator: Uuid,
) -> Outcome<Vec<Seat>> {
    let query = seat::Entity::find()
        .filter(seat::Column::MeetingId.eq(meeting))
        .filter(seat::Column::EvaluatorId.eq(evaluator));
    let rows = query.order_by_asc(seat::Column::ApplicationId).all(connection).await?;
    Ok(rows.iter().map(seat_from).collect())
}

/// One seat.
pub async fn seat_of(
    connection: &impl ConnectionTrait,
    meeting: Uuid,
    application: Uuid,
    evaluator: Uuid,
) -> Outcome<Option<Seat>> {
    let found = seat::Entity::find_by_id((meeting, application, evaluator)).one(connection).await?;
    Ok(found.as_ref().map(seat_from))
}

/// Puts members in front of applications.
pub async fn write_seats(
    connection: &impl ConnectionTrait,
    meeting: Uuid,
    pairs: &[(Uuid, Uuid)],
    reason: &str,
    at: DateTime<Utc>,
) -> Result<(), sea_orm::DbErr> {
    let rows: Vec<_> = pairs
        .iter()
        .map(|(application, evaluator)| seat::ActiveModel {
            meeting_id: Set(meeting),
            application_id: Set(*application),
            evaluator_id: Set(*evaluator),
            state: Set(SeatState::Seated.code().to_owned()),
            reason: Set(reason.to_owned()),
            changed_at: Set(at),
        })
        .collect();
    if !rows.is_empty() {
        seat::Entity::insert_many(rows).exec_without_returning(connection).await?;
    }
    Ok(())
}

/// Puts a seat into another state.
pub async fn set_seat(
    connection: &impl ConnectionTrait,
    seat: &Seat,
    state: SeatState,
    at: DateTime<Utc>,
) -> Outcome<()> {
    use seat::Column;
    seat::Entity::update_many()
        .col_expr(Column::State, Expr::value(state.code()))
        .col_expr(Column::ChangedAt, Expr::value(at))
        .filter(Column::MeetingId.eq(seat.meeting))
        .filter(Column::ApplicationId.eq(seat.application))
        .filter(Column::EvaluatorId.eq(seat.evaluator))
        .exec(connection)
        .await?;
    Ok(())
}

/// When a member signed the declaration of a meeting.
pub async fn declaration(
    connection: &impl ConnectionTrait,
    meeting: Uuid,
    evaluator: Uuid,
) -> Outcome<Option<DateTime<Utc>>> {
    let found = declaration::Entity::find_by_id((meeting, evaluator)).one(connection).await?;
    Ok(found.map(|row| row.signed_at))
}

/// Who has signed the declaration of a meeting, and when.
pub async fn declarations(
    connection: &impl ConnectionTrait,
    meeting: Uuid,
) -> Outcome<BTreeMap<Uuid, DateTime<Utc>>> {
    let query = declaration::Entity::find().filter(declaration::Column::MeetingId.eq(meeting));
    let rows = query.all(connection).await?;
    Ok(rows.into_iter().map(|row| (row.evaluator_id, row.signed_at)).collect())
}

/// Keeps a signed declaration. A second one is refused by the database.
pub async fn declare(
    connection: &impl ConnectionTrait,
    meeting: Uuid,
    evaluator: Uuid,
    version: i32,
    at: DateTime<Utc>,
) -> Result<(), sea_orm::DbErr> {
    let row = declaration::ActiveModel {
        meeting_id: Set(meeting),
        evaluator_id: Set(evaluator),
        version: Set(version),
        signed_at: Set(at),
    };
    declaration::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// Whether somebody was there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendance {
    /// Who.
    pub evaluator: Uuid,
    /// The hash of the code that was shown last.
    pub code_hash: String,
    /// Until when it can be typed in.
    pub code_until: DateTime<Utc>,
    /// How often a wrong one was typed in.
    pub failed: u32,
    /// When the right one was.
    pub checked_in_at: Option<DateTime<Utc>>,
}

/// Who was there, by person.
pub async fn attendance(
    connection: &impl ConnectionTrait,
    meeting: Uuid,
) -> Outcome<BTreeMap<Uuid, Attendance>> {
    let query = attendance::Entity::find().filter(attendance::Column::MeetingId.eq(meeting));
    let rows = query.all(connection).await?;
    let one = |row: attendance::Model| Attendance {
        evaluator: row.evaluator_id,
        code_hash: row.code_hash,
        code_until: row.code_until,
        failed: u32::try_from(row.failed).unwrap_or(u32::MAX),
        checked_in_at: row.checked_in_at,
    };
    Ok(rows.into_iter().map(|row| (row.evaluator_id, one(row))).collect())
}

/// Keeps the hash of a new code in place of the one before.
pub async fn issue_code(
    connection: &impl ConnectionTrait,
    (meeting, evaluator): (Uuid, Uuid),
    code_hash: String,
    code_until: DateTime<Utc>,
    by: Uuid,
) -> Outcome<()> {
    use attendance::Column;
    let row = attendance::ActiveModel {
        meeting_id: Set(meeting),
        evaluator_id: Set(evaluator),
        code_hash: Set(code_hash),
        code_until: Set(code_until),
        failed: Set(0),
        issued_by: Set(by),
        checked_in_at: Set(None),
    };
    attendance::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([Column::MeetingId, Column::EvaluatorId])
                .update_columns([Column::CodeHash, Column::CodeUntil, Column::Failed, Column::IssuedBy])
                .to_owned(),
        )
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Counts a wrong code.
pub async fn count_wrong_code(
    connection: &impl ConnectionTrait,
    meeting: Uuid,
    evaluator: Uuid,
) -> Outcome<()> {
    use attendance::Column;
    attendance::Entity::update_many()
        .col_expr(Column::Failed, Expr::col(Column::Failed).add(1))
        .filter(Column::MeetingId.eq(meeting))
        .filter(Column::EvaluatorId.eq(evaluator))
        .exec(connection)
        .await?;
    Ok(())
}

/// Notes that somebody is there.
pub async fn check_in(
    connection: &impl ConnectionTrait,
    meeting: Uuid,
    evaluator: Uuid,
    at: DateTime<Utc>,
) -> Outcome<()> {
    use attendance::Column;
    attendance::Entity::update_many()
        .col_expr(Column::CheckedInAt, Expr::value(Some(at)))
        .filter(Column::MeetingId.eq(meeting))
        .filter(Column::EvaluatorId.eq(evaluator))
        .exec(connection)
        .await?;
    Ok(())
}
