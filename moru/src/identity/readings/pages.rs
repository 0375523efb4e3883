//! The log, for those who are responsible.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    Router,
    extract::{Query, State},
    response::Response,
    routing::get,
};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    access::{Act, require},
    store::{self, Read, Reading},
};
use crate::{
    base::{app::App, errors::Outcome},
    identity::accounts::{Role, Visitor, store as accounts},
    web::{
        page::{Page, html},
        parts::Column,
        show, urls,
    },
};

/// Rows of one page.
const ROWS: usize = 100;

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new().route(urls::DESK_READINGS, get(list))
}

struct Row {
    at: String,
    name: String,
    role: String,
    read: (&'static str, &'static str),
    about: String,
    href: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "identity/readings/templates/list.html")]
struct ListPage {
    rows: Vec<Row>,
    columns: Vec<Column>,
    /// Whether the readings of one thing are shown.
    is_one: bool,
    after: String,
    page: Page,
}

#[derive(Deserialize)]
struct Asked {
    about: Option<Uuid>,
    before: Option<Uuid>,
}

async fn list(State(app): State<App>, visitor: Visitor, Query(asked): Query<Asked>) -> Outcome<Response> {
    require(Act::Read, visitor.actor()?)?;
    let reader = app.database.read();
    let mut found = store::latest(reader, asked.about, asked.before, ROWS as u64 + 1).await?;
    let more = found.len() > ROWS;
    found.truncate(ROWS);
    let names = accounts::names(reader, found.iter().map(|one| one.account).collect()).await?;
    let page = visitor.page();
    let page = page.clone().under(urls::DESK_READINGS, page.t("열람 기록"));
    let after = found.last().filter(|_| more).map(|last| last.id.to_string());
    let about = asked.about.map(|about| about.to_string());
    let named = [("about", &about), ("before", &after)];
    let given = named.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?)));
    html(&ListPage {
        rows: found.iter().map(|one| row(&page, one, &names)).collect(),
        columns: ["언제", "누가", "무엇을", "무엇에 쓰려고"].map(|name| Column::text(page.t(name))).to_vec(),
        is_one: asked.about.is_some(),
        after: if after.is_some() { urls::with_query(urls::DESK_READINGS, given) } else { String::new() },
        page,
    })
}

fn row(page: &Page, one: &Reading, names: &BTreeMap<Uuid, String>) -> Row {
    let role = Role::from_code(&one.role).map(|role| page.t(role.korean()).to_owned());
    let thing = match one.entity.as_str() {
        "application" => "신청",
        "evaluator" => "평가위원",
        "document" => "발급한 문서",
        _ => "목록",
    };
    Row {
        at: show::exact(one.at),
        name: names.get(&one.account).cloned().unwrap_or_default(),
        role: role.unwrap_or_else(|| one.role.clone()),
        read: match one.read {
            Read::Seen => ("unknown", "읽음"),
            Read::Taken => ("warn", "파일로 받음"),
        },
        about: if one.what.is_empty() {
            page.t(thing).to_owned()
        } else {
            format!("{}: {}", page.t(thing), one.what)
        },
        href: urls::readings_of(&one.about),
        reason: one.reason.clone(),
    }
}
