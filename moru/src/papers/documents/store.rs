//! Queries and writes of documents and of their series.

use chrono::{DateTime, NaiveDate, Utc};
use documents::Code;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use super::{
    access::State,
    kinds::{Kind, Office},
    tables::{document, series},
};
use crate::base::errors::{Fault, Outcome};

/// The most documents that a list shows.
const MOST: u64 = 100;

/// An issued document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// Its id.
    pub id: Uuid,
    /// Of which kind.
    pub kind: Kind,
    /// What it is about: an id, or several with dots between them.
    pub subject: String,
    /// Of which year its number is.
    pub year: i32,
    /// Its number in that year.
    pub number: i32,
    /// By which it is checked.
    pub code: Code,
    /// SHA-256 of what it says, hex.
    pub content_sha256: String,
    /// SHA-256 of the PDF file, hex.
    pub pdf_sha256: String,
    /// SHA-256 of the HWPX file, hex.
    pub hwpx_sha256: String,
    /// Its date.
    pub dated_on: NaiveDate,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// Who asked for it; none for somebody who was not signed in.
    pub issued_by: Option<Uuid>,
    /// Whether it still holds.
    pub state: State,
    /// Why it does not: what somebody wrote, or the number of the document that took its place.
    pub reason: String,
    /// Since when it does not.
    pub ended_at: Option<DateTime<Utc>>,
}

impl Issued {
    /// Its number as it is written.
    pub fn written(&self) -> String {
        let office = match self.kind.office() {
            Office::Ministry => "중기부",
            Office::Agency => "소진공",
        };
        format!("모루 {office} 제{}-{}호", self.year, self.number)
    }
}

fn read(row: document::Model) -> Outcome<Issued> {
    let broken = |what: &str| Fault::new(format!("document {}: {what}", row.id));
    let kind = Kind::from_code(&row.kind).ok_or_else(|| broken("no kind"))?;
    if Office::from_code(&row.series) != Some(kind.office()) {
        return Err(broken("a number of another office").into());
    }
    Ok(Issued {
        kind,
        code: row.code.parse().map_err(|_| broken("no code"))?,
        state: State::from_code(&row.state).ok_or_else(|| broken("no state"))?,
        id: row.id,
        subject: row.subject,
        year: row.year,
        number: row.number,
        content_sha256: row.content_sha256,
        pdf_sha256: row.pdf_sha256,
        hwpx_sha256: row.hwpx_sha256,
        dated_on: row.dated_on,
        issued_at: row.issued_at,
        issued_by: row.issued_by,
        reason: row.reason.unwrap_or_default(),
        ended_at: row.ended_at,
    })
}

