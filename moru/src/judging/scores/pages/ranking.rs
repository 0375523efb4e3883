//! The order of a call, and the score sheet that anyone can compute again.

use askama::Template;
use axum::{
    extract::{Path, State as Given},
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use programme::scoring::{ApplicationKey, EvaluatorKey, Export, Outcome as Published};

use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::Visitor,
    judging::{
        panels::words as panel_words,
        scores::{
            access::{Act, State, may, require},
            actions,
            evidence::{self, NoOrder, Whole},
            words,
        },
    },
    notices::calls::{Call, store as calls},
    web::{
        forms::Fields,
        page::{Page, html},
        parts::Column,
        urls,
    },
};

struct Place {
    number_in_order: u32,
    institution: String,
    number: String,
    total: String,
    state: (&'static str, String),
    steps: Vec<String>,
}

/// Applications that are tied, each with its key and its name.
struct Tie {
    applications: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "judging/scores/templates/ranking.html")]
struct RankingPage {
    call_title: String,
    note: String,
    proposal: Option<&'static str>,
    problems: Vec<String>,
    places: Vec<Place>,
    columns: Vec<Column>,
    others: Vec<(String, String)>,
    working: Vec<String>,
    ties: Vec<Tie>,
    may_note: bool,
    file: String,
    sheet: String,
    selection: String,
    adjustments: String,
    action: String,
    page: Page,
}

fn state(whole: &Whole) -> State {
    if whole.is_closed() { State::Closed } else { State::Open }
}

async fn known(app: &App, slug: &str) -> Outcome<(Call, Whole)> {
    let call = calls::by_slug(app.database.read(), slug).await?.ok_or_else(Refusal::not_found)?;
    let whole = evidence::whole(app.database.read(), &call).await?;
    Ok((call, whole))
}

pub(super) async fn show(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    require(Act::Follow, actor, None, State::Open)?;
    let (call, whole) = known(&app, &slug).await?;
    let page = visitor.page();
    let page = page
        .clone()
        .under(urls::DESK_JUDGING, page.t("평가"))
        .under(urls::desk_meetings(&slug), page.t(&call.title))
        .under(urls::desk_scores(&slug), page.t("순위"));
    let (published, problems) = match whole.published() {
        Ok(published) => (Some(published), Vec::new()),
        Err(why) => (None, missing(&page, &whole, &why)),
    };
    let none = Vec::new();
    let unresolved = published.as_ref().map_or(&none, |one| &one.ranking.unresolved);
    html(&RankingPage {
        call_title: page.t(&call.title).to_owned(),
        note: page.tf(
            "선정 목표 {n}개. 이 순위는 위원회에 올리는 제안이며, 선정은 위원회와 책임자가 합니다.",
            &[("n", &call.target.count)],
        ),
        proposal: panel_words::proposal(whole.plan.rubric.status),
        problems,
        places: published.as_ref().map(|one| places(&page, &whole, one)).unwrap_or_default(),
        columns: ["순위", "신청기관", "점수", "제안"].map(|name| Column::text(page.t(name))).to_vec(),
        others: published.as_ref().map(|one| others(&page, &whole, one)).unwrap_or_default(),
        working: published.as_ref().map(|one| working(&page, &whole, one)).unwrap_or_default(),
        ties: unresolved.iter().map(|tie| tied(&whole, tie)).collect(),
        may_note: may(Act::Close, actor, None, State::Signed),
        file: if published.is_some() { urls::desk_scores_file(&slug) } else { String::new() },
        sheet: urls::sheet(urls::sheets::RANKING, &slug),
        selection: urls::desk_selection(&slug),
        adjustments: urls::desk_adjustments(&slug),
        action: urls::desk_scores(&slug),
        page,
    })
}

fn tied(whole: &Whole, tie: &[ApplicationKey]) -> Tie {
    Tie { applications: tie.iter().map(|key| (key.0.clone(), name(whole, key))).collect() }
}

