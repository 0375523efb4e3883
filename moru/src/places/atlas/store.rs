//! Queries and writes of census snapshots and their cells. There is no way here to change a row once written.

use chrono::{DateTime, NaiveDate, Utc};
use korea::zones::ZoneSystem;
use ledger::Sha256;
use programme::gates::{Count, HeadcountBasis};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::tables::{cell, snapshot};
use crate::base::{
    errors::{Fault, Outcome},
    question::Question,
};

/// Rows per INSERT: six values each stay below the limit of SQLite, 32,766 values.
const ROWS_AT_ONCE: usize = 5_000;

/// A census that was published. It never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// The day it describes.
    pub reference_date: NaiveDate,
    /// When it was taken in here.
    pub published_at: DateTime<Utc>,
    /// Who counted, in words that pages show.
    pub source: String,
    /// How its zones are numbered.
    pub zone_system: ZoneSystem,
    /// The revision of its industry codes.
    pub ksic_revision: u8,
    /// What it counts when it says how large an establishment is.
    pub headcount: HeadcountBasis,
    /// SHA-256 over its cells in canonical order, hex.
    pub sha256: String,
    /// Establishments in all cells whose number is known.
    pub establishments: i64,
    /// Whether the figures are made up (가상 자료).
    pub is_synthetic: bool,
}

/// One industry in one zone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// The code of the zone, in the snapshot's system.
    pub zone: String,
    /// The division of section C, two digits.
    pub division: u8,
    /// How many establishments with fewer than ten workers.
    pub count: CellCount,
}

/// A count as the census says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CellCount {
    /// The number is known.
    Known(u32),
    /// The census withholds it. Unknown is never zero.
    Unknown {
        /// It is at least this.
        at_least: u32,
        /// It is at most this, when the source's rule says so.
        at_most: Option<u32>,
    },
}

impl CellCount {
    /// No fewer than this.
    pub const fn lower_bound(self) -> u32 {
        match self {
            Self::Known(count) | Self::Unknown { at_least: count, .. } => count,
        }
    }

    /// The number, if it is known.
    pub const fn known(self) -> Option<u32> {
        match self {
            Self::Known(count) => Some(count),
            Self::Unknown { .. } => None,
        }
    }
}

impl From<CellCount> for Count {
    fn from(count: CellCount) -> Self {
        match count {
            CellCount::Known(count) => Self::Known(count),
            CellCount::Unknown { at_least, at_most } => Self::Unknown { at_least, at_most },
        }
    }
}

impl From<CellCount> for clusters::Count {
    fn from(count: CellCount) -> Self {
        match count {
            CellCount::Known(count) => Self::Exact(u64::from(count)),
            CellCount::Unknown { at_least, .. } => Self::AtLeast(u64::from(at_least)),
        }
    }
}

/// A division as codes and files write it: `C25`.
pub fn division_code(division: u8) -> String {
    format!("C{division:02}")
}

/// The division of `C25`, `c25` or `25`.
pub fn division_of(code: &str) -> Option<u8> {
    let digits = code.strip_prefix(['C', 'c']).unwrap_or(code);
    digits.parse().ok().filter(|_| digits.len() == 2)
}

/// The current snapshot: the one of the latest reference date, of several the one published last.
pub async fn current(connection: &impl ConnectionTrait) -> Outcome<Option<Snapshot>> {
    let found = snapshot::Entity::find()
        .order_by_desc(snapshot::Column::ReferenceDate)
        .order_by_desc(snapshot::Column::PublishedAt)
        .order_by_desc(snapshot::Column::Id)
        .one(connection)
        .await?;
    found.map(read_snapshot).transpose()
}

/// A snapshot by its id.
pub async fn snapshot(connection: &impl ConnectionTrait, id: Uuid) -> Outcome<Option<Snapshot>> {
    snapshot::Entity::find_by_id(id).one(connection).await?.map(read_snapshot).transpose()
}

