//! Centres: which run, since when, where, and by whom.

use axum::Router;

use crate::base::app::App;

/// Addresses.
pub fn routes() -> Router<App> {
    Router::new()
}
