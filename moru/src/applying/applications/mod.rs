//! Applications to a call: a draft that is kept field by field, five gates judged while one writes, one final
//! submission, one signed receipt.
//!
//! States and their transitions are `programme::states::ApplicationState`. What is typed lives as text in
//! `application_answers`, so that nothing is lost however wrong it is; submitting freezes the typed form and the
//! findings with their evidence into the row of the application.

pub mod access;
pub mod actions;
pub mod evidence;
pub mod example;
pub mod form;
mod mails;
pub mod pages;
pub mod store;
mod tables;
#[cfg(test)]
pub(crate) mod tests;
pub mod words;

pub use pages::routes;