/// One cell of a snapshot. A cell that the snapshot does not list has no establishment: `Known(0)`.
pub async fn cell(
    connection: &impl ConnectionTrait,
    snapshot: Uuid,
    zone: &str,
    division: u8,
) -> Outcome<Cell> {
    let key = (snapshot, zone.to_owned(), division_code(division));
    let found = cell::Entity::find_by_id(key).one(connection).await?;
    let count = found.map_or(Ok(CellCount::Known(0)), |row| read_count(&row))?;
    Ok(Cell { zone: zone.to_owned(), division, count })
}

/// What makes a snapshot the current one; see [`current`].
const NEWEST: &str = "ORDER BY reference_date DESC, published_at DESC, id DESC LIMIT 1";

/// The snapshot of a hash.
pub async fn snapshot_of_hash(connection: &impl ConnectionTrait, sha256: &str) -> Outcome<Option<Snapshot>> {
    let row = snapshot::Entity::find().filter(snapshot::Column::Sha256.eq(sha256)).one(connection).await?;
    row.map(read_snapshot).transpose()
}

/// The current snapshot with one of its cells, as a part of a larger question; see [`current`] and [`cell`].
pub fn current_cell(zone: &str, division: u8) -> Question<Option<(Snapshot, Cell)>> {
    let newest = Question::row::<snapshot::Entity>(NEWEST, vec![], |row| row.map(read_snapshot).transpose());
    let of_newest = format!(
        "WHERE snapshot_id = (SELECT id FROM census_snapshots {NEWEST}) AND zone_code = ? AND division = ?"
    );
    let key = vec![zone.into(), division_code(division).into()];
    let count = Question::row::<cell::Entity>(of_newest, key, |row| {
        row.map_or(Ok(CellCount::Known(0)), |row| read_count(&row))
    });
    let zone = zone.to_owned();
    newest
        .and(count)
        .map(move |(snapshot, count)| snapshot.map(|snapshot| (snapshot, Cell { zone, division, count })))
}

/// Every cell of one zone, by division.
pub async fn cells_of_zone(
    connection: &impl ConnectionTrait,
    snapshot: Uuid,
    zone: &str,
) -> Outcome<Vec<Cell>> {
    let rows = cell::Entity::find()
        .filter(cell::Column::SnapshotId.eq(snapshot))
        .filter(cell::Column::ZoneCode.eq(zone))
        .order_by_asc(cell::Column::Division)
        .all(connection)
        .await?;
    rows.into_iter().map(read_cell).collect()
}

/// Every cell of a snapshot, by zone and division.
pub async fn cells(connection: &impl ConnectionTrait, snapshot: Uuid) -> Outcome<Vec<Cell>> {
    let rows = cell::Entity::find().filter(cell::Column::SnapshotId.eq(snapshot)).all(connection).await?;
    let mut cells = rows.into_iter().map(read_cell).collect::<Outcome<Vec<_>>>()?;
    // Here and not in the query: the engines order text differently.
    cells.sort();
    Ok(cells)
}

/// SHA-256 over the cells in canonical form: sorted by zone and division, one line each,
/// `zone TAB division TAB count TAB at least TAB at most`, an unknown number being empty.
pub fn canonical_hash(cells: &[Cell]) -> Sha256 {
    let mut sorted: Vec<&Cell> = cells.iter().collect();
    sorted.sort();
    let mut text = String::with_capacity(sorted.len() * 24);
    for Cell { zone, division, count } in sorted {
        use std::fmt::Write as _;
        // Writing into a String cannot fail.
        let _ = match count {
            CellCount::Known(count) => writeln!(text, "{zone}\tC{division:02}\t{count}\t{count}\t{count}"),
            CellCount::Unknown { at_least, at_most } => {
                let most = at_most.map(|most| most.to_string()).unwrap_or_default();
                writeln!(text, "{zone}\tC{division:02}\t\t{at_least}\t{most}")
            }
        };
    }
    Sha256::of(text.as_bytes())
}

