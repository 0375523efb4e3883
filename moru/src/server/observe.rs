//! One log line and one measurement for every request. Neither holds personal data: no address of the person, no query,
//! no path with an id, only the pattern of the route.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use tracing::Instrument;

/// The header that carries the id of a request, so that a report can be found in the log.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Measures and logs a request.
pub(super) async fn each_request(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = format!("{:016x}", rand::random::<u64>());
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "-".to_owned(), |path| path.as_str().to_owned());
    let method = request.method().clone();
    let span = tracing::info_span!("request", id, %method, route);
    let mut response = next.run(request).instrument(span.clone()).await;
    let elapsed = started.elapsed();
    let status = response.status().as_u16();
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    span.in_scope(|| {
        tracing::debug!(
            status,
            elapsed_us = u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX),
            "answered"
        )
    });
    let labels = [("route", route), ("method", method.to_string()), ("status", status.to_string())];
    metrics::counter!("moru_requests_total", &labels).increment(1);
    metrics::histogram!("moru_request_seconds", &labels[..1]).record(elapsed.as_secs_f64());
    response
}
