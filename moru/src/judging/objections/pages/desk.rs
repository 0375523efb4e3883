//! Objections at the desk: which are due when, and the answer.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{Path, State as Given},
    response::{IntoResponse, Redirect, Response},
};
use http::StatusCode;
use programme::selection::{About, Answered, Effect, check_answer};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::applicant::facts;
use crate::{
    applying::applications::store::{self as applications, Application},
    base::{
        app::App,
        errors::{Outcome, Refusal},
        words::Words,
    },
    identity::accounts::Visitor,
    judging::objections::{
        access::{Act, State, may, require},
        actions::{self, LONGEST, Typed},
        evidence,
        store::{self, Objection},
        words,
    },
    registry::institutions::store as institutions,
    web::{
        forms::{Fields, Problems},
        page::{Page, html},
        parts::{Choice, Column, Field, Pair, Problem, summary},
        show, urls,
    },
};

struct Row {
    href: String,
    institution: String,
    about: String,
    filed_at: String,
    due: String,
    state: (&'static str, String),
}

#[derive(Template)]
#[template(path = "judging/objections/templates/list.html")]
struct ListPage {
    rows: Vec<Row>,
    waiting: usize,
    columns: Vec<Column>,
    page: Page,
}

/// The list: what is due first comes first.
pub(super) async fn list(Given(app): Given<App>, visitor: Visitor) -> Outcome<Response> {
    require(Act::Read, visitor.actor()?, State::None)?;
    let reader = app.database.read();
    let (waiting, answered) = store::all(reader).await?;
    let names = names(reader, waiting.iter().chain(&answered)).await?;
    let page = visitor.page();
    let page = page
        .clone()
        .under(urls::DESK_JUDGING, page.t("평가"))
        .under(urls::DESK_OBJECTIONS, page.t("이의신청"));
    let row = |one: &Objection| Row {
        href: urls::desk_objection(&one.id),
        institution: names.get(&one.application).cloned().unwrap_or_default(),
        about: page.t(words::about(one.about)).to_owned(),
        filed_at: show::date_time(one.filed_at),
        due: show::date(one.due_on),
        state: match &one.answer {
            Some(answer) => {
                let (shape, word) = words::answered(answer.what);
                (shape, page.t(word).to_owned())
            }
            None if show::day(visitor.now) > one.due_on => ("fail", page.t("답할 기간이 지남").to_owned()),
            None => ("unknown", page.t("답을 기다림").to_owned()),
        },
    };
    html(&ListPage {
        rows: waiting.iter().chain(&answered).map(row).collect(),
        waiting: waiting.len(),
        columns: ["신청기관", "무엇에 대해", "낸 때", "답하는 마지막 날", "상태"]
            .map(|name| Column::text(page.t(name)))
            .to_vec(),
        page,
    })
}

/// The name of the institution of each application.
async fn names(
    connection: &impl ConnectionTrait,
    objections: impl Iterator<Item = &Objection>,
) -> Outcome<BTreeMap<Uuid, String>> {
    let applications = applications::find_all(connection, objections.map(|one| one.application)).await?;
    let owners = applications.values().map(|application| application.institution).collect();
    let known = institutions::find_all(connection, owners).await?;
    let names: BTreeMap<Uuid, String> = known.into_iter().map(|one| (one.id, one.name)).collect();
    let name =
        |application: Application| Some((application.id, names.get(&application.institution)?.clone()));
    Ok(applications.into_values().filter_map(name).collect())
}

struct AnswerForm {
    what: Field,
    choices: Vec<Choice>,
    reason: Field,
    remedy: Field,
    effect: Field,
    /// What can change by the answer; empty where nothing can.
    effects: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "judging/objections/templates/sheet.html")]
struct SheetPage {
    institution: String,
    facts: Vec<Pair>,
    application: String,
    form: Option<AnswerForm>,
    /// Why somebody who may answer may not answer this one.
    took_part: bool,
    put_off: Option<String>,
    action: String,
    summary: Vec<Problem>,
    page: Page,
}

/// One objection.
pub(super) async fn show(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
) -> Outcome<Response> {
    draw(&app, &visitor, id, (&Fields::default(), &Problems::default())).await
}

