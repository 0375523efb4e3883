//! One call at the desk: where it is, the one next thing to do, what should be looked at, and the whole notice.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use chrono::{DateTime, Utc};
use programme::{
    Finding,
    call::{RevisionKind, RevisionState, Section},
    states::{CallAct, CallPhase},
};

use super::desk;
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::{Actor, Visitor},
    notices::{
        calls::{
            access::{self, Act},
            evidence,
            form::{self, Difference},
            store::{
                self, Call, content_of,
                revisions::{self, Revision},
            },
            words::{
                self,
                notice::{self, NoticeView},
            },
        },
        publications::store as publications,
    },
    web::{
        forms::{Fields, Problems},
        page::{Page, html},
        parts::{self, Choice, Field, FindingLine, Pair, Problem},
        show, urls,
    },
};

#[derive(Template)]
#[template(path = "notices/calls/templates/desk_call.html")]
struct RecordPage {
    slug: String,
    title: String,
    state: String,
    facts: Vec<Pair>,
    summary: Vec<Problem>,
    work: Option<WorkView>,
    extension: Option<WorkView>,
    amend: Option<Field>,
    extend: Option<(Field, Field)>,
    cancel: Option<Field>,
    public: String,
    notice_title: String,
    notice: NoticeView,
    findings: Vec<FindingLine>,
    events: Vec<EventView>,
    page: Page,
}

/// A revision on its way, with what this person may do about it.
struct WorkView {
    kind: String,
    state: &'static str,
    version: i64,
    reason: String,
    closes: String,
    sections: Vec<SectionView>,
    /// Whether it can be sent for approval, and whether nothing stands in the way.
    submit: Option<bool>,
    can_approve: bool,
    is_own: bool,
    publish: Option<PublishView>,
    send_back: Option<Field>,
    withdraw: Option<Field>,
    changed: String,
    differences: Vec<Difference>,
    /// What an extension leaves to be amended.
    left: Vec<String>,
}

struct PublishView {
    label: String,
    release: Option<(Field, Vec<Choice>)>,
}

struct SectionView {
    name: String,
    href: String,
    state: &'static str,
}

struct EventView {
    iso: String,
    at: String,
    who: String,
    what: String,
    reason: String,
}

/// What was sent to the page, when something of it could not be read.
#[derive(Default)]
pub(super) struct Sent {
    /// As typed.
    pub(super) fields: Fields,
    /// What is wrong with it.
    pub(super) problems: Problems,
}

pub(super) async fn page(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Outcome<Response> {
    draw(&app, &visitor, &slug, &Sent::default()).await
}

/// What the page is made from.
struct Stand<'a> {
    page: &'a Page,
    actor: &'a Actor,
    call: &'a Call,
    in_force: Option<&'a Revision>,
    sent: &'a Sent,
}

pub(super) async fn draw(app: &App, visitor: &Visitor, slug: &str, sent: &Sent) -> Outcome<Response> {
    let actor = desk::worker(visitor)?;
    let read = app.database.read();
    let call = store::by_slug(read, slug).await?.ok_or_else(Refusal::not_found)?;
    let all = revisions::all(read, call.id).await?;
    let in_force = all.iter().filter(|one| one.number.is_some()).max_by_key(|one| one.number);
    let open = |wanted: bool| {
        all.iter().find(|one| one.is_open() && (one.kind == RevisionKind::Extension) == wanted)
    };
    let (work, extension) = (open(false), open(true));
    let shown = match work.or(in_force) {
        Some(revision) => revision.content.clone(),
        None => content_of(&call)?,
    };
    let page = desk::frame(visitor).under(urls::desk_call(slug), shown.basics.title.clone());
    let stand = Stand { page: &page, actor, call: &call, in_force, sent };
    let said = |work: Option<&Revision>| match work {
        Some(work) => evidence::findings(&call, work, in_force, visitor.now),
        None => Ok(Vec::new()),
    };
    let (findings, after) = (said(work)?, said(extension)?);
    let releases = releases(app, &stand, work).await?;
    html(&RecordPage {
        slug: slug.to_owned(),
        title: shown.basics.title.clone(),
        state: page.t(desk::state_word(&call, visitor)).to_owned(),
        facts: facts(&page, &call),
        summary: parts::summary(&page, &sent.problems),
        amend: amend(&stand, work),
        extend: extend(&stand, extension, call.phase(visitor.now)),
        cancel: cancel(&stand, visitor.now),
        public: if call.published_at.is_some() { urls::call(slug) } else { String::new() },
        notice_title: notice_title(&page, work),
        notice: notice::view(&page, &shown),
        findings: lines(&stand, work, &findings),
        events: events(&page, &all),
        work: work.map(|work| work_view(&stand, work, &findings, releases)),
        extension: extension.map(|work| work_view(&stand, work, &after, Vec::new())),
        page: page.clone(),
    })
}

