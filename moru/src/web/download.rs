//! A file that somebody saves.

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};

/// An answer that is always saved under a name and never shown, so that nothing in it runs.
pub fn attachment(name: &str, content: impl Into<Body>) -> Response {
    let name: String =
        form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>().replace('+', "%20");
    let mut response = Response::new(content.into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{name}")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
