//! Points: each member's card for each application they read, signed once and never changed, and what the cards come to.
//!
//! Nobody types a total. `programme::scoring` computes every result from the signed cards, with its working; a stage is
//! closed when every card is in, and whoever has the score sheet can compute it again. No member sees another's card,
//! nobody sees points before the last card is signed, and applicants never learn who gave which.

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
