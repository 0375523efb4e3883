//! The rows of the atlas as files: exactly those that the page with the same question has.

use std::fmt::Write as _;

use axum::{
    Json,
    extract::{Query, State as Shared},
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::words;
use crate::{
    base::{app::App, errors::Outcome, words::Language},
    places::atlas::{
        filter::{Filter, Selection},
        memory::{self, Judged},
        store::division_code,
    },
};

/// The byte order mark, by which spreadsheets know UTF-8.
const MARK: &str = "\u{feff}";

/// For spreadsheets: UTF-8 with its mark; an unknown number is an empty field.
pub(super) async fn csv(Shared(app): Shared<App>, Query(filter): Query<Filter>) -> Outcome<Response> {
    let mut text = format!(
        "{MARK}zone_code,zone_name,industry_code,industry_name,tier,establishments,threshold,margin,state,reference_date,ruleset\r\n"
    );
    if let Some(atlas) = memory::atlas(&app).await? {
        for row in Selection::new(&filter, &atlas).rows(&atlas) {
            let number = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
            // Writing into a String cannot fail.
            let _ = write!(
                text,
                "{},{},{},\"{}\",{},{},{},{},{},{},{}\r\n",
                row.zone.code,
                row.zone.full_name(),
                division_code(row.division),
                words::division_name(Language::Korean, row.division),
                tier(row),
                number(row.count.known().map(i64::from)),
                row.finding.threshold,
                number(row.finding.margin),
                row.finding.state,
                atlas.day(),
                atlas.rules.name,
            );
        }
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"atlas.csv\""),
    ];
    Ok((headers, text).into_response())
}

/// For programs.
pub(super) async fn json(Shared(app): Shared<App>, Query(filter): Query<Filter>) -> Outcome<Response> {
    let Some(atlas) = memory::atlas(&app).await? else {
        return Ok(Json(json!({"snapshot": null, "rows": []})).into_response());
    };
    let rows: Vec<Value> = Selection::new(&filter, &atlas).rows(&atlas).into_iter().map(value).collect();
    let snapshot = json!({
        "id": atlas.snapshot.id,
        "source": atlas.snapshot.source,
        "reference_date": atlas.day(),
        "sha256": atlas.snapshot.sha256,
        "is_synthetic": atlas.snapshot.is_synthetic,
        "zone_system": atlas.snapshot.zone_system,
        "ksic_revision": atlas.snapshot.ksic_revision,
        "headcount": atlas.snapshot.headcount,
    });
    Ok(Json(json!({"snapshot": snapshot, "ruleset": atlas.rules, "rows": rows})).into_response())
}

fn tier(row: &Judged) -> &'static str {
    clusters::Tier::from(row.tier).as_str()
}

fn value(row: &Judged) -> Value {
    json!({
        "zone_code": row.zone.code,
        "zone_name": row.zone.full_name(),
        "industry_code": division_code(row.division),
        "industry_name": words::division_name(Language::Korean, row.division),
        "tier": tier(row),
        "establishments": row.count.known(),
        "at_least": row.count.lower_bound(),
        "threshold": row.finding.threshold,
        "margin": row.finding.margin,
        "state": row.finding.state,
        "zone_share": row.zone_share,
        "location_quotient": row.location_quotient,
        "longitude": row.zone.position.lon,
        "latitude": row.zone.position.lat,
    })
}
