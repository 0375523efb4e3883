//! Taking a document: the button issues it, or finds the one there is, and leads to the file.

use axum::{
    extract::{Path, State as Given},
    http::{HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use bytes::Bytes;
use uuid::Uuid;

use crate::{
    base::{
        app::App,
        errors::{Failure, Fault, Outcome, Refusal},
    },
    identity::accounts::Visitor,
    papers::documents::{
        actions,
        contents::{self, Reader},
        kinds::Kind,
        setting, store,
    },
    web::{forms::Fields, urls},
};

const PDF: &str = "application/pdf";
const HWPX: &str = "application/hwp+zip";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Issues a document and leads to its file in the format of the button.
pub(super) async fn issue(
    Given(app): Given<App>,
    visitor: Visitor,
    Path((kind, subject)): Path<(String, String)>,
    fields: Fields,
) -> Outcome<Redirect> {
    let kind = Kind::from_code(&kind).ok_or_else(Refusal::not_found)?;
    let issued = actions::issue(&app, &Reader::of(&visitor), kind, &subject).await?;
    let format = if fields.get("format") == "hwpx" { "hwpx" } else { "pdf" };
    Ok(Redirect::to(&urls::document_file(&issued.id, format)))
}

/// The file, byte for byte as it was issued, for whoever may see what it is about now. To everybody else there is none.
pub(super) async fn file(
    Given(app): Given<App>,
    visitor: Visitor,
    Path((id, format)): Path<(Uuid, String)>,
) -> Outcome<Response> {
    let issued = store::find(app.database.read(), id).await?.ok_or_else(Refusal::not_found)?;
    let (media_type, sha256) = match format.as_str() {
        "pdf" => (PDF, &issued.pdf_sha256),
        "hwpx" => (HWPX, &issued.hwpx_sha256),
        _ => return Err(Refusal::not_found().into()),
    };
    match contents::paper(&app, &Reader::of(&visitor), issued.kind, &issued.subject).await {
        Ok(_) => {}
        Err(Failure::Refusal(_)) => return Err(Refusal::not_found().into()),
        Err(fault) => return Err(fault),
    }
    let content = app.files.fetch(sha256).await?;
    let name = format!("{}_{}.{format}", issued.kind.korean(), issued.written().replace(' ', "_"));
    Ok(download(content, media_type, &name))
}

/// What a draft would look like on paper; nothing of it is kept.
pub(super) async fn draft(
    Given(app): Given<App>,
    visitor: Visitor,
    Path((kind, id)): Path<(String, Uuid)>,
) -> Outcome<Response> {
    let kind = Kind::from_code(&kind).ok_or_else(Refusal::not_found)?;
    let paper = contents::draft(&app, &Reader::of(&visitor), kind, id).await?;
    let files = setting::set(&app, paper.document).await?;
    Ok(download(files.pdf, PDF, &format!("{}_미제출_초안.pdf", kind.korean())))
}

/// A list as a spreadsheet.
pub(super) async fn sheet(
    Given(app): Given<App>,
    visitor: Visitor,
    Path((kind, slug)): Path<(String, String)>,
) -> Outcome<Response> {
    let file = actions::export(&app, visitor.actor()?, &kind, &slug).await?;
    Ok(download(file.into(), XLSX, &format!("{kind}-{slug}.xlsx")))
}

/// A file that is saved, never shown: nothing in it runs here, and nobody keeps it on the way.
fn download(content: Bytes, media_type: &'static str, name: &str) -> Response {
    let name: String =
        form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>().replace('+', "%20");
    let disposition =
        HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{name}")).map_err(Fault::new);
    let mut response = content.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    if let Ok(disposition) = disposition {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}
