//! To come.

use axum::Router;

use crate::base::app::App;

/// Addresses.
pub fn routes() -> Router<App> {
    Router::new()
}