async fn draw(
    app: &App,
    visitor: &Visitor,
    id: Uuid,
    (fields, problems): (&Fields, &Problems),
) -> Outcome<Response> {
    let (actor, reader) = (visitor.actor()?, app.database.read());
    require(Act::Read, actor, State::None)?;
    let one = store::find(reader, id).await?.ok_or_else(Refusal::not_found)?;
    let application = applications::find(reader, one.application).await?.ok_or_else(Refusal::not_found)?;
    let told = evidence::told(reader, &application).await?;
    let took_part = told.is_some_and(|told| told.by.contains(&actor.account));
    let page = visitor.page();
    let number = application.receipt_number.clone().unwrap_or_default();
    let page = page
        .clone()
        .under(urls::DESK_JUDGING, page.t("평가"))
        .under(urls::DESK_OBJECTIONS, page.t("이의신청"))
        .under(urls::desk_objection(&id), number);
    let may_answer = may(Act::Answer, actor, one.state());
    let possible = evidence::possible(reader, &application, one.about).await?;
    let may_put_off = may(Act::PutOff, actor, one.state());
    let name = names(reader, std::iter::once(&one)).await?.into_values().next();
    html(&SheetPage {
        institution: name.unwrap_or_default(),
        facts: facts(&page, &one),
        application: urls::application(&application.id),
        form: (may_answer && !took_part).then(|| answer_form(&page, possible, (fields, problems))),
        took_part: may_answer && took_part,
        put_off: (may_put_off && one.put_off.is_none() && show::day(visitor.now) <= one.due_on)
            .then(|| urls::desk_objection_put_off(&id)),
        action: urls::desk_objection(&id),
        summary: summary(&page, problems),
        page,
    })
}

fn answer_form(page: &Page, possible: &[Effect], (fields, problems): (&Fields, &Problems)) -> AnswerForm {
    let field = |name: &str| Field::sent(page, name, fields, problems);
    let choice = |what: Answered| {
        let code = store::code(&what).unwrap_or_default();
        Choice::new(code, page.t(words::answered(what).1), fields.get("what"))
    };
    let effect = |effect: &Effect| {
        let code = store::code(effect).unwrap_or_default();
        Choice::new(code, page.t(words::effect(*effect)), fields.get("effect"))
    };
    AnswerForm {
        what: field("what"),
        choices: Answered::ALL.into_iter().map(choice).collect(),
        reason: field("reason"),
        remedy: field("remedy"),
        effect: field("effect"),
        effects: if possible.len() > 1 { possible.iter().map(effect).collect() } else { Vec::new() },
    }
}

/// What was typed, or what is wrong with it.
fn read<'a>(fields: &'a Fields, about: About, possible: &[Effect]) -> Result<Typed<'a>, Problems> {
    let mut problems = Problems::default();
    let is_missing = |text: &str| text.trim().is_empty() || text.chars().count() > LONGEST;
    let code = |what: &Answered| store::code(what).unwrap_or_default();
    let what = Answered::ALL.into_iter().find(|what| code(what) == fields.get("what"));
    if what.is_none() {
        problems.add("what", Words::new("어떻게 답하는지 골라 주세요."));
    }
    if is_missing(fields.get("reason")) {
        problems.add("reason", Words::new("답하는 까닭을 4,000자 안에서 적어 주세요."));
    }
    if what.is_some_and(Answered::changes_something) && is_missing(fields.get("remedy")) {
        problems.add("remedy", Words::new("무엇을 어떻게 바로잡는지 4,000자 안에서 적어 주세요."));
    }
    let chosen = fields.get("effect");
    let effect = Effect::ALL.into_iter().find(|one| store::code(one).is_ok_and(|code| code == chosen));
    let effect = effect.unwrap_or(Effect::Nothing);
    if let Some(why) = what.and_then(|what| check_answer(what, effect, (about, possible)).err()) {
        problems.add("effect", Words::new(words::refused(why)));
    }
    match what {
        Some(what) if problems.is_empty() => {
            Ok(Typed { what, reason: fields.get("reason"), remedy: fields.get("remedy"), effect })
        }
        _ => Err(problems),
    }
}

/// Answers; what is wrong comes back beside its field with everything that was typed.
pub(super) async fn answer(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Outcome<Response> {
    let reader = app.database.read();
    require(Act::Read, visitor.actor()?, State::None)?;
    let one = store::find(reader, id).await?.ok_or_else(Refusal::not_found)?;
    require(Act::Answer, visitor.actor()?, one.state())?;
    let application = applications::find(reader, one.application).await?.ok_or_else(Refusal::not_found)?;
    let possible = evidence::possible(reader, &application, one.about).await?;
    match read(&fields, one.about, possible) {
        Ok(typed) => {
            actions::answer(&app, visitor.actor()?, id, typed).await?;
            Ok(Redirect::to(&urls::desk_objection(&id)).into_response())
        }
        Err(problems) => {
            let page = draw(&app, &visitor, id, (&fields, &problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// Puts the answer off.
pub(super) async fn put_off(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Outcome<Redirect> {
    actions::put_off(&app, visitor.actor()?, id, fields.get("why")).await?;
    Ok(Redirect::to(&urls::desk_objection(&id)))
}
