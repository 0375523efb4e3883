//! Who may do what in the round of papers, in which state of the application.

use programme::states::ApplicationState as State;

use crate::{
    applying::applications::access::HANDED_IN,
    base::errors::{Outcome, Refusal},
    identity::accounts::{
        Actor, Role,
        permissions::{Grant, Permission, Reach, Subject, admit, decide},
    },
};

/// What is done in the round of papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Read what was asked for and what came.
    Read,
    /// Ask for papers.
    Request,
    /// Attach a paper that was asked for.
    Attach,
    /// Hand the papers in.
    HandIn,
    /// End the round when its time is over.
    Lapse,
}

const APPLICANT: &[Role] = &[Role::Applicant];
const ASKED: &[State] = &[State::SupplementRequested];

/// The table.
pub const GRANTS: &[Grant<Act, State>] = &[
    Grant { act: Act::Read, roles: Role::DESK, reach: Reach::Country, states: HANDED_IN },
    Grant { act: Act::Read, roles: APPLICANT, reach: Reach::Own, states: HANDED_IN },
    Grant { act: Act::Request, roles: Role::AGENCY, reach: Reach::Country, states: &[State::Intake] },
    Grant { act: Act::Attach, roles: APPLICANT, reach: Reach::Own, states: ASKED },
    Grant { act: Act::HandIn, roles: APPLICANT, reach: Reach::Own, states: ASKED },
    Grant { act: Act::Lapse, roles: Role::AGENCY, reach: Reach::Country, states: ASKED },
];

/// Whether the act is possible.
pub fn may(act: Act, actor: &Actor, subject: &Subject<State>) -> bool {
    decide(GRANTS, &act, Some(actor), subject) == Permission::Granted
}

/// Lets the act through or refuses it. Whoever may not read the round is told that there is none.
pub fn require(act: Act, actor: &Actor, subject: &Subject<State>) -> Outcome<()> {
    admit(GRANTS, (&act, &Act::Read), actor, subject, || {
        Refusal::conflict(
            "지금 상태에서는 할 수 없습니다.",
            "보완 요청은 한 번만 하고, 기한 안에만 낼 수 있습니다.",
        )
    })
}
