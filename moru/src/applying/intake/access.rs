//! Who may do what in the review of an application, in which state of the application.

use programme::states::ApplicationState as State;

use crate::{
    applying::applications::access::HANDED_IN,
    base::errors::{Outcome, Refusal},
    identity::accounts::{
        Actor, Role,
        permissions::{Grant, Reach, Subject, admit},
    },
};

/// What can be done in the review of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Read the sheet of the review.
    Read,
    /// Note what was found.
    Note,
    /// Propose whether the application may be evaluated.
    Propose,
    /// Decide on somebody else's proposal.
    Decide,
    /// Tell all applicants of a call.
    Publish,
    /// Read the result as the applicant.
    ReadResult,
}

const DECIDERS: &[Role] = &[Role::AgencyManager];
const APPLICANT: &[Role] = &[Role::Applicant];
/// What is in review.
const OPEN: &[State] = &[State::Submitted, State::Intake, State::Supplemented];
/// What was taken in and not yet told.
const TAKEN_IN: &[State] = &[State::Intake, State::Supplemented];
/// What has been told.
const TOLD: &[State] = &[
    State::Eligible,
    State::Ineligible,
    State::DocReviewed,
    State::Inspected,
    State::Presented,
    State::Ranked,
    State::Selected,
    State::Reserve,
    State::NotSelected,
    State::Agreed,
    State::Forfeited,
];
/// The table.
pub const GRANTS: &[Grant<Act, State>] = &[
    Grant { act: Act::Read, roles: Role::DESK, reach: Reach::Country, states: HANDED_IN },
    Grant { act: Act::Note, roles: Role::AGENCY, reach: Reach::Country, states: OPEN },
    Grant { act: Act::Propose, roles: Role::AGENCY, reach: Reach::Country, states: TAKEN_IN },
    Grant { act: Act::Decide, roles: DECIDERS, reach: Reach::Country, states: TAKEN_IN },
    Grant { act: Act::Publish, roles: DECIDERS, reach: Reach::Country, states: &[] },
    Grant { act: Act::ReadResult, roles: APPLICANT, reach: Reach::Own, states: TOLD },
];

/// Lets the act through or refuses it. Whoever may not read the review is told that there is none.
pub fn require(act: Act, actor: &Actor, subject: &Subject<State>) -> Outcome<()> {
    admit(GRANTS, (&act, &Act::Read), actor, subject, || {
        Refusal::conflict(
            "지금 상태에서는 할 수 없습니다.",
            "요건 검토 화면에서 지금 할 수 있는 일을 확인해 주세요.",
        )
    })
}
