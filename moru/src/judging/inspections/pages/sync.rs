//! What devices send and are told, photos, and the script that keeps pages on a device.

use axum::{
    Json,
    extract::{Path, Query, State as Given, rejection::JsonRejection},
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use programme::inspection::{Content, Position, Signer};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::item_view::by;
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::{Actor, Visitor},
    judging::inspections::{
        access::{Act, State, may},
        actions::{self, Batch, NewPhoto, Received},
        evidence::{self, About, Whole},
        store, words,
    },
    web::{assets, page::Page},
};

#[derive(Serialize)]
struct KnownRecord {
    id: String,
    item: u8,
    bases: Vec<String>,
    content: Content,
    by: String,
}

#[derive(Serialize)]
struct KnownPhoto {
    id: Uuid,
    item: u8,
    sha256: String,
}

#[derive(Serialize)]
struct KnownMissing {
    item: Option<u8>,
    text: String,
}

/// Everything that is recorded, as a device keeps it.
#[derive(Serialize)]
pub(super) struct Known {
    state: &'static str,
    /// The hash of the roster among whose firms lots were drawn.
    list: String,
    records: Vec<KnownRecord>,
    photos: Vec<KnownPhoto>,
    missing: Vec<KnownMissing>,
    /// Who has confirmed what is recorded now.
    pub(super) confirmed: Vec<String>,
}

/// Everything that is recorded.
pub(super) fn known(page: &Page, whole: &Whole, about: &About) -> Known {
    let record = |one: &store::Recorded| KnownRecord {
        id: one.record.id.clone(),
        item: one.record.item,
        bases: one.record.bases.iter().cloned().collect(),
        content: one.record.content.clone(),
        by: by(page, one, about),
    };
    let photo = |one: &store::Photo| KnownPhoto { id: one.id, item: one.item, sha256: one.sha256.clone() };
    let missing = |one| KnownMissing { item: words::item_of(&one), text: words::missing(page, &one) };
    let report = whole.report();
    let confirms = |signer: &Signer| whole.counting(&report).any(|one| one.signer == *signer);
    let confirmed = [Signer::First, Signer::Second, Signer::Host].into_iter().filter(confirms);
    Known {
        state: whole.inspection.state.code(),
        list: whole.inspection.draw.list.clone(),
        records: whole.recorded.iter().map(record).collect(),
        photos: whole.photos.iter().map(photo).collect(),
        missing: whole.missing().into_iter().map(missing).collect(),
        confirmed: confirmed.map(|signer| page.t(words::signer(signer)).to_owned()).collect(),
    }
}

#[derive(Serialize)]
struct Said {
    id: Uuid,
    message: String,
    based: bool,
}

#[derive(Serialize)]
struct Answer {
    kept: Vec<Uuid>,
    refused: Vec<Said>,
    known: Known,
}

/// Whoever is signed in, if it is whoever the device says wrote it: two inspectors may share one, and nobody's records
/// become those of the other.
fn written_by(visitor: &Visitor, owner: Option<Uuid>) -> Outcome<&Actor> {
    let actor = visitor.actor()?;
    if owner.is_some_and(|owner| owner != actor.account) {
        return Err(Refusal::sign_in_first().into());
    }
    Ok(actor)
}

/// Keeps what a device sends, and answers with everything that is recorded by now.
pub(super) async fn records(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    batch: Result<Json<Batch>, JsonRejection>,
) -> Outcome<Response> {
    let Json(batch) = batch.map_err(|_| Refusal::malformed())?;
    let actor = written_by(&visitor, batch.owner)?;
    let Received { kept, refused } = actions::receive(&app, actor, id, batch).await?;
    let reader = app.database.read();
    let inspection = store::find(reader, id).await?.ok_or_else(Refusal::not_found)?;
    let about = evidence::about(reader, &inspection).await?;
    let whole = evidence::whole(reader, inspection).await?;
    let page = visitor.page();
    let said = |one: actions::Refused| Said { id: one.id, message: page.say(&one.why), based: one.based };
    let refused = refused.into_iter().map(said).collect();
    Ok(Json(Answer { kept, refused, known: known(&page, &whole, &about) }).into_response())
}

/// What a device says about a photo, in the address.
#[derive(Deserialize)]
pub(super) struct PhotoQuery {
    owner: Option<Uuid>,
    item: u8,
    sha256: String,
    made_at: i64,
    latitude_e6: Option<i32>,
    longitude_e6: Option<i32>,
}

/// Keeps a photo.
pub(super) async fn keep_photo(
    Given(app): Given<App>,
    visitor: Visitor,
    Path((id, photo)): Path<(Uuid, Uuid)>,
    Query(said): Query<PhotoQuery>,
    content: Bytes,
) -> Outcome<Response> {
    let position = said.latitude_e6.zip(said.longitude_e6);
    let new = NewPhoto {
        id: photo,
        item: said.item,
        sha256: said.sha256,
        position: position.and_then(|(latitude, longitude)| Position::new(latitude, longitude)),
        made_at: said.made_at,
    };
    actions::keep_photo(&app, written_by(&visitor, said.owner)?, id, new, content).await?;
    Ok(http::StatusCode::NO_CONTENT.into_response())
}

/// A photo, for its inspectors and the desks. It was read before it was taken, and holds nothing but a picture.
pub(super) async fn photo(
    Given(app): Given<App>,
    visitor: Visitor,
    Path((id, photo)): Path<(Uuid, Uuid)>,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    let reader = app.database.read();
    let inspection = store::find(reader, id).await?.ok_or_else(Refusal::not_found)?;
    if !may(Act::Read, actor, State::Planned) {
        evidence::admit(reader, &app, (actor, Act::Attend), &inspection).await?;
    }
    let photo = store::photo(reader, id, photo).await?.ok_or_else(Refusal::not_found)?;
    let content = app.files.fetch(&photo.sha256).await?;
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg"));
    Ok(([kind], content).into_response())
}

/// The script that keeps pages of inspections on a device. It is asked for anew each time, and watches over nothing but
/// the addresses of inspections.
pub(super) async fn worker() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
        (HeaderName::from_static("service-worker-allowed"), crate::web::urls::INSPECTIONS),
    ];
    (headers, assets::content("inspection-worker.js").unwrap_or_default().into_owned()).into_response()
}
