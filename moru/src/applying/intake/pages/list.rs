//! The agency's list of the applications to a call, with what the gates said when each was received.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use programme::gates::{Gate, GateReport};
use serde::Deserialize;

use crate::{
    applying::{
        applications::{
            access::{Act, require},
            store, words,
        },
        exchange::access as exchange,
        intake::access,
    },
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::{
        Visitor,
        permissions::{Permission, Subject, decide},
    },
    notices::calls::store as calls,
    registry::institutions::store as institutions,
    web::{
        page::{Page, html},
        parts::Column,
        show, urls,
    },
};

/// Rows of one page.
const ROWS: usize = 50;

struct Row {
    href: String,
    number: String,
    institution: String,
    cluster: String,
    received_at: String,
    state: String,
    gates: Vec<(&'static str, String, String)>,
}

#[derive(Template)]
#[template(path = "applying/intake/templates/list.html")]
struct ListPage {
    page: Page,
    call: String,
    count: String,
    columns: Vec<Column>,
    rows: Vec<Row>,
    /// Where everybody is told, for those who may.
    publish: Option<String>,
    sheet: String,
    /// Where receipts of the other channel are brought, for those who may.
    bring: Option<String>,
    after: String,
}

#[derive(Deserialize)]
pub(super) struct From {
    after: Option<String>,
}

/// The list, in the order of the receipts. The number of queries does not depend on the number of rows.
pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
    Query(from): Query<From>,
) -> Outcome<Response> {
    let subject = Subject { owner: None, state: programme::states::ApplicationState::Submitted };
    let actor = visitor.actor()?;
    require(Act::List, actor, &subject)?;
    let may_publish =
        decide(access::GRANTS, &access::Act::Publish, Some(actor), &subject) == Permission::Granted;
    let may_bring =
        decide(exchange::GRANTS, &exchange::Act::Import, Some(actor), &subject) == Permission::Granted;
    let database = app.database.read();
    let call = calls::by_slug(database, &slug).await?.ok_or_else(Refusal::not_found)?;
    let mut found = store::handed_in(database, call.id, from.after.as_deref(), ROWS as u64 + 1).await?;
    let more = found.len() > ROWS;
    found.truncate(ROWS);
    let names = institutions::find_all(database, found.iter().map(|row| row.institution).collect()).await?;
    let page = visitor.page();
    let page = page
        .clone()
        .under(urls::call(&slug), page.t(&call.title))
        .under(urls::intake(&slug), page.t("접수된 신청"));
    let rows =
        found.iter().map(|application| row(&page, application, &names)).collect::<Outcome<Vec<_>>>()?;
    let last = found.last().and_then(|row| row.receipt_number.clone()).unwrap_or_default();
    html(&ListPage {
        call: page.t(&call.title).to_owned(),
        count: page.tf("신청 {n}건", &[("n", &rows.len())]),
        columns: ["접수번호", "기관", "집적지", "받은 때", "상태", "신청 자격"]
            .map(|label| Column::text(page.t(label)))
            .to_vec(),
        sheet: urls::sheet(urls::sheets::APPLICATIONS, &slug),
        bring: (may_bring && call.channel.is_external()).then(|| urls::desk_receipts(&slug)),
        publish: may_publish.then(|| urls::intake_publish(&slug)),
        after: if more { format!("{}?after={last}", urls::intake(&slug)) } else { String::new() },
        rows,
        page,
    })
}

fn row(page: &Page, application: &store::Application, names: &[institutions::Institution]) -> Outcome<Row> {
    let form = application.form()?;
    let report = application.frozen_report()?;
    let institution = names.iter().find(|known| known.id == application.institution);
    Ok(Row {
        href: urls::review(&application.id),
        number: application.receipt_number.clone().unwrap_or_default(),
        institution: institution.map(|known| known.name.clone()).unwrap_or_default(),
        cluster: form.map(|form| format!("{} · C{}", form.zone_name, form.division)).unwrap_or_default(),
        received_at: application.received_at.map(show::exact).unwrap_or_default(),
        state: page.t(words::state_word(application.state)).to_owned(),
        gates: report.map(|report| gates(page, &report)).unwrap_or_default(),
    })
}

/// Each gate as its state, its name and its sentence.
fn gates(page: &Page, report: &GateReport) -> Vec<(&'static str, String, String)> {
    let lines = words::lines(page, report, None);
    Gate::ALL
        .into_iter()
        .zip(lines)
        .map(|(gate, line)| (line.state, page.t(words::title(gate)).to_owned(), line.detail))
        .collect()
}
