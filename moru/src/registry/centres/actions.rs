//! What is done with centres: one opens.

use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use super::store::{self, Centre};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::audit::{self, By, Entry},
    registry::zones::zones,
};

/// A centre about to open. Its place on the map and its province follow from the zone.
#[derive(Clone, Debug)]
pub struct NewCentre {
    /// Its name.
    pub name: String,
    /// Who operates it (주관기관).
    pub operator: String,
    /// Where it is.
    pub address: String,
    /// The trade it serves.
    pub speciality: String,
    /// The 읍·면·동 it lies in.
    pub zone_code: String,
    /// Its first day.
    pub opened_on: NaiveDate,
    /// Whether it is made up.
    pub is_example: bool,
}

/// Opens a centre and returns its id.
pub async fn open(app: &App, by: By, new: NewCentre) -> Outcome<Uuid> {
    let place =
        zones().get(&new.zone_code).and_then(|zone| Some((zone, korea::zones::sido_short_name(zone.sido)?)));
    let Some((zone, region)) = place else {
        return Err(Refusal::conflict(
            "센터가 있는 읍·면·동을 찾을 수 없습니다.",
            "행정동 코드를 확인해 주세요.",
        )
        .into());
    };
    let id = app.clock.id();
    let detail = json!({"name": new.name, "zone": new.zone_code, "opened_on": new.opened_on, "example": new.is_example});
    let centre = Centre {
        id,
        name: new.name,
        region: region.to_owned(),
        operator: new.operator,
        address: new.address,
        speciality: new.speciality,
        longitude: zone.position.lon,
        latitude: zone.position.lat,
        zone_code: new.zone_code,
        opened_on: new.opened_on,
        closed_on: None,
        is_example: new.is_example,
    };
    let transaction = app.database.begin().await?;
    store::insert(&transaction, centre).await?;
    audit::append(&transaction, &app.clock, by, Entry { act: "open", entity: "centre", id, detail }).await?;
    transaction.commit().await?;
    Ok(id)
}
