//! What is asked about a call, and the answers (공고 질의응답): whoever may apply asks until the close, the agency
//! answers, and an answer is for everybody at once with its question, so that nobody applies knowing more than others.
//!
//! Who asked stands nowhere but in the row: not on the page of the public, not at the desk. A question about one firm
//! alone is answered to whoever asked it. An answer is corrected by another one beside it; what was said stays readable.

pub mod access;
pub mod actions;
pub mod example;
mod mails;
mod pages;
pub mod store;
mod tables;
#[cfg(test)]
mod tests;

pub use pages::routes;
