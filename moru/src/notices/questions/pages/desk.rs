//! The desk: what waits for an answer first, with the form to answer it, then what was answered.

use askama::Template;
use axum::{
    extract::{Path, Query, State as Given},
    response::{IntoResponse, Redirect, Response},
};
use http::StatusCode;
use uuid::Uuid;

use super::{Asked, QuestionView, view};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::{Actor, Visitor},
    notices::{
        calls::store as calls,
        questions::{
            access::{Act, State, may, require},
            actions::{self, LONGEST, Reply},
            store::{self, Question, Wanted},
        },
    },
    web::{
        forms::{Fields, Problems},
        page::{Page, html},
        parts::{Choice, Field, Problem, summary},
        show, urls,
    },
};

/// A form on a question: where it is sent, its text, and whether something is wrong with it.
struct Form {
    action: String,
    text: Field,
}

struct Row {
    question: QuestionView,
    /// How long it waits, in words; empty once it is settled.
    waits: String,
    /// Who reads it, once it is settled.
    audience: &'static str,
    answer: Option<(Form, Field, Vec<Choice>)>,
    decline: Option<Form>,
    /// The correction, with the number of the answer that is on the page.
    correct: Option<(Form, i32)>,
}

#[derive(Template)]
#[template(path = "notices/questions/templates/desk.html")]
struct DeskPage {
    /// The title of the call.
    about: String,
    summary: Vec<Problem>,
    waiting: Vec<Row>,
    settled: Vec<Row>,
    more: String,
    page: Page,
}

/// What was sent, when something of it could not be taken.
#[derive(Default)]
struct Sent {
    fields: Fields,
    problems: Problems,
}

pub(super) async fn list(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Outcome<Response> {
    draw(&app, &visitor, (&slug, asked.after), &Sent::default()).await
}

async fn draw(
    app: &App,
    visitor: &Visitor,
    (slug, after): (&str, Option<Uuid>),
    sent: &Sent,
) -> Outcome<Response> {
    let (actor, reader) = (visitor.actor()?, app.database.read());
    require(Act::Read, actor, State::Waiting)?;
    let call = calls::by_slug(reader, slug).await?.ok_or_else(Refusal::not_found)?;
    let waiting = store::waiting(reader, call.id).await?;
    let found = store::settled(reader, call.id, Wanted { after, ..Wanted::default() }).await?;
    let page = visitor.page();
    let page = page
        .clone()
        .under(urls::DESK_CALLS, page.t("공고 관리"))
        .under(urls::desk_call(slug), page.t(&call.title))
        .under(urls::desk_call_questions(slug), page.t("질문과 답"));
    let row = |question: &Question| row(&page, (visitor, actor, slug), question, sent);
    html(&DeskPage {
        about: page.t(&call.title).to_owned(),
        summary: summary(&page, &sent.problems),
        waiting: waiting.iter().map(row).collect(),
        settled: found.rows.iter().map(row).collect(),
        more: found
            .more
            .map(|last| urls::page_after(&urls::desk_call_questions(slug), &last.to_string()))
            .unwrap_or_default(),
        page: page.clone(),
    })
}

fn row(
    page: &Page,
    (visitor, actor, slug): (&Visitor, &Actor, &str),
    question: &Question,
    sent: &Sent,
) -> Row {
    let may = |act: Act| may(act, Some(actor), question.state);
    let field = |name: &str| Field::sent(page, &of(name, &question.id), &sent.fields, &sent.problems);
    let form = |act: &str, name: &str| Form {
        action: urls::desk_question_act(act, slug, &question.id),
        text: field(name),
    };
    let alone = sent.fields.get(&of("alone", &question.id));
    let days = (show::day(visitor.now) - show::day(question.asked_at)).num_days();
    let number = question.last().map_or(0, |last| last.number);
    Row {
        question: view(page, question),
        waits: match question.state {
            State::Waiting if days == 0 => page.t("오늘 들어왔습니다.").to_owned(),
            State::Waiting => page.tf("{n}일째 기다리고 있습니다.", &[("n", &days)]),
            _ => String::new(),
        },
        audience: match question.state {
            State::Waiting => "",
            State::Answered if question.is_public => "누구나 봅니다.",
            State::Answered => "질문한 사람에게만 보입니다.",
            State::Declined => "답하지 않았습니다. 까닭은 질문한 사람에게만 보입니다.",
        },
        answer: may(Act::Answer).then(|| {
            let label = page.t("질문한 사람에게만 답하기");
            let only = Choice {
                hint: page
                    .t("한 기관의 사정만 묻는 질문일 때 고릅니다. 고르지 않으면 누구나 봅니다.")
                    .to_owned(),
                ..Choice::new("yes", label, alone)
            };
            (form(urls::DESK_QUESTION_ANSWER, "answer"), field("alone"), vec![only])
        }),
        decline: may(Act::Decline).then(|| form(urls::DESK_QUESTION_DECLINE, "reason")),
        correct: may(Act::Correct).then(|| {
            let mut form = form(urls::DESK_QUESTION_CORRECT, "correction");
            if form.text.value.is_empty() && form.text.error.is_empty() {
                form.text.value = question.last().map(|last| last.text.clone()).unwrap_or_default();
            }
            (form, number)
        }),
    }
}

/// The name of a field of one question among several on a page.
fn of(name: &str, id: &Uuid) -> String {
    format!("{name}.{id}")
}

/// Back to the list, or the list with what is wrong beside its field.
async fn answered(
    app: &App,
    visitor: &Visitor,
    slug: &str,
    (fields, done): (Fields, Result<(), Problems>),
) -> Outcome<Response> {
    match done {
        Ok(()) => Ok(Redirect::to(&urls::desk_call_questions(slug)).into_response()),
        Err(problems) => {
            let page = draw(app, visitor, (slug, None), &Sent { fields, problems }).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

pub(super) async fn answer(
    Given(app): Given<App>,
    visitor: Visitor,
    Path((slug, id)): Path<(String, Uuid)>,
    fields: Fields,
) -> Outcome<Response> {
    let (field, is_public) = (of("answer", &id), fields.get(&of("alone", &id)) != "yes");
    let reply = Reply { field: &field, typed: fields.get(&field) };
    let done = actions::answer(&app, visitor.actor()?, (&slug, id), (reply, is_public)).await?;
    answered(&app, &visitor, &slug, (fields, done)).await
}

pub(super) async fn decline(
    Given(app): Given<App>,
    visitor: Visitor,
    Path((slug, id)): Path<(String, Uuid)>,
    fields: Fields,
) -> Outcome<Response> {
    let field = of("reason", &id);
    let reply = Reply { field: &field, typed: fields.get(&field) };
    let done = actions::decline(&app, visitor.actor()?, (&slug, id), reply).await?;
    answered(&app, &visitor, &slug, (fields, done)).await
}

pub(super) async fn correct(
    Given(app): Given<App>,
    visitor: Visitor,
    Path((slug, id)): Path<(String, Uuid)>,
    fields: Fields,
) -> Outcome<Response> {
    let field = of("correction", &id);
    let seen = fields.get("seen").parse().map_err(|_| Refusal::malformed())?;
    let reply = Reply { field: &field, typed: fields.get(&field) };
    let done = actions::correct(&app, visitor.actor()?, (&slug, id), (reply, seen)).await?;
    answered(&app, &visitor, &slug, (fields, done)).await
}
