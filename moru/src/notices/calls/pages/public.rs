//! The list of calls and the page of one call.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use chrono::{DateTime, Utc};
use programme::{call::RevisionState, states::CallPhase};
use serde::Deserialize;

use super::history::{self, IssueView};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::Visitor,
    notices::calls::{
        access::{self, Act},
        store::{self, Call, Cancelled},
        words::notice::{self, NoticeView},
    },
    web::{
        page::{Page, html},
        parts::Deadline,
        show, urls,
    },
};

/// A call as lists show it.
pub struct CallCard {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Its phase in words.
    pub phase: String,
    /// Whether it takes submissions now.
    pub is_open: bool,
    /// The window in words.
    pub window: String,
    /// The countdown.
    pub deadline: Deadline,
}

impl CallCard {
    /// The card of a call for a page.
    pub fn new(page: &Page, call: &Call, now: DateTime<Utc>) -> Self {
        let phase = call.phase(now);
        Self {
            title: page.t(&call.title).to_owned(),
            href: urls::call(&call.slug),
            phase: page.t(phase_word(phase)).to_owned(),
            is_open: phase == CallPhase::Open,
            window: window(page, call),
            deadline: show::deadline(page, call.window.closes_at(), now),
        }
    }
}

pub(super) fn window(page: &Page, call: &Call) -> String {
    let (opens, closes) = (show::date_time(call.window.opens_at()), show::date_time(call.window.closes_at()));
    page.tf("{opens}부터 {closes} 전까지", &[("opens", &opens), ("closes", &closes)])
}

/// A phase in words.
pub(super) fn phase_word(phase: CallPhase) -> &'static str {
    match phase {
        CallPhase::Draft => "작성 중",
        CallPhase::Approved => "승인됨",
        CallPhase::Scheduled => "접수 전",
        CallPhase::Open => "접수 중",
        CallPhase::Closed => "접수 마감",
        CallPhase::Evaluating => "평가 중",
        CallPhase::Decided => "선정 결정",
        CallPhase::Announced => "결과 발표",
        CallPhase::Agreed => "협약 완료",
        CallPhase::Archived => "보관",
        CallPhase::Cancelled => "취소",
    }
}

#[derive(Template)]
#[template(path = "notices/calls/templates/list.html")]
struct ListPage {
    page: Page,
    calls: Vec<CallCard>,
}

/// The cluster somebody chose on the atlas before coming here; it goes along into the form.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Chosen {
    zone: Option<String>,
    division: Option<String>,
}

impl Chosen {
    /// The address with the choice.
    fn along(&self, address: &str) -> String {
        let named = [("zone", &self.zone), ("division", &self.division)];
        let given = named.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?)));
        urls::with_query(address, given)
    }
}

pub(super) async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Query(chosen): Query<Chosen>,
) -> Outcome<Response> {
    let page = visitor.page();
    let page = page.clone().under(urls::CALLS, page.t("모집공고"));
    let calls = store::public(app.database.read(), visitor.now).await?;
    let cards = calls.iter().map(|call| CallCard::new(&page, call, visitor.now));
    let calls = cards.map(|card| CallCard { href: chosen.along(&card.href), ..card }).collect();
    html(&ListPage { page, calls })
}

#[derive(Template)]
#[template(path = "notices/calls/templates/call.html")]
struct CallPage {
    card: CallCard,
    purpose: String,
    hidden: String,
    past: String,
    amended: String,
    notice: NoticeView,
    history: Vec<IssueView>,
    apply: Option<String>,
    elsewhere: String,
    takes_here: bool,
    intake: Option<String>,
    desk: String,
    sign_up: String,
    zone: String,
    division: String,
    not_yet: bool,
    /// Where the result stands, once it is told.
    result: Option<String>,
    paper: Option<String>,
    /// What was asked about it, once it is public.
    questions: String,
    /// That it was called off, and why.
    cancelled: Option<(String, String)>,
    page: Page,
}

