//! An objection for the applicant: the form, or what was filed and answered.

use askama::Template;
use axum::{
    extract::{Path, State as Given},
    response::{IntoResponse, Redirect, Response},
};
use http::StatusCode;
use programme::selection::Effect;
use uuid::Uuid;

use crate::{
    applying::applications::store as applications,
    base::{
        app::App,
        errors::{Outcome, Refusal},
        words::Words,
    },
    identity::accounts::Visitor,
    judging::objections::{
        access::{Act, State, require_own},
        actions::{self, LONGEST},
        evidence,
        store::{self, Objection},
        words,
    },
    web::{
        forms::{Fields, Problems},
        page::{Page, html},
        parts::{Field, Pair, Problem, summary},
        show, urls,
    },
};

#[derive(Template)]
#[template(path = "judging/objections/templates/applicant.html")]
struct ApplicantPage {
    about: String,
    last_day: String,
    is_over: bool,
    filed: Option<Vec<Pair>>,
    /// The shape and the word of the answer.
    answer: Option<(&'static str, &'static str)>,
    grounds: Field,
    action: String,
    summary: Vec<Problem>,
    page: Page,
}

/// The page.
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
    let application = applications::find(reader, id).await?.ok_or_else(Refusal::not_found)?;
    require_own(Act::ReadOwn, actor, application.institution, State::None)?;
    let told = evidence::told(reader, &application).await?;
    let filed = match &told {
        Some(told) => store::against(reader, id, told.about).await?,
        // What was told has been changed by an answer, which stays to be read.
        None => store::last(reader, id).await?,
    };
    let about = told.as_ref().map(|told| told.about).or(filed.as_ref().map(|filed| filed.about));
    let about = about.ok_or_else(Refusal::not_found)?;
    let last_day = told.map(|told| told.last_day);
    let page = visitor.page();
    let number = application.receipt_number.clone().unwrap_or_default();
    let page = page
        .clone()
        .under(urls::APPLICATIONS, page.t("내 신청"))
        .under(urls::application(&id), number)
        .under(urls::objection(&id), page.t("이의신청"));
    html(&ApplicantPage {
        about: page.t(words::about(about)).to_owned(),
        last_day: last_day.map(show::date).unwrap_or_default(),
        is_over: last_day.is_none_or(|day| show::day(visitor.now) > day),
        answer: filed.as_ref().and_then(|one| one.answer.as_ref()).map(|one| words::answered(one.what)),
        filed: filed.as_ref().map(|one| facts(&page, one)),
        grounds: Field::sent(&page, "grounds", fields, problems),
        action: urls::objection(&id),
        summary: summary(&page, problems),
        page,
    })
}

/// What was filed and answered.
pub(super) fn facts(page: &Page, one: &Objection) -> Vec<Pair> {
    let mut facts = vec![
        Pair::new(page.t("무엇에 대해"), page.t(words::about(one.about))),
        Pair::new(page.t("이의신청한 까닭"), &one.grounds),
        Pair::new(page.t("낸 때"), show::date_time(one.filed_at)),
    ];
    if one.answer.is_none() {
        facts.push(Pair::new(page.t("상태"), page.t("답을 기다리고 있습니다.")));
        facts.push(Pair::new(page.t("답하는 마지막 날"), show::date(one.due_on)));
    }
    if let Some((reason, at)) = &one.put_off {
        let text = page.tf("{at} {reason}", &[("at", &show::date_time(*at)), ("reason", reason)]);
        facts.push(Pair::new(page.t("답을 늦춘 까닭"), text));
    }
    if let Some(answer) = &one.answer {
        facts.push(Pair::new(page.t("답"), page.t(words::answered(answer.what).1)));
        facts.push(Pair::new(page.t("답하는 까닭"), &answer.reason));
        if !answer.remedy.is_empty() {
            facts.push(Pair::new(page.t("바로잡는 것"), &answer.remedy));
        }
        if answer.effect != Effect::Nothing {
            facts.push(Pair::new(page.t("바뀐 결정"), page.t(words::effect(answer.effect))));
        }
        facts.push(Pair::new(page.t("답한 때"), show::date_time(answer.at)));
    }
    facts
}

/// Files; what is wrong comes back beside the field with what was typed.
pub(super) async fn file(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Outcome<Response> {
    let grounds = fields.get("grounds").trim();
    if grounds.is_empty() || grounds.chars().count() > LONGEST {
        let mut problems = Problems::default();
        problems.add("grounds", Words::new("이의신청하는 까닭을 4,000자 안에서 적어 주세요."));
        let page = draw(&app, &visitor, id, (&fields, &problems)).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    actions::file(&app, visitor.actor()?, id, grounds).await?;
    Ok(Redirect::to(&urls::objection(&id)).into_response())
}
