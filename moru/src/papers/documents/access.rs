//! Who may do what to an issued document. Whoever may see the page that a document is drawn from may have it: that is
//! asked of the feature of that page and stands in its table.

use super::kinds::Office;
use crate::{
    base::errors::{Outcome, Refusal},
    identity::accounts::{
        Actor, Role,
        permissions::{Grant, Permission, Reach, Subject, admit, decide},
    },
};

/// What is done to a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Checks it by its code.
    Check,
    /// Sees the list of those that were issued.
    List,
    /// Withdraws it.
    Withdraw,
}

/// Whether a document holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It holds.
    Valid,
    /// What it is about has changed, and another was issued.
    Superseded,
    /// Somebody withdrew it.
    Withdrawn,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Valid, Self::Superseded, Self::Withdrawn];

    /// The name in the table.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Superseded => "superseded",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state of a name.
    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

const HEADS: &[Role] = &[Role::AgencyManager, Role::MinistryManager];

/// The permission table.
pub const TABLE: &[Grant<Act, State>] = &[
    Grant { act: Act::Check, roles: &[], reach: Reach::Public, states: &[] },
    Grant { act: Act::List, roles: Role::DESK, reach: Reach::Country, states: &[] },
    Grant { act: Act::Withdraw, roles: HEADS, reach: Reach::Country, states: &[State::Valid] },
];

/// Whether a person may do this to a document of an office. Nobody withdraws what another office issued.
pub fn may(act: Act, actor: &Actor, (office, state): (Office, State)) -> bool {
    let is_own = act != Act::Withdraw || office_of(actor.role) == Some(office);
    is_own && decide(TABLE, &act, Some(actor), &Subject { owner: None, state }) == Permission::Granted
}

const fn office_of(role: Role) -> Option<Office> {
    match role {
        Role::AgencyOfficer | Role::AgencyManager => Some(Office::Agency),
        Role::MinistryOfficer | Role::MinistryManager => Some(Office::Ministry),
        _ => None,
    }
}

/// Lets an act of the desk through or refuses it.
pub fn require(act: Act, actor: &Actor, (office, state): (Office, State)) -> Outcome<()> {
    admit(TABLE, (&act, &Act::List), actor, &Subject { owner: None, state }, || {
        Refusal::conflict("이미 효력이 없는 문서입니다.", "문서 목록에서 지금 상태를 확인해 주세요.")
    })?;
    if act == Act::Withdraw && !may(act, actor, (office, State::Valid)) {
        return Err(Refusal::new(
            http::StatusCode::FORBIDDEN,
            "다른 기관이 발급한 문서는 회수할 수 없습니다.",
            "발급한 기관의 책임자에게 알려 주세요.",
        )
        .into());
    }
    Ok(())
}
