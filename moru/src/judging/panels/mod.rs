//! Meetings that judge a stage of a call: candidates, lots, the panel, who reads which application, declarations and
//! who was there.
//!
//! A meeting goes from gathering candidates over a frozen list and a draw that anybody can repeat to an appointed panel,
//! and is closed by the scores above it. What a panel must be, what makes a conflict and how lots are drawn are
//! `programme::panel`; a named person appoints.

pub mod access;
pub mod actions;
pub mod evidence;
pub mod example;
pub mod forms;
mod pages;
pub mod store;
mod tables;
#[cfg(test)]
mod tests;
pub mod words;

pub use pages::routes;
