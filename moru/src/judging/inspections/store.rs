//! Queries and writes of inspections; what is recorded in them has a room of its own.

use chrono::{DateTime, Utc};
use programme::{inspection::Position, panel::lots::Draw, scoring::InspectionResult};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbBackend, DbErr, EntityTrait,
    FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select, sea_query::Expr,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use uuid::Uuid;

use super::{access::State, tables::inspection};
use crate::base::errors::Outcome;

mod changes;
mod records;

pub use changes::{
    Exchanged, count_draws, exchanges, insert_draw, insert_exchange, seed, set_inspectors, void_confirmations,
};
pub use records::{
    Confirmation, Photo, Recorded, confirmations, insert_confirmations, insert_photo, insert_records, photo,
    photos, records,
};

/// The most inspections that a list shows.
const MOST: u64 = 200;

/// How an inspection ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// What it proposes.
    pub result: InspectionResult,
    /// The hash of what was recorded.
    pub report: String,
    /// Which inspector closed it.
    pub by: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

/// An inspection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// Its id.
    pub id: Uuid,
    /// Of which application.
    pub application: Uuid,
    /// To which call.
    pub call: Uuid,
    /// How far it is.
    pub state: State,
    /// The name of its checklist.
    pub checklist: String,
    /// The first and the second inspector, of the register.
    pub inspectors: [Uuid; 2],
    /// When they come.
    pub planned_at: DateTime<Utc>,
    /// The declared address.
    pub place: String,
    /// Where that is, if the agency knows.
    pub position: Option<Position>,
    /// The lots drawn among the firms of the roster.
    pub draw: Draw,
    /// How it ended.
    pub closed: Option<Closed>,
}

/// The text under which something is stored.
fn code(of: &impl Serialize) -> Result<String, DbErr> {
    match serde_json::to_value(of) {
        Ok(Value::String(code)) => Ok(code),
        other => Err(DbErr::Custom(format!("{other:?} is no code"))),
    }
}

/// What a stored text stands for.
fn of<T: DeserializeOwned>(code: String) -> Outcome<T> {
    Ok(serde_json::from_value(Value::String(code))?)
}

fn position(latitude_e6: Option<i32>, longitude_e6: Option<i32>) -> Option<Position> {
    Position::new(latitude_e6?, longitude_e6?)
}

fn read(row: inspection::Model) -> Outcome<Inspection> {
    let closed = match (row.result, row.report, row.closed_by, row.closed_at) {
        (Some(result), Some(report), Some(by), Some(at)) => {
            Some(Closed { result: of(result)?, report, by, at })
        }
        _ => None,
    };
    Ok(Inspection {
        id: row.id,
        application: row.application_id,
        call: row.call_id,
        state: State::from_code(&row.state).unwrap_or(State::Closed),
        checklist: row.checklist,
        inspectors: [row.first_id, row.second_id],
        planned_at: row.planned_at,
        place: row.place,
        position: position(row.latitude_e6, row.longitude_e6),
        draw: serde_json::from_str(&row.draw)?,
        closed,
    })
}

