//! The on-site inspection (현장실사): what is looked at, how two inspectors' records become one, and what is still
//! missing before it can be closed (R-51, D-11).
//!
//! Records are written where there is no network. So a record never changes another: it names what it rests on, and
//! what nothing rests on is what stands. Two different records that stand for the same item are a conflict, which a
//! person resolves by a further record that rests on both. Nothing depends on the order in which records arrive.

mod checklist;
mod closing;
mod day;
mod jpeg;
mod place;
mod records;

pub use checklist::{Checklist, ChecklistError, Item, Measure, Walk};
pub use closing::{Confirmed, Doubt, Given, Missing, Signer, missing, result};
pub use day::may_be_planned;
pub use jpeg::{PhotoRefused, check_jpeg};
pub use place::Position;
pub use records::{Content, Record, Standing, Verdict, Visit, report_hash, standing};

#[cfg(test)]
mod tests;
