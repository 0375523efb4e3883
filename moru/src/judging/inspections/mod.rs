//! On-site inspections (현장실사): the agency sends two inspectors to each place, they record what they find on their
//! phones, with or without a network, and what both recorded becomes one report that they and the host confirm.
//!
//! A record is never changed and never lost. Two that contradict each other both stay, until somebody who has seen both
//! writes a third. What was found is shown to the agency and the inspectors; the panel decides on it.

pub mod access;
pub mod actions;
pub mod evidence;
pub mod example;
pub mod forms;
mod pages;
pub mod store;
mod tables;
#[cfg(test)]
pub(crate) mod tests;
pub mod words;

pub use pages::routes;
