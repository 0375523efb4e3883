//! Who acts, the trail of what was done, and the log of what was read.

pub mod accounts;
pub mod audit;
pub mod readings;
