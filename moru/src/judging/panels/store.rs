//! Queries and writes of meetings; candidates, seats and records have rooms of their own.

use chrono::{DateTime, NaiveDate, Utc};
use programme::{panel::lots::Draw, scoring::Stage};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use serde_json::Value;
use uuid::Uuid;

use super::{
    access::State,
    evidence::Assigned,
    tables::{candidate, meeting},
};
use crate::base::errors::Outcome;

mod people;
mod records;

pub use people::{
    Answer, Attendance, Candidate, Seat, SeatState, answer, attendance, candidates, check_in,
    count_wrong_code, declaration, declarations, declare, issue_code, seat_of, seats, seats_of_evaluator,
    set_candidates, set_places, set_seat, write_seats,
};
pub use records::{insert_record, note_outcomes, outcomes, records};

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Its id.
    pub id: Uuid,
    /// The call.
    pub call: Uuid,
    /// The stage that it judges.
    pub stage: Stage,
    /// How far it is.
    pub state: State,
    /// On which day it is held.
    pub held_on: NaiveDate,
    /// Where.
    pub place: String,
    /// How many members its panel has.
    pub seats: u32,
    /// How many of them judge one application.
    pub seats_each: u32,
    /// The name of the rules of panels.
    pub rules: String,
    /// The hash of the frozen list of candidates.
    pub list_hash: Option<String>,
    /// When the list was frozen.
    pub frozen_at: Option<DateTime<Utc>>,
    /// Where the seed of the draw is published.
    pub seed_source: Option<String>,
    /// The draw, as it is logged.
    pub draw: Option<Draw>,
    /// When the lots were drawn.
    pub drawn_at: Option<DateTime<Utc>>,
    /// Why a gender's share cannot be reached.
    pub share_reason: Option<String>,
    /// The member whom the others chose to lead (호선).
    pub chair: Option<Uuid>,
    /// Who judges what, and why nobody else.
    pub assignment: Option<Assigned>,
    /// When the panel was appointed.
    pub appointed_at: Option<DateTime<Utc>>,
    /// When its results were in.
    pub closed_at: Option<DateTime<Utc>>,
}

/// The text under which a stage is stored.
pub fn stage_code(stage: Stage) -> &'static str {
    match stage {
        Stage::DocumentReview => "document_review",
        Stage::SiteInspection => "site_inspection",
        Stage::Presentation => "presentation",
    }
}

/// A meeting about to be set up.
#[derive(Clone, Debug)]
pub struct NewMeeting {
    /// Its id.
    pub id: Uuid,
    /// The call.
    pub call: Uuid,
    /// The stage.
    pub stage: Stage,
    /// The day.
    pub held_on: NaiveDate,
    /// The place.
    pub place: String,
    /// How many members.
    pub seats: u32,
    /// How many for one application.
    pub seats_each: u32,
    /// The name of the rules of panels.
    pub rules: String,
    /// When and by whom it is set up.
    pub created: (DateTime<Utc>, Uuid),
}

