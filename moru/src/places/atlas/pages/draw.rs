//! The rows of one page of the atlas, and the circle of each: the map and the table always show the same rows.

use std::collections::{BTreeMap, HashMap};

use clusters::State;

use super::words;
use crate::{
    places::atlas::{filter::Filter, map::Map, memory::Judged, store::division_code},
    web::{page::Page, parts::Class, urls},
};

/// A row of the table with its circle.
pub(super) struct Row {
    /// Names the row and its circle.
    pub key: String,
    /// What its circle says.
    pub label: String,
    /// Where the row leads.
    pub href: String,
    /// The place.
    pub name: String,
    /// The cells after the place, in the order of the columns.
    pub cells: Vec<String>,
    /// Class of the circle, 1 to 4.
    pub class: u8,
    point: (f64, f64),
}

/// A circle of the map.
pub(super) struct Circle<'a> {
    /// Its row.
    pub row: &'a Row,
    /// Its place, a whole pixel.
    pub x: i32,
    /// Its place, a whole pixel.
    pub y: i32,
    /// Its radius.
    pub r: u8,
}

/// The circles of the rows, large ones below.
pub(super) fn circles(rows: &[Row]) -> Vec<Circle<'_>> {
    let mut circles: Vec<Circle> = rows
        .iter()
        .map(|row| Circle {
            row,
            x: row.point.0.round() as i32,
            y: row.point.1.round() as i32,
            r: [3, 4, 6, 8][usize::from(row.class.clamp(1, 4) - 1)],
        })
        .collect();
    circles.sort_by_key(|circle| std::cmp::Reverse(circle.r));
    circles
}

/// The part of the drawing that shows the map and every row.
pub(super) fn view_box(map: &Map, rows: &[Row]) -> String {
    map.view_box(rows.iter().map(|row| row.point))
}

/// One row per cell. Several industries of one zone stand around its place.
pub(super) fn singles(page: &Page, judged: &[&Judged], map: &Map) -> Vec<Row> {
    let mut seen: HashMap<&str, u8> = HashMap::new();
    let mut turn = |row: &Judged| {
        let turns = seen.entry(row.zone.code).or_default();
        *turns += 1;
        *turns - 1
    };
    judged.iter().map(|row| single(page, row, map, turn(row))).collect()
}

fn single(page: &Page, judged: &Judged, map: &Map, turn: u8) -> Row {
    let (name, division) = (name(page, judged), words::division(page, judged.division));
    let (count, threshold) = (words::count(page, judged.count), judged.finding.threshold);
    let values: [(&str, &dyn std::fmt::Display); 4] =
        [("zone", &name), ("division", &division), ("count", &count), ("threshold", &threshold)];
    Row {
        key: judged.key(),
        label: page.tf("{zone} {division}: {count}, 기준 {threshold}개", &values),
        href: urls::cluster(judged.zone.code, &division_code(judged.division)),
        class: class(judged),
        point: beside(map.place(judged.zone.position.lon, judged.zone.position.lat), turn),
        cells: vec![
            division,
            count,
            page.tf("{n}개", &[("n", &threshold)]),
            words::margin(judged.finding.margin),
        ],
        name,
    }
}

/// "서울 영등포구 문래동".
fn name(page: &Page, judged: &Judged) -> String {
    let parts = [words::province(page, judged.province), judged.zone.sigungu, judged.zone.name];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The first stands at the point, the others in a ring around it.
fn beside((x, y): (f64, f64), turn: u8) -> (f64, f64) {
    if turn == 0 {
        return (x, y);
    }
    let angle = f64::from(turn) * 1.05;
    (x + 8.0 * angle.cos(), y + 8.0 * angle.sin())
}

/// How far above its threshold a cluster is.
fn class(judged: &Judged) -> u8 {
    let (count, threshold) = (judged.count.lower_bound(), judged.finding.threshold);
    match judged.finding.state {
        State::Cluster if count >= 6 * threshold => 4,
        State::Cluster if count >= 3 * threshold => 3,
        State::Cluster if 2 * count >= 3 * threshold => 2,
        _ => 1,
    }
}

/// The legend of single cells.
pub(super) fn classes(page: &Page, state: State, rows: &[Row]) -> Vec<Class> {
    let labels: &[&str] = match state {
        State::Cluster => &["기준의 1.5배 미만", "1.5배 이상 3배 미만", "3배 이상 6배 미만", "6배 이상"],
        State::Near => &["기준의 80% 이상, 기준 미만"],
        State::Below | State::Unknown => &["수가 공개되지 않음"],
    };
    legend(page, labels, rows)
}

/// The legend of counties.
pub(super) fn county_classes(page: &Page, rows: &[Row]) -> Vec<Class> {
    legend(page, &["1–4곳", "5–9곳", "10–19곳", "20곳 이상"], rows)
}

fn legend(page: &Page, labels: &[&str], rows: &[Row]) -> Vec<Class> {
    (1..)
        .zip(labels)
        .map(|(number, label)| Class {
            number,
            label: page.t(label).to_owned(),
            count: rows.iter().filter(|row| row.class == number).count().to_string(),
        })
        .collect()
}

/// What a county has.
struct County<'a> {
    largest: &'a Judged,
    count: u32,
    east: f64,
    north: f64,
}

/// One row per county that has any of the rows, most first (or by name); the point is the middle of them.
pub(super) fn counties(page: &Page, filter: &Filter, judged: &[&Judged], map: &Map) -> Vec<Row> {
    let mut counties: BTreeMap<&str, County> = BTreeMap::new();
    for row in judged {
        let county = counties.entry(row.zone.sigungu_code()).or_insert(County {
            largest: row,
            count: 0,
            east: 0.0,
            north: 0.0,
        });
        county.count += 1;
        county.east += row.zone.position.lon;
        county.north += row.zone.position.lat;
        if row.count.lower_bound() > county.largest.count.lower_bound() {
            county.largest = row;
        }
    }
    let mut found: Vec<(&str, County)> = counties.into_iter().collect();
    if filter.sort == "name" {
        found.sort_by_key(|(_, county)| (county.largest.zone.sido, county.largest.zone.sigungu));
    } else {
        found.sort_by_key(|(code, county)| (std::cmp::Reverse(county.count), *code));
    }
    found.into_iter().map(|(code, county)| county_row(page, filter, (code, &county), map)).collect()
}

fn county_row(page: &Page, filter: &Filter, (code, county): (&str, &County), map: &Map) -> Row {
    let zone = county.largest.zone;
    let name = format!("{} {}", words::province(page, county.largest.province), zone.sigungu);
    let trade = words::division_name(page.language(), county.largest.division);
    let largest = format!("{} {trade} {}", zone.name, words::count(page, county.largest.count));
    let middle = f64::from(county.count);
    Row {
        key: code.to_owned(),
        label: page.tf("{name}: {n}곳", &[("name", &name), ("n", &county.count)]),
        href: filter.but(|filter| code.clone_into(&mut filter.sigungu)).href(urls::ATLAS),
        cells: vec![page.tf("{n}곳", &[("n", &county.count)]), largest],
        class: match county.count {
            ..5 => 1,
            5..10 => 2,
            10..20 => 3,
            _ => 4,
        },
        point: map.place(county.east / middle, county.north / middle),
        name,
    }
}
