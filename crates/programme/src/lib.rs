#![doc = include_str!("../README.md")]

pub mod basis;
pub mod divisions;
pub mod finding;
pub mod gates;
pub mod rule;
pub mod seoul;

pub use basis::{Basis, Law};
pub use finding::{Cause, Evidence, Finding, NextStep, Outcome};
pub use rule::RuleId;
