//! Who may do what: each feature writes its acts in one table of [`Grant`]s, this file reads such tables, a test
//! enumerates them, and `docs/permissions.md` is printed from them.

use uuid::Uuid;

use super::{actor::Actor, role::Role};
use crate::base::errors::{Outcome, Refusal};

/// How far a grant reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Everybody, signed in or not.
    Public,
    /// Things of the institution, centre or firm the role is held for.
    Own,
    /// Everything in the country.
    Country,
}

/// One line of a permission table: these roles may do this act this far, while the thing is in one of these states.
#[derive(Debug)]
pub struct Grant<A: 'static, S: 'static> {
    /// The act.
    pub act: A,
    /// The roles.
    pub roles: &'static [Role],
    /// How far.
    pub reach: Reach,
    /// The states in which it is possible; empty means any.
    pub states: &'static [S],
}

/// What an act would be done to.
#[derive(Clone, Copy, Debug)]
pub struct Subject<S> {
    /// The institution, centre or firm it belongs to.
    pub owner: Option<Uuid>,
    /// Its state.
    pub state: S,
}

/// The answer of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// Yes.
    Granted,
    /// The person may do this to such things, but not in this state.
    NotNow,
    /// No.
    Denied,
}

/// Reads a table: may this person do this act to this thing?
pub fn decide<A: PartialEq, S: PartialEq + Copy>(
    table: &[Grant<A, S>],
    act: &A,
    actor: Option<&Actor>,
    subject: &Subject<S>,
) -> Permission {
    let mut answer = Permission::Denied;
    for grant in table.iter().filter(|grant| grant.act == *act && reaches(grant, actor, subject)) {
        if grant.states.is_empty() || grant.states.contains(&subject.state) {
            return Permission::Granted;
        }
        answer = Permission::NotNow;
    }
    answer
}

/// Lets the act through or refuses it. Whoever may not even do `seen` to the thing is told that there is none; whoever
/// may do the act in another state is told what to do now.
pub fn admit<A: PartialEq, S: PartialEq + Copy>(
    table: &[Grant<A, S>],
    (act, seen): (&A, &A),
    actor: &Actor,
    subject: &Subject<S>,
    not_now: impl FnOnce() -> Refusal,
) -> Outcome<()> {
    let may = |act: &A| decide(table, act, Some(actor), subject);
    match may(act) {
        Permission::Granted => Ok(()),
        _ if may(seen) != Permission::Granted => Err(Refusal::not_found().into()),
        Permission::Denied => Err(Refusal::not_allowed().into()),
        Permission::NotNow => Err(not_now().into()),
    }
}

fn reaches<A, S>(grant: &Grant<A, S>, actor: Option<&Actor>, subject: &Subject<S>) -> bool {
    match (grant.reach, actor) {
        (Reach::Public, _) => true,
        (_, None) => false,
        (Reach::Country, Some(actor)) => grant.roles.contains(&actor.role),
        (Reach::Own, Some(actor)) => grant.roles.contains(&actor.role) && subject.owner == Some(actor.scope),
    }
}
