//! The pages of meetings: the desk's and those of members.

mod desk;
mod evaluator;
mod meeting;
mod meeting_people;
mod meeting_view;

use axum::{
    Router,
    routing::{get, post},
};

use crate::{base::app::App, web::urls};

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route(urls::DESK_JUDGING, get(desk::calls_page))
        .route(urls::DESK_MEETINGS, get(desk::list).post(desk::set_up))
        .route(urls::DESK_MEETING, get(meeting::record))
        .route(urls::DESK_MEETING_CANDIDATES, post(meeting::candidates))
        .route(urls::DESK_MEETING_FREEZE, post(meeting::freeze))
        .route(urls::DESK_MEETING_DRAW, post(meeting::draw))
        .route(urls::DESK_MEETING_ANSWER, post(meeting::answer))
        .route(urls::DESK_MEETING_ASSIGN, post(meeting::assign))
        .route(urls::DESK_MEETING_APPOINT, post(meeting::appoint))
        .route(urls::DESK_MEETING_CODE, post(meeting::code))
        .route(urls::DESK_MEETING_SEAT, post(meeting::replace))
        .route(urls::DESK_MEETING_JOIN, post(meeting::join))
        .route(urls::JUDGING_DECLARATION, get(evaluator::declaration).post(evaluator::declare))
        .route(urls::JUDGING_CHECK_IN, post(evaluator::check_in))
}
