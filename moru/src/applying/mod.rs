//! Applying to a call.

pub mod applications;
pub mod exchange;
pub mod intake;
pub mod reminders;
pub mod supplements;
