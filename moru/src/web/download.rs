//! A file that somebody saves.

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};

/// What people attached: whatever it says it is, it is bytes.
pub const BYTES: &str = "application/octet-stream";

/// An answer that is always saved under a name and never shown, so that nothing in it runs, and kept nowhere on the way.
pub fn attachment(name: &str, media_type: &'static str, content: impl Into<Body>) -> Response {
    let name: String =
        form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>().replace('+', "%20");
    let mut response = Response::new(content.into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{name}")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
