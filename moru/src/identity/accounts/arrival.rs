//! Somebody who has just arrived, and how it is found out who they are.

use std::{
    convert::Infallible,
    sync::{Arc, OnceLock},
    time::Duration,
};

use axum::{extract::FromRequestParts, http::request::Parts};
use axum_extra::extract::CookieJar;
use chrono::{DateTime, TimeDelta, Utc};
use ledger::Sha256;

use super::{Visitor, store};
use crate::{
    base::{
        app::App,
        errors::{Failure, Outcome},
        question::Question,
        words::Language,
    },
    web::urls,
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

/// A request whose sender has not been looked up. A handler that takes [`Visitor`] gets them looked up first; one that
/// takes this asks who they are together with what its page shows.
#[derive(Clone, Debug)]
pub struct Arrival {
    stranger: Visitor,
    token_hash: Option<String>,
    recognised: Arc<OnceLock<Visitor>>,
}

impl Arrival {
    /// What the request itself says.
    pub fn of(parts: &Parts, app: &App) -> Self {
        let cookies = CookieJar::from_headers(&parts.headers);
        let language = cookies
            .get(LANGUAGE_COOKIE)
            .map_or(Language::Korean, |cookie| Language::from_code(cookie.value()));
        let path = parts.uri.path_and_query().map_or(urls::HOME, |path| path.as_str()).to_owned();
        let stranger = Visitor {
            actor: None,
            language,
            path,
            now: app.clock.now(),
            is_example: app.is_example,
            clock_is_set: app.clock.is_set(),
        };
        let token_hash = cookies.get(SESSION_COOKIE).map(|cookie| token_hash(cookie.value()));
        Self { stranger, token_hash, recognised: Arc::default() }
    }

    /// The same when all of it is there, which is the moment it arrived.
    #[must_use]
    pub fn complete(mut self, at: DateTime<Utc>) -> Self {
        self.stranger.now = at;
        self
    }

    /// Whoever it is as far as was found out: what a failure page is drawn for when the database cannot be asked.
    pub fn known_so_far(self) -> Visitor {
        self.recognised.get().cloned().unwrap_or(self.stranger)
    }

    /// Finds out who it is, once in a request.
    pub async fn visitor(&self, app: &App) -> Outcome<Visitor> {
        Ok(self.with(app, Question::known(())).await?.0)
    }

    /// Finds out who it is and asks something in the same statement. The answer is not theirs to see yet.
    pub async fn with<T: Send + 'static>(&self, app: &App, question: Question<T>) -> Outcome<(Visitor, T)> {
        let reader = app.database.read();
        let (Some(hash), None) = (&self.token_hash, self.recognised.get()) else {
            let visitor = self.recognised.get().unwrap_or(&self.stranger).clone();
            return Ok((visitor, question.ask(reader).await?));
        };
        let now = self.stranger.now;
        let (found, answer) = store::signed_in(hash, now).and(question).ask(reader).await?;
        let mut visitor = self.stranger.clone();
        if let Some((actor, expires_at)) = found {
            extend(app, hash, expires_at, now).await;
            visitor.actor = Some(actor);
        }
        Ok((self.recognised.get_or_init(|| visitor).clone(), answer))
    }
}

/// A session in use is extended, at most once in a quarter of its length.
async fn extend(app: &App, hash: &str, expires_at: DateTime<Utc>, now: DateTime<Utc>) {
    if expires_at - now >= SESSION_LENGTH * 3 / 4 {
        return;
    }
    let extended = super::actions::extend(app, hash, now + SESSION_LENGTH);
    match tokio::time::timeout(EXTENDING, extended).await {
        Ok(Ok(())) => {}
        Ok(Err(failure)) => tracing::warn!(%failure, "could not extend a session"),
        Err(_) => tracing::warn!("could not extend a session in time"),
    }
}

/// The hash under which a session token is stored.
pub fn token_hash(token: &str) -> String {
    Sha256::of(token.as_bytes()).to_hex()
}

impl FromRequestParts<App> for Arrival {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        if let Some(known) = parts.extensions.get::<Self>() {
            return Ok(known.clone());
        }
        let arrival = Self::of(parts, app);
        parts.extensions.insert(arrival.clone());
        Ok(arrival)
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let Ok(arrival) = Arrival::from_request_parts(parts, app).await;
        arrival.visitor(app).await
    }
}
