//! What everybody reads. Before its moment a release answers exactly as an address that was never given out.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};

use super::{
    super::{banners, document::ReleaseDocument, store},
    After,
    show::{self, ContactView, InquiryView, RowView},
};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::Visitor,
    web::{
        page::{Page, Source, html},
        parts::Column,
        urls,
    },
};

#[derive(Template)]
#[template(path = "notices/publications/templates/list.html")]
struct ListPage {
    page: Page,
    rows: Vec<RowView>,
    more: String,
}

#[derive(Template)]
#[template(path = "notices/publications/templates/release.html")]
struct ReleasePage {
    page: Page,
    document: ReleaseDocument,
    call: String,
    iso: String,
    at: String,
    inquiries: Vec<InquiryView>,
    contacts: Vec<ContactView>,
    columns: Vec<Column>,
    paper: String,
}

/// The frame of a public page, with the campaign of the moment in its own region.
async fn frame(app: &App, visitor: &Visitor) -> Outcome<Page> {
    let mut page = visitor.page();
    let banner = banners::current(app.database.read(), visitor.now).await?;
    page.campaign = banner.map(|banner| banner.text());
    let name = page.t("보도자료").to_owned();
    Ok(page.under(urls::RELEASES, name))
}

pub(super) async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<After>,
) -> Outcome<Response> {
    let page = frame(&app, &visitor).await?;
    let found = store::list_public(app.database.read(), visitor.now, query.after.as_deref()).await?;
    html(&ListPage {
        rows: found.rows.iter().map(|release| show::row(&page, release, visitor.now, false)).collect(),
        more: found.more.map(|key| urls::page_after(urls::RELEASES, &key)).unwrap_or_default(),
        page,
    })
}

pub(super) async fn release(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Outcome<Response> {
    let read = app.database.read();
    let Some(release) = store::find_public(read, &slug, visitor.now).await? else {
        return Err(Refusal::not_found().into());
    };
    let contacts = store::contacts(read, release.id).await?;
    let mut page = frame(&app, &visitor).await?.under(urls::release(&slug), release.document.title.clone());
    page.sources = sources(&page, &release.document);
    let lift_at = release.lift_at.unwrap_or(release.created_at);
    html(&ReleasePage {
        call: release.call_slug.as_deref().map(urls::call).unwrap_or_default(),
        iso: lift_at.to_rfc3339(),
        at: crate::web::show::date_time(lift_at),
        inquiries: show::inquiries(&release),
        contacts: contacts.iter().map(|contact| show::contact(&page, contact)).collect(),
        columns: ["기관", "부서", "구분", "직급", "전화"].map(|name| Column::text(page.t(name))).to_vec(),
        paper: urls::document(urls::paper::RELEASE, release.id),
        document: release.document,
        page,
    })
}

/// The sites that the text names, as the sources of its page.
fn sources(page: &Page, document: &ReleaseDocument) -> Vec<Source> {
    let label = |name: &str| page.tf("{name} 누리집(외부)", &[("name", &name)]);
    let sites = document.sites.iter();
    sites.map(|site| Source { label: label(&site.name), href: format!("https://{}", site.host) }).collect()
}
