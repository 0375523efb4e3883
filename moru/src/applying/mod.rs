//! Applying to a call.

pub mod applications;
pub mod intake;
