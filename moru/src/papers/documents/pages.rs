//! The pages of documents: taking one, checking one, and the list at the desk.

mod desk;
mod take;
mod verify;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

use crate::{
    base::app::App,
    web::{upload::LARGEST_UPLOAD, urls},
};

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route(
            urls::VERIFY_DOCUMENT,
            get(verify::page).post(verify::compare).layer(DefaultBodyLimit::max(LARGEST_UPLOAD)),
        )
        .route(urls::DOCUMENT, post(take::issue))
        .route(urls::DOCUMENT_FILE, get(take::file))
        .route(urls::DOCUMENT_DRAFT, get(take::draft))
        .route(urls::SHEET, get(take::sheet).post(take::take_sheet))
        .route(urls::DESK_DOCUMENTS, get(desk::list))
        .route(urls::DESK_DOCUMENT_WITHDRAW, post(desk::withdraw))
}
