//! Files of an application: attaching, taking out, reading.

use axum::{
    extract::{Multipart, Path, State},
    response::{IntoResponse, Redirect, Response},
};
use uuid::Uuid;

use super::{opened, step};
use crate::{
    applying::applications::{
        access::Act,
        actions,
        form::{self, Step},
        store,
    },
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::{
        accounts::{Role, Visitor},
        readings::actions as readings,
    },
    registry::zones::zones,
    web::{
        download::{BYTES, attachment},
        upload::Upload,
        urls,
    },
};

/// Attaches a file. What is wrong with it stands beside its field on the page of the last step.
pub(super) async fn attach(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    form: Multipart,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    let upload = Upload::read(form).await?;
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
    let (actor, ..) = opened(&app, &visitor, id, Act::Read).await?;
    let files = store::files(app.database.read(), id).await?;
    let file = files.into_iter().find(|known| known.id == file).ok_or_else(Refusal::not_found)?;
    if actor.role != Role::Applicant {
        readings::taken(&app, actor, ("application", id, &file.slot)).await?;
    }
    Ok(attachment(&file.name, BYTES, app.files.fetch(&file.sha256).await?))
}
