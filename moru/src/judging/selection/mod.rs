//! Selection: what the committee decides about the computed order (선정).
//!
//! The agency writes down what its committee decided, the ministry's head confirms exactly that, and all applicants are
//! told at one moment. Until then every application is under evaluation, whatever was decided. A decision rests on the
//! order as it was computed: when a card is set aside or somebody withdraws, it has to be made again. Afterwards people
//! note who drops out and promote the next in reserve; nothing does so by itself.

pub mod access;
pub mod actions;
pub mod evidence;
pub mod example;
mod mails;
mod pages;
pub mod store;
mod tables;
#[cfg(test)]
pub(in crate::judging) mod tests;
pub mod words;

pub use pages::routes;
