//! The log of who read or took personal data (접속기록, P-05): every reading of what belongs to somebody else, and for
//! everything that is taken away the reason. It is kept for two years, and those who are responsible look through it.

pub mod access;
pub mod actions;
mod pages;
pub mod store;
mod tables;
#[cfg(test)]
mod tests;

pub use pages::routes;
