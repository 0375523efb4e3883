//! The public home page: the five services, what is open now, and the way to a cluster near oneself.

use askama::Template;
use axum::{
    Router,
    extract::State,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};

use crate::{
    base::{app::App, errors::Outcome},
    identity::accounts::{Role, Visitor},
    notices::{
        calls::{CallCard, store as calls},
        publications::banners,
    },
    web::{
        page::{Page, html},
        urls,
    },
};

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new().route(urls::HOME, get(home))
}

/// The five services of a centre in the order of the notice (its line 9).
const SERVICES: [(&str, &str); 5] = [
    ("상담", "지원정책을 묻고, 우리 공장에 맞는 것을 찾습니다."),
    ("제조인력", "일할 사람과 일자리를 이어 드립니다."),
    ("교육·컨설팅", "경영과 기술을 배우고 전문가의 도움을 받습니다."),
    ("발전계획", "집적지가 나아갈 길을 함께 세웁니다."),
    ("특화사업", "공동구매, 전시, 홍보처럼 함께 하는 사업에 참여합니다."),
];

#[derive(Template)]
#[template(path = "insight/home/templates/home.html")]
struct HomePage {
    page: Page,
    open: Vec<CallCard>,
    services: [(&'static str, &'static str); 5],
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
    html(&HomePage { open: cards.filter(|card| card.is_open).collect(), services: SERVICES, page })
}
