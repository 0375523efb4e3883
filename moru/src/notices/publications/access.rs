//! Who may do what with press releases. Nobody outside this table learns that an embargoed one exists.

use chrono::{DateTime, Utc};
use programme::embargo::is_public;
use uuid::Uuid;

use crate::{
    base::errors::{Outcome, Refusal},
    identity::accounts::{
        Actor, Role,
        permissions::{Grant, Permission, Reach, Subject, decide},
    },
};

/// What is done to a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Brings one in.
    Import,
    /// Reads it at the desk, embargoed or not.
    Read,
    /// Says from when it is public.
    Confirm,
    /// Moves contacts to the organisation their numbers belong to.
    MoveContacts,
    /// Reads it on the public pages.
    ReadPublic,
}

/// Where a release stands. It follows from its time and the present; nothing stores it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody has said yet from when it is public.
    Waiting,
    /// It will be public at a known time.
    Embargoed,
    /// It is public.
    Released,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Embargoed, Self::Released];

    /// The state of a release with this time.
    pub fn at(lift_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Self {
        match lift_at {
            None => Self::Waiting,
            Some(lift_at) if is_public(lift_at, now) => Self::Released,
            Some(_) => Self::Embargoed,
        }
    }
}

/// Officers of the whole country.
const NATIONAL: &[Role] =
    &[Role::AgencyOfficer, Role::AgencyManager, Role::MinistryOfficer, Role::MinistryManager];
/// Offices of a region, for their own editions.
const REGIONAL: &[Role] = &[Role::RegionalOffice];
/// Before everybody can read it.
const BEFORE: &[State] = &[State::Waiting, State::Embargoed];

const fn country(act: Act, states: &'static [State]) -> Grant<Act, State> {
    Grant { act, roles: NATIONAL, reach: Reach::Country, states }
}

const fn own(act: Act, states: &'static [State]) -> Grant<Act, State> {
    Grant { act, roles: REGIONAL, reach: Reach::Own, states }
}

/// The permission table.
pub const TABLE: &[Grant<Act, State>] = &[
    country(Act::Import, &[]),
    own(Act::Import, &[]),
    country(Act::Read, &[]),
    own(Act::Read, &[]),
    country(Act::Confirm, BEFORE),
    own(Act::Confirm, BEFORE),
    country(Act::MoveContacts, &[]),
    own(Act::MoveContacts, &[]),
    Grant { act: Act::ReadPublic, roles: &[], reach: Reach::Public, states: &[State::Released] },
];

/// Whether a person may come to the desk of press releases at all.
pub fn may_work(actor: &Actor) -> bool {
    let subject = Subject { owner: Some(actor.scope), state: State::Waiting };
    decide(TABLE, &Act::Import, Some(actor), &subject) == Permission::Granted
}

/// The editions a person works with: all of them, or those of one office.
pub fn scope(actor: &Actor) -> Option<Uuid> {
    (!NATIONAL.contains(&actor.role)).then_some(actor.scope)
}

/// Whether a person may read an edition of this office at the desk.
pub fn may_read(actor: &Actor, owner: Option<Uuid>) -> bool {
    decide(TABLE, &Act::Read, Some(actor), &Subject { owner, state: State::Waiting }) == Permission::Granted
}

/// Refuses what the table does not grant: with "not found" to those who may not know, with a reason to those who may.
pub fn admit(act: Act, actor: &Actor, subject: &Subject<State>) -> Outcome<()> {
    if decide(TABLE, &Act::Read, Some(actor), subject) != Permission::Granted {
        return Err(Refusal::not_found().into());
    }
    match decide(TABLE, &act, Some(actor), subject) {
        Permission::Granted => Ok(()),
        Permission::Denied => Err(Refusal::not_allowed().into()),
        Permission::NotNow => Err(Refusal::conflict(
            "이미 공개된 보도자료라서 공개 시각을 바꿀 수 없습니다.",
            "고칠 내용이 있으면 정정한 보도자료를 새로 올려 주세요.",
        )
        .into()),
    }
}
