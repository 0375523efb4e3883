//! The pages of the atlas: the map with its table, the card of one cell, the files.

mod card;
mod draw;
mod export;
mod list;
mod words;

use axum::{Router, routing::get};

use crate::{base::app::App, web::urls};

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route(urls::ATLAS, get(list::page))
        .route(urls::CLUSTER, get(card::page))
        .route(urls::ATLAS_CSV, get(export::csv))
        .route(urls::ATLAS_JSON, get(export::json))
}
