//! What everybody reads about a call, and the form for those who may ask.

use askama::Template;
use axum::{
    extract::{Path, Query, State as Given},
    response::{IntoResponse, Redirect, Response},
};
use http::StatusCode;
use programme::questions::may_ask;

use super::{Asked, QuestionView, view};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::Visitor,
    notices::{
        calls::{Call, store as calls},
        questions::{
            access::{Act, State, may},
            actions::{self, LONGEST},
            store::{self, Wanted},
        },
    },
    web::{
        forms::{Fields, Problems},
        page::{Page, html},
        parts::{Field, Problem, summary},
        show, urls,
    },
};

/// One of one's own questions.
struct OwnView {
    question: QuestionView,
    state: (&'static str, &'static str),
    /// That nobody else reads the answer; empty where everybody does.
    private: &'static str,
}

#[derive(Template)]
#[template(path = "notices/questions/templates/public.html")]
struct PublicPage {
    /// The title of the call.
    about: String,
    action: String,
    summary: Vec<Problem>,
    /// The form, for those who may ask now.
    form: Option<Field>,
    /// Until when questions are taken; empty when they are not.
    until: String,
    /// Whether signing in is what is missing.
    sign_in: bool,
    desk: String,
    own: Vec<OwnView>,
    rows: Vec<QuestionView>,
    search: Field,
    more: String,
    page: Page,
}

/// The call, if everybody may know of it. Nothing was asked about one that is not public, so the desk needs no more.
async fn known(app: &App, visitor: &Visitor, slug: &str) -> Outcome<Call> {
    let call = calls::by_slug(app.database.read(), slug).await?.ok_or_else(Refusal::not_found)?;
    if call.is_public(visitor.now) { Ok(call) } else { Err(Refusal::not_found().into()) }
}

pub(super) async fn list(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Outcome<Response> {
    let call = known(&app, &visitor, &slug).await?;
    draw(&app, &visitor, (&call, asked), (&Fields::default(), &Problems::default())).await
}

/// Asks; what is wrong comes back beside the field with what was typed.
pub(super) async fn ask(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
    fields: Fields,
) -> Outcome<Response> {
    let call = known(&app, &visitor, &slug).await?;
    match actions::ask(&app, visitor.actor()?, &slug, fields.get("question")).await? {
        Ok(()) => Ok(Redirect::to(&urls::call_questions(&slug)).into_response()),
        Err(problems) => {
            let page = draw(&app, &visitor, (&call, Asked::default()), (&fields, &problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

async fn draw(
    app: &App,
    visitor: &Visitor,
    (call, asked): (&Call, Asked),
    (fields, problems): (&Fields, &Problems),
) -> Outcome<Response> {
    let (reader, actor) = (app.database.read(), visitor.actor.as_ref());
    let wanted = Wanted { public_only: true, words: &asked.q, after: asked.after };
    let found = store::settled(reader, call.id, wanted).await?;
    let may_write = may(Act::Ask, actor, State::Waiting);
    let own = match actor.filter(|_| may_write) {
        Some(actor) => store::own(reader, call.id, actor.account).await?,
        None => Vec::new(),
    };
    let is_open = may_ask(call.phase(visitor.now), 0).is_ok();
    let page = visitor.page();
    let page = page
        .clone()
        .under(urls::CALLS, page.t("모집공고"))
        .under(urls::call(&call.slug), page.t(&call.title))
        .under(urls::call_questions(&call.slug), page.t("질문과 답"));
    html(&PublicPage {
        about: page.t(&call.title).to_owned(),
        action: urls::call_questions(&call.slug),
        summary: summary(&page, problems),
        form: (may_write && (is_open || !problems.is_empty()))
            .then(|| Field::sent(&page, "question", fields, problems)),
        until: if is_open { show::date_time(call.window.closes_at()) } else { String::new() },
        sign_in: actor.is_none() && is_open,
        desk: if may(Act::Read, actor, State::Waiting) {
            urls::desk_call_questions(&call.slug)
        } else {
            String::new()
        },
        own: own.iter().map(|question| own_view(&page, question)).collect(),
        rows: found.rows.iter().map(|question| view(&page, question)).collect(),
        more: found
            .more
            .map(|last| urls::call_questions_found(&call.slug, &asked.q, Some(last)))
            .unwrap_or_default(),
        search: Field::new(&page, "q", &asked.q, &Problems::default()),
        page,
    })
}

fn own_view(page: &Page, question: &store::Question) -> OwnView {
    OwnView {
        question: view(page, question),
        state: match question.state {
            State::Waiting => ("unknown", "답을 기다림"),
            State::Answered => ("pass", "답함"),
            State::Declined => ("warn", "답하지 않음"),
        },
        private: match question.state {
            State::Answered if !question.is_public => "이 답은 질문한 사람에게만 보입니다.",
            State::Declined => "질문과 까닭은 질문한 사람에게만 보입니다.",
            _ => "",
        },
    }
}