/// The call in force, with how it came to be so.
pub(super) async fn one(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
    Query(chosen): Query<Chosen>,
) -> Outcome<Response> {
    let call = known(&app, &visitor, &slug).await?;
    draw(&app, &visitor, call, (None, chosen)).await
}

/// A revision that was in force before.
pub(super) async fn revision(
    State(app): State<App>,
    visitor: Visitor,
    Path((slug, number)): Path<(String, i32)>,
) -> Outcome<Response> {
    let call = known(&app, &visitor, &slug).await?;
    draw(&app, &visitor, call, (Some(number), Chosen::default())).await
}

/// The call, if this visitor may know of it; before it is published only the desk's own pages show it.
async fn known(app: &App, visitor: &Visitor, slug: &str) -> Outcome<Call> {
    let call = store::by_slug(app.database.read(), slug).await?.ok_or_else(Refusal::not_found)?;
    if access::sees(visitor.actor.as_ref(), &call, visitor.now) {
        Ok(call)
    } else {
        Err(Refusal::not_found().into())
    }
}

/// Whether somebody sees calls before they are public.
fn reads_ahead(visitor: &Visitor) -> bool {
    access::may(Act::Read, visitor.actor.as_ref(), RevisionState::Published)
}

async fn draw(
    app: &App,
    visitor: &Visitor,
    call: Call,
    (number, chosen): (Option<i32>, Chosen),
) -> Outcome<Response> {
    let page = visitor.page();
    let page = page
        .clone()
        .under(urls::CALLS, page.t("모집공고"))
        .under(urls::call(&call.slug), page.t(&call.title));
    let told = history::tell(app, &page, &call, number).await?;
    let content = told.content().ok_or_else(Refusal::not_found)?;
    let card = CallCard::new(&page, &call, visitor.now);
    let (is_desk, is_current) = (reads_ahead(visitor), number.is_none());
    let takes_here = !call.channel.is_external();
    let is_taken = card.is_open && is_current;
    let (notice, purpose) = (notice::view(&page, content), page.t(&content.basics.purpose).to_owned());
    let elsewhere = if is_taken && !takes_here { content.dates.channel_url.clone() } else { String::new() };
    html(&CallPage {
        purpose,
        hidden: hidden(&page, &call, visitor.now),
        past: told.past,
        amended: told.amended,
        notice,
        history: told.issues,
        apply: (is_taken && !is_desk).then(|| urls::apply(&call.slug)),
        elsewhere,
        takes_here,
        intake: (is_desk && is_current).then(|| urls::intake(&call.slug)),
        desk: if is_desk { urls::desk_call(&call.slug) } else { String::new() },
        sign_up: urls::sign_up_for(&visitor.path),
        zone: chosen.zone.unwrap_or_default(),
        division: chosen.division.unwrap_or_default(),
        paper: is_current.then(|| urls::document(urls::paper::CALL_NOTICE, call.id)),
        not_yet: call.phase(visitor.now) == CallPhase::Scheduled,
        result: is_told(call.phase(visitor.now)).then(|| urls::call_result(&call.slug)),
        questions: if call.is_public(visitor.now) { urls::call_questions(&call.slug) } else { String::new() },
        cancelled: cancelled(&page, &call),
        card,
        page,
    })
}

/// Whether everybody knows who was selected.
fn is_told(phase: CallPhase) -> bool {
    matches!(phase, CallPhase::Announced | CallPhase::Agreed | CallPhase::Archived)
}

/// That a call was called off, with its reason.
fn cancelled(page: &Page, call: &Call) -> Option<(String, String)> {
    let Cancelled { at, reason } = call.cancelled.as_ref()?;
    let what = page.tf("이 공고는 {at}에 취소되었습니다.", &[("at", &show::date_time(*at))]);
    Some((what, page.tf("취소한 이유: {reason}", &[("reason", reason)])))
}

/// What the desk is told of a notice that nobody else can see yet.
fn hidden(page: &Page, call: &Call, now: DateTime<Utc>) -> String {
    if call.is_public(now) {
        return String::new();
    }
    page.tf("{at}에 누구에게나 공개됩니다.", &[("at", &show::date_time(call.announced_at))])
}
