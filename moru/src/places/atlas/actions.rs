//! What is done with a census: it is published, once and for all.

use chrono::NaiveDate;
use korea::zones::ZoneSystem;
use programme::gates::HeadcountBasis;
use serde_json::json;
use uuid::Uuid;

use super::store::{self, Cell, Snapshot};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
        words::Words,
    },
    identity::audit::{self, By, Entry},
    registry::zones::zones,
};

/// A census to be published.
#[derive(Clone, Debug)]
pub struct NewSnapshot {
    /// What it is called.
    pub name: String,
    /// The day it describes.
    pub reference_date: NaiveDate,
    /// Who counted, in words that pages show.
    pub source: String,
    /// How its zones are numbered.
    pub zone_system: ZoneSystem,
    /// The revision of its industry codes.
    pub ksic_revision: u8,
    /// What it counts when it says how large an establishment is.
    pub headcount: HeadcountBasis,
    /// Whether the figures are made up (가상 자료).
    pub is_synthetic: bool,
    /// The cells; those with no establishment may be left out.
    pub cells: Vec<Cell>,
}

/// Publishes a census as a snapshot that never changes, and returns its id. A later one of the same day stands beside
/// it; what was frozen from this one keeps its hash.
pub async fn publish_snapshot(app: &App, by: By, mut new: NewSnapshot) -> Outcome<Uuid> {
    new.cells.sort();
    check(&new)?;
    let snapshot = Snapshot {
        id: app.clock.id(),
        name: new.name,
        reference_date: new.reference_date,
        published_at: app.clock.now(),
        source: new.source,
        zone_system: new.zone_system,
        ksic_revision: new.ksic_revision,
        headcount: new.headcount,
        sha256: store::canonical_hash(&new.cells).to_hex(),
        establishments: new.cells.iter().filter_map(|cell| cell.count.known()).map(i64::from).sum(),
        is_synthetic: new.is_synthetic,
    };
    let transaction = app.database.begin().await?;
    store::insert_snapshot(&transaction, &snapshot, &new.cells).await?;
    let detail = json!({
        "reference_date": snapshot.reference_date,
        "cells": new.cells.len(),
        "sha256": snapshot.sha256,
        "synthetic": snapshot.is_synthetic,
    });
    let entry = Entry { act: "publish", entity: "census-snapshot", id: snapshot.id, detail };
    audit::append(&transaction, &app.clock, by, entry).await?;
    transaction.commit().await?;
    Ok(snapshot.id)
}

/// A census with a cell that cannot be judged, or with one cell twice, is not published at all.
fn check(new: &NewSnapshot) -> Result<(), Refusal> {
    let next = "자료의 구역 체계, 기준일, 산업분류 차수를 확인해 주세요.";
    let refuse = |what: Words| Refusal::conflict(what, next);
    let revision = korea::ksic::Revision::try_from(new.ksic_revision)
        .map_err(|_| refuse(Words::new("알 수 없는 산업분류 차수입니다.")))?;
    for cell in &new.cells {
        if zones().get(&cell.zone).is_none_or(|zone| !zone.in_force(new.reference_date)) {
            return Err(refuse(
                Words::new("기준일의 구역 체계에 없는 구역 코드가 있습니다: {zone}").with("zone", &cell.zone),
            ));
        }
        if korea::ksic::division(cell.division, revision).is_none() {
            return Err(refuse(
                Words::new("제조업 중분류에 없는 코드가 있습니다: {division}")
                    .with("division", cell.division),
            ));
        }
    }
    let twice = new
        .cells
        .windows(2)
        .find(|pair| pair[0].zone == pair[1].zone && pair[0].division == pair[1].division);
    match twice {
        Some(pair) => {
            Err(refuse(Words::new("같은 구역과 업종이 두 번 있습니다: {zone}").with("zone", &pair[0].zone)))
        }
        None => Ok(()),
    }
}
