//! Centres: which run, since when, where, and by whom. How many there are is always how many there were on a day.

pub mod actions;
pub mod example;
mod pages;
mod service;
pub mod store;
mod tables;
#[cfg(test)]
mod tests;

pub use pages::routes;
pub use service::Service;
