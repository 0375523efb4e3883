//! The pages of calls: what everybody reads, and the desk.

mod acts;
mod desk;
mod history;
mod public;
mod record;
mod sections;

use axum::{
    Router,
    routing::{get, post},
};

pub use public::CallCard;

use crate::{base::app::App, web::urls};

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route(urls::CALLS, get(public::list))
        .route(urls::CALL, get(public::one))
        .route(urls::CALL_REVISION, get(public::revision))
        .route(urls::DESK_CALLS, get(desk::list))
        .route(urls::DESK_CALL_NEW, get(desk::new_page).post(desk::begin))
        .route(urls::DESK_CALL, get(record::page))
        .route(urls::DESK_CALL_SECTION, get(sections::page).post(sections::save))
        .route(urls::DESK_CALL_SUBMIT, post(acts::submit))
        .route(urls::DESK_CALL_SEND_BACK, post(acts::send_back))
        .route(urls::DESK_CALL_APPROVE, post(acts::approve))
        .route(urls::DESK_CALL_PUBLISH, post(acts::publish))
        .route(urls::DESK_CALL_AMEND, post(acts::amend))
        .route(urls::DESK_CALL_EXTEND, post(acts::extend))
        .route(urls::DESK_CALL_APPROVE_EXTENSION, post(acts::approve_extension))
        .route(urls::DESK_CALL_WITHDRAW, post(acts::withdraw))
        .route(urls::DESK_CALL_CANCEL, post(acts::cancel))
}
