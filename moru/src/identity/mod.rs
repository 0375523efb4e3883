//! Who acts, and the trail of what was done.

pub mod accounts;
pub mod audit;
