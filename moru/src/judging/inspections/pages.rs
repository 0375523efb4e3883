//! The pages of inspections, a file for each audience.

mod acts;
mod desk;
mod exchange;
mod inspector;
mod item_view;
mod sync;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

use super::actions::LARGEST_PHOTO;
use crate::{base::app::App, web::urls};

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    // A photo that is a little too large is refused with a sentence, a very large one without being read.
    let photo = DefaultBodyLimit::max(2 * LARGEST_PHOTO);
    Router::new()
        .route(urls::DESK_INSPECTIONS, get(desk::list))
        .route(urls::DESK_INSPECTION, get(desk::show).post(desk::plan))
        .route(urls::DESK_INSPECTION_EXCHANGE, post(exchange::exchange))
        .route(urls::INSPECTIONS, get(inspector::list))
        .route(urls::INSPECTION, get(inspector::show))
        .route(urls::INSPECTION_HOST, get(inspector::host))
        .route(urls::INSPECTION_ITEM, get(inspector::item).post(acts::record))
        .route(urls::INSPECTION_CONFIRMATION, post(acts::confirm))
        .route(urls::INSPECTION_CLOSE, post(acts::close))
        .route(urls::INSPECTION_RECORDS, post(sync::records))
        .route(urls::INSPECTION_PHOTO, get(sync::photo).post(sync::keep_photo).layer(photo))
        .route(urls::INSPECTION_WORKER, get(sync::worker))
}
