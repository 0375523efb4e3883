//! Who is at the door: the signed-in person, the language, the address; and the page frame for them.

use std::{convert::Infallible, time::Duration};

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::request::Parts,
};
use axum_extra::extract::CookieJar;
use chrono::{DateTime, TimeDelta, Utc};
use ledger::Sha256;

use super::{actor::Actor, role::Role, store};
use crate::{
    base::{
        app::App,
        errors::{Failure, Outcome, Refusal},
        words::Language,
    },
    web::{
        page::{Account, Demo, Inquiry, Link, Page, Role as RoleChoice},
        show, urls,
    },
};

/// Name of the cookie that holds the session token.
pub const SESSION_COOKIE: &str = "moru_session";
/// Name of the cookie that holds the language.
pub const LANGUAGE_COOKIE: &str = "moru_lang";
/// Longest wait for extending a session. A page is read whether or not anything can be written; what was not extended
/// now is extended by the next page.
const EXTENDING: Duration = Duration::from_secs(1);
/// A session ends after this long without use.
pub const SESSION_LENGTH: TimeDelta = TimeDelta::hours(2);

/// Whoever sent the request.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// Who is signed in.
    pub actor: Option<Actor>,
    /// The language pages speak.
    pub language: Language,
    /// Path and query.
    pub path: String,
    /// When the request arrived.
    pub now: DateTime<Utc>,
    is_example: bool,
    clock_is_set: bool,
}

impl Visitor {
    /// Somebody of whom nothing is known: what a failure page is drawn for when the database cannot be asked.
    pub fn stranger(parts: &Parts, app: &App) -> Self {
        let language = CookieJar::from_headers(&parts.headers)
            .get(LANGUAGE_COOKIE)
            .map_or(Language::Korean, |cookie| Language::from_code(cookie.value()));
        let path = parts.uri.path_and_query().map_or(urls::HOME, |path| path.as_str()).to_owned();
        Self {
            actor: None,
            language,
            path,
            now: app.clock.now(),
            is_example: app.is_example,
            clock_is_set: app.clock.is_set(),
        }
    }

    /// The signed-in person, or the refusal that asks to sign in.
    pub fn actor(&self) -> Outcome<&Actor> {
        self.actor.as_ref().ok_or_else(|| Refusal::sign_in_first().into())
    }

    /// The frame of a page for this visitor.
    pub fn page(&self) -> Page {
        let mut page = Page::new(self.language, &self.path);
        page.menu = menu(&page, self.actor.as_ref());
        page.inquiries = inquiries(&page);
        if let Some(actor) = &self.actor {
            page.account = Some(Account {
                name: actor.name.clone(),
                role_label: page.t(actor.role.korean()).to_owned(),
            });
            page.roles = actor
                .roles
                .iter()
                .map(|(role, scope)| RoleChoice {
                    id: format!("{}:{scope}", role.code()),
                    label: page.t(role.korean()).to_owned(),
                    current: *role == actor.role && *scope == actor.scope,
                })
                .collect();
        }
        if self.is_example {
            let clock_text = if self.clock_is_set { show::date_time(self.now) } else { String::new() };
            page.demo = Some(Demo { clock_text });
        }
        page
    }
}

/// At most five places, those of the role.
fn menu(page: &Page, actor: Option<&Actor>) -> Vec<Link> {
    let items: &[(&str, &str)] = match actor.map(|actor| actor.role) {
        Some(Role::Applicant) => &[
            ("내 신청", urls::APPLICATIONS),
            ("모집공고", urls::CALLS),
            ("집적지 지도", urls::ATLAS),
            ("접수증 확인", urls::VERIFY),
        ],
        Some(Role::Evaluator) => &[("오늘 할 평가", urls::JUDGING), ("모집공고", urls::CALLS)],
        Some(Role::RegionalOffice) => &[
            ("공고·선정", urls::DESK_CALLS),
            ("집적지", urls::ATLAS),
            ("보도자료", urls::DESK_RELEASES),
            ("센터 현황", urls::CENTRES),
        ],
        Some(role) if role.is_desk() => &[
            ("공고·선정", urls::DESK_CALLS),
            ("평가", urls::DESK_JUDGING),
            ("집적지", urls::ATLAS),
            ("보도자료", urls::DESK_RELEASES),
            ("센터 현황", urls::CENTRES),
        ],
        _ => &[
            ("집적지 지도", urls::ATLAS),
            ("모집공고", urls::CALLS),
            ("센터 찾기", urls::CENTRES),
            ("보도자료", urls::RELEASES),
            ("접수증 확인", urls::VERIFY),
        ],
    };
    items
        .iter()
        .map(|(label, href)| Link {
            href: (*href).to_owned(),
            label: page.t(label).to_owned(),
            current: page.path.split('?').next() == Some(href),
        })
        .collect()
}

/// The lines of the 2024 notice.
fn inquiries(page: &Page) -> Vec<Inquiry> {
    [
        ("신청 문의 (소상공인시장진흥공단)", "042-363-7910"),
        ("신청 문의 (소상공인시장진흥공단)", "042-363-7911"),
    ]
    .into_iter()
    .map(|(role, phone)| Inquiry {
        role: page.t(role).to_owned(),
        phone: phone.to_owned(),
        tel: phone.replace('-', ""),
    })
    .collect()
}

/// The hash under which a session token is stored.
pub fn token_hash(token: &str) -> String {
    Sha256::of(token.as_bytes()).to_hex()
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        if let Some(known) = parts.extensions.get::<Self>() {
            return Ok(known.clone());
        }
        let mut visitor = Self::stranger(parts, app);
        if let Some(cookie) = CookieJar::from_headers(&parts.headers).get(SESSION_COOKIE) {
            visitor.actor = signed_in(app, cookie.value(), visitor.now).await?;
        }
        parts.extensions.insert(visitor.clone());
        Ok(visitor)
    }
}

impl OptionalFromRequestParts<App> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>, Infallible> {
        Ok(<Self as FromRequestParts<App>>::from_request_parts(parts, app).await.ok())
    }
}

/// The person of a token. A session in use is extended, at most once in a quarter of its length.
async fn signed_in(app: &App, token: &str, now: DateTime<Utc>) -> Outcome<Option<Actor>> {
    let hash = token_hash(token);
    let Some((actor, expires_at)) = store::actor(app.database.read(), &hash, now).await? else {
        return Ok(None);
    };
    if expires_at - now < SESSION_LENGTH * 3 / 4 {
        let extended = super::actions::extend(app, &hash, now + SESSION_LENGTH);
        match tokio::time::timeout(EXTENDING, extended).await {
            Ok(Ok(())) => {}
            Ok(Err(failure)) => tracing::warn!(%failure, "could not extend a session"),
            Err(_) => tracing::warn!("could not extend a session in time"),
        }
    }
    Ok(Some(actor))
}
