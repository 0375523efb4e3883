//! Lists as spreadsheets, a file for each: made when they are asked for, and not kept.

mod applications;
mod evaluators;
mod ranking;

use chrono::{DateTime, Utc};
use documents::sheets::{Kind, Sheet, SheetColumn, Value, Workbook};

use super::kinds::list_name;
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::Actor,
    notices::calls::{Call, store as calls},
    web::urls::sheets,
};

/// The list of a name for somebody who may see it.
pub(super) async fn workbook(
    app: &App,
    (actor, now): (&Actor, DateTime<Utc>),
    kind: &str,
    slug: &str,
) -> Outcome<Workbook> {
    let sheets = match kind {
        sheets::APPLICATIONS => applications::sheets(app, actor, slug).await?,
        sheets::RANKING => ranking::sheets(app, actor, slug).await?,
        sheets::EVALUATORS => evaluators::sheets(app, actor).await?,
        _ => return Err(Refusal::not_found().into()),
    };
    Ok(Workbook { title: title(kind)?.to_owned(), created: now, sheets })
}

fn title(kind: &str) -> Outcome<&'static str> {
    list_name(kind).ok_or_else(|| Refusal::not_found().into())
}

/// What a list is called, for somebody who may take it; to everybody else there is none.
pub(super) async fn admit(app: &App, actor: &Actor, kind: &str, slug: &str) -> Outcome<&'static str> {
    workbook(app, (actor, app.clock.now()), kind, slug).await?;
    title(kind)
}

/// The call of an address; who may is asked before.
async fn call(app: &App, slug: &str) -> Outcome<Call> {
    calls::by_slug(app.database.read(), slug).await?.ok_or_else(|| Refusal::not_found().into())
}

/// A sheet of columns and rows.
fn sheet<const N: usize>(name: &str, columns: [(&str, Kind, u8); N], rows: Vec<[Value; N]>) -> Sheet {
    Sheet {
        name: name.to_owned(),
        columns: columns.map(|(title, kind, width)| SheetColumn::new(title, kind, width)).to_vec(),
        rows: rows.into_iter().map(Vec::from).collect(),
    }
}
