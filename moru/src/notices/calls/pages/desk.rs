//! The desk: every call with where it is, and the beginning of a new one.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use chrono::Datelike;
use korea::dates::kst;
use programme::call::RevisionState;

use super::public::phase_word;
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::{Actor, Role, Visitor},
    notices::calls::{
        access::{self, Act},
        actions::{self, Begun, New},
        store::{
            self, Call,
            revisions::{self, OpenWork},
        },
        words,
    },
    web::{
        forms::{Fields, Problems},
        page::{Page, html},
        parts::{self, Choice, Column, Field, Problem},
        show, urls,
    },
};

/// Names that addresses of the desk use themselves.
const RESERVED: [&str; 1] = ["new"];

#[derive(Template)]
#[template(path = "notices/calls/templates/desk_list.html")]
struct ListPage {
    page: Page,
    rows: Vec<Row>,
    columns: Vec<Column>,
    can_begin: bool,
    /// Whether the reader may see the documents that were issued.
    documents: bool,
}

struct Row {
    href: String,
    title: String,
    year: String,
    state: String,
    window: String,
    work: String,
}

/// The person at the desk; to everybody else the desk is not there.
pub(super) fn worker(visitor: &Visitor) -> Outcome<&Actor> {
    let actor = visitor.actor()?;
    if access::may(Act::Read, Some(actor), RevisionState::Draft) {
        Ok(actor)
    } else {
        Err(Refusal::not_found().into())
    }
}

/// The frame of the desk's pages.
pub(super) fn frame(visitor: &Visitor) -> Page {
    let page = visitor.page();
    let name = page.t("공고 관리").to_owned();
    page.under(urls::DESK_CALLS, name)
}

pub(super) async fn list(State(app): State<App>, visitor: Visitor) -> Outcome<Response> {
    let actor = worker(&visitor)?;
    let page = frame(&visitor);
    let calls = store::all(app.database.read()).await?;
    let open = revisions::all_open(app.database.read()).await?;
    html(&ListPage {
        rows: calls.iter().map(|call| row(&page, call, &open, &visitor)).collect(),
        columns: ["공고", "회계연도", "상태", "접수 기간", "진행 중인 일"]
            .map(|name| Column::text(page.t(name)))
            .to_vec(),
        can_begin: access::may(Act::Begin, Some(actor), RevisionState::Draft),
        documents: actor.role != Role::RegionalOffice,
        page,
    })
}

fn row(page: &Page, call: &Call, open: &[OpenWork], visitor: &Visitor) -> Row {
    let own = open.iter().filter(|work| work.call == call.id);
    let works: Vec<String> = own
        .map(|work| format!("{} · {}", page.t(words::kind(work.kind)), page.t(words::state(work.state))))
        .collect();
    let state = state_word(call, visitor);
    Row {
        href: urls::desk_call(&call.slug),
        title: page.t(&call.title).to_owned(),
        year: call.fiscal_year.to_string(),
        state: page.t(state).to_owned(),
        window: match call.published_at {
            Some(_) => super::public::window(page, call),
            None => page.t("정하지 않음").to_owned(),
        },
        work: works.join(", "),
    }
}

/// Where a call is, in words; a published one says whether the public sees it.
pub(super) fn state_word(call: &Call, visitor: &Visitor) -> &'static str {
    if call.published_at.is_some() && !call.is_public(visitor.now) {
        return "공개 예약됨";
    }
    phase_word(call.phase(visitor.now))
}

#[derive(Template)]
#[template(path = "notices/calls/templates/desk_new.html")]
struct NewPage {
    summary: Vec<Problem>,
    from: Field,
    calls: Vec<Choice>,
    year: Field,
    slug: Field,
    page: Page,
}

pub(super) async fn new_page(State(app): State<App>, visitor: Visitor) -> Outcome<Response> {
    beginner(&visitor)?;
    let mut fields = Fields::default();
    fields.set("fiscal_year", &(kst::date(visitor.now).year() + 1).to_string());
    draw_new(&app, &visitor, (&fields, &Problems::default())).await
}

fn beginner(visitor: &Visitor) -> Outcome<&Actor> {
    let actor = worker(visitor)?;
    access::admit(Act::Begin, actor, RevisionState::Draft)?;
    Ok(actor)
}

pub(super) async fn begin(State(app): State<App>, visitor: Visitor, fields: Fields) -> Outcome<Response> {
    let actor = beginner(&visitor)?;
    let mut problems = Problems::default();
    let (slug, from) = (fields.get("slug"), fields.get("from"));
    if !is_name(slug) {
        problems.add("slug", "영문 소문자, 숫자, 붙임표만 3자에서 60자까지 쓸 수 있습니다.");
    }
    let year = fields.get("fiscal_year").parse().ok().filter(|year| (2013..2100).contains(year));
    if year.is_none() && from.is_empty() {
        problems.add("fiscal_year", "회계연도를 2025처럼 네 자리로 적어 주세요.");
    }
    if problems.is_empty() {
        let copied_from = (!from.is_empty()).then_some(from);
        let new = New { slug, fiscal_year: year.unwrap_or_default(), copied_from };
        match actions::begin(&app, actor, new).await? {
            Begun::Kept => return Ok(Redirect::to(&urls::desk_call(slug)).into_response()),
            Begun::NameTaken => problems.add("slug", "이미 쓰고 있는 주소입니다. 다른 주소를 적어 주세요."),
        }
    }
    draw_new(&app, &visitor, (&fields, &problems)).await
}

fn is_name(slug: &str) -> bool {
    let letters = slug.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-');
    letters && (3..=60).contains(&slug.len()) && !RESERVED.contains(&slug)
}

async fn draw_new(
    app: &App,
    visitor: &Visitor,
    (fields, problems): (&Fields, &Problems),
) -> Outcome<Response> {
    let calls = store::all(app.database.read()).await?;
    let page = frame(visitor);
    let name = page.t("새 공고 쓰기").to_owned();
    let page = page.under(urls::DESK_CALL_NEW, name);
    let known = calls.iter().filter(|call| call.published_at.is_some());
    let chosen = fields.get("from");
    let options = known.map(|call| {
        let label = page.tf("{title} 복사", &[("title", &page.t(&call.title))]);
        Choice::new(call.slug.as_str(), label, chosen)
    });
    let blank = Choice {
        hint: page.t("기본 글로 시작합니다.").to_owned(),
        ..Choice::new("", page.t("복사하지 않음"), chosen)
    };
    html(&NewPage {
        summary: parts::summary(&page, problems),
        from: Field::sent(&page, "from", fields, problems),
        calls: options.chain([blank]).collect(),
        year: Field::sent(&page, "fiscal_year", fields, problems),
        slug: Field::sent(&page, "slug", fields, problems),
        page,
    })
}

/// A moment in words, where there is one.
pub(super) fn at(moment: Option<chrono::DateTime<chrono::Utc>>) -> String {
    moment.map(show::date_time).unwrap_or_default()
}
