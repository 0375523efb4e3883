//! A person at a browser, as far as the server can tell: cookies are kept, forms are sent as forms.

use std::collections::BTreeMap;

use axum::{Router, body::Body};
use http::{HeaderMap, Method, Request, StatusCode, header};
use tower::ServiceExt;

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The status.
    pub(crate) status: StatusCode,
    /// The headers.
    pub(crate) headers: HeaderMap,
    /// The body.
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Where a redirect leads.
    pub(crate) fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Fails the test with the page's words unless the status is this one.
    #[track_caller]
    pub(crate) fn expect(self, status: StatusCode) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }
}

/// A browser with its cookies.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    pub(super) fn new(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new() }
    }

    /// Sets a cookie.
    pub(crate) fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Opens a page.
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None, Body::empty()).await
    }

    /// Sends a form.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send(Method::POST, path, Some("application/x-www-form-urlencoded"), Body::from(body)).await
    }

    /// Sends a form whose fields only come after something else has happened.
    pub(crate) async fn post_after(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        meanwhile: impl FnOnce() + Send + 'static,
    ) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let length = body.len();
        let late = futures_util::stream::once(async move {
            meanwhile();
            Ok::<_, std::io::Error>(body)
        });
        let kind = Some("application/x-www-form-urlencoded");
        self.deliver(Method::POST, path, kind, (Body::from_stream(late), length)).await
    }

    /// Uploads a file in the form field `file`, with further fields before it.
    pub(crate) async fn upload(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        name: &str,
        content: &[u8],
    ) -> Answer {
        const EDGE: &str = "----edge";
        let mut body = Vec::new();
        for (field, value) in fields {
            body.extend(
                format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n")
                    .bytes(),
            );
        }
        let head =
            format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        body.extend(head.bytes());
        body.extend(content);
        body.extend(format!("\r\n--{EDGE}--\r\n").bytes());
        let kind = format!("multipart/form-data; boundary={EDGE}");
        self.send(Method::POST, path, Some(&kind), Body::from(body)).await
    }

    /// Sends any request from a page of the site.
    pub(crate) async fn send(
        &mut self,
        method: Method,
        path: &str,
        kind: Option<&str>,
        body: Body,
    ) -> Answer {
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a body");
        let length = bytes.len();
        self.deliver(method, path, kind, (Body::from(bytes), length)).await
    }

    async fn deliver(
        &mut self,
        method: Method,
        path: &str,
        kind: Option<&str>,
        (body, length): (Body, usize),
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "moru.example.kr")
            .header("sec-fetch-site", "same-origin")
            .header(header::ACCEPT, "text/html");
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<_> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let request = request.header(header::CONTENT_LENGTH, length).body(body).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        self.keep_cookies(&parts.headers);
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a body").to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for value in headers.get_all(header::SET_COOKIE) {
            let text = value.to_str().unwrap_or_default();
            let (pair, rest) = text.split_once(';').unwrap_or((text, ""));
            let Some((name, value)) = pair.split_once('=') else { continue };
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name.trim());
            } else {
                self.cookies.insert(name.trim().to_owned(), value.trim().to_owned());
            }
        }
    }
}
