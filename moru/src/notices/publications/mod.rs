//! Press releases: read from their text, kept back until their embargo ends, shown with whom to ask.
//!
//! A release waits until a person has said from when its internet page is public; from that moment exactly it is, and
//! before it nobody outside the desk can tell it from an address that was never given out. Acts: import, confirm, move
//! contacts. What the text says and what a person decided are kept apart, and what looks wrong is flagged, not mended.

pub mod access;
pub mod actions;
pub mod banners;
pub mod document;
mod embargoes;
pub mod example;
mod forms;
pub mod import;
mod pages;
pub mod store;
mod tables;
#[cfg(test)]
mod tests;

pub use pages::routes;