/// One document.
pub async fn find(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Issued>> {
    document::Entity::find_by_id(id).one(connection).await?.map(read).transpose()
}

/// One document, held until the transaction ends. SQLite has one writer anyway.
pub async fn find_for_change(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Issued>> {
    let mut query = document::Entity::find_by_id(id);
    if connection.get_database_backend() == DbBackend::Postgres {
        query = query.lock_exclusive();
    }
    query.one(connection).await?.map(read).transpose()
}

/// The document of a code.
pub async fn by_code(connection: &impl ConnectionTrait, code: Code) -> Outcome<Option<Issued>> {
    let query = document::Entity::find().filter(document::Column::Code.eq(code.to_string()));
    query.one(connection).await?.map(read).transpose()
}

/// The valid document of a kind about something.
pub async fn valid(connection: &impl ConnectionTrait, kind: Kind, subject: &str) -> Outcome<Option<Issued>> {
    let query = document::Entity::find().filter(document::Column::LiveKey.eq(live_key(kind, subject)));
    query.one(connection).await?.map(read).transpose()
}

/// The last withdrawn document of a kind about something that said the same.
pub async fn withdrawn(
    connection: &impl ConnectionTrait,
    (kind, subject): (Kind, &str),
    content_sha256: &str,
) -> Outcome<Option<Issued>> {
    let query = document::Entity::find()
        .filter(document::Column::Kind.eq(kind.code()))
        .filter(document::Column::Subject.eq(subject))
        .filter(document::Column::State.eq(State::Withdrawn.code()))
        .filter(document::Column::ContentSha256.eq(content_sha256))
        .order_by_desc(document::Column::EndedAt);
    query.one(connection).await?.map(read).transpose()
}

/// The documents issued last.
pub async fn latest(connection: &impl ConnectionTrait) -> Outcome<Vec<Issued>> {
    let rows = document::Entity::find()
        .order_by_desc(document::Column::IssuedAt)
        .order_by_desc(document::Column::Id)
        .limit(MOST)
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

/// The hashes of the files of the next documents after `id`: what a copy of the database is judged by.
pub async fn files(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Vec<(Uuid, [String; 2])>> {
    let rows = document::Entity::find()
        .filter(document::Column::Id.gt(id))
        .order_by_asc(document::Column::Id)
        .limit(MOST)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, [row.pdf_sha256, row.hwpx_sha256])).collect())
}

fn live_key(kind: Kind, subject: &str) -> String {
    format!("{}:{subject}", kind.code())
}

/// The last number an office gave in a year; nought before the first.
pub async fn last_number(connection: &impl ConnectionTrait, office: Office, year: i32) -> Outcome<i32> {
    let row = series::Entity::find_by_id((office.code().to_owned(), year)).one(connection).await?;
    Ok(row.map_or(0, |row| row.last))
}

/// The same, held until the transaction ends, so that the next number is given once.
pub async fn last_number_for_change(
    connection: &impl ConnectionTrait,
    office: Office,
    year: i32,
) -> Outcome<i32> {
    let first = series::ActiveModel { series: Set(office.code().to_owned()), year: Set(year), last: Set(0) };
    series::Entity::insert(first)
        .on_conflict_do_nothing_on([series::Column::Series, series::Column::Year])
        .exec_without_returning(connection)
        .await?;
    let mut query = series::Entity::find_by_id((office.code().to_owned(), year));
    if connection.get_database_backend() == DbBackend::Postgres {
        query = query.lock_exclusive();
    }
    Ok(query.one(connection).await?.map_or(0, |row| row.last))
}

/// Writes a document and the number it takes. The database refuses a second one with this number or code, and a second
/// valid one about the same thing.
pub async fn insert(connection: &impl ConnectionTrait, new: &Issued) -> Result<(), DbErr> {
    let office = new.kind.office();
    series::Entity::update_many()
        .col_expr(series::Column::Last, Expr::value(new.number))
        .filter(series::Column::Series.eq(office.code()))
        .filter(series::Column::Year.eq(new.year))
        .exec(connection)
        .await?;
    let row = document::ActiveModel {
        id: Set(new.id),
        kind: Set(new.kind.code().to_owned()),
        subject: Set(new.subject.clone()),
        live_key: Set(Some(live_key(new.kind, &new.subject))),
        series: Set(office.code().to_owned()),
        year: Set(new.year),
        number: Set(new.number),
        code: Set(new.code.to_string()),
        content_sha256: Set(new.content_sha256.clone()),
        pdf_sha256: Set(new.pdf_sha256.clone()),
        hwpx_sha256: Set(new.hwpx_sha256.clone()),
        dated_on: Set(new.dated_on),
        issued_at: Set(new.issued_at),
        issued_by: Set(new.issued_by),
        state: Set(State::Valid.code().to_owned()),
        reason: Set(None),
        ended_at: Set(None),
    };
    document::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// Notes that a valid document does not hold any more, and why. False if somebody else has ended it.
pub async fn end(
    connection: &impl ConnectionTrait,
    id: Uuid,
    (state, reason, at): (State, String, DateTime<Utc>),
) -> Outcome<bool> {
    use document::Column;
    let ended = document::Entity::update_many()
        .col_expr(Column::LiveKey, Expr::value(Option::<String>::None))
        .col_expr(Column::State, Expr::value(state.code()))
        .col_expr(Column::Reason, Expr::value(Some(reason)))
        .col_expr(Column::EndedAt, Expr::value(Some(at)))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::Valid.code()))
        .exec(connection)
        .await?;
    Ok(ended.rows_affected == 1)
}
