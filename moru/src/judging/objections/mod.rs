//! Objections (이의신청, 행정기본법 제36조): an applicant says what is wrong with what it was told, somebody who did not
//! decide it answers in time, and what follows from the answer is written down beside it.
//!
//! There is one objection against a decision. The decision itself stays as it was told; what is mended stands in the
//! answer, so that nobody finds a decision that is not the one that was told.

pub mod access;
pub mod actions;
pub mod evidence;
mod mails;
mod pages;
pub mod store;
mod tables;
#[cfg(test)]
mod tests;
pub mod words;

pub use pages::routes;
