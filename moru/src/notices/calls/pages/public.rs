//! The list of calls and the page of one call.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use chrono::{DateTime, Utc};
use programme::states::CallPhase;
use serde::Deserialize;

use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::{Role, Visitor},
    notices::calls::store::{self, Call},
    web::{
        page::{Page, html},
        parts::{Deadline, Pair},
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

fn window(page: &Page, call: &Call) -> String {
    let (opens, closes) = (show::date_time(call.window.opens_at()), show::date_time(call.window.closes_at()));
    page.tf("{opens}부터 {closes} 전까지", &[("opens", &opens), ("closes", &closes)])
}

/// A phase in words.
pub fn phase_word(phase: CallPhase) -> &'static str {
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
    facts: Vec<Pair>,
    purpose: String,
    gates: [&'static str; 5],
    apply: Option<String>,
    intake: Option<String>,
    sign_up: String,
    zone: String,
    division: String,
    not_yet: bool,
    page: Page,
}

/// The five requirements in the order of the notice.
const GATES: [&str; 5] = [
    "특화지원센터 운영에 필요한 역량을 갖춘 기관",
    "한 읍·면·동, 같은 업종의 소공인이 특별시·광역시 50개, 시 40개, 군 20개 이상인 집적지",
    "소공인 관련 비영리기관 (대학과 지방자치단체 산하기관 포함)",
    "센터만 쓰는 전용 공간과 기기",
    "3인 이상의 전담 운영인력",
];

pub(super) async fn one(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
    Query(chosen): Query<Chosen>,
) -> Outcome<Response> {
    let call = store::by_slug(app.database.read(), &slug).await?.ok_or_else(Refusal::not_found)?;
    let role = visitor.actor.as_ref().map(|actor| actor.role);
    let is_desk = role.is_some_and(Role::is_desk);
    if !call.is_public(visitor.now) && !is_desk {
        return Err(Refusal::not_found().into());
    }
    let page = visitor.page();
    let page =
        page.clone().under(urls::CALLS, page.t("모집공고")).under(urls::call(&slug), page.t(&call.title));
    let card = CallCard::new(&page, &call, visitor.now);
    html(&CallPage {
        facts: facts(&page, &call),
        purpose: page.t(&call.purpose).to_owned(),
        gates: GATES,
        apply: (card.is_open && !is_desk).then(|| urls::apply(&slug)),
        intake: is_desk.then(|| urls::intake(&slug)),
        sign_up: urls::sign_up_for(&visitor.path),
        zone: chosen.zone.unwrap_or_default(),
        division: chosen.division.unwrap_or_default(),
        not_yet: call.phase(visitor.now) == CallPhase::Scheduled,
        card,
        page,
    })
}

fn facts(page: &Page, call: &Call) -> Vec<Pair> {
    let target = if call.target.approximate { "{n}개 내외" } else { "{n}개" };
    vec![
        Pair::new(page.t("접수 기간"), window(page, call)),
        Pair::new(page.t("선정 규모"), page.tf(target, &[("n", &call.target.count)])),
        Pair::new(page.t("평가"), page.t("3단계: 서류검토, 현장실사, 발표평가")),
        Pair::new(
            page.t("집적지 판정 규칙"),
            page.tf("{rule} (소공인법 시행령 제2조·제3조)", &[("rule", &call.ruleset)]),
        ),
    ]
}
