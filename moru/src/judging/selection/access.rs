//! Who may do what about a selection, by how far it is. "own" is an application of one's institution.

use uuid::Uuid;

use crate::{
    base::errors::{Outcome, Refusal},
    identity::accounts::{
        Actor, Role,
        permissions::{Grant, Permission, Reach, Subject, admit, decide},
    },
};

/// What is done about a selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Reads it at the desk.
    Read,
    /// Writes down what the committee decided.
    Propose,
    /// Confirms it for the ministry.
    Confirm,
    /// Tells all applicants.
    Announce,
    /// Notes that somebody selected dropped out.
    Forfeit,
    /// Promotes the next in reserve.
    Promote,
    /// Reads the own result.
    ReadResult,
}

/// How far a selection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing is written down.
    Open,
    /// It waits for the ministry.
    Proposed,
    /// The ministry has confirmed it.
    Confirmed,
    /// Everybody was told.
    Announced,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Open, Self::Proposed, Self::Confirmed, Self::Announced];
}

const AGENCY_HEAD: &[Role] = &[Role::AgencyManager];
const MINISTRY_HEAD: &[Role] = &[Role::MinistryManager];
const APPLICANT: &[Role] = &[Role::Applicant];
const BEFORE: &[State] = &[State::Open, State::Proposed, State::Confirmed];
const AFTER: &[State] = &[State::Announced];

const fn desk(act: Act, roles: &'static [Role], states: &'static [State]) -> Grant<Act, State> {
    Grant { act, roles, reach: Reach::Country, states }
}

/// The permission table.
pub const TABLE: &[Grant<Act, State>] = &[
    desk(Act::Read, Role::DESK, &[]),
    desk(Act::Propose, Role::AGENCY, BEFORE),
    desk(Act::Confirm, MINISTRY_HEAD, &[State::Proposed]),
    desk(Act::Announce, AGENCY_HEAD, &[State::Confirmed]),
    desk(Act::Forfeit, AGENCY_HEAD, AFTER),
    desk(Act::Promote, MINISTRY_HEAD, AFTER),
    Grant { act: Act::ReadResult, roles: APPLICANT, reach: Reach::Own, states: AFTER },
];

/// Whether a person may do this at the desk.
pub fn may(act: Act, actor: &Actor, state: State) -> bool {
    decide(TABLE, &act, Some(actor), &Subject { owner: None, state }) == Permission::Granted
}

/// Lets an act through or refuses it; `owner` is the institution of the application it is about. Whoever may not read a
/// selection is told that there is none.
pub fn require(act: Act, actor: &Actor, owner: Option<Uuid>, state: State) -> Outcome<()> {
    admit(TABLE, (&act, &Act::Read), actor, &Subject { owner, state }, || {
        Refusal::conflict(
            "지금 상태에서는 할 수 없습니다.",
            "선정 화면에서 지금 할 수 있는 일을 확인해 주세요.",
        )
    })
}
