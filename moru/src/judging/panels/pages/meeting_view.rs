//! The page of one meeting, by what is to be done now.

use askama::Template;
use axum::response::Response;
use chrono::{DateTime, Utc};
use programme::{Cause, Finding, Outcome as Found, panel::PanelCause};
use uuid::Uuid;

use super::meeting_people::{Member, PanelView, members, named, panels};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::Visitor,
    judging::{
        evaluators::{store as register, words as register_words},
        panels::{
            access::{Act, State, may},
            actions,
            evidence::{self, Entrant, People, Plan},
            store::{self, Answer, Candidate, Meeting},
            words,
        },
    },
    notices::calls::{Call, store as calls},
    web::{
        page::{Page, html},
        parts::{Column, FindingLine, Pair, Step},
        show, urls,
    },
};

/// A code that was made just now.
pub(super) struct Code {
    /// For whom.
    pub(super) evaluator: Uuid,
    /// What to type in.
    pub(super) number: String,
    /// Until when.
    pub(super) until: DateTime<Utc>,
}

/// Somebody who may be drawn.
struct Pick {
    id: String,
    name: String,
    about: String,
    conflicts: String,
    checked: bool,
}

/// Somebody in the order drawn.
struct Drawn {
    id: String,
    place: u32,
    name: String,
    about: String,
    answer: (&'static str, String),
    reason: String,
    /// Whether it is this person's turn to be asked.
    asks: bool,
    accepted: bool,
}

#[derive(Template)]
#[template(path = "judging/panels/templates/meeting.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is one act that the page offers or not")]
struct MeetingPage {
    id: Uuid,
    title: String,
    state: (&'static str, String),
    steps: Vec<Step>,
    facts: Vec<Pair>,
    list_hash: (String, String),
    picks: Option<Vec<Pick>>,
    listed: usize,
    may_freeze: bool,
    may_draw: bool,
    drawn: Vec<Drawn>,
    may_gather: bool,
    panels: Vec<PanelView>,
    load: u32,
    may_appoint: bool,
    asks_share: bool,
    chairs: Vec<(String, String)>,
    members: Vec<Member>,
    may_code: bool,
    may_replace: bool,
    /// The applications that came to the stage after its panel was appointed.
    later: Vec<String>,
    may_join: bool,
    code: Option<(String, String, String)>,
    results: String,
    minutes: Option<String>,
    findings: Vec<FindingLine>,
    draw_columns: Vec<Column>,
    past_columns: Vec<Column>,
    member_columns: Vec<Column>,
    page: Page,
}

/// Everything that is read for the page.
pub(super) struct Read {
    pub(super) call: Call,
    pub(super) plan: Plan,
    pub(super) candidates: Vec<Candidate>,
    pub(super) people: People,
    pub(super) entrants: Vec<Entrant>,
}

async fn read(app: &App, meeting: &Meeting) -> Outcome<Read> {
    let database = app.database.read();
    let call = calls::find(database, meeting.call).await?.ok_or_else(Refusal::not_found)?;
    let plan = evidence::plan(database, &call).await?;
    let candidates = store::candidates(database, meeting.id).await?;
    let mut ids: Vec<Uuid> = candidates.iter().map(|candidate| candidate.evaluator).collect();
    if meeting.state == State::Gathering {
        ids = register::active(database).await?.into_iter().map(|known| known.id).collect();
    }
    let people = People::read(database, &ids).await?;
    let entrants = evidence::live(database, &call, meeting.stage).await?;
    Ok(Read { call, plan, candidates, people, entrants })
}

pub(super) async fn draw(
    app: &App,
    visitor: &Visitor,
    meeting: &Meeting,
    code: Option<Code>,
) -> Outcome<Response> {
    let read = read(app, meeting).await?;
    let page = frame(visitor, meeting, &read);
    let found = checked(app, meeting, &read).await?;
    let members = members(app, &page, meeting, &read).await?;
    let panels = panels(app, &page, meeting, &read).await?;
    let drawn = drawn(&page, &read);
    let later = match meeting.appointed_at {
        Some(_) => actions::latecomers(app.database.read(), meeting, &read.call).await?,
        None => Vec::new(),
    };
    let later = later.into_iter().map(|one| one.institution).collect();
    let code =
        code.map(|code| (read.people.name(code.evaluator).to_owned(), code.number, show::clock(code.until)));
    let view = view(visitor, page, (meeting, &read), &found)?;
    html(&MeetingPage { drawn, panels, members, later, code, ..view })
}

fn frame(visitor: &Visitor, meeting: &Meeting, read: &Read) -> Page {
    let page = visitor.page();
    page.clone()
        .under(urls::DESK_JUDGING, page.t("평가"))
        .under(urls::desk_meetings(&read.call.slug), page.t(&read.call.title))
        .under(urls::desk_meeting(&meeting.id), page.t(words::stage(meeting.stage)))
}

/// The page without its people.
fn view(
    visitor: &Visitor,
    page: Page,
    (meeting, read): (&Meeting, &Read),
    found: &[Finding],
) -> Outcome<MeetingPage> {
    let actor = visitor.actor()?;
    let allowed = |act| may(act, actor, meeting.state);
    let (kind, korean) = words::state(meeting.state);
    let day = show::day(visitor.now).max(meeting.held_on);
    let is_appointed = meeting.appointed_at.is_some();
    let columns = |names: &[&str]| names.iter().map(|name| Column::text(page.t(name))).collect();
    Ok(MeetingPage {
        id: meeting.id,
        title: page.tf("{stage} 평가회의", &[("stage", &page.t(words::stage(meeting.stage)))]),
        state: (kind, page.t(korean).to_owned()),
        steps: steps(&page, meeting.state),
        facts: facts(&page, meeting, read),
        list_hash: show::hash(meeting.list_hash.as_deref().unwrap_or_default()),
        picks: allowed(Act::Plan).then(|| picks(&page, read, day)),
        listed: read.candidates.len(),
        may_freeze: allowed(Act::Freeze) && !read.candidates.is_empty(),
        may_draw: allowed(Act::Draw),
        drawn: Vec::new(),
        may_gather: allowed(Act::Gather),
        panels: Vec::new(),
        load: meeting.assignment.as_ref().map_or(0, |assigned| assigned.load),
        may_appoint: allowed(Act::Appoint),
        asks_share: found.iter().any(|finding| finding.rule == programme::RuleId::P03),
        chairs: named(read, evidence::accepted(&read.candidates)),
        members: Vec::new(),
        may_code: allowed(Act::IssueCode),
        may_replace: allowed(Act::Replace),
        later: Vec::new(),
        may_join: allowed(Act::Join),
        code: None,
        minutes: (meeting.state == State::Closed).then(|| urls::document(urls::paper::MINUTES, meeting.id)),
        results: if is_appointed { urls::desk_meeting_results(&meeting.id) } else { String::new() },
        findings: found.iter().map(|finding| line(&page, finding, &read.people)).collect(),
        draw_columns: columns(&["순서", "이름", "답", "할 일"]),
        past_columns: columns(&["순서", "이름", "답"]),
        member_columns: columns(&["위원", "서약", "출석"]),
        page,
    })
}

/// What the rules say against the panel, once it comes together.
async fn checked(app: &App, meeting: &Meeting, read: &Read) -> Outcome<Vec<Finding>> {
    if meeting.state != State::Drawn {
        return Ok(Vec::new());
    }
    let people = (&*read.candidates, &read.people);
    let mut found = actions::findings(app.database.read(), meeting, people, &read.plan, None).await?;
    // Who is still being asked need not hear that the number is even as well.
    let is = |finding: &Finding, even: bool| match &finding.cause {
        Cause::Panel(PanelCause::Even { .. }) => even,
        Cause::Panel(PanelCause::TooFew { .. }) => !even,
        _ => false,
    };
    if found.iter().any(|finding| is(finding, false)) {
        found.retain(|finding| !is(finding, true));
    }
    Ok(found)
}

fn line(page: &Page, finding: &Finding, people: &People) -> FindingLine {
    let state = match finding.outcome {
        Found::Pass => "pass",
        Found::Warn => "warn",
        Found::Unknown => "unknown",
        Found::Fail => "fail",
    };
    FindingLine {
        state,
        title: page.t("위원 구성").to_owned(),
        detail: page.say(&words::panel(finding, people)),
        basis: page.t(&finding.basis.citation()).to_owned(),
        next_href: String::new(),
        next_label: String::new(),
    }
}

fn steps(page: &Page, state: State) -> Vec<Step> {
    let names = ["후보 명부", "추첨", "위원 확정·배정", "평가", "마감"];
    let at = match state {
        State::Gathering => 0,
        State::Frozen => 1,
        State::Drawn => 2,
        State::Appointed => 3,
        State::Closed => 5,
    };
    let step = |(place, name): (usize, &&str)| Step {
        label: page.t(name).to_owned(),
        href: String::new(),
        state: match place.cmp(&at) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal => "active",
            std::cmp::Ordering::Greater => "todo",
        },
    };
    names.iter().enumerate().map(step).collect()
}

fn facts(page: &Page, meeting: &Meeting, read: &Read) -> Vec<Pair> {
    let mut facts = vec![
        Pair::new(page.t("날짜와 장소"), format!("{} · {}", show::date(meeting.held_on), meeting.place)),
        Pair::new(page.t("평가할 신청"), page.tf("{n}건", &[("n", &read.entrants.len())])),
        Pair::new(
            page.t("위원"),
            page.tf("{n}명, 한 건에 {each}명", &[("n", &meeting.seats), ("each", &meeting.seats_each)]),
        ),
        Pair::new(
            page.t("구성 기준"),
            page.tf("{name} (기본값, 공식 기준 아님)", &[("name", &read.plan.panels.name)]),
        ),
    ];
    if let Some(at) = meeting.frozen_at {
        facts.push(Pair::new(page.t("명부 확정"), show::date_time(at)));
    }
    if let (Some(draw), Some(at)) = (&meeting.draw, meeting.drawn_at) {
        let source = meeting.seed_source.clone().unwrap_or_default();
        facts.push(Pair::new(page.t("추첨"), show::date_time(at)));
        facts.push(Pair::new(page.t("추첨에 쓴 값"), format!("{} ({source})", draw.seed)));
        facts.push(Pair::new(page.t("추첨 방법"), draw.algorithm.clone()));
    }
    if let Some(reason) = &meeting.share_reason {
        facts.push(Pair::new(page.t("성별 비율을 맞추지 못한 까닭"), reason.clone()));
    }
    facts
}

fn about(page: &Page, known: &register::Evaluator) -> String {
    let divisions: Vec<String> = known.divisions.iter().map(|code| format!("C{code}")).collect();
    let side = page.t(register_words::side(known.outside));
    format!("{side} · {} · {}", known.institution, divisions.join(", "))
}

fn picks(page: &Page, read: &Read, day: chrono::NaiveDate) -> Vec<Pick> {
    let rules = (&read.plan.panels, day);
    let pick = |known: &register::Evaluator| {
        let tied = read.entrants.iter().filter(|one| !read.people.conflicts(known.id, one, rules).is_empty());
        let tied = tied.count();
        Pick {
            id: known.id.to_string(),
            name: known.name.clone(),
            about: about(page, known),
            conflicts: if tied == 0 {
                String::new()
            } else {
                page.tf("이해관계가 있는 신청 {n}건", &[("n", &tied)])
            },
            checked: if read.candidates.is_empty() {
                tied < read.entrants.len() || tied == 0
            } else {
                read.candidates.iter().any(|candidate| candidate.evaluator == known.id)
            },
        }
    };
    read.people.known.values().map(pick).collect()
}

fn drawn(page: &Page, read: &Read) -> Vec<Drawn> {
    let next = read.candidates.iter().position(|candidate| candidate.answer == Answer::Waiting);
    let one = |(index, candidate): (usize, &Candidate)| {
        let known = read.people.known.get(&candidate.evaluator);
        let answer = match candidate.answer {
            Answer::Waiting => ("unknown", "답을 기다림"),
            Answer::Accepted => ("pass", "위원"),
            Answer::Declined => ("warn", "참여하지 않음"),
        };
        Some(Drawn {
            id: candidate.evaluator.to_string(),
            place: candidate.place?,
            name: read.people.name(candidate.evaluator).to_owned(),
            about: known.map(|known| about(page, known)).unwrap_or_default(),
            answer: (answer.0, page.t(answer.1).to_owned()),
            reason: candidate.reason.clone(),
            asks: next.is_none_or(|next| index <= next),
            accepted: candidate.answer == Answer::Accepted,
        })
    };
    read.candidates.iter().enumerate().filter_map(one).collect()
}
