//! Guards around every request: who may send forms to us, and which headers every answer carries.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::base::errors::{Failure, Refusal};

/// Refuses requests that change something and come from another site's page.
///
/// Every browser that runs this site says where a request comes from (`Sec-Fetch-Site`, older ones `Origin`), and no
/// page can forge it. So forms need no token, and a form that waited over night still works. See docs/adr.
pub async fn same_site_only(request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && !is_same_site(request.headers()) {
        return Failure::from(Refusal::malformed()).into_response();
    }
    next.run(request).await
}

fn is_same_site(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    match text(HeaderName::from_static("sec-fetch-site")) {
        Some(site) => matches!(site, "same-origin" | "none"),
        None => match text(header::ORIGIN) {
            // A program that is not a browser sends neither header and carries no one's cookies by accident.
            None => true,
            Some(origin) => {
                let host = origin.split_once("://").map_or("", |(_, host)| host);
                text(header::HOST).is_some_and(|own| own.eq_ignore_ascii_case(host))
            }
        },
    }
}

/// Refuses an address with a zero byte in it, which PostgreSQL takes in no text. No form and no link of ours has one;
/// text that people send loses it when it is read.
pub async fn readable_addresses_only(request: Request, next: Next) -> Response {
    if request.uri().to_string().contains("%00") {
        return Failure::from(Refusal::malformed()).into_response();
    }
    next.run(request).await
}

/// Scripts, styles and images come from this site alone, no page is framed, no address leaks to other sites.
const HEADERS: [(&str, &str); 5] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("permissions-policy", "geolocation=(self), camera=(), microphone=()"),
    ("cross-origin-opener-policy", "same-origin"),
];

/// Puts the headers of [`HEADERS`] on every answer, and keeps pages out of shared caches.
pub async fn security_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
    response
}
