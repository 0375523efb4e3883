//! The documents that were issued, at the desk, and withdrawing one.

use askama::Template;
use axum::{
    extract::{Path, State as Given},
    response::{Redirect, Response},
};
use uuid::Uuid;

use crate::{
    base::{app::App, errors::Outcome},
    identity::accounts::{Actor, Visitor},
    papers::documents::{
        access::{Act, State, may, require},
        actions,
        kinds::Office,
        store::{self, Issued},
    },
    web::{
        forms::Fields,
        page::{Page, html},
        parts::Column,
        show, urls,
    },
};

struct Row {
    number: String,
    kind: String,
    dated_on: String,
    issued_at: String,
    code: String,
    check: String,
    state: (&'static str, String),
    reason: String,
    withdraw: Option<String>,
}

#[derive(Template)]
#[template(path = "papers/documents/templates/list.html")]
struct ListPage {
    rows: Vec<Row>,
    columns: Vec<Column>,
    page: Page,
}

/// The documents issued last.
pub(super) async fn list(Given(app): Given<App>, visitor: Visitor) -> Outcome<Response> {
    let actor = visitor.actor()?;
    require(Act::List, actor, (Office::Agency, State::Valid))?;
    let found = store::latest(app.database.read()).await?;
    let page = visitor.page();
    let page = page.clone().under(urls::DESK_DOCUMENTS, page.t("발급한 문서"));
    html(&ListPage {
        rows: found.iter().map(|one| row(&page, actor, one)).collect(),
        columns: ["문서번호", "문서 종류", "문서 날짜", "발급한 때", "진위확인 번호", "상태"]
            .map(|name| Column::text(page.t(name)))
            .to_vec(),
        page,
    })
}

fn row(page: &Page, actor: &Actor, one: &Issued) -> Row {
    let state = match one.state {
        State::Valid => ("pass", "유효"),
        State::Superseded => ("warn", "예전 문서"),
        State::Withdrawn => ("fail", "회수함"),
    };
    let code = one.code.to_string();
    Row {
        number: one.written(),
        kind: page.t(one.kind.korean()).to_owned(),
        dated_on: show::date(one.dated_on),
        issued_at: show::date_time(one.issued_at),
        check: urls::verify_document(&code),
        code,
        state: (state.0, page.t(state.1).to_owned()),
        reason: one.reason.clone(),
        withdraw: may(Act::Withdraw, actor, (one.kind.office(), one.state))
            .then(|| urls::desk_document_withdraw(&one.id)),
    }
}

/// Withdraws.
pub(super) async fn withdraw(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Outcome<Redirect> {
    actions::withdraw(&app, visitor.actor()?, id, fields.get("why")).await?;
    Ok(Redirect::to(urls::DESK_DOCUMENTS))
}