/// Writes a snapshot with its cells, in few statements.
pub async fn insert_snapshot(
    connection: &impl ConnectionTrait,
    new: &Snapshot,
    cells: &[Cell],
) -> Outcome<()> {
    let row = snapshot::ActiveModel {
        id: Set(new.id),
        name: Set(new.name.clone()),
        reference_date: Set(new.reference_date),
        published_at: Set(new.published_at),
        source: Set(new.source.clone()),
        zone_system: Set(new.zone_system.as_str().to_owned()),
        ksic_revision: Set(i32::from(new.ksic_revision)),
        headcount_basis: Set(basis_code(new.headcount).to_owned()),
        sha256: Set(new.sha256.clone()),
        establishments: Set(new.establishments),
        is_synthetic: Set(new.is_synthetic),
    };
    snapshot::Entity::insert(row).exec_without_returning(connection).await?;
    for chunk in cells.chunks(ROWS_AT_ONCE) {
        let rows = chunk.iter().map(|cell| write_cell(new.id, cell));
        cell::Entity::insert_many(rows).exec_without_returning(connection).await?;
    }
    Ok(())
}

fn write_cell(snapshot: Uuid, cell: &Cell) -> cell::ActiveModel {
    let (known, at_most) = match cell.count {
        CellCount::Known(count) => (Some(count), Some(count)),
        CellCount::Unknown { at_most, .. } => (None, at_most),
    };
    cell::ActiveModel {
        snapshot_id: Set(snapshot),
        zone_code: Set(cell.zone.clone()),
        division: Set(division_code(cell.division)),
        establishments: Set(known.map(i64::from)),
        at_least: Set(i64::from(cell.count.lower_bound())),
        at_most: Set(at_most.map(i64::from)),
    }
}

fn read_cell(row: cell::Model) -> Outcome<Cell> {
    let division = division_of(&row.division).ok_or_else(|| broken("division", &row.division))?;
    Ok(Cell { division, count: read_count(&row)?, zone: row.zone_code })
}

fn read_count(row: &cell::Model) -> Outcome<CellCount> {
    let number = |value: i64| u32::try_from(value).map_err(|_| broken("count", &value.to_string()));
    Ok(match row.establishments {
        Some(count) => CellCount::Known(number(count)?),
        None => CellCount::Unknown {
            at_least: number(row.at_least)?,
            at_most: row.at_most.map(number).transpose()?,
        },
    })
}

fn read_snapshot(row: snapshot::Model) -> Outcome<Snapshot> {
    Ok(Snapshot {
        zone_system: row.zone_system.parse().map_err(|_| broken("zone system", &row.zone_system))?,
        ksic_revision: u8::try_from(row.ksic_revision)
            .map_err(|_| broken("revision", &row.ksic_revision.to_string()))?,
        headcount: basis_of(&row.headcount_basis)
            .ok_or_else(|| broken("headcount basis", &row.headcount_basis))?,
        id: row.id,
        name: row.name,
        reference_date: row.reference_date,
        published_at: row.published_at,
        source: row.source,
        sha256: row.sha256,
        establishments: row.establishments,
        is_synthetic: row.is_synthetic,
    })
}

fn broken(what: &str, value: &str) -> crate::base::errors::Failure {
    Fault::new(format!("the stored census has a {what} that is none: {value:?}")).into()
}

const fn basis_code(basis: HeadcountBasis) -> &'static str {
    match basis {
        HeadcountBasis::RegularWorkers => "regular_workers",
        HeadcountBasis::PersonsEngagedBand => "persons_engaged_band",
    }
}

fn basis_of(code: &str) -> Option<HeadcountBasis> {
    [HeadcountBasis::RegularWorkers, HeadcountBasis::PersonsEngagedBand]
        .into_iter()
        .find(|basis| basis_code(*basis) == code)
}