fn name(whole: &Whole, key: &ApplicationKey) -> String {
    let found = whole.entrants.iter().find(|one| one.key == *key);
    found.map_or_else(|| key.0.clone(), |one| one.institution.clone())
}

/// What is still to be done before there is an order.
fn missing(page: &Page, whole: &Whole, why: &NoOrder) -> Vec<String> {
    let open = why.open.iter().map(|stage| {
        page.tf("{stage}를 아직 마감하지 않았습니다.", &[("stage", &page.t(panel_words::stage(*stage)))])
    });
    let problems = why.problems.iter().map(|problem| page.say(&words::problem(problem, whole)));
    let unsettled = why
        .unsettled
        .iter()
        .map(|key| page.tf("{name}의 가점·감점을 아직 확인하지 않았습니다.", &[("name", &name(whole, key))]));
    open.chain(problems).chain(unsettled).collect()
}

fn places(page: &Page, whole: &Whole, published: &Published) -> Vec<Place> {
    let rubric = &whole.plan.rubric;
    let who = |key: &EvaluatorKey| key.0.clone();
    let place = |one: &programme::scoring::Ranked| {
        let result = published.results.iter().find(|result| result.application == one.application);
        let steps = result.and_then(|result| result.final_points.as_ref()).map(|points| {
            points.working.0.iter().map(|step| words::step(page, rubric, step, &who)).collect()
        });
        Place {
            number_in_order: one.place,
            institution: name(whole, &one.application),
            number: one.application.0.clone(),
            total: one.total_centi.to_string(),
            state: words::standing(page, one.standing),
            steps: steps.unwrap_or_default(),
        }
    };
    published.ranking.order.iter().map(place).collect()
}

fn others(page: &Page, whole: &Whole, published: &Published) -> Vec<(String, String)> {
    let other = |one: &programme::scoring::NotRanked| {
        (name(whole, &one.application), words::why_not(page, &one.because))
    };
    published.ranking.not_ranked.iter().map(other).collect()
}

fn working(page: &Page, whole: &Whole, published: &Published) -> Vec<String> {
    let who = |key: &EvaluatorKey| key.0.clone();
    let steps = published.ranking.working.0.iter();
    steps.map(|step| words::step(page, &whole.plan.rubric, step, &who)).collect()
}

/// The score sheet: everything that was given and everything that follows from it, without a name of a member.
pub(super) async fn file(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    require(Act::Follow, actor, None, State::Open)?;
    let (call, whole) = known(&app, &slug).await?;
    require(Act::Export, actor, None, state(&whole))?;
    let no_order = || {
        Refusal::conflict("아직 순위가 나오지 않았습니다.", "순위 화면에서 남은 일을 확인해 주세요.")
            .leading_to(urls::desk_scores(&slug), "순위 보기")
    };
    whole.published().map_err(|_| no_order())?;
    let export = Export::new(call.title.clone(), whole.given.clone()).map_err(|_| no_order())?;
    let body = serde_json::to_string_pretty(&export)?;
    let name = format!("attachment; filename=\"scores-{slug}.json\"");
    let headers =
        [(header::CONTENT_TYPE, "application/json".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, body).into_response())
}

pub(super) async fn note_lot(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
    fields: Fields,
) -> Outcome<Response> {
    let mut order: Vec<(u32, ApplicationKey)> = fields
        .iter()
        .filter_map(|(field, value)| {
            let key = field.strip_prefix("place.")?;
            Some((value.trim().parse().unwrap_or(u32::MAX), ApplicationKey(key.to_owned())))
        })
        .collect();
    order.sort();
    let distinct = order.windows(2).all(|pair| pair[0].0 != pair[1].0);
    let order: Vec<ApplicationKey> =
        if distinct { order.into_iter().map(|(_, key)| key).collect() } else { Vec::new() };
    let minutes = (fields.get("minute"), fields.get("drawn_on").parse().ok());
    actions::note_lot(&app, visitor.actor()?, &slug, minutes, &order).await?;
    Ok(Redirect::to(&urls::desk_scores(&slug)).into_response())
}
