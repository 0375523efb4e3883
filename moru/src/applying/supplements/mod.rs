//! The one round in which papers may come after the close (보완, R-33): the agency asks for papers and says why, the
//! applicant hands in those and nothing else within five working days, and what was submitted stays as it was.

pub mod access;
pub mod actions;
mod mails;
mod pages;
pub mod store;
mod tables;
#[cfg(test)]
mod tests;

pub use pages::routes;
