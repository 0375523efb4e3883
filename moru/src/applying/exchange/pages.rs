//! The page on which the list of receipts is brought, and the package as a file.

use askama::Template;
use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, Multipart, Path, State},
    response::{IntoResponse, Response},
    routing::get,
};
use http::{HeaderValue, StatusCode, header};
use programme::states::ApplicationState;
use tokio_util::io::ReaderStream;
use uuid::Uuid;

use super::{
    access::{Act, require},
    actions::{self, Line},
    store, words,
};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::{Visitor, permissions::Subject},
    notices::calls::store as calls,
    web::{
        download::attachment,
        forms::{Fields, Problems},
        page::{Page, html},
        parts::{Column, Field, Problem, summary},
        show,
        upload::{LARGEST_UPLOAD, Upload},
        urls,
    },
};

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route(urls::DESK_RECEIPTS, get(show).post(import).layer(DefaultBodyLimit::max(LARGEST_UPLOAD)))
        .route(urls::APPLICATION_PACKAGE, get(package))
}

struct Row {
    place: usize,
    state: &'static str,
    what: String,
    number: String,
    institution: String,
    at: String,
    late: String,
}

#[derive(Template)]
#[template(path = "applying/exchange/templates/import.html")]
struct ImportPage {
    page: Page,
    call: String,
    action: String,
    back: String,
    known: String,
    is_external: bool,
    summary: Vec<Problem>,
    file: Field,
    columns: Vec<Column>,
    /// What became of the list that was just brought.
    rows: Vec<Row>,
}

/// Where the list is brought.
async fn show(State(app): State<App>, visitor: Visitor, Path(slug): Path<String>) -> Outcome<Response> {
    draw(&app, &visitor, &slug, (Vec::new(), Problems::default())).await
}

async fn draw(
    app: &App,
    visitor: &Visitor,
    slug: &str,
    (lines, problems): (Vec<Line>, Problems),
) -> Outcome<Response> {
    require(Act::Import, visitor.actor()?, &Subject { owner: None, state: ApplicationState::Submitted })?;
    let call = calls::by_slug(app.database.read(), slug).await?.ok_or_else(Refusal::not_found)?;
    let known = store::of_call(app.database.read(), call.id).await?;
    let page = visitor.page();
    let page = page
        .clone()
        .under(urls::call(slug), page.t(&call.title))
        .under(urls::intake(slug), page.t("접수된 신청"))
        .under(urls::desk_receipts(slug), page.t("접수번호 가져오기"));
    html(&ImportPage {
        call: page.t(&call.title).to_owned(),
        action: urls::desk_receipts(slug),
        back: urls::intake(slug),
        known: page.tf("접수번호가 든 신청 {n}건", &[("n", &known.len())]),
        is_external: call.channel.is_external(),
        summary: summary(&page, &problems),
        file: Field::sent(&page, "file", &Fields::default(), &problems),
        columns: ["행", "결과", "접수번호", "기관", "접수 시각"]
            .map(|label| Column::text(page.t(label)))
            .to_vec(),
        rows: lines.iter().map(|line| row(&page, line)).collect(),
        page,
    })
}

fn row(page: &Page, line: &Line) -> Row {
    let (state, what) = words::became(&line.became);
    Row {
        place: line.row,
        state,
        what: page.say(&what),
        number: line.number.clone(),
        institution: line.institution.clone(),
        at: line.received_at.map(show::exact).unwrap_or_default(),
        late: if line.is_late { page.t("마감 뒤에 접수됨").to_owned() } else { String::new() },
    }
}

/// Brings the list and says what became of each row.
async fn import(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
    form: Multipart,
) -> Outcome<Response> {
    let actor = visitor.actor()?;
    let upload = Upload::read(form).await?;
    match actions::import(&app, actor, &slug, upload.content).await? {
        Ok(lines) => draw(&app, &visitor, &slug, (lines, Problems::default())).await,
        Err(unread) => {
            let mut problems = Problems::default();
            problems.add("file", words::unread(&unread));
            let page = draw(&app, &visitor, &slug, (Vec::new(), problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// The package of an application, sent as it is read from the disk.
async fn package(State(app): State<App>, visitor: Visitor, Path(id): Path<Uuid>) -> Outcome<Response> {
    let package = actions::package(&app, visitor.actor()?, id).await?;
    let body = Body::from_stream(ReaderStream::new(tokio::fs::File::from_std(package.file)));
    let mut response = attachment(&package.name, "application/zip", body);
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(package.bytes));
    Ok(response)
}
