//! The page that an invitation leads to. Whoever has the link is the person: it was sent to their address only.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};

use crate::{
    base::{app::App, errors::Outcome},
    identity::accounts::Visitor,
    judging::evaluators::{actions, forms, store::Evaluator},
    web::{
        forms::{Fields, Problems},
        page::{Page, html},
        parts::{self, Field, Problem},
        urls,
    },
};

#[derive(Template)]
#[template(path = "judging/evaluators/templates/invitation.html")]
struct InvitationPage {
    summary: Vec<Problem>,
    action: String,
    evaluator: Evaluator,
    password: Field,
    consent: Field,
    consented: bool,
    page: Page,
}

pub(super) async fn page(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Outcome<Response> {
    let evaluator = actions::invited(&app, &token).await?;
    draw(&visitor, &token, evaluator, (&Fields::default(), &Problems::default()))
}

fn draw(
    visitor: &Visitor,
    token: &str,
    evaluator: Evaluator,
    (fields, problems): (&Fields, &Problems),
) -> Outcome<Response> {
    let page = visitor.page();
    html(&InvitationPage {
        summary: parts::summary(&page, problems),
        action: urls::invitation(token),
        evaluator,
        password: Field::new(&page, "password", "", problems),
        consent: Field::sent(&page, "consent", fields, problems),
        consented: fields.has("consent"),
        page,
    })
}

pub(super) async fn accept(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    fields: Fields,
) -> Outcome<Response> {
    let evaluator = actions::invited(&app, &token).await?;
    match forms::acceptance(&fields) {
        Err(problems) => draw(&visitor, &token, evaluator, (&fields, &problems)),
        Ok(password) => {
            actions::accept(&app, &token, &password).await?;
            Ok(Redirect::to(&urls::sign_in_for(urls::JUDGING)).into_response())
        }
    }
}
