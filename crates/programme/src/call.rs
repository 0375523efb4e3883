//! What a call says, as data: everything that changes from year to year, how it contradicts itself, what an amendment may
//! still change, and how next year's call begins from this one.
//!
//! The content is what an approver reads and what a revision keeps for good. That a call is open follows from its dates
//! and the clock ([`crate::states::CallState::phase`]), never from anything in here.

mod amendment;
mod cause;
mod check;
mod content;
mod next_year;
mod revision;
mod section;
mod standard;

pub use amendment::{changed, check_amendment};
pub use cause::{CallCause, Missing};
pub use check::{Surroundings, check, may_be_approved};
pub use content::{
    Basics, CallContent, CallKind, Contact, Dates, DeadlineWords, Evaluation, Format, GateCheck, GateOptions,
    GateText, Milestone, MilestoneKind, Moment, Paper, Requirements, Site, StageText, Term, UnknownFormat,
};
pub use next_year::next_year;
pub use revision::{RevisionAct, RevisionKind, RevisionRefused, RevisionState};
pub use section::{Part, Section};
pub use standard::StandardUnreadable;

#[cfg(test)]
mod tests;
