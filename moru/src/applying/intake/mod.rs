//! Intake: the agency's review of who may be evaluated (요건검토). The gates stand as they were frozen at the
//! submission; people add what no rule can know, one proposes, another decides, and every applicant of a call is told
//! at one moment. Until then an application is in review, whatever was decided about it.

pub mod access;
pub mod actions;
pub mod example;
mod pages;
pub mod store;
mod tables;
#[cfg(test)]
mod tests;
pub mod words;

pub use pages::routes;
