//! The pages of press releases: what everybody reads, and the desk.

mod desk;
mod feed;
mod findings;
mod public;
mod show;

use axum::{
    Router,
    routing::{get, post},
};
use serde::Deserialize;

use crate::{base::app::App, web::urls};

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route(urls::RELEASES, get(public::list))
        .route(urls::RELEASES_FEED, get(feed::feed))
        .route(urls::RELEASE, get(public::release))
        .route(urls::DESK_RELEASES, get(desk::list))
        .route(urls::DESK_RELEASE_NEW, get(desk::import_page).post(desk::import))
        .route(urls::DESK_RELEASE, get(desk::record))
        .route(urls::DESK_RELEASE_EMBARGO, post(desk::confirm))
        .route(urls::DESK_RELEASE_CONTACTS, post(desk::move_contacts))
}

/// Where a list goes on.
#[derive(Deserialize)]
struct After {
    after: Option<String>,
}
