//! Signing in and out, the role switch and the language.

use askama::Template;
use axum::{
    Router,
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use axum_extra::extract::{
    CookieJar,
    cookie::{Cookie, SameSite},
};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    actions::{self, SignIn},
    arrival::{LANGUAGE_COOKIE, SESSION_COOKIE},
    forms::SignInForm,
    role::Role,
    visitor::Visitor,
};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    web::{
        forms::Fields,
        page::{Page, html},
        parts::{self, Field, Problem},
        urls,
    },
};

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route(urls::SIGN_IN, get(sign_in_page).post(sign_in))
        .route(urls::SIGN_OUT, post(sign_out))
        .route(urls::SWITCH_ROLE, post(switch_role))
        .route(urls::LANGUAGE, get(language))
}

#[derive(Template)]
#[template(path = "identity/accounts/templates/sign_in.html")]
struct SignInPage {
    summary: Vec<Problem>,
    email: Field,
    password: Field,
    page: Page,
    form: SignInForm,
    is_example: bool,
}

#[derive(Template)]
#[template(path = "identity/accounts/templates/kept.html")]
struct KeptPage {
    page: Page,
    action: String,
    fields: Fields,
}

#[derive(Deserialize)]
struct Back {
    back: Option<String>,
}

async fn sign_in_page(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<Back>,
) -> Outcome<Response> {
    let form = SignInForm { back: urls::safe_return(query.back.as_deref()), ..SignInForm::default() };
    draw_sign_in(&app, &visitor, form)
}

fn draw_sign_in(app: &App, visitor: &Visitor, form: SignInForm) -> Outcome<Response> {
    let page = visitor.page();
    let page = page.clone().under(urls::SIGN_IN, page.t("로그인"));
    html(&SignInPage {
        summary: parts::summary(&page, &form.problems),
        email: Field::new(&page, "email", &form.email, &form.problems),
        password: Field::new(&page, "password", "", &form.problems),
        is_example: app.is_example,
        page,
        form,
    })
}

/// The sign-in page for a form that arrived without a session: what was typed travels along and comes back.
pub fn sign_in_keeping(app: &App, visitor: &Visitor, kept: &Fields) -> Outcome<Response> {
    let form = SignInForm { back: visitor.path.clone(), kept: kept.encode(), ..SignInForm::default() };
    draw_sign_in(app, visitor, form)
}

async fn sign_in(
    State(app): State<App>,
    visitor: Visitor,
    jar: CookieJar,
    fields: Fields,
) -> Outcome<Response> {
    let form = SignInForm::read(&fields);
    if !form.problems.is_empty() {
        return draw_sign_in(&app, &visitor, form);
    }
    match actions::sign_in(&app, &form.email, fields.get("password")).await? {
        SignIn::Welcome(token) => {
            let jar = jar.add(session_cookie(&app, token));
            if form.kept.is_empty() {
                return Ok((jar, Redirect::to(&form.back)).into_response());
            }
            let kept = KeptPage {
                page: visitor.page(),
                action: form.back,
                fields: Fields::parse(form.kept.as_bytes()),
            };
            Ok((jar, html(&kept)?).into_response())
        }
        SignIn::Wrong => draw_sign_in(&app, &visitor, form.refused("이메일이나 비밀번호가 맞지 않습니다.")),
        SignIn::Locked(until) => draw_sign_in(&app, &visitor, form.refused(actions::locked(until))),
    }
}

/// The cookie of a session: not for scripts, not sent along from other sites, over HTTPS only where there is HTTPS.
pub fn session_cookie(app: &App, token: String) -> Cookie<'static> {
    Cookie::build((SESSION_COOKIE, token))
        .path(urls::HOME)
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.config.is_https())
        .build()
}

async fn sign_out(State(app): State<App>, jar: CookieJar) -> Outcome<Response> {
    if let Some(cookie) = jar.get(SESSION_COOKIE) {
        actions::sign_out(&app, cookie.value()).await?;
    }
    let gone = Cookie::build(SESSION_COOKIE).path(urls::HOME).removal().build();
    Ok((jar.add(gone), Redirect::to(urls::HOME)).into_response())
}

async fn switch_role(
    State(app): State<App>,
    visitor: Visitor,
    jar: CookieJar,
    fields: Fields,
) -> Outcome<Response> {
    let account = visitor.actor()?.account;
    let wanted = fields
        .get("role")
        .split_once(':')
        .and_then(|(role, scope)| Some((Role::from_code(role)?, Uuid::parse_str(scope).ok()?)))
        .ok_or_else(Refusal::malformed)?;
    if let Some(cookie) = jar.get(SESSION_COOKIE) {
        actions::switch_role(&app, cookie.value(), account, wanted).await?;
    }
    Ok(Redirect::to(urls::HOME).into_response())
}

async fn language(
    State(app): State<App>,
    jar: CookieJar,
    Path(code): Path<String>,
    Query(query): Query<Back>,
) -> Response {
    let code = crate::base::words::Language::from_code(&code).code();
    let cookie = Cookie::build((LANGUAGE_COOKIE, code))
        .path(urls::HOME)
        .same_site(SameSite::Lax)
        .secure(app.config.is_https())
        .permanent()
        .build();
    (jar.add(cookie), Redirect::to(&urls::safe_return(query.back.as_deref()))).into_response()
}
