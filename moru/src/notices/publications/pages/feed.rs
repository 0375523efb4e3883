//! The feed: released items only, without their bodies.

use askama::Template;
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};

use super::super::store;
use crate::{
    base::{app::App, errors::Outcome},
    identity::accounts::Visitor,
    web::{page::Page, urls},
};

#[derive(Template)]
#[template(path = "notices/publications/templates/feed.xml")]
struct Feed {
    page: Page,
    home: String,
    own: String,
    items: Vec<Item>,
}

struct Item {
    title: String,
    link: String,
    excerpt: String,
    at: String,
}

pub(super) async fn feed(State(app): State<App>, visitor: Visitor) -> Outcome<Response> {
    let found = store::list_public(app.database.read(), visitor.now, None).await?;
    let absolute = |path: &str| format!("{}{path}", app.config.public_url);
    let items = found.rows.into_iter().map(|release| Item {
        link: absolute(&urls::release(&release.slug)),
        excerpt: release.document.excerpt().to_owned(),
        at: release.lift_at.unwrap_or(release.created_at).to_rfc2822(),
        title: release.document.title,
    });
    let feed = Feed {
        items: items.collect(),
        home: absolute(urls::RELEASES),
        own: absolute(urls::RELEASES_FEED),
        page: visitor.page(),
    };
    Ok(([(header::CONTENT_TYPE, "application/rss+xml; charset=utf-8")], feed.render()?).into_response())
}
