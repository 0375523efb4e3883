//! What passes between here and another channel of submission (e나라도움, 보조금법 제26조의2): an institution prepares its
//! application here and takes it there as one package, and the agency brings the list of receipts from there back here.
//! Where a call is bound to that channel its receipt is the one that counts, with the time printed on it.

pub mod access;
pub mod actions;
mod pages;
pub mod store;
mod tables;
#[cfg(test)]
mod tests;
mod words;

pub use pages::routes;
