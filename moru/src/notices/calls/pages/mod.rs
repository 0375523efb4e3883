//! The pages of calls: what everybody reads, and the desk.

mod public;

use axum::{Router, routing::get};

pub use public::CallCard;

use crate::{base::app::App, web::urls};

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new().route(urls::CALLS, get(public::list)).route(urls::CALL, get(public::one))
}
