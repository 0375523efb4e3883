//! The pages of a selection, a file for each audience.

mod applicant;
mod changes;
mod desk;
mod form;
mod public;
mod rows;

use axum::{
    Router,
    routing::{get, post},
};

use crate::{base::app::App, web::urls};

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route(urls::DESK_SELECTION, get(desk::show).post(desk::propose))
        .route(urls::DESK_SELECTION_CONFIRM, post(desk::confirm))
        .route(urls::DESK_SELECTION_ANNOUNCE, get(changes::ask).post(changes::announce))
        .route(urls::DESK_SELECTION_FORFEIT, post(changes::forfeit))
        .route(urls::DESK_SELECTION_PROMOTE, post(changes::promote))
        .route(urls::CALL_RESULT, get(public::show))
        .route(urls::RESULT, get(applicant::show))
}
