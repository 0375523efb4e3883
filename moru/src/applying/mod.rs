//! Applying to a call.

pub mod applications;
