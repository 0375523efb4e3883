//! Pages for "no": a refusal says what happened, why and what now; a fault shows an id and goes to the log.

use std::any::Any;

use askama::Template;
use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};

use crate::{
    base::{
        app::App,
        errors::{Failure, Fault, Outcome, Refusal},
    },
    identity::accounts::{Arrival, Visitor, pages::sign_in_keeping},
    web::{forms::Fields, page::Page},
};

/// Forms up to this size come back after signing in again.
const LARGEST_KEPT: usize = 256 * 1024;

#[derive(Template)]
#[template(path = "server/templates/failure.html")]
struct FailurePage {
    page: Page,
    what: String,
    next: String,
    way_on: Option<(String, String)>,
    fault_id: String,
}

/// What answers an address nobody has.
pub(super) async fn nothing_here() -> Failure {
    Refusal::not_found().into()
}

/// What answers when a handler panicked.
pub(super) fn panicked(_panic: Box<dyn Any + Send>) -> Response {
    Failure::Fault(Fault::new("a handler panicked; the panic is in the log")).into_response()
}

/// Ends a request that takes too long, and draws the page of a failure in the visitor's language. Fragments and scripts
/// get a short text instead.
pub(super) async fn draw(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let wants_page = wants_page(&parts.headers);
    let arrival = Arrival::of(&parts, &app);
    let limit = app.config.request_timeout;
    let answered = tokio::time::timeout(limit, answer(&app, (parts, body), arrival.clone(), next)).await;
    let (mut response, typed) = answered.unwrap_or_else(|_| {
        let fault = Fault::new(format!("the request took longer than {} s", limit.as_secs()));
        (with_status(StatusCode::SERVICE_UNAVAILABLE, Failure::Fault(fault).into_response()), None)
    });
    let Some(failure) = response.extensions_mut().remove::<Failure>() else { return response };
    let status = response.status();
    if !wants_page {
        return with_status(status, plain(&failure));
    }
    let visitor = whom(&app, arrival, status).await;
    if let (StatusCode::UNAUTHORIZED, Some(typed)) = (status, typed) {
        let kept = Fields::parse(&typed).without(&["password"]);
        if let Ok(page) = sign_in_keeping(&app, &visitor, &kept) {
            return with_status(status, page);
        }
    }
    let page = if status == StatusCode::UNAUTHORIZED {
        sign_in_keeping(&app, &visitor, &Fields::default())
    } else {
        failure_page(&visitor, &failure)
    };
    with_status(status, page.unwrap_or_else(|failure| plain(&failure)))
}

/// Lets a request be answered, and keeps what was typed.
async fn answer(
    app: &App,
    (mut parts, body): (Parts, Body),
    arrival: Arrival,
    next: Next,
) -> (Response, Option<Bytes>) {
    let (typed, body) = keep_typed(&parts.method, &parts.headers, body).await;
    parts.extensions.insert(arrival.complete(app.clock.now()));
    (next.run(Request::from_parts(parts, body)).await, typed)
}

/// For whom a failure page is drawn. Where the fault may be that nobody can be looked up, nobody is.
async fn whom(app: &App, arrival: Arrival, status: StatusCode) -> Visitor {
    if status.is_server_error() {
        return arrival.known_so_far();
    }
    match arrival.visitor(app).await {
        Ok(visitor) => visitor,
        Err(_) => arrival.known_so_far(),
    }
}

/// Programs and page fragments cannot use a whole page.
fn wants_page(headers: &HeaderMap) -> bool {
    let accepts = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or("text/html");
    !headers.contains_key("hx-request")
        && !headers.contains_key("x-autosave")
        && accepts.contains("text/html")
}

/// Reads a small form so that it can be offered again, and hands the same bytes on.
async fn keep_typed(method: &Method, headers: &HeaderMap, body: Body) -> (Option<Bytes>, Body) {
    let is_form = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"application/x-www-form-urlencoded"));
    let length =
        headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if method != Method::POST || !is_form || length.is_none_or(|length| length > LARGEST_KEPT) {
        return (None, body);
    }
    match axum::body::to_bytes(body, LARGEST_KEPT).await {
        Ok(bytes) => (Some(bytes.clone()), Body::from(bytes)),
        Err(_) => (None, Body::empty()),
    }
}

fn failure_page(visitor: &Visitor, failure: &Failure) -> Outcome<Response> {
    let page = visitor.page();
    let drawn = match failure {
        Failure::Refusal(refusal) => FailurePage {
            what: page.say(&refusal.what),
            next: page.say(&refusal.next),
            way_on: refusal.way_on.as_ref().map(|(href, label)| (href.clone(), page.say(label))),
            fault_id: String::new(),
            page,
        },
        Failure::Fault(fault) => FailurePage {
            what: page.t("처리하지 못했습니다. 저희 쪽 문제입니다.").to_owned(),
            next: page.t("잠시 뒤 다시 해 주세요. 계속되면 아래 번호를 문의처에 알려 주세요.").to_owned(),
            way_on: None,
            fault_id: log(fault),
            page,
        },
    };
    Ok(Html(drawn.render()?).into_response())
}

fn plain(failure: &Failure) -> Response {
    match failure {
        Failure::Refusal(refusal) => {
            let language = crate::base::words::Language::Korean;
            (refusal.status, format!("{} {}", refusal.what.say(language), refusal.next.say(language)))
                .into_response()
        }
        Failure::Fault(fault) => {
            let id = log(fault);
            (StatusCode::INTERNAL_SERVER_ERROR, format!("fault {id}")).into_response()
        }
    }
}

/// Writes the cause to the log and returns the id that finds it.
fn log(fault: &Fault) -> String {
    let id = format!("{:08x}", rand::random::<u32>());
    tracing::error!(fault = id, cause = %fault.cause(), "fault");
    id
}

fn with_status(status: StatusCode, mut response: Response) -> Response {
    *response.status_mut() = status;
    response
}
