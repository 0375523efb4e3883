//! The pages of cards and results, a file for each audience.

mod card;
mod card_view;
mod evaluator;
mod ranking;
mod results;

use axum::{
    Router,
    routing::{get, post},
};

use crate::{base::app::App, web::urls};

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route(urls::JUDGING, get(evaluator::list))
        .route(urls::JUDGING_MEETING, get(evaluator::meeting))
        .route(urls::JUDGING_CARD, get(card::show).post(card::save))
        .route(urls::JUDGING_SIGN, get(card::sign_page).post(card::sign))
        .route(urls::JUDGING_RECUSAL, get(card::recusal_page).post(card::recuse))
        .route(urls::JUDGING_INSPECTION, post(card::inspect))
        .route(urls::JUDGING_FILE, get(card::file))
        .route(urls::JUDGING_RESULTS, get(results::chair))
        .route(urls::DESK_MEETING_RESULTS, get(results::desk))
        .route(urls::DESK_MEETING_CLOSE, post(results::close))
        .route(urls::DESK_SCORES, get(ranking::show).post(ranking::note_lot))
        .route(urls::DESK_SCORES_FILE, get(ranking::file))
}
