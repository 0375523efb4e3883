//! Who may do what with the register of evaluators. Single evaluators are named to nobody outside the desks.

use crate::{
    base::errors::{Outcome, Refusal},
    identity::accounts::{
        Actor, Role,
        permissions::{Grant, Permission, Reach, Subject, admit, decide},
    },
};

/// What is done with the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Reads it.
    Read,
    /// Invites somebody, or sends the invitation again.
    Invite,
    /// Enters what ties somebody to an institution.
    EnterTie,
    /// Lets somebody rest, or be drawn again.
    Rest,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 4] = [Self::Read, Self::Invite, Self::EnterTie, Self::Rest];
}

/// Where somebody in the register stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Has not accepted yet.
    Invited,
    /// May be drawn.
    Active,
    /// Is not drawn for now.
    Resting,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Invited, Self::Active, Self::Resting];

    /// The name in the table.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Resting => "resting",
        }
    }

    /// The state of a name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// The permission table.
pub const TABLE: &[Grant<Act, State>] = &[
    Grant { act: Act::Read, roles: Role::DESK, reach: Reach::Country, states: &[] },
    Grant { act: Act::Invite, roles: Role::AGENCY, reach: Reach::Country, states: &[State::Invited] },
    Grant { act: Act::EnterTie, roles: Role::AGENCY, reach: Reach::Country, states: &[] },
    Grant {
        act: Act::Rest,
        roles: Role::AGENCY,
        reach: Reach::Country,
        states: &[State::Active, State::Resting],
    },
];

/// Whether a person may do this.
pub fn may(act: Act, actor: &Actor, state: State) -> bool {
    decide(TABLE, &act, Some(actor), &Subject { owner: None, state }) == Permission::Granted
}

/// Lets the act through or refuses it. To everybody outside the desks there is no register.
pub fn require(act: Act, actor: &Actor, state: State) -> Outcome<()> {
    admit(TABLE, (&act, &Act::Read), actor, &Subject { owner: None, state }, || {
        Refusal::conflict(
            "평가위원의 지금 상태에서는 할 수 없습니다.",
            "평가위원 화면에서 초대를 수락했는지 확인해 주세요.",
        )
    })
}
