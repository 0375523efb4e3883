//! Who may do what to a call, by where its revision is. Nobody outside the desk learns of one that is not public.

use chrono::{DateTime, Utc};
use programme::call::RevisionState as State;

use super::store::Call;
use crate::{
    base::errors::{Outcome, Refusal},
    identity::accounts::{
        Actor, Role,
        permissions::{Grant, Permission, Reach, Subject, decide},
    },
};

/// What is done to a call and its revisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Reads it at the desk, public or not.
    Read,
    /// Begins a call, empty or from an earlier one.
    Begin,
    /// Writes a section.
    Write,
    /// Sends it for approval.
    Submit,
    /// Sends it back to those who write.
    SendBack,
    /// Approves it; never one's own (SOD-3).
    Approve,
    /// Lets it be public at its time.
    Publish,
    /// Begins an amendment.
    Amend,
    /// Proposes a later close.
    Extend,
    /// Approves a later close, which is public at once; never one's own (SOD-3).
    ApproveExtension,
    /// Gives a draft up.
    Withdraw,
    /// Calls a published call off.
    Cancel,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 12] = [
        Self::Read,
        Self::Begin,
        Self::Write,
        Self::Submit,
        Self::SendBack,
        Self::Approve,
        Self::Publish,
        Self::Amend,
        Self::Extend,
        Self::ApproveExtension,
        Self::Withdraw,
        Self::Cancel,
    ];
}

/// Those who see calls before they are public.
const READERS: &[Role] = &[
    Role::RegionalOffice,
    Role::AgencyOfficer,
    Role::AgencyManager,
    Role::MinistryOfficer,
    Role::MinistryManager,
];
/// The agency writes.
const WRITERS: &[Role] = &[Role::AgencyOfficer, Role::AgencyManager];
/// Its head and the ministry's approve.
const APPROVERS: &[Role] = &[Role::AgencyManager, Role::MinistryManager];
/// The ministry publishes.
const PUBLISHERS: &[Role] = &[Role::MinistryManager];

const fn country(act: Act, roles: &'static [Role], states: &'static [State]) -> Grant<Act, State> {
    Grant { act, roles, reach: Reach::Country, states }
}

/// The permission table.
pub const GRANTS: &[Grant<Act, State>] = &[
    country(Act::Read, READERS, &[]),
    country(Act::Begin, WRITERS, &[]),
    country(Act::Write, WRITERS, &[State::Draft]),
    country(Act::Submit, WRITERS, &[State::Draft]),
    country(Act::SendBack, APPROVERS, &[State::Submitted, State::Approved]),
    country(Act::Approve, APPROVERS, &[State::Submitted]),
    country(Act::Publish, PUBLISHERS, &[State::Approved]),
    country(Act::Amend, WRITERS, &[State::Published]),
    country(Act::Extend, WRITERS, &[State::Published]),
    country(Act::ApproveExtension, APPROVERS, &[State::Submitted]),
    country(Act::Withdraw, WRITERS, &[State::Draft, State::Submitted, State::Approved]),
    country(Act::Cancel, PUBLISHERS, &[State::Published]),
];

/// Whether somebody may do an act to a revision in a state.
pub fn may(act: Act, actor: Option<&Actor>, state: State) -> bool {
    decide(GRANTS, &act, actor, &Subject { owner: None, state }) == Permission::Granted
}

/// The state by which acts on a published call are admitted. About one that was called off nothing is written any more.
pub fn stand(call: &Call) -> State {
    match call.published_at {
        _ if call.cancelled.is_some() => State::Withdrawn,
        Some(_) => State::Published,
        None => State::Draft,
    }
}

/// Whether somebody may know of a call: everybody once it is public, the desk once it is published.
pub fn sees(actor: Option<&Actor>, call: &Call, now: DateTime<Utc>) -> bool {
    let is_ahead = call.published_at.is_some() && may(Act::Read, actor, State::Published);
    call.is_public(now) || is_ahead
}

/// Refuses what the table does not grant: with "not found" to those who may not know, with a reason to those who may.
pub fn admit(act: Act, actor: &Actor, state: State) -> Outcome<()> {
    if !may(Act::Read, Some(actor), state) {
        return Err(Refusal::not_found().into());
    }
    match decide(GRANTS, &act, Some(actor), &Subject { owner: None, state }) {
        Permission::Granted => Ok(()),
        Permission::Denied => Err(Refusal::not_allowed().into()),
        Permission::NotNow => Err(not_now().into()),
    }
}

/// Somebody else was faster, or the page was old.
pub(super) fn not_now() -> Refusal {
    Refusal::conflict(
        "공고가 그사이 다음 단계로 넘어가 이 일을 할 수 없습니다.",
        "공고 화면을 다시 열어 지금 할 수 있는 일을 확인해 주세요.",
    )
}
