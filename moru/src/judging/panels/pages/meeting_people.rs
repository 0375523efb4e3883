//! The people on the page of a meeting: who reads what, and who was there.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::meeting_view::Read;
use crate::{
    base::{app::App, errors::Outcome},
    judging::panels::{
        evidence,
        store::{self, Meeting, SeatState},
        words,
    },
    web::{page::Page, show, urls},
};

/// An application with its members.
pub(super) struct PanelView {
    pub(super) application: String,
    pub(super) institution: String,
    pub(super) zone: String,
    pub(super) seated: Vec<String>,
    pub(super) others: Vec<(String, String)>,
    /// Seats that wait for somebody else: who left them.
    pub(super) empty: Vec<(String, String)>,
    pub(super) joins: Vec<(String, String)>,
}

/// A member on the day.
pub(super) struct Member {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) chair: bool,
    pub(super) declared: (&'static str, String),
    pub(super) present: (&'static str, String),
    pub(super) needs_code: bool,
    pub(super) appointment: String,
}

pub(super) fn named(read: &Read, ids: impl IntoIterator<Item = Uuid>) -> Vec<(String, String)> {
    ids.into_iter().map(|id| (id.to_string(), read.people.name(id).to_owned())).collect()
}

/// Who reads what: as it was computed until the panel is appointed, and then as the seats are.
pub(super) async fn panels(
    app: &App,
    page: &Page,
    meeting: &Meeting,
    read: &Read,
) -> Outcome<Vec<PanelView>> {
    let Some(assigned) = &meeting.assignment else { return Ok(Vec::new()) };
    let seats = store::seats(app.database.read(), meeting.id).await?;
    let view = |panel: &evidence::AssignedPanel| {
        let entrant = read.entrants.iter().find(|entrant| entrant.application == panel.application)?;
        let own = || seats.iter().filter(|seat| seat.application == panel.application);
        let of = |state| own().filter(move |seat| seat.state == state).map(|seat| seat.evaluator);
        let seated: Vec<Uuid> =
            if seats.is_empty() { panel.seated.clone() } else { of(SeatState::Seated).collect() };
        let other = |other: &evidence::NotSeated| {
            let why = words::why(page, &other.why, &read.entrants, &read.people);
            (read.people.name(other.evaluator).to_owned(), why)
        };
        let free = assigned.members.iter().filter(|member| own().all(|seat| seat.evaluator != **member));
        Some(PanelView {
            application: panel.application.to_string(),
            institution: entrant.institution.clone(),
            zone: entrant.zone.clone(),
            seated: seated.iter().map(|id| read.people.name(*id).to_owned()).collect(),
            // Whoever has taken a seat since is no longer somebody who has none.
            others: panel
                .others
                .iter()
                .filter(|other| own().all(|seat| seat.evaluator != other.evaluator))
                .map(other)
                .collect(),
            empty: named(read, of(SeatState::Void)),
            joins: named(read, free.copied()),
        })
    };
    Ok(assigned.panels.iter().filter_map(view).collect())
}

pub(super) async fn members(app: &App, page: &Page, meeting: &Meeting, read: &Read) -> Outcome<Vec<Member>> {
    if meeting.appointed_at.is_none() {
        return Ok(Vec::new());
    }
    let declared = store::declarations(app.database.read(), meeting.id).await?;
    let present: BTreeMap<_, _> = store::attendance(app.database.read(), meeting.id).await?;
    let at = |at: DateTime<Utc>| show::clock(at);
    let member = |id: Uuid| {
        let there = present.get(&id).and_then(|known| known.checked_in_at);
        Member {
            id: id.to_string(),
            name: read.people.name(id).to_owned(),
            chair: meeting.chair == Some(id),
            declared: match declared.get(&id) {
                Some(signed) => ("pass", page.tf("{at} 서약함", &[("at", &at(*signed))])),
                None => ("unknown", page.t("서약 전").to_owned()),
            },
            present: match there {
                Some(there) => ("pass", page.tf("{at} 출석함", &[("at", &at(there))])),
                None => ("unknown", page.t("출석 전").to_owned()),
            },
            needs_code: there.is_none(),
            appointment: urls::document(urls::paper::APPOINTMENT, urls::paper_subject([&meeting.id, &id])),
        }
    };
    Ok(evidence::accepted(&read.candidates).into_iter().map(member).collect())
}
