//! The atlas in use: what is published, what is frozen from it, what the pages show.

mod census;
mod pages;

use chrono::NaiveDate;
use korea::zones::ZoneSystem;
use programme::gates::HeadcountBasis;
use uuid::Uuid;

use super::{
    actions::{self, NewSnapshot},
    store::{Cell, CellCount},
};
use crate::{identity::audit::PROGRAM, testing::TestApp};

/// 서울 영등포구 문래동: 50.
pub(super) const MULLAE: &str = "1156060500";
/// 인천 동구 송현3동: 50.
pub(super) const SONGHYEON: &str = "2814057000";
/// 인천 동구 송림4동: 50.
pub(super) const SONGNIM: &str = "2814061000";
/// 경기 포천시 가산면: 40.
pub(super) const GASAN: &str = "4165033000";
/// 경북 군위군 군위읍 under its number of 2021: 20.
pub(super) const GUNWI: &str = "4772025000";

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub(super) fn known(zone: &str, division: u8, count: u32) -> Cell {
    Cell { zone: zone.to_owned(), division, count: CellCount::Known(count) }
}

pub(super) fn withheld(zone: &str, division: u8, at_least: u32) -> Cell {
    Cell { zone: zone.to_owned(), division, count: CellCount::Unknown { at_least, at_most: None } }
}

pub(super) fn census(on: &str, cells: Vec<Cell>) -> NewSnapshot {
    NewSnapshot {
        name: "시험 자료".to_owned(),
        reference_date: day(on),
        source: "가상 자료".to_owned(),
        zone_system: ZoneSystem::MoisAdm,
        ksic_revision: 10,
        headcount: HeadcountBasis::PersonsEngagedBand,
        is_synthetic: true,
        cells,
    }
}

/// Publishes a census of 2021-12-31 with these cells.
pub(super) async fn publish(test: &TestApp, cells: Vec<Cell>) -> Uuid {
    actions::publish_snapshot(&test.app, PROGRAM, census("2021-12-31", cells))
        .await
        .expect("a published census")
}
