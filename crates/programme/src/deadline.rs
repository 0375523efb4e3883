//! When a submission is in time.
//!
//! Every question takes the instant as an argument; nothing here reads a clock, and no stored flag says whether a
//! call is open. Fixed instants never move: periods that roll over holidays are another matter (행정기본법 제6조).

mod after_close;
mod extension;
mod receipt;
mod reminder;
mod window;

pub use after_close::{Change, ChangeRefused, DraftAccess, SupplementRequest, draft_access, may_change};
pub use extension::{ExtensionRefused, Outage, outage_asks_for_a_decision};
pub use receipt::{Arrival, Channel, NotReceived, received_at};
pub use reminder::{Mark, due as reminder_due};
pub use window::{EmptyWindow, Moment, Refused, Window, admit};

#[cfg(test)]
mod tests;
