//! The acceptance examples of the announcement of 2024, named after its lines, and the rules of embargoes.

mod access;
mod desk;
mod embargo;
mod import;
mod pages;

use chrono::{DateTime, Utc};
use http::StatusCode;
use uuid::Uuid;

use super::{
    document::ReleaseDocument,
    example::{self, Seed},
    import as reader, store,
};
use crate::{
    identity::accounts::Role,
    testing::{Browser, TestApp, kst},
    web::urls,
};

/// The announcement itself, which is not part of this project.
fn announcement() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/press-release-2024.txt");
    std::fs::read_to_string(path).unwrap_or_else(|error| {
        panic!("these tests read the announcement of 2024 at {path}, which is not there: {error}")
    })
}

fn read(text: &str) -> ReleaseDocument {
    reader::read(text, 2024).expect("a release that can be read")
}

/// A release without slips; `embargo` is its internet line.
fn plain(embargo: &str) -> String {
    format!(
        "보도시점 (인터넷) {embargo}\n\n숨은 제목 {embargo}\n\n- 숨은 부제\n\n\
         중소벤처기업부(장관)는 숨은 본문을 알린다.\n\n※ 문의는 중소벤처기업부(☎ 044-204-7880)\n"
    )
}

/// The moment that the example's text allows at the earliest.
fn six() -> DateTime<Utc> {
    kst("2024-04-15T06:00:00")
}

/// The example release, public from `lift_at`.
async fn seeded(test: &TestApp, lift_at: DateTime<Utc>) -> Uuid {
    let seed = Seed { lift_at: Some(lift_at), ..Seed::default() };
    example::seed(&test.app, seed).await.expect("the example release")
}

/// Brings a text in and returns its name.
async fn imported(browser: &mut Browser, text: &str, slug: &str) -> String {
    let fields = [("year", "2024"), ("slug", slug), ("text", text)];
    let answer = browser.post(urls::DESK_RELEASE_NEW, &fields).await.expect(StatusCode::SEE_OTHER);
    answer.location().rsplit('/').next().unwrap_or_default().to_owned()
}

async fn officer(test: &TestApp) -> Browser {
    test.signed_in(Role::AgencyOfficer, Uuid::nil()).await
}

async fn manager(test: &TestApp) -> Browser {
    test.signed_in(Role::MinistryManager, Uuid::nil()).await
}

async fn id_of(test: &TestApp, slug: &str) -> Uuid {
    store::find(test.app.database.read(), slug).await.expect("a query").expect("a release").id
}
