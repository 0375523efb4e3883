//! Who was selected, for everybody. There is nothing here before everybody was told.

use askama::Template;
use axum::{
    extract::{Path, State as Given},
    response::Response,
};
use programme::states::ApplicationState;

use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::Visitor,
    judging::{
        panels::evidence as panels,
        selection::{evidence, store},
    },
    notices::calls::store as calls,
    web::{
        page::{Page, html},
        show, urls,
    },
};

#[derive(Template)]
#[template(path = "judging/selection/templates/public.html")]
struct PublicPage {
    call: String,
    told_at: String,
    /// Name, and where its cluster lies.
    selected: Vec<(String, String)>,
    reserve: usize,
    paper: String,
    page: Page,
}

/// The list.
pub(super) async fn show(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Outcome<Response> {
    let reader = app.database.read();
    let call = calls::by_slug(reader, &slug).await?.ok_or_else(Refusal::not_found)?;
    let selection = store::find(reader, call.id).await?;
    let told_at = selection.and_then(|one| one.announced_at).ok_or_else(Refusal::not_found)?;
    let kept = evidence::states(reader, &store::choices(reader, call.id).await?).await?;
    let is = |id: &uuid::Uuid, states: &[ApplicationState]| {
        kept.get(id).is_some_and(|application| states.contains(&application.state))
    };
    let entrants = panels::entrants(reader, &call).await?;
    let mut selected: Vec<(String, String)> = entrants
        .iter()
        .filter(|one| is(&one.application, &[ApplicationState::Selected, ApplicationState::Agreed]))
        .map(|one| (one.institution.clone(), format!("{} · C{}", one.zone, one.division)))
        .collect();
    selected.sort();
    let page = visitor.page();
    let page = page
        .clone()
        .under(urls::CALLS, page.t("모집공고"))
        .under(urls::call(&slug), page.t(&call.title))
        .under(urls::call_result(&slug), page.t("선정 결과"));
    html(&PublicPage {
        call: page.t(&call.title).to_owned(),
        told_at: show::date_time(told_at),
        selected,
        paper: urls::document(urls::paper::RESULT, call.id),
        reserve: entrants.iter().filter(|one| is(&one.application, &[ApplicationState::Reserve])).count(),
        page,
    })
}
