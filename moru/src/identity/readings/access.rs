//! Who looks through the log. Nobody changes it.

use crate::{
    base::errors::{Outcome, Refusal},
    identity::accounts::{
        Actor, Role,
        permissions::{Grant, Reach, Subject, admit},
    },
};

/// What is done with the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Reads it.
    Read,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 1] = [Self::Read];
}

/// The log has no states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Kept.
    Kept,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 1] = [Self::Kept];
}

const RESPONSIBLE: &[Role] = &[Role::AgencyManager, Role::MinistryManager, Role::PrivacyOfficer];

/// The permission table.
pub const TABLE: &[Grant<Act, State>] =
    &[Grant { act: Act::Read, roles: RESPONSIBLE, reach: Reach::Country, states: &[] }];

/// Lets a reader of the log through; to everybody else there is none.
pub fn require(act: Act, actor: &Actor) -> Outcome<()> {
    let subject = Subject { owner: None, state: State::Kept };
    admit(TABLE, (&act, &Act::Read), actor, &subject, Refusal::not_allowed)
}
