//! Queries and writes of centres.

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use uuid::Uuid;

use super::tables::centre::{self, Column};
use crate::base::errors::Outcome;

/// A centre.
#[derive(Clone, Debug, PartialEq)]
pub struct Centre {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The province, short: `서울`.
    pub region: String,
    /// Who operates it (주관기관).
    pub operator: String,
    /// Where it is.
    pub address: String,
    /// The trade it serves.
    pub speciality: String,
    /// The 읍·면·동 it lies in.
    pub zone_code: String,
    /// Degrees east.
    pub longitude: f64,
    /// Degrees north.
    pub latitude: f64,
    /// Its first day.
    pub opened_on: NaiveDate,
    /// The first day it was no more.
    pub closed_on: Option<NaiveDate>,
    /// Whether it is made up.
    pub is_example: bool,
}

/// Those that run on a day: opened by then, not yet closed.
fn running(on: NaiveDate) -> Condition {
    Condition::all()
        .add(Column::OpenedOn.lte(on))
        .add(Condition::any().add(Column::ClosedOn.is_null()).add(Column::ClosedOn.gt(on)))
}

/// How many centres run on a day.
pub async fn count_active(connection: &impl ConnectionTrait, on: NaiveDate) -> Outcome<u64> {
    Ok(centre::Entity::find().filter(running(on)).count(connection).await?)
}

/// The centres that run on a day, oldest first. The programme has some forty; all fit on a page.
pub async fn active(connection: &impl ConnectionTrait, on: NaiveDate) -> Outcome<Vec<Centre>> {
    let rows = centre::Entity::find()
        .filter(running(on))
        .order_by_asc(Column::OpenedOn)
        .order_by_asc(Column::Id)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// The `k` centres nearest to a point of those that run on a day, each with its distance in kilometres.
pub async fn nearest(
    connection: &impl ConnectionTrait,
    on: NaiveDate,
    (longitude, latitude): (f64, f64),
    k: usize,
) -> Outcome<Vec<(Centre, f64)>> {
    let mut found = by_distance(active(connection, on).await?, longitude, latitude);
    found.truncate(k);
    Ok(found)
}

/// Centres with their distance from a point, nearest first.
pub fn by_distance(centres: Vec<Centre>, longitude: f64, latitude: f64) -> Vec<(Centre, f64)> {
    let mut found: Vec<(Centre, f64)> = centres
        .into_iter()
        .map(|centre| {
            let far = kilometres((longitude, latitude), (centre.longitude, centre.latitude));
            (centre, far)
        })
        .collect();
    found.sort_by(|(a, near), (b, far)| near.total_cmp(far).then_with(|| a.id.cmp(&b.id)));
    found
}

/// The distance of two points (longitude, latitude) on the globe, in kilometres.
pub fn kilometres(from: (f64, f64), to: (f64, f64)) -> f64 {
    const EARTH: f64 = 6_371.0;
    let (from_lat, to_lat) = (from.1.to_radians(), to.1.to_radians());
    let (lat, lon) = (to_lat - from_lat, (to.0 - from.0).to_radians());
    let half = (lat / 2.0).sin().powi(2) + from_lat.cos() * to_lat.cos() * (lon / 2.0).sin().powi(2);
    2.0 * EARTH * half.sqrt().min(1.0).asin()
}

/// Writes a centre.
pub async fn insert(connection: &impl ConnectionTrait, new: Centre) -> Outcome<()> {
    let row = centre::ActiveModel {
        id: Set(new.id),
        name: Set(new.name),
        region: Set(new.region),
        operator: Set(new.operator),
        address: Set(new.address),
        speciality: Set(new.speciality),
        zone_code: Set(new.zone_code),
        longitude: Set(new.longitude),
        latitude: Set(new.latitude),
        opened_on: Set(new.opened_on),
        closed_on: Set(new.closed_on),
        is_example: Set(new.is_example),
    };
    centre::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

fn read(row: centre::Model) -> Centre {
    Centre {
        id: row.id,
        name: row.name,
        region: row.region,
        operator: row.operator,
        address: row.address,
        speciality: row.speciality,
        zone_code: row.zone_code,
        longitude: row.longitude,
        latitude: row.latitude,
        opened_on: row.opened_on,
        closed_on: row.closed_on,
        is_example: row.is_example,
    }
}