/// Sets a meeting up. A second one for the stage of a call is refused by the database.
pub async fn insert(connection: &impl ConnectionTrait, new: NewMeeting) -> Result<(), DbErr> {
    let row = meeting::ActiveModel {
        id: Set(new.id),
        call_id: Set(new.call),
        stage: Set(stage_code(new.stage).to_owned()),
        live_key: Set(format!("{}:{}", new.call, stage_code(new.stage))),
        state: Set(State::Gathering.code().to_owned()),
        held_on: Set(new.held_on),
        place: Set(new.place),
        seats: Set(i32::try_from(new.seats).unwrap_or(i32::MAX)),
        seats_each: Set(i32::try_from(new.seats_each).unwrap_or(i32::MAX)),
        rules: Set(new.rules),
        list_hash: Set(None),
        frozen_at: Set(None),
        seed: Set(None),
        seed_source: Set(None),
        draw: Set(None),
        drawn_at: Set(None),
        share_reason: Set(None),
        chair_id: Set(None),
        assignment: Set(None),
        appointed_by: Set(None),
        appointed_at: Set(None),
        closed_at: Set(None),
        created_at: Set(new.created.0),
        created_by: Set(new.created.1),
    };
    meeting::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// One meeting.
pub async fn find(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Meeting>> {
    meeting::Entity::find_by_id(id).one(connection).await?.map(from_row).transpose()
}

/// One meeting, held so that whatever is done in it happens one after the other. SQLite has one writer anyway.
pub async fn find_for_change(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Meeting>> {
    let mut query = meeting::Entity::find_by_id(id);
    if connection.get_database_backend() == DbBackend::Postgres {
        query = query.lock_exclusive();
    }
    query.one(connection).await?.map(from_row).transpose()
}

/// The meetings of a call in the order of the stages.
pub async fn of_call(connection: &impl ConnectionTrait, call: Uuid) -> Outcome<Vec<Meeting>> {
    of_calls(connection, [call]).await
}

/// The meetings of calls in the order of the stages.
pub async fn of_calls(
    connection: &impl ConnectionTrait,
    calls: impl IntoIterator<Item = Uuid>,
) -> Outcome<Vec<Meeting>> {
    let query = meeting::Entity::find().filter(meeting::Column::CallId.is_in(calls));
    let rows = query.all(connection).await?;
    let mut meetings = rows.into_iter().map(from_row).collect::<Outcome<Vec<_>>>()?;
    meetings.sort_by_key(|meeting| meeting.stage);
    Ok(meetings)
}

/// The meetings that somebody was appointed to, the latest first.
pub async fn of_evaluator(connection: &impl ConnectionTrait, evaluator: Uuid) -> Outcome<Vec<Meeting>> {
    let sits = candidate::Entity::find()
        .select_only()
        .column(candidate::Column::MeetingId)
        .filter(candidate::Column::EvaluatorId.eq(evaluator))
        .filter(candidate::Column::State.eq(Answer::Accepted.code()));
    let rows = meeting::Entity::find()
        .filter(meeting::Column::Id.in_subquery(sea_orm::QueryTrait::into_query(sits)))
        .filter(meeting::Column::AppointedAt.is_not_null())
        .order_by_desc(meeting::Column::HeldOn)
        .all(connection)
        .await?;
    rows.into_iter().map(from_row).collect()
}

fn from_row(row: meeting::Model) -> Outcome<Meeting> {
    let number = |value: i32| u32::try_from(value).unwrap_or_default();
    Ok(Meeting {
        id: row.id,
        call: row.call_id,
        stage: serde_json::from_value(Value::String(row.stage))?,
        state: State::from_code(&row.state).unwrap_or(State::Closed),
        held_on: row.held_on,
        place: row.place,
        seats: number(row.seats),
        seats_each: number(row.seats_each),
        rules: row.rules,
        list_hash: row.list_hash,
        frozen_at: row.frozen_at,
        seed_source: row.seed_source,
        draw: row.draw.as_deref().map(serde_json::from_str).transpose()?,
        drawn_at: row.drawn_at,
        share_reason: row.share_reason,
        chair: row.chair_id,
        assignment: row.assignment.as_deref().map(serde_json::from_str).transpose()?,
        appointed_at: row.appointed_at,
        closed_at: row.closed_at,
    })
}

/// Freezes the list of candidates: from now on its hash is known, and the seed must not have been.
pub async fn freeze(
    connection: &impl ConnectionTrait,
    id: Uuid,
    list_hash: &str,
    at: DateTime<Utc>,
) -> Outcome<()> {
    use meeting::Column;
    meeting::Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Frozen.code()))
        .col_expr(Column::ListHash, Expr::value(Some(list_hash)))
        .col_expr(Column::FrozenAt, Expr::value(Some(at)))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Logs a draw.
pub async fn note_draw(
    connection: &impl ConnectionTrait,
    id: Uuid,
    draw: &Draw,
    source: &str,
    at: DateTime<Utc>,
) -> Outcome<()> {
    use meeting::Column;
    meeting::Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Drawn.code()))
        .col_expr(Column::Seed, Expr::value(Some(draw.seed.as_str())))
        .col_expr(Column::SeedSource, Expr::value(Some(source)))
        .col_expr(Column::Draw, Expr::value(Some(serde_json::to_string(draw)?)))
        .col_expr(Column::DrawnAt, Expr::value(Some(at)))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Keeps who judges what; none takes it back, because the panel has changed.
pub async fn set_assignment(
    connection: &impl ConnectionTrait,
    id: Uuid,
    assigned: Option<&Assigned>,
) -> Outcome<()> {
    use meeting::Column;
    let text = assigned.map(serde_json::to_string).transpose()?;
    meeting::Entity::update_many()
        .col_expr(Column::Assignment, Expr::value(text))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// What appointing a panel writes.
#[derive(Clone, Copy, Debug)]
pub struct Appointment<'a> {
    /// Who leads it.
    pub chair: Uuid,
    /// Why a gender's share cannot be reached.
    pub share_reason: Option<&'a str>,
    /// Who appoints.
    pub by: Uuid,
    /// Now.
    pub at: DateTime<Utc>,
}

/// Appoints the panel.
pub async fn appoint(
    connection: &impl ConnectionTrait,
    id: Uuid,
    appointment: Appointment<'_>,
) -> Outcome<()> {
    use meeting::Column;
    meeting::Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Appointed.code()))
        .col_expr(Column::ChairId, Expr::value(Some(appointment.chair)))
        .col_expr(Column::ShareReason, Expr::value(appointment.share_reason))
        .col_expr(Column::AppointedBy, Expr::value(Some(appointment.by)))
        .col_expr(Column::AppointedAt, Expr::value(Some(appointment.at)))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Notes that the results of a meeting are in, or, with `None`, that they no longer are.
pub async fn set_closed(
    connection: &impl ConnectionTrait,
    id: Uuid,
    at: Option<DateTime<Utc>>,
) -> Outcome<()> {
    use meeting::Column;
    let state = if at.is_some() { State::Closed } else { State::Appointed };
    meeting::Entity::update_many()
        .col_expr(Column::State, Expr::value(state.code()))
        .col_expr(Column::ClosedAt, Expr::value(at))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}