fn facts(page: &Page, call: &Call) -> Vec<Pair> {
    if call.published_at.is_none() {
        return vec![Pair::new(page.t("회계연도"), call.fiscal_year.to_string())];
    }
    let mut facts = vec![
        Pair::new(page.t("회계연도"), call.fiscal_year.to_string()),
        Pair::new(page.t("공개 시각"), show::date_time(call.announced_at)),
    ];
    if let Some(cancelled) = &call.cancelled {
        facts.push(Pair::new(page.t("취소한 때"), show::date_time(cancelled.at)));
        facts.push(Pair::new(page.t("취소한 이유"), &cancelled.reason));
    }
    facts
}

fn notice_title(page: &Page, work: Option<&Revision>) -> String {
    let words = match work.map(|work| work.kind) {
        None => "지금 공고문",
        Some(RevisionKind::First) => "쓰고 있는 공고문",
        Some(_) => "정정하고 있는 공고문",
    };
    page.t(words).to_owned()
}

fn lines(stand: &Stand<'_>, work: Option<&Revision>, findings: &[Finding]) -> Vec<FindingLine> {
    let Some(work) = work else { return Vec::new() };
    let can_write = access::may(Act::Write, Some(stand.actor), work.state);
    words::lines(stand.page, &work.content, findings, can_write.then_some(stand.call.slug.as_str()))
}

/// A field for a reason.
fn reason(stand: &Stand<'_>, name: &str) -> Field {
    Field::sent(stand.page, name, &stand.sent.fields, &stand.sent.problems)
}

fn amend(stand: &Stand<'_>, work: Option<&Revision>) -> Option<Field> {
    let may = access::may(Act::Amend, Some(stand.actor), access::stand(stand.call));
    (may && work.is_none()).then(|| reason(stand, "amend_reason"))
}

fn extend(stand: &Stand<'_>, extension: Option<&Revision>, phase: CallPhase) -> Option<(Field, Field)> {
    let may = access::may(Act::Extend, Some(stand.actor), access::stand(stand.call));
    let is_possible = phase.acts().contains(&CallAct::Extend) && extension.is_none();
    (may && is_possible).then(|| (reason(stand, "extend_closes"), reason(stand, "extend_reason")))
}

/// The reason for calling it off, for those who may while nothing is decided.
fn cancel(stand: &Stand<'_>, now: DateTime<Utc>) -> Option<Field> {
    let may = access::may(Act::Cancel, Some(stand.actor), access::stand(stand.call));
    let is_possible =
        stand.call.decided_at.is_none() && stand.call.phase(now).acts().contains(&CallAct::Cancel);
    (may && is_possible).then(|| reason(stand, "cancel_reason"))
}

/// The press releases that may announce a call, when somebody may publish it now.
async fn releases(app: &App, stand: &Stand<'_>, work: Option<&Revision>) -> Outcome<Vec<Choice>> {
    let is_first = work.is_some_and(|work| work.kind == RevisionKind::First);
    let may = work.is_some_and(|work| access::may(Act::Publish, Some(stand.actor), work.state));
    if !is_first || !may {
        return Ok(Vec::new());
    }
    let listed = publications::list_all(app.database.read(), None, None).await?;
    let rows = listed.rows.into_iter().filter(|release| release.call_slug.is_none());
    let none = Choice::new("", stand.page.t("연결하지 않음"), "");
    let choices = rows.map(|release| {
        let at = release.lift_at.map_or_else(|| stand.page.t("정하지 않음").to_owned(), show::date_time);
        let values: [(&str, &dyn std::fmt::Display); 2] = [("title", &release.document.title), ("at", &at)];
        Choice::new(release.slug, stand.page.tf("{title} (공개 시각: {at})", &values), "")
    });
    Ok([none].into_iter().chain(choices).collect())
}

