//! Accounts: people, the roles they hold and for what, signing in and out.
//!
//! A role is held for a scope: an institution, a centre, a region, or the whole country (the nil id). A person acts in
//! one role at a time and switches between those they hold; pages never mix them.

pub mod actions;
pub mod actor;
pub mod arrival;
mod forms;
pub mod pages;
pub mod passwords;
pub mod permissions;
pub mod role;
pub mod store;
mod tables;
#[cfg(test)]
mod tests;
mod visitor;

pub use actor::Actor;
pub use arrival::Arrival;
pub use pages::routes;
pub use role::Role;
pub use visitor::Visitor;
