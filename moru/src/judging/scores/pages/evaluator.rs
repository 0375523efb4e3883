//! What a member has to do: the meetings they were appointed to, and one of them.

use askama::Template;
use axum::{
    extract::{Path, State as Given},
    response::Response,
};
use programme::scoring::CardState;
use uuid::Uuid;

use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::{Actor, Role, Visitor},
    judging::{
        panels::{
            access::{Act, State, require_seat},
            evidence,
            store::{self as meetings, Meeting, Seat, SeatState},
            words,
        },
        scores::store::{self, KeptCard},
    },
    notices::calls::store as calls,
    web::{
        page::{Page, html},
        show, urls,
    },
};

struct MeetingRow {
    href: String,
    title: String,
    when: String,
    state: (&'static str, String),
}

#[derive(Template)]
#[template(path = "judging/scores/templates/list.html")]
struct ListPage {
    now: Vec<MeetingRow>,
    past: Vec<MeetingRow>,
    page: Page,
}

struct Row {
    href: String,
    institution: String,
    zone: String,
    state: (&'static str, String),
    closed: bool,
}

#[derive(Template)]
#[template(path = "judging/scores/templates/meeting.html")]
struct MeetingPage {
    title: String,
    call: String,
    when: String,
    declared: bool,
    present: bool,
    is_open: bool,
    declaration: String,
    check_in: String,
    rows: Vec<Row>,
    done: usize,
    results: String,
    paper: String,
    page: Page,
}

/// The frame of the pages of members.
pub(super) fn frame(visitor: &Visitor) -> Page {
    let page = visitor.page();
    let name = page.t("오늘 할 평가").to_owned();
    page.under(urls::JUDGING, name)
}

pub(super) async fn list(Given(app): Given<App>, visitor: Visitor) -> Outcome<Response> {
    let actor = visitor.actor()?;
    if actor.role != Role::Evaluator {
        return Err(Refusal::not_found().into());
    }
    let found = meetings::of_evaluator(app.database.read(), actor.scope).await?;
    let page = frame(&visitor);
    let mut rows = Vec::new();
    for meeting in &found {
        let call = calls::find(app.database.read(), meeting.call).await?;
        let title = call.map(|call| page.t(&call.title).to_owned()).unwrap_or_default();
        rows.push((meeting.state, row(&page, meeting, &title)));
    }
    let (now, past): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(state, _)| *state == State::Appointed);
    let only = |rows: Vec<(State, MeetingRow)>| rows.into_iter().map(|(_, row)| row).collect();
    html(&ListPage { now: only(now), past: only(past), page })
}

fn row(page: &Page, meeting: &Meeting, call: &str) -> MeetingRow {
    let (kind, korean) = match meeting.state {
        State::Closed => ("pass", "마감함"),
        _ => ("warn", "평가 중"),
    };
    MeetingRow {
        href: urls::judging_meeting(&meeting.id),
        title: format!("{} · {call}", page.t(words::stage(meeting.stage))),
        when: format!("{} · {}", show::date(meeting.held_on), meeting.place),
        state: (kind, page.t(korean).to_owned()),
    }
}

/// The meeting of an address for one of its members, or of its chair.
pub(super) async fn seated<'a>(app: &App, visitor: &'a Visitor, id: Uuid) -> Outcome<(&'a Actor, Meeting)> {
    let actor = visitor.actor()?;
    let meeting = meetings::find(app.database.read(), id).await?.ok_or_else(Refusal::not_found)?;
    let members = evidence::accepted(&meetings::candidates(app.database.read(), id).await?);
    let seat = members.contains(&actor.scope).then_some(actor.scope);
    require_seat(Act::Attend, actor, seat, meeting.state)?;
    Ok((actor, meeting))
}

pub(super) async fn meeting(
    Given(app): Given<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
) -> Outcome<Response> {
    let (actor, meeting) = seated(&app, &visitor, id).await?;
    let database = app.database.read();
    let call = calls::find(database, meeting.call).await?.ok_or_else(Refusal::not_found)?;
    let declared = meetings::declaration(database, id, actor.scope).await?.is_some();
    let attendance = meetings::attendance(database, id).await?;
    let present = attendance.get(&actor.scope).is_some_and(|known| known.checked_in_at.is_some());
    let page = frame(&visitor);
    let rows = rows(&app, &page, actor, &meeting, declared).await?;
    let stage = page.t(words::stage(meeting.stage)).to_owned();
    let page = page.under(urls::judging_meeting(&id), stage.clone());
    html(&MeetingPage {
        title: page.tf("{stage} 평가회의", &[("stage", &stage)]),
        call: page.t(&call.title).to_owned(),
        when: format!("{} · {}", show::date(meeting.held_on), meeting.place),
        declared,
        present,
        is_open: meeting.state == State::Appointed,
        declaration: urls::judging_declaration(&id),
        check_in: urls::judging_check_in(&id),
        paper: urls::document(urls::paper::APPOINTMENT, urls::paper_subject([&id, &actor.scope])),
        done: rows.iter().filter(|row| row.state.0 == "pass").count(),
        rows,
        results: if meeting.chair == Some(actor.scope) { urls::judging_results(&id) } else { String::new() },
        page,
    })
}

async fn rows(app: &App, page: &Page, actor: &Actor, meeting: &Meeting, declared: bool) -> Outcome<Vec<Row>> {
    let database = app.database.read();
    let call = calls::find(database, meeting.call).await?.ok_or_else(Refusal::not_found)?;
    let entrants = evidence::entrants(database, &call).await?;
    let seats = meetings::seats_of_evaluator(database, meeting.id, actor.scope).await?;
    let cards = store::own_cards(database, meeting.id, actor.scope).await?;
    let found = store::inspections(database, [meeting.id]).await?;
    let row = |seat: &Seat| {
        let entrant = entrants.iter().find(|one| one.application == seat.application)?;
        let card = cards.iter().find(|card| card.id.application == seat.application);
        let inspected = found.iter().any(|one| one.application == seat.application);
        let (kind, korean) = stand(seat, card, inspected);
        Some(Row {
            href: urls::judging_card(&meeting.id, &seat.application),
            institution: entrant.institution.clone(),
            zone: entrant.zone.clone(),
            state: (kind, page.t(korean).to_owned()),
            closed: !declared || seat.state != SeatState::Seated,
        })
    };
    Ok(seats.iter().filter_map(row).collect())
}

/// How far one application is for this member.
fn stand(seat: &Seat, card: Option<&KeptCard>, inspected: bool) -> (&'static str, &'static str) {
    if seat.state != SeatState::Seated {
        return ("unknown", "회피함");
    }
    match card.map(|card| &card.state) {
        Some(CardState::Locked { .. }) => ("pass", "서명함"),
        Some(CardState::Void { .. }) => ("unknown", "세지 않음"),
        Some(CardState::Open) => ("warn", "쓰는 중"),
        None if inspected => ("pass", "실사 결과 있음"),
        None => ("unknown", "아직 쓰지 않음"),
    }
}
