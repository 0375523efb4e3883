//! Test harness: the whole application on its real router, with a clock that stands still, a database of its own, a
//! folder for files and one for mail.

mod browser;
pub(crate) mod judging;

use std::{path::Path, sync::Arc};

use axum::Router;
use chrono::{DateTime, Utc};
use testdb::TestDatabase;
use uuid::Uuid;

pub(crate) use browser::{Answer, Browser};

use crate::{
    base::{app::App, clock::Clock, config::Settings, errors::Outcome, jobs},
    identity::accounts::{Role, arrival, store},
    server,
};

/// An instant written in Korean time, such as `2024-05-10T17:59:59.999`.
pub(crate) fn kst(text: &str) -> DateTime<Utc> {
    format!("{text}+09:00").parse().expect("a Korean date and time")
}

/// The application in a test. Nothing of it outlives the test.
pub(crate) struct TestApp {
    /// What handlers are handed.
    pub(crate) app: App,
    router: Router,
    folder: Arc<tempfile::TempDir>,
    _database: TestDatabase,
}

impl TestApp {
    /// Starts on a fresh database with the clock at 2024-05-02 10:00 KST, in the middle of the call's window.
    pub(crate) async fn start(database: TestDatabase) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let place = |name: &str| folder.path().join(name).display().to_string();
        let settings = Settings {
            database: Some(database.url().to_owned()),
            files: Some(place("files")),
            mail: Some(format!("folder:{}", place("mail"))),
            seal_key: Some(place("seal.key").into()),
            ..Settings::default()
        };
        let config = settings.resolve().expect("usable settings");
        let clock = Clock::standing_at(kst("2024-05-02T10:00:00"));
        let app = App::open(config, clock, false).await.expect("an application");
        let router = server::router(app.clone());
        Self { app, router, folder: Arc::new(folder), _database: database }
    }

    /// Moves the clock.
    pub(crate) fn at(&self, korean: &str) {
        self.app.clock.set(kst(korean));
    }

    /// Someone who has not signed in.
    pub(crate) fn visitor(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// A signed-in person with a role for a scope (nil for the whole country).
    pub(crate) async fn signed_in(&self, role: Role, scope: Uuid) -> Browser {
        let token = self.session(role, scope).await.expect("a session");
        let mut browser = self.visitor();
        browser.set_cookie(arrival::SESSION_COOKIE, &token);
        browser
    }

    async fn session(&self, role: Role, scope: Uuid) -> Outcome<String> {
        let (account, at) = (self.app.clock.id(), self.app.clock.now());
        let transaction = self.app.database.begin().await?;
        let email = format!("{account}@example.kr");
        let new = store::NewAccount {
            id: account,
            email: &email,
            name: "예시 담당자",
            password_hash: String::new(),
            at,
        };
        store::insert(&transaction, new).await?;
        store::grant(&transaction, account, role, scope, at).await?;
        let token = hex::encode(self.app.clock.secret());
        let session = store::NewSession {
            token_hash: arrival::token_hash(&token),
            account,
            role,
            scope,
            at,
            expires_at: at + chrono::TimeDelta::days(60),
        };
        store::begin_session(&transaction, session).await?;
        transaction.commit().await?;
        Ok(token)
    }

    /// How many letters that hold a text were ever queued, sent or not.
    pub(crate) async fn queued(&self, text: &str) -> usize {
        use sea_orm::{ConnectionTrait, Statement};
        let read = self.app.database.read();
        let sql = "SELECT payload FROM jobs WHERE kind = 'mail'";
        let asked = Statement::from_string(read.get_database_backend(), sql);
        let rows = read.query_all_raw(asked).await.expect("the jobs");
        let payloads = rows.iter().map(|row| row.try_get::<String>("", "payload").expect("a payload"));
        payloads.filter(|payload| payload.contains(text)).count()
    }

    /// Does every job that waits, then returns the mails written so far, oldest name first.
    pub(crate) async fn mails(&self) -> Vec<String> {
        let handlers = server::handlers(&self.app).expect("handlers");
        jobs::run_due(&self.app.database, &self.app.clock, &handlers).await.expect("jobs run");
        read_all(&self.folder.path().join("mail"))
    }
}

fn read_all(folder: &Path) -> Vec<String> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the mail folder").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).expect("a mail")).collect()
}
