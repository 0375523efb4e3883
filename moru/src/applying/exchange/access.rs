//! Who may bring receipts from another channel, and who may take an application there.

use programme::states::ApplicationState as State;

use crate::{
    applying::applications::access as applications,
    base::errors::{Outcome, Refusal},
    identity::accounts::{
        Actor, Role,
        permissions::{Grant, Reach, Subject, admit},
    },
};

/// What passes between the channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Bring the list of receipts of a call.
    Import,
    /// Take an application there as one package.
    Package,
}

const APPLICANT: &[Role] = &[Role::Applicant];

/// The table.
pub const GRANTS: &[Grant<Act, State>] = &[
    Grant { act: Act::Import, roles: Role::AGENCY, reach: Reach::Country, states: &[] },
    Grant { act: Act::Package, roles: APPLICANT, reach: Reach::Own, states: applications::HANDED_IN },
];

/// Lets the act through or refuses it as if there were nothing.
pub fn require(act: Act, actor: &Actor, subject: &Subject<State>) -> Outcome<()> {
    admit(GRANTS, (&act, &act), actor, subject, || {
        Refusal::conflict("제출한 신청서만 내려받을 수 있습니다.", "신청서를 제출한 뒤 다시 해 주세요.")
    })
}
