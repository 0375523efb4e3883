//! The pages of objections, a file for each audience.

mod applicant;
mod desk;

use axum::{
    Router,
    routing::{get, post},
};

use crate::{base::app::App, web::urls};

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route(urls::OBJECTION, get(applicant::show).post(applicant::file))
        .route(urls::DESK_OBJECTIONS, get(desk::list))
        .route(urls::DESK_OBJECTION, get(desk::show).post(desk::answer))
        .route(urls::DESK_OBJECTION_PUT_OFF, post(desk::put_off))
}
