//! What search engines are told: every page that is public at this moment, and no other.

use askama::Template;
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};

use crate::{
    base::{app::App, errors::Outcome},
    identity::accounts::Visitor,
    notices::{calls::store as calls, publications::store as publications},
    web::urls,
};

#[derive(Template)]
#[template(path = "insight/home/templates/sitemap.xml")]
struct Sitemap {
    addresses: Vec<String>,
}

/// Lists the public pages. Of releases the newest are listed, as on their first page.
pub(super) async fn sitemap(State(app): State<App>, visitor: Visitor) -> Outcome<Response> {
    let database = app.database.read();
    let fixed = [urls::HOME, urls::ATLAS, urls::CENTRES, urls::CALLS, urls::RELEASES, urls::VERIFY];
    let mut paths: Vec<String> = fixed.map(str::to_owned).to_vec();
    let calls = calls::public(database, visitor.now).await?;
    paths.extend(calls.iter().flat_map(|call| [urls::call(&call.slug), urls::call_questions(&call.slug)]));
    let releases = publications::list_public(database, visitor.now, None).await?;
    paths.extend(releases.rows.iter().map(|release| urls::release(&release.slug)));
    let addresses = paths.iter().map(|path| format!("{}{path}", app.config.public_url)).collect();
    Ok(([(header::CONTENT_TYPE, "application/xml; charset=utf-8")], Sitemap { addresses }.render()?)
        .into_response())
}

/// Where the list is, and that the desks are nobody's business.
pub(super) async fn robots(State(app): State<App>) -> String {
    format!(
        "User-agent: *\nDisallow: /desk/\nDisallow: /applications/\nSitemap: {}{}\n",
        app.config.public_url,
        urls::SITEMAP
    )
}
