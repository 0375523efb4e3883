//! The atlas: where clusters (집적지) are, by which count and which rule.
//!
//! A census arrives as a snapshot that never changes; its cells say how many small manufacturers of one industry work
//! in one 읍·면·동. What is a cluster follows from the count and a ruleset and is computed, never stored: a new rule
//! needs no new rows. A cell that a snapshot does not list has no establishment; a cell it withholds is unknown, and
//! unknown is never zero. Being a cluster (집적지) is a count; being a designated district (집적지구) is an act of the
//! ministry and never follows from a count.

pub mod actions;
mod evidence;
pub mod example;
mod filter;
mod map;
pub mod memory;
mod pages;
pub mod store;
mod tables;
#[cfg(test)]
mod tests;

pub use evidence::{Counted, DEFAULT_RULESET, Evidence, counted, counted_in};
pub use pages::routes;
