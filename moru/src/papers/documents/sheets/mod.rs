//! Lists as spreadsheets, a file for each: made when they are asked for, and not kept.

mod applications;
mod evaluators;
mod ranking;

use chrono::{DateTime, Utc};
use documents::sheets::{Kind, Sheet, SheetColumn, Value, Workbook};

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
    let (title, sheets) = match kind {
        sheets::APPLICATIONS => ("접수된 신청", applications::sheets(app, actor, slug).await?),
        sheets::RANKING => ("점수표", ranking::sheets(app, actor, slug).await?),
        sheets::EVALUATORS => ("평가위원 목록", evaluators::sheets(app, actor).await?),
        _ => return Err(Refusal::not_found().into()),
    };
    Ok(Workbook { title: title.to_owned(), created: now, sheets })
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
