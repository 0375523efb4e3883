//! The list of a call and the sheet of a review for the agency, and the result for the applicant.

mod list;
mod result;
mod sheet;

use axum::{
    Router,
    routing::{get, post},
};

use crate::{base::app::App, web::urls};

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route(urls::INTAKE, get(list::show))
        .route(urls::REVIEW, get(sheet::show))
        .route(urls::REVIEW_FINDING, post(sheet::note))
        .route(urls::REVIEW_PROPOSAL, post(sheet::propose))
        .route(urls::REVIEW_DECISION, post(sheet::decide))
        .route(urls::INTAKE_PUBLISH, get(result::ask).post(result::publish))
        .route(urls::ELIGIBILITY, get(result::show))
}
