//! Taking a document: the button issues it, or finds the one there is, and leads to the file.

use askama::Template;
use axum::{
    extract::{Path, State as Given},
    response::{IntoResponse, Redirect, Response},
};
use http::StatusCode;
use uuid::Uuid;

use crate::{
    base::{
        app::App,
        errors::{Failure, Outcome, Refusal},
    },
    identity::{
        accounts::{Role, Visitor},
        readings::actions as readings,
    },
    papers::documents::{
        actions,
        contents::{self, Reader},
        kinds::Kind,
        setting, sheets, store,
    },
    web::{
        download::attachment,
        forms::{Fields, Problems},
        page::{Page, html},
        parts::{Field, Problem, summary},
        urls,
    },
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
    if let Some(actor) = visitor.actor.as_ref().filter(|actor| actor.role != Role::Applicant) {
        readings::taken(&app, actor, ("document", id, issued.kind.code())).await?;
    }
    let content = app.files.fetch(sha256).await?;
    let name = format!("{}_{}.{format}", issued.kind.korean(), issued.written().replace(' ', "_"));
    Ok(attachment(&name, media_type, content))
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
    Ok(attachment(&format!("{}_미제출_초안.pdf", kind.korean()), PDF, files.pdf))
}

#[derive(Template)]
#[template(path = "papers/documents/templates/sheet.html")]
struct SheetPage {
    title: String,
    reason: Field,
    action: String,
    summary: Vec<Problem>,
    page: Page,
}

/// Asks what a list is taken for.
pub(super) async fn sheet(
    Given(app): Given<App>,
    visitor: Visitor,
    Path((kind, slug)): Path<(String, String)>,
) -> Outcome<Response> {
    let title = sheets::admit(&app, visitor.actor()?, &kind, &slug).await?;
    draw_sheet(&visitor, (&kind, &slug, title), (&Fields::default(), &Problems::default()))
}

/// A list as a spreadsheet, for a reason.
pub(super) async fn take_sheet(
    Given(app): Given<App>,
    visitor: Visitor,
    Path((kind, slug)): Path<(String, String)>,
    fields: Fields,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    let title = sheets::admit(&app, actor, &kind, &slug).await?;
    if let Some(problem) = readings::reason_problem(fields.get("reason")) {
        let mut problems = Problems::default();
        problems.add("reason", problem);
        let page = draw_sheet(&visitor, (&kind, &slug, title), (&fields, &problems))?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let file = actions::export(&app, actor, (&kind, &slug), fields.get("reason")).await?;
    Ok(attachment(&format!("{kind}-{slug}.xlsx"), XLSX, file))
}

fn draw_sheet(
    visitor: &Visitor,
    (kind, slug, title): (&str, &str, &'static str),
    (fields, problems): (&Fields, &Problems),
) -> Outcome<Response> {
    let page = visitor.page();
    let page = page.clone().under(urls::sheet(kind, slug), page.t(title));
    html(&SheetPage {
        title: page.t(title).to_owned(),
        reason: Field::sent(&page, "reason", fields, problems),
        action: urls::sheet(kind, slug),
        summary: summary(&page, problems),
        page,
    })
}