/// One inspection.
pub async fn find(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Inspection>> {
    inspection::Entity::find_by_id(id).one(connection).await?.map(read).transpose()
}

/// The same, held until the transaction ends: whatever is done about it follows each other.
pub async fn find_for_change(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Inspection>> {
    let mut query = inspection::Entity::find_by_id(id);
    // SQLite has one writer at a time; its transaction holds everything already.
    if connection.get_database_backend() == DbBackend::Postgres {
        query = query.lock_exclusive();
    }
    query.one(connection).await?.map(read).transpose()
}

/// The inspection of an application.
pub async fn of_application(
    connection: &impl ConnectionTrait,
    application: Uuid,
) -> Outcome<Option<Inspection>> {
    let query = inspection::Entity::find().filter(inspection::Column::ApplicationId.eq(application));
    query.one(connection).await?.map(read).transpose()
}

/// An inspection as a list shows it: without its roster, which has thousands of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: Uuid,
    /// Of which application.
    pub application: Uuid,
    /// How far it is.
    pub state: State,
    /// The first and the second inspector, of the register.
    pub inspectors: [Uuid; 2],
    /// When they come.
    pub planned_at: DateTime<Utc>,
    /// The declared address.
    pub place: String,
    /// What it proposes, once it is closed.
    pub result: Option<InspectionResult>,
}

#[derive(FromQueryResult)]
struct ListedRow {
    id: Uuid,
    application_id: Uuid,
    state: String,
    first_id: Uuid,
    second_id: Uuid,
    planned_at: DateTime<Utc>,
    place: String,
    result: Option<String>,
}

async fn listed(
    connection: &impl ConnectionTrait,
    query: Select<inspection::Entity>,
) -> Outcome<Vec<Listed>> {
    use inspection::Column;
    let columns = [
        Column::Id,
        Column::ApplicationId,
        Column::State,
        Column::FirstId,
        Column::SecondId,
        Column::PlannedAt,
        Column::Place,
        Column::Result,
    ];
    let rows = query.select_only().columns(columns).into_model::<ListedRow>().all(connection).await?;
    let one = |row: ListedRow| {
        Ok(Listed {
            id: row.id,
            application: row.application_id,
            state: State::from_code(&row.state).unwrap_or(State::Closed),
            inspectors: [row.first_id, row.second_id],
            planned_at: row.planned_at,
            place: row.place,
            result: row.result.map(of).transpose()?,
        })
    };
    rows.into_iter().map(one).collect()
}

/// The inspections of a call, the first to be visited first.
pub async fn of_call(connection: &impl ConnectionTrait, call: Uuid) -> Outcome<Vec<Listed>> {
    let query = inspection::Entity::find()
        .filter(inspection::Column::CallId.eq(call))
        .order_by_asc(inspection::Column::PlannedAt)
        .order_by_asc(inspection::Column::Id);
    listed(connection, query).await
}

/// The inspections of an inspector, the latest first.
pub async fn of_inspector(connection: &impl ConnectionTrait, evaluator: Uuid) -> Outcome<Vec<Listed>> {
    use inspection::Column;
    let own = Condition::any().add(Column::FirstId.eq(evaluator)).add(Column::SecondId.eq(evaluator));
    let query = inspection::Entity::find().filter(own).order_by_desc(Column::PlannedAt).limit(MOST);
    listed(connection, query).await
}

/// Plans an inspection, by whom and when. A second one of the application is refused by the database.
pub async fn insert(
    connection: &impl ConnectionTrait,
    new: &Inspection,
    (by, at): (Uuid, DateTime<Utc>),
) -> Result<(), DbErr> {
    let draw = serde_json::to_string(&new.draw).map_err(|error| DbErr::Custom(error.to_string()))?;
    let row = inspection::ActiveModel {
        id: Set(new.id),
        application_id: Set(new.application),
        call_id: Set(new.call),
        state: Set(new.state.code().to_owned()),
        checklist: Set(new.checklist.clone()),
        first_id: Set(new.inspectors[0]),
        second_id: Set(new.inspectors[1]),
        planned_at: Set(new.planned_at),
        place: Set(new.place.clone()),
        latitude_e6: Set(new.position.map(|position| position.latitude_e6)),
        longitude_e6: Set(new.position.map(|position| position.longitude_e6)),
        draw: Set(draw),
        planned_by: Set(by),
        created_at: Set(at),
        result: Set(None),
        report: Set(None),
        closed_by: Set(None),
        closed_at: Set(None),
    };
    inspection::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// Writes another plan over the one there is.
pub async fn plan_again(connection: &impl ConnectionTrait, plan: &Inspection) -> Outcome<()> {
    use inspection::Column;
    inspection::Entity::update_many()
        .col_expr(Column::FirstId, Expr::value(plan.inspectors[0]))
        .col_expr(Column::SecondId, Expr::value(plan.inspectors[1]))
        .col_expr(Column::PlannedAt, Expr::value(plan.planned_at))
        .col_expr(Column::Place, Expr::value(plan.place.clone()))
        .col_expr(Column::LatitudeE6, Expr::value(plan.position.map(|position| position.latitude_e6)))
        .col_expr(Column::LongitudeE6, Expr::value(plan.position.map(|position| position.longitude_e6)))
        .col_expr(Column::Draw, Expr::value(serde_json::to_string(&plan.draw)?))
        .filter(Column::Id.eq(plan.id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Notes that something is recorded.
pub async fn open(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<()> {
    inspection::Entity::update_many()
        .col_expr(inspection::Column::State, Expr::value(State::Open.code()))
        .filter(inspection::Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// Closes an inspection.
pub async fn close(connection: &impl ConnectionTrait, id: Uuid, closed: &Closed) -> Outcome<()> {
    use inspection::Column;
    inspection::Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Closed.code()))
        .col_expr(Column::Result, Expr::value(code(&closed.result)?))
        .col_expr(Column::Report, Expr::value(closed.report.clone()))
        .col_expr(Column::ClosedBy, Expr::value(closed.by))
        .col_expr(Column::ClosedAt, Expr::value(closed.at))
        .filter(Column::Id.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}
