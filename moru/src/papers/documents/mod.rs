//! Official documents on screen: issued as PDF and HWPX with a number, a code and hashes, kept as files, checked by
//! anybody.
//!
//! What a document says comes from the features below, through the functions that their pages use too; whoever may see
//! such a page may have its document. Lists go out as spreadsheets, which are not kept. Acts: issue, withdraw.

pub mod access;
pub mod actions;
mod contents;
mod kinds;
mod pages;
mod setting;
mod sheets;
pub mod store;
mod tables;
#[cfg(test)]
mod tests;

pub use pages::routes;
