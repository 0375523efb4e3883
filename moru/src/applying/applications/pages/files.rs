//! Files of an application: attaching, taking out, reading.

use axum::{
    extract::{Multipart, Path, State, multipart::MultipartError},
    http::{HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use bytes::Bytes;
use http::StatusCode;
use uuid::Uuid;

use super::{opened, step, too_large};
use crate::{
    applying::applications::{
        access::Act,
        actions::{self, Upload},
        form::{self, Step},
        store,
    },
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::Visitor,
    registry::zones::zones,
    web::urls,
};

/// Attaches a file. What is wrong with it stands beside its field on the page of the last step.
pub(super) async fn attach(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    form: Multipart,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    let upload = read(form).await?;
    match actions::attach(&app, actor, id, upload).await? {
        Ok(_) => Ok(Redirect::to(&urls::application_step(&id, Step::Review.code())).into_response()),
        Err(problems) => {
            let mut reading = form::read(&store::answers(app.database.read(), id).await?, zones());
            let mut all = problems;
            reading.problems.iter().for_each(|(field, words)| all.add(field, words.clone()));
            reading.problems = all;
            step::incomplete(&app, &visitor, id, reading).await
        }
    }
}

/// Reads the two parts of the upload form. A broken connection is a request that makes no sense.
async fn read(mut form: Multipart) -> Outcome<Upload> {
    let mut upload = Upload { slot: String::new(), name: String::new(), content: Bytes::new() };
    while let Some(part) = form.next_field().await.map_err(broken)? {
        match part.name() {
            Some("slot") => upload.slot = part.text().await.map_err(|_| Refusal::malformed())?,
            Some(name) if name.starts_with("file") => {
                part.file_name().unwrap_or_default().clone_into(&mut upload.name);
                upload.content = part.bytes().await.map_err(broken)?;
            }
            _ => {}
        }
    }
    Ok(upload)
}

/// A file that is cut off or too large is one thing, a form that is none another.
#[expect(clippy::needless_pass_by_value, reason = "what map_err hands over")]
fn broken(error: MultipartError) -> Refusal {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { too_large() } else { Refusal::malformed() }
}

/// Takes a file out.
pub(super) async fn detach(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, file)): Path<(Uuid, Uuid)>,
) -> Outcome<Redirect> {
    actions::detach(&app, visitor.actor()?, id, file).await?;
    Ok(Redirect::to(&urls::application_step(&id, Step::Review.code())))
}

/// Sends a file to someone who may read the application. It is always saved, never shown, so that nothing in it runs.
pub(super) async fn download(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, file)): Path<(Uuid, Uuid)>,
) -> Outcome<Response> {
    opened(&app, &visitor, id, Act::Read).await?;
    let files = store::files(app.database.read(), id).await?;
    let file = files.into_iter().find(|known| known.id == file).ok_or_else(Refusal::not_found)?;
    let content = app.files.fetch(&file.sha256).await?;
    let name: String =
        form_urlencoded::byte_serialize(file.name.as_bytes()).collect::<String>().replace('+', "%20");
    let disposition = format!("attachment; filename*=UTF-8''{name}");
    let mut response = content.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}
