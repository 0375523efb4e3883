//! The pages of the register: the desk's, and the one that an invitation leads to.

mod desk;
mod invitation;

use axum::{
    Router,
    routing::{get, post},
};

use crate::{base::app::App, web::urls};

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route(urls::DESK_EVALUATORS, get(desk::list))
        .route(urls::DESK_EVALUATOR_NEW, get(desk::new).post(desk::invite))
        .route(urls::DESK_EVALUATOR, get(desk::record))
        .route(urls::DESK_EVALUATOR_TIES, post(desk::enter_tie))
        .route(urls::DESK_EVALUATOR_STATE, post(desk::set_state))
        .route(urls::INVITATION, get(invitation::page).post(invitation::accept))
}
