//! Calls: who may apply for what, until when, and under which rules. Everything that changes from year to year is in the
//! row of the call; whether it is open follows from its dates and the clock, never from a flag.

pub mod actions;
pub mod example;
mod pages;
pub mod store;
mod tables;
#[cfg(test)]
mod tests;

pub use pages::{CallCard, routes};
pub use store::Call;
