//! Calls: who may apply for what, until when, and under which rules.
//!
//! Everything that changes from year to year is data of the call: its content, kept whole in revisions. The agency
//! writes one, somebody else approves it, the ministry publishes it at a set time; what is published is never edited, an
//! amendment or an extension is the next revision, with its reason. Whether a call is open follows from its dates and
//! the clock, never from a flag. Acts: begin, write, submit, send back, approve, publish, amend, extend, withdraw,
//! cancel.

pub mod access;
pub mod actions;
mod evidence;
pub mod example;
mod form;
mod mails;
mod memory;
mod pages;
pub mod store;
mod tables;
#[cfg(test)]
mod tests;
pub mod words;

pub use pages::{CallCard, routes};
pub use store::Call;
