//! The page on which a partner reads what it is named for, and consents or does not. Whoever has the link is the partner.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use http::StatusCode;
use programme::consortium::Standing;

use crate::{
    applying::applications::{
        actions::partners::{self, Given, Shown},
        form,
    },
    base::{app::App, errors::Outcome},
    identity::accounts::Visitor,
    registry::institutions::kinds,
    web::{
        forms::{Fields, Problems},
        page::{Page, html},
        parts::{self, Choice, Field, Pair, Problem},
        show, urls,
    },
};

#[derive(Template)]
#[template(path = "applying/applications/templates/partner.html")]
struct PartnerPage {
    summary: Vec<Problem>,
    action: String,
    lead: String,
    facts: Vec<Pair>,
    /// What the page shows, so that an answer is for nothing else.
    terms: String,
    standing: Standing,
    /// What was answered last, in words; empty before.
    said: String,
    is_open: bool,
    /// The form was sent from a page that showed something else.
    has_changed: bool,
    answer: Field,
    answers: Vec<Choice>,
    person: Field,
    position: Field,
    reason: Field,
    page: Page,
}

/// The page.
pub(super) async fn page(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Outcome<Response> {
    let shown = partners::shown(&app, &token).await?;
    draw(&visitor, &token, &shown, (&Fields::default(), &Problems::default(), false))
}

fn draw(
    visitor: &Visitor,
    token: &str,
    shown: &Shown,
    (fields, problems, has_changed): (&Fields, &Problems, bool),
) -> Outcome<Response> {
    let page = visitor.page();
    let field = |name: &str| Field::sent(&page, name, fields, problems);
    let choice =
        |(code, korean): (&str, &'static str)| Choice::new(code, page.t(korean), fields.get("answer"));
    html(&PartnerPage {
        summary: parts::summary(&page, problems),
        action: urls::partner_consent(token),
        lead: shown.lead.name.clone(),
        facts: facts(&page, shown),
        terms: shown.terms.clone(),
        standing: shown.standing,
        said: said(&page, shown),
        is_open: shown.is_open,
        has_changed,
        answer: field("answer"),
        answers: [("agreed", "동의합니다"), ("declined", "동의하지 않습니다")]
            .into_iter()
            .map(choice)
            .collect(),
        person: field("person"),
        position: field("position"),
        reason: field("reason"),
        page,
    })
}

fn facts(page: &Page, shown: &Shown) -> Vec<Pair> {
    let Shown { lead, partner, .. } = shown;
    vec![
        Pair::new(page.t("공고"), page.t(&shown.call.title)),
        Pair::new(
            page.t("신청기관"),
            format!("{} ({})", lead.name, show::business_number(&lead.business_number)),
        ),
        Pair::new(
            page.t("참여기관"),
            format!("{} ({})", partner.name, show::business_number(&partner.business_number)),
        ),
        Pair::new(page.t("기관 유형"), page.t(kinds::korean(partner.kind))),
        Pair::new(page.t("맡을 일"), &partner.role),
    ]
}

fn said(page: &Page, shown: &Shown) -> String {
    let Some(answered) = &shown.asked.answered else { return String::new() };
    let (at, person) = (show::exact(answered.at), format!("{} ({})", answered.person, answered.position));
    let words = match shown.standing {
        Standing::Agreed => "{person} 님이 {at}에 동의했습니다.",
        Standing::Declined => "{person} 님이 {at}에 동의하지 않는다고 답했습니다.",
        Standing::Withdrawn => "{person} 님이 {at}에 동의를 거두었습니다.",
        _ => "{person} 님이 {at}에 답했으나, 그 뒤에 내용이 바뀌어 효력이 없습니다. 다시 읽고 답해 주세요.",
    };
    page.tf(words, &[("person", &person), ("at", &at)])
}

/// Keeps what the partner says.
pub(super) async fn answer(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    fields: Fields,
) -> Outcome<Response> {
    let (problems, has_changed) = match form::partner_answer(&fields) {
        Err(problems) => (problems, false),
        Ok(typed) => match partners::answer(&app, &token, typed).await? {
            Given::Kept => return Ok(Redirect::to(&urls::partner_consent(&token)).into_response()),
            Given::Changed => (Problems::default(), true),
        },
    };
    let shown = partners::shown(&app, &token).await?;
    let page = draw(&visitor, &token, &shown, (&fields, &problems, has_changed))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