fn work_view(stand: &Stand<'_>, work: &Revision, findings: &[Finding], releases: Vec<Choice>) -> WorkView {
    let may = |act: Act| access::may(act, Some(stand.actor), work.state);
    let is_extension = work.kind == RevisionKind::Extension;
    let approves = if is_extension { Act::ApproveExtension } else { Act::Approve };
    let is_own = work.writers.contains(&stand.actor.account);
    let is_waiting = work.state == RevisionState::Submitted;
    let before = stand.in_force.filter(|_| work.kind != RevisionKind::First);
    let (page, slug) = (stand.page, &stand.call.slug);
    WorkView {
        kind: page.t(words::kind(work.kind)).to_owned(),
        state: words::state(work.state),
        version: work.version,
        reason: work.reason.clone(),
        closes: if is_extension { closes(work) } else { String::new() },
        sections: if may(Act::Write) && !is_extension { sections(page, slug, findings) } else { Vec::new() },
        submit: may(Act::Submit).then(|| programme::call::may_be_approved(findings)),
        can_approve: is_waiting && may(approves) && !is_own,
        is_own: is_waiting && is_own,
        publish: may(Act::Publish).then(|| publish_view(stand, work, releases)),
        send_back: (may(Act::SendBack) && !is_extension).then(|| reason(stand, "back_reason")),
        withdraw: may(Act::Withdraw).then(|| {
            reason(stand, if is_extension { "withdraw_extension_reason" } else { "withdraw_reason" })
        }),
        changed: before.map(|before| changed(page, before, work)).unwrap_or_default(),
        differences: before.map(|before| differences(page, before, work)).unwrap_or_default(),
        left: if is_extension { left(page, work, findings) } else { Vec::new() },
    }
}

/// What does not fit any more once the call closes later: the extension goes on, and an amendment should follow it.
fn left(page: &Page, work: &Revision, findings: &[Finding]) -> Vec<String> {
    let failing: Vec<Finding> = findings.iter().filter(|one| !one.outcome.allows()).cloned().collect();
    let lines = words::lines(page, &work.content, &failing, None);
    lines.into_iter().filter(|line| line.state == "fail").map(|line| line.detail).collect()
}

fn closes(work: &Revision) -> String {
    desk::at(work.content.dates.closes.map(|closes| closes.instant()))
}

fn changed(page: &Page, before: &Revision, work: &Revision) -> String {
    let sections = programme::call::changed(&before.content, &work.content).into_iter();
    let names: Vec<&str> = sections.map(|section| page.t(words::section(section))).collect();
    if names.is_empty() {
        return page.t("아직 바꾼 내용이 없습니다.").to_owned();
    }
    page.tf("바뀐 곳: {list}", &[("list", &names.join(", "))])
}

fn differences(page: &Page, before: &Revision, work: &Revision) -> Vec<Difference> {
    let sections = programme::call::changed(&before.content, &work.content).into_iter();
    sections.flat_map(|section| form::differences(page, section, &before.content, &work.content)).collect()
}

fn sections(page: &Page, slug: &str, findings: &[Finding]) -> Vec<SectionView> {
    let view = |section: Section| SectionView {
        name: page.t(words::section(section)).to_owned(),
        href: urls::desk_call_section(slug, section.code()),
        state: words::outcome(findings, section),
    };
    Section::ALL.into_iter().map(view).collect()
}

fn publish_view(stand: &Stand<'_>, work: &Revision, releases: Vec<Choice>) -> PublishView {
    let page = stand.page;
    let announced = work.content.dates.announced_at();
    let label = match (work.kind, announced) {
        (RevisionKind::First, Some(at)) => page.tf("{at}에 공개하기", &[("at", &show::date_time(at))]),
        (RevisionKind::First, None) => page.t("공개하기").to_owned(),
        _ => page.t("정정을 공개하기").to_owned(),
    };
    let field = Field::new(page, "release", "", &stand.sent.problems);
    PublishView { label, release: (releases.len() > 1).then_some((field, releases)) }
}

/// What has happened to the revisions, the newest first.
fn events(page: &Page, all: &[Revision]) -> Vec<EventView> {
    let mut out = Vec::new();
    for one in all {
        let kind = page.t(words::kind(one.kind));
        for (at, what) in [
            (Some(one.created_at), "{kind}: 쓰기 시작"),
            (one.submitted_at, "{kind}: 승인 요청"),
            (one.approved_at, "{kind}: 승인"),
            (one.published_at, "{kind}: 공개 결정"),
        ] {
            let Some(at) = at else { continue };
            let is_begin = at == one.created_at;
            out.push(EventView {
                iso: at.to_rfc3339(),
                at: show::date_time(at),
                who: String::new(),
                what: page.tf(what, &[("kind", &kind)]),
                reason: if is_begin { one.reason.clone() } else { String::new() },
            });
        }
    }
    out.sort_by(|one, other| other.iso.cmp(&one.iso));
    out
}
