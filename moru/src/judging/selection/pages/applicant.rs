//! What was decided of an application, for the applicant: the points with their working, the reason, and how to object.
//! Nobody else's points are on this page, and no member's name.

use askama::Template;
use axum::{
    extract::{Path, State as Given},
    response::Response,
};
use korea::calendar::Holidays;
use programme::{agreement::draft, gates::last_day_to_object, states::ApplicationState};
use uuid::Uuid;

use crate::{
    applying::applications::{
        store::{self as applications, Application},
        words::state_word,
    },
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
    },
    identity::accounts::Visitor,
    judging::{
        panels::{evidence as panels, words as panel_words},
        selection::{
            access::{Act, require},
            store::{self, Chosen, Selection},
            words,
        },
    },
    notices::calls::{Call, store as calls},
    web::{
        page::{Page, html},
        show, urls,
    },
};

#[derive(Template)]
#[template(path = "judging/selection/templates/result.html")]
struct ResultPage {
    number: String,
    state: (&'static str, &'static str),
    /// What that means for the applicant.
    meaning: String,
    points: String,
    why: Vec<String>,
    proposal: Option<&'static str>,
    /// The stages, each with its working.
    stages: Vec<(String, Vec<String>)>,
    told_at: String,
    last_day: String,
    object: String,
    public: String,
    /// What an agreement will say, for those who are to sign one.
    clauses: Vec<(String, String)>,
    paper: String,
    page: Page,
}

/// The result.
pub(super) async fn show(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
) -> Outcome<Response> {
    let (actor, reader) = (visitor.actor()?, app.database.read());
    let application = applications::find(reader, id).await?.ok_or_else(Refusal::not_found)?;
    let selection = store::find(reader, application.call).await?.ok_or_else(Refusal::not_found)?;
    require(Act::ReadResult, actor, Some(application.institution), selection.state())
        .map_err(|_| Refusal::not_found())?;
    let chosen = store::choice_of(reader, application.call, id).await?.ok_or_else(Refusal::not_found)?;
    let call = calls::find(reader, application.call).await?.ok_or_else(Refusal::not_found)?;
    let plan = panels::plan(reader, &call).await?;
    let told_at = selection.announced_at.ok_or_else(Refusal::not_found)?;
    let holidays = Holidays::embedded().map_err(Fault::new)?;
    let last_day = last_day_to_object(show::day(told_at), &holidays);
    let page = visitor.page();
    let page = page
        .clone()
        .under(urls::APPLICATIONS, page.t("내 신청"))
        .under(urls::application(&id), page.t(&call.title))
        .under(urls::result(&id), page.t("선정 결과"));
    html(&ResultPage {
        number: application.receipt_number.clone().unwrap_or_default(),
        state: (words::shape(application.state), state_word(application.state)),
        meaning: meaning(&page, application.state, &selection, &chosen),
        points: chosen.total.map(|total| total.to_string()).unwrap_or_default(),
        why: words::why(&page, &selection.computed, &chosen),
        proposal: panel_words::proposal(plan.rubric.status),
        stages: words::stages(&page, &plan.rubric, &selection.computed, &chosen),
        told_at: show::date_time(told_at),
        last_day: last_day.map(show::date).unwrap_or_default(),
        object: urls::objection(&id),
        public: urls::call_result(&call.slug),
        clauses: clauses(&page, &application, &call),
        paper: urls::document(urls::paper::DECISION, id),
        page,
    })
}

/// What an agreement will say; nothing for whoever is not to sign one.
fn clauses(page: &Page, application: &Application, call: &Call) -> Vec<(String, String)> {
    match application.state {
        ApplicationState::Selected => draft(page.t(&call.purpose))
            .into_iter()
            .map(|clause| (page.t(words::clause(clause.topic)).to_owned(), clause.text))
            .collect(),
        _ => Vec::new(),
    }
}

fn meaning(page: &Page, state: ApplicationState, selection: &Selection, chosen: &Chosen) -> String {
    match state {
        ApplicationState::Selected | ApplicationState::Agreed => {
            page.t("협약 일정은 따로 알려 드립니다.").to_owned()
        }
        ApplicationState::Reserve => page.tf(
            "선정된 기관이 협약하지 않으면 순서대로 올립니다. 예비 명단은 {day}까지입니다.",
            &[("day", &selection.reserve_until.map(show::date).unwrap_or_default())],
        ),
        ApplicationState::Forfeited => {
            page.t("선정을 포기한 것으로 적혀 있습니다. 다르면 문의처로 알려 주세요.").to_owned()
        }
        _ if chosen.place.is_some() => {
            page.t("기준 점수는 넘었으나 선정 규모 안에 들지 못했습니다.").to_owned()
        }
        _ => page.t("기준에 미치지 못했습니다. 까닭은 아래와 같습니다.").to_owned(),
    }
}
