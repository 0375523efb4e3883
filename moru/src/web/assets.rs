//! The front-end files, built from `web/` and embedded in the program. Their names carry a hash of their content, so
//! browsers keep them for ever.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;
use serde::Deserialize;

#[derive(RustEmbed)]
#[folder = "../web/dist"]
struct Dist;

#[derive(Deserialize)]
struct Built {
    file: String,
}

static MANIFEST: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let manifest = Dist::get("manifest.json").map(|file| file.data).unwrap_or_default();
    let built: HashMap<String, Built> = serde_json::from_slice(&manifest).unwrap_or_default();
    built.into_iter().map(|(name, built)| (name, format!("/assets/{}", built.file))).collect()
});

/// The address of a built file by its plain name, such as `app.css`.
pub fn address(name: &str) -> &'static str {
    MANIFEST.get(name).map_or("", String::as_str)
}

/// The bytes of a built file by its plain name, for what is drawn on the server.
pub fn content(name: &str) -> Option<Cow<'static, [u8]>> {
    let file = address(name).strip_prefix("/assets/")?;
    Dist::get(file).map(|found| found.data)
}

/// Serves one file, compressed where the browser takes it.
pub async fn serve(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let accepted =
        headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let encoded = [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .filter(|(encoding, _)| accepted.contains(encoding))
        .find_map(|(encoding, suffix)| {
            Dist::get(&format!("{file}.{suffix}")).map(|found| (found, Some(encoding)))
        });
    let Some((found, encoding)) = encoded.or_else(|| Dist::get(&file).map(|found| (found, None))) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = found.data.into_owned().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, media_type(&file));
    headers.insert(
        header::CACHE_CONTROL,
        header::HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    headers.insert(header::VARY, header::HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, header::HeaderValue::from_static(encoding));
    }
    response
}

fn media_type(file: &str) -> header::HeaderValue {
    let text = match file.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "otf" => "font/otf",
        "json" => "application/json",
        "png" => "image/png",
        _ => "application/octet-stream",
    };
    header::HeaderValue::from_static(text)
}
