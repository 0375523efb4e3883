//! Who may say who writes for an institution: whoever writes for it.

use uuid::Uuid;

use crate::{
    base::errors::{Outcome, Refusal},
    identity::accounts::{
        Actor, Role,
        permissions::{Grant, Reach, Subject, admit},
    },
};

/// What can be done with the people of an institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// See who they are and who is invited.
    Read,
    /// Invite somebody, or take an invitation back.
    Invite,
    /// Take somebody's access away.
    Remove,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 3] = [Self::Read, Self::Invite, Self::Remove];
}

/// An institution that has people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It has signed up.
    SignedUp,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 1] = [Self::SignedUp];
}

const OWNER: &[Role] = &[Role::Applicant];

/// The table.
pub const GRANTS: &[Grant<Act, State>] = &[
    Grant { act: Act::Read, roles: OWNER, reach: Reach::Own, states: &[] },
    Grant { act: Act::Invite, roles: OWNER, reach: Reach::Own, states: &[] },
    Grant { act: Act::Remove, roles: OWNER, reach: Reach::Own, states: &[] },
];

/// Lets the act through or refuses it. Nobody else is told that there are people.
pub fn require(act: Act, actor: &Actor, institution: Uuid) -> Outcome<()> {
    let subject = Subject { owner: Some(institution), state: State::SignedUp };
    admit(GRANTS, (&act, &Act::Read), actor, &subject, Refusal::not_allowed)
}
