//! The public home page: the five services, what is open now, and the way to a cluster near oneself.

use askama::Template;
use axum::{
    Router,
    extract::State,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};

use chrono::Datelike;

use crate::{
    base::{app::App, errors::Outcome},
    identity::accounts::{Role, Visitor},
    notices::{
        calls::{CallCard, store as calls},
        publications::banners,
    },
    registry::centres::{Service, store as centres},
    web::{
        page::{Page, html},
        show, urls,
    },
};

mod sitemap;
#[cfg(test)]
mod tests;

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route(urls::HOME, get(home))
        .route(urls::SITEMAP, get(sitemap::sitemap))
        .route(urls::ROBOTS, get(sitemap::robots))
}

/// The five services of a centre in the order of the notice (its line 9).
const SERVICES: [(Service, &str); 5] = [
    (Service::Counselling, "지원정책을 묻고, 우리 공장에 맞는 것을 찾습니다."),
    (Service::Workforce, "일할 사람과 일자리를 이어 드립니다."),
    (Service::Education, "경영과 기술을 배우고 전문가의 도움을 받습니다."),
    (Service::Roadmap, "집적지가 나아갈 길을 함께 세웁니다."),
    (Service::Special, "공동구매, 전시, 홍보처럼 함께 하는 사업에 참여합니다."),
];

#[derive(Template)]
#[template(path = "insight/home/templates/home.html")]
struct HomePage {
    page: Page,
    open: Vec<CallCard>,
    services: [(Service, &'static str); 5],
    /// How many centres there are, with the month for which it holds.
    centres: String,
}

/// An applicant lands on their applications, an evaluator on what there is to judge, everybody else on what is open now.
async fn home(State(app): State<App>, visitor: Visitor) -> Outcome<Response> {
    match visitor.actor.as_ref().map(|actor| actor.role) {
        Some(Role::Applicant) => return Ok(Redirect::to(urls::APPLICATIONS).into_response()),
        Some(Role::Evaluator) => return Ok(Redirect::to(urls::JUDGING).into_response()),
        _ => {}
    }
    let mut page = visitor.page();
    let campaign = banners::current(app.database.read(), visitor.now).await?;
    page.campaign = campaign.map(|campaign| campaign.text());
    let calls = calls::public(app.database.read(), visitor.now).await?;
    let cards = calls.iter().map(|call| CallCard::new(&page, call, visitor.now));
    let today = show::day(visitor.now);
    let count = centres::count_active(app.database.read(), today).await?;
    let (year, month) = (today.year(), today.month());
    let centres =
        page.tf("{year}년 {month}월 기준 {n}개소", &[("year", &year), ("month", &month), ("n", &count)]);
    html(&HomePage { centres, open: cards.filter(|card| card.is_open).collect(), services: SERVICES, page })
}
