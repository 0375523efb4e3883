//! Who may do what about bonuses and penalties, in which state.

use crate::{
    base::errors::{Outcome, Refusal},
    identity::accounts::{
        Actor, Role,
        permissions::{Grant, Permission, Reach, Subject, admit, decide},
    },
};

/// What is done about bonuses and penalties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Reads them.
    Read,
    /// Enters them; a new entry loses the confirmation of the one before.
    Enter,
    /// Confirms what somebody else entered (SOD-3).
    Confirm,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 3] = [Self::Read, Self::Enter, Self::Confirm];
}

/// How far the grounds of an application are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing is entered.
    Open,
    /// Somebody entered them.
    Entered,
    /// Somebody else confirmed them: they count.
    Confirmed,
    /// The applicant was told the end of it.
    Told,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Open, Self::Entered, Self::Confirmed, Self::Told];
}

const HEAD: &[Role] = &[Role::AgencyManager];

const fn country(act: Act, roles: &'static [Role], states: &'static [State]) -> Grant<Act, State> {
    Grant { act, roles, reach: Reach::Country, states }
}

/// The permission table.
pub const TABLE: &[Grant<Act, State>] = &[
    country(Act::Read, Role::DESK, &[]),
    country(Act::Enter, Role::AGENCY, &[State::Open, State::Entered, State::Confirmed]),
    country(Act::Confirm, HEAD, &[State::Entered]),
];

/// Whether a person may do this.
pub fn may(act: Act, actor: &Actor, state: State) -> bool {
    decide(TABLE, &act, Some(actor), &Subject { owner: None, state }) == Permission::Granted
}

/// Lets an act through or refuses it. To whoever has no business here there is nothing.
pub fn require(act: Act, actor: &Actor, state: State) -> Outcome<()> {
    let subject = Subject { owner: None, state };
    admit(TABLE, (&act, &Act::Read), actor, &subject, || match act {
        Act::Confirm => Refusal::conflict(
            "확인할 가점·감점이 없습니다.",
            "가점·감점 화면을 다시 열어 지금 상태를 확인해 주세요.",
        ),
        _ => Refusal::conflict(
            "선정 결과를 알린 뒤에는 가점·감점을 바꿀 수 없습니다.",
            "잘못되었으면 이의신청에 답하면서 바로잡아 주세요.",
        ),
    })
}
