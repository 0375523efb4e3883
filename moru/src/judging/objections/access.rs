//! Who may do what about an objection. "own" is an application of one's institution.

use uuid::Uuid;

use crate::{
    base::errors::{Outcome, Refusal},
    identity::accounts::{
        Actor, Role,
        permissions::{Grant, Permission, Reach, Subject, admit, decide},
    },
};

/// What is done about an objection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Reads one's own, filed or not.
    ReadOwn,
    /// Files it.
    File,
    /// Reads it at the desk.
    Read,
    /// Puts the answer off.
    PutOff,
    /// Answers it.
    Answer,
}

/// How far an objection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// There is none.
    None,
    /// It waits for its answer.
    Filed,
    /// It is answered.
    Answered,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::None, Self::Filed, Self::Answered];
}

const APPLICANT: &[Role] = &[Role::Applicant];
const HEADS: &[Role] = &[Role::AgencyManager, Role::MinistryManager];
const WAITING: &[State] = &[State::Filed];

const fn desk(act: Act, roles: &'static [Role], states: &'static [State]) -> Grant<Act, State> {
    Grant { act, roles, reach: Reach::Country, states }
}

/// The permission table.
pub const TABLE: &[Grant<Act, State>] = &[
    Grant { act: Act::ReadOwn, roles: APPLICANT, reach: Reach::Own, states: &[] },
    Grant { act: Act::File, roles: APPLICANT, reach: Reach::Own, states: &[State::None] },
    desk(Act::Read, Role::DESK, &[]),
    desk(Act::PutOff, Role::AGENCY, WAITING),
    desk(Act::Answer, HEADS, WAITING),
];

/// Whether a person may do this at the desk.
pub fn may(act: Act, actor: &Actor, state: State) -> bool {
    decide(TABLE, &act, Some(actor), &Subject { owner: None, state }) == Permission::Granted
}

/// Lets an act of the desk through or refuses it.
pub fn require(act: Act, actor: &Actor, state: State) -> Outcome<()> {
    admit(TABLE, (&act, &Act::Read), actor, &Subject { owner: None, state }, answered)
}

/// Lets an act of an applicant through or refuses it; `owner` is the institution of the application.
pub fn require_own(act: Act, actor: &Actor, owner: Uuid, state: State) -> Outcome<()> {
    admit(TABLE, (&act, &Act::ReadOwn), actor, &Subject { owner: Some(owner), state }, || {
        Refusal::conflict("이미 이의신청을 했습니다.", "같은 결정에는 한 번만 이의신청을 할 수 있습니다.")
    })
}

fn answered() -> Refusal {
    Refusal::conflict("이미 답한 이의신청입니다.", "답한 내용은 바꿀 수 없습니다.")
}
