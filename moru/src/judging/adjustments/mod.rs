//! Bonuses and penalties (가점·감점, R-52): for every application each ground of the rubric is decided, with what shows
//! it, by one person and confirmed by another. There is no order before that, so that none can be forgotten.

pub mod access;
pub mod actions;
pub mod example;
mod forms;
mod pages;
pub mod store;
mod tables;
#[cfg(test)]
mod tests;

pub use pages::routes;
