//! What operators and other programs ask: does it live, can it serve, how is it doing, what is its API.

use std::sync::OnceLock;

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use serde_json::{Value, json};

use crate::{base::app::App, web::urls};

static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// The addresses of operation.
pub(super) fn routes() -> Router<App> {
    RECORDER.get_or_init(|| PrometheusBuilder::new().install_recorder().ok());
    Router::new()
        .route(urls::HEALTH, get(|| async { "ok" }))
        .route(urls::READY, get(ready))
        .route(urls::METRICS, get(figures))
        .route(urls::OPENAPI, get(openapi))
}

async fn ready(State(app): State<App>) -> Response {
    if app.database.is_ready().await {
        "ready".into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer or its schema is not current")
            .into_response()
    }
}

async fn figures() -> Response {
    match RECORDER.get().and_then(Option::as_ref) {
        Some(handle) => handle.render().into_response(),
        None => (StatusCode::SERVICE_UNAVAILABLE, "no recorder").into_response(),
    }
}

/// The addresses meant for programs.
async fn openapi() -> Json<Value> {
    let answer = |description: &str| json!({ "200": { "description": description } });
    let parameter =
        |name: &str| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } });
    Json(json!({
        "openapi": "3.1.0",
        "info": { "title": "Moru", "version": env!("CARGO_PKG_VERSION") },
        "paths": {
            urls::HEALTH: { "get": { "summary": "Whether the process lives", "responses": answer("It does") } },
            urls::READY: { "get": { "summary": "Whether it can serve", "responses": answer("It can") } },
            urls::PUBLIC_KEY: { "get": { "summary": "Public key of receipts, hexadecimal", "responses": answer("The key") } },
            urls::RECEIPT_FILE: { "get": {
                "summary": "Receipt of one's own application",
                "parameters": [parameter("id")],
                "responses": answer("The canonical receipt file"),
            } },
        }
    }))
}
