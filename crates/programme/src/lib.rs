#![doc = include_str!("../README.md")]

pub mod activities;
pub mod agreement;
pub mod basis;
pub mod call;
pub mod consortium;
pub mod deadline;
pub mod divisions;
pub mod embargo;
pub mod exchange;
pub mod finding;
pub mod gates;
pub mod inspection;
pub mod panel;
#[cfg(test)]
mod press_release;
pub mod questions;
pub mod rule;
pub mod scoring;
pub mod selection;
pub mod seoul;
pub mod stated;
pub mod states;
pub mod target;
pub mod workers;

pub use basis::{Basis, Law};
pub use finding::{Cause, Evidence, Finding, NextStep, Outcome};
pub use rule::RuleId;
