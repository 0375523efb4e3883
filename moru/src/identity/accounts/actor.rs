//! A signed-in person in the role they act in.

use uuid::Uuid;

use super::role::Role;
use crate::identity::audit::By;

/// Who acts: every action names one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Their account.
    pub account: Uuid,
    /// Their name, for the header only.
    pub name: String,
    /// The role they act in.
    pub role: Role,
    /// What they hold the role for: an institution, a centre, a region; nil is the whole country.
    pub scope: Uuid,
    /// Everything they could switch to.
    pub roles: Vec<(Role, Uuid)>,
}

impl Actor {
    /// How the trail names them.
    pub fn by(&self) -> By {
        By { account: Some(self.account), role: self.role.code() }
    }
}
