//! Who may do what to an application, in which state. `docs/permissions.md` is printed from this table.

use programme::states::ApplicationState as State;

use crate::{
    base::errors::{Outcome, Refusal},
    identity::accounts::{
        Actor, Role,
        permissions::{Grant, Reach, Subject, admit},
    },
};

/// What can be done to an application here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Begin one for a call.
    Begin,
    /// Read it, its findings and its files.
    Read,
    /// Write answers and attach or remove files.
    Edit,
    /// Submit it for good.
    Submit,
    /// Withdraw it.
    Withdraw,
    /// See all applications of a call with their findings.
    List,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 6] =
        [Self::Begin, Self::Read, Self::Edit, Self::Submit, Self::Withdraw, Self::List];
}

const OWNER: &[Role] = &[Role::Applicant];
/// What has been handed in; a draft is nobody's business but its writers'.
pub const HANDED_IN: &[State] = &[
    State::Submitted,
    State::Withdrawn,
    State::Intake,
    State::SupplementRequested,
    State::Supplemented,
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
const WITHDRAWABLE: &[State] = &[
    State::Submitted,
    State::Intake,
    State::SupplementRequested,
    State::Supplemented,
    State::Eligible,
    State::DocReviewed,
    State::Inspected,
    State::Presented,
    State::Ranked,
];

/// The table.
pub const GRANTS: &[Grant<Act, State>] = &[
    Grant { act: Act::Begin, roles: OWNER, reach: Reach::Own, states: &[] },
    Grant { act: Act::Read, roles: OWNER, reach: Reach::Own, states: &[] },
    Grant { act: Act::Read, roles: Role::DESK, reach: Reach::Country, states: HANDED_IN },
    Grant { act: Act::Edit, roles: OWNER, reach: Reach::Own, states: &[State::Draft] },
    Grant { act: Act::Submit, roles: OWNER, reach: Reach::Own, states: &[State::Draft] },
    Grant { act: Act::Withdraw, roles: OWNER, reach: Reach::Own, states: WITHDRAWABLE },
    Grant { act: Act::List, roles: Role::DESK, reach: Reach::Country, states: &[] },
];

/// Lets the act through or refuses it. Whoever may not read an application is told that there is none.
pub fn require(act: Act, actor: &Actor, subject: &Subject<State>) -> Outcome<()> {
    // Nobody is told of a list or a beginning that is not theirs.
    let seen = if matches!(act, Act::List | Act::Begin) { act } else { Act::Read };
    admit(GRANTS, (&act, &seen), actor, subject, || {
        Refusal::conflict(
            "지금 상태에서는 할 수 없습니다.",
            "신청서 화면에서 지금 할 수 있는 일을 확인해 주세요.",
        )
    })
}
