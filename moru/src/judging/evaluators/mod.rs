//! The register of evaluators (평가위원): who may be drawn for a panel, what they know, whom they are tied to, and how
//! often they have sat.
//!
//! Somebody is invited by the agency and becomes an evaluator by accepting. The role is held for the id of the register's
//! row, so that everything an evaluator may do is "own". Kinship and joint papers are not kept here: they are declared
//! for each meeting, where they are needed.

pub mod access;
pub mod actions;
pub mod example;
pub mod forms;
mod pages;
pub mod store;
mod tables;
#[cfg(test)]
mod tests;
pub mod words;

pub use pages::routes;
