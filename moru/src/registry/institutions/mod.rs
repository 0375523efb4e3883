//! Institutions: bodies that may operate a support centre. One is opened together with the account of the person who
//! applies for it; its legal kind decides gate ③.

pub mod access;
pub mod actions;
pub mod forms;
pub mod kinds;
mod mails;
mod pages;
pub mod store;
mod tables;
#[cfg(test)]
mod tests;

pub use pages::routes;
