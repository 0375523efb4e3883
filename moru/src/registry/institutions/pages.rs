//! The sign-up page, and in a room of its own who writes for an institution.

mod colleagues;

use askama::Template;
use axum::{
    Router,
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use super::{
    actions::{self, Opened},
    forms, kinds,
};
use crate::{
    base::{app::App, errors::Outcome},
    identity::accounts::{
        Visitor,
        actions::{SignIn, sign_in},
        pages::session_cookie,
    },
    web::{
        forms::{Fields, Problems},
        page::{Page, html},
        parts::{self, Choice, Field, Problem},
        urls,
    },
};

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route(urls::SIGN_UP, get(page).post(sign_up))
        .route(urls::COLLEAGUES, get(colleagues::list).post(colleagues::invite))
        .route(urls::COLLEAGUE_CANCEL, post(colleagues::cancel))
        .route(urls::COLLEAGUE_REMOVE, post(colleagues::remove))
        .route(urls::JOIN, get(colleagues::invited).post(colleagues::join))
}

#[derive(Template)]
#[template(path = "registry/institutions/templates/sign_up.html")]
struct SignUpPage {
    summary: Vec<Problem>,
    person: Field,
    email: Field,
    password: Field,
    institution: Field,
    kind: Field,
    kinds: Vec<Choice>,
    business_number: Field,
    representative_title: Field,
    address: Field,
    phone: Field,
    consent: Field,
    consented: bool,
    back: String,
    page: Page,
}

#[derive(Deserialize)]
struct Back {
    back: Option<String>,
}

async fn page(visitor: Visitor, Query(query): Query<Back>) -> Outcome<Response> {
    let mut fields = Fields::default();
    fields.set("back", &urls::safe_return(query.back.as_deref()));
    draw(&visitor, &fields, &Problems::default())
}

fn draw(visitor: &Visitor, fields: &Fields, problems: &Problems) -> Outcome<Response> {
    let page = visitor.page();
    let page = page.clone().under(urls::SIGN_UP, page.t("신청기관 가입"));
    let field = |name: &str| Field::sent(&page, name, fields, problems);
    let kinds = kinds::KINDS
        .iter()
        .map(|(kind, korean)| Choice::new(kinds::code(*kind), page.t(korean), fields.get("kind")))
        .collect();
    html(&SignUpPage {
        summary: parts::summary(&page, problems),
        person: field("person"),
        email: field("email"),
        password: Field { value: String::new(), ..field("password") },
        institution: field("institution"),
        kind: field("kind"),
        kinds,
        business_number: field("business_number"),
        representative_title: field("representative_title"),
        address: field("address"),
        phone: field("phone"),
        consent: field("consent"),
        consented: fields.has("consent"),
        back: urls::safe_return(Some(fields.get("back"))),
        page,
    })
}

async fn sign_up(
    State(app): State<App>,
    visitor: Visitor,
    jar: CookieJar,
    fields: Fields,
) -> Outcome<Response> {
    let form = match forms::read(&fields) {
        Ok(form) => form,
        Err(problems) => return draw(&visitor, &fields, &problems),
    };
    let (email, password) = (form.email.clone(), form.password.clone());
    if let Opened::Taken(problems) = actions::sign_up(&app, form).await? {
        return draw(&visitor, &fields, &problems);
    }
    let back = Redirect::to(&urls::safe_return(Some(fields.get("back"))));
    Ok(match sign_in(&app, &email, &password).await? {
        SignIn::Welcome(token) => (jar.add(session_cookie(&app, token)), back).into_response(),
        SignIn::Wrong | SignIn::Locked(_) => Redirect::to(urls::SIGN_IN).into_response(),
    })
}
