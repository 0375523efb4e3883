//! Letters about calls: who has to do something next learns of it. Both languages stand in one letter.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::store::Call;
use crate::{
    base::{
        app::App,
        errors::Outcome,
        mail::{self, Letter},
    },
    identity::accounts::{Role, store as accounts},
    web::urls,
};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// It waits for approval.
    Submitted,
    /// An extension waits for approval.
    ExtensionProposed,
    /// It came back.
    SentBack,
    /// It waits for being published.
    Approved,
    /// It is published.
    Published,
    /// It was called off.
    Cancelled,
}

impl News {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Submitted => ("공고가 승인을 기다립니다.", "A call waits for your approval."),
            Self::ExtensionProposed => {
                ("접수 기간 연장이 승인을 기다립니다.", "An extension of a call waits for your approval.")
            }
            Self::SentBack => ("공고가 고칠 곳과 함께 돌아왔습니다.", "A call came back to be mended."),
            Self::Approved => ("공고가 승인되었습니다.", "A call was approved."),
            Self::Published => ("공고의 공개가 정해졌습니다.", "A call is going to be public."),
            Self::Cancelled => ("공고가 취소되었습니다.", "A call was cancelled."),
        }
    }
}

/// Queues letters to everybody who holds one of these roles.
pub(super) async fn to_roles(
    connection: &impl ConnectionTrait,
    app: &App,
    (call, news): (&Call, News),
    roles: &[Role],
) -> Outcome<()> {
    let addresses = accounts::addresses_of_roles(connection, roles).await?;
    queue(connection, app, (call, news), addresses).await
}

/// Queues letters to these people.
pub(super) async fn to_people(
    connection: &impl ConnectionTrait,
    app: &App,
    (call, news): (&Call, News),
    people: &[Uuid],
) -> Outcome<()> {
    let addresses = accounts::addresses(connection, people).await?;
    queue(connection, app, (call, news), addresses).await
}

async fn queue(
    connection: &impl ConnectionTrait,
    app: &App,
    (call, news): (&Call, News),
    addresses: Vec<String>,
) -> Outcome<()> {
    let (korean, english) = news.words();
    let url = format!("{}{}", app.config.public_url, urls::desk_call(&call.slug));
    let letters: Vec<Letter> = addresses
        .into_iter()
        .map(|to| Letter {
            to,
            subject: format!("[모루] {korean} / {english}"),
            text: format!("{}\n\n{korean}\n{english}\n{url}\n", call.title),
        })
        .collect();
    mail::queue(connection, &app.clock, &letters).await
}
