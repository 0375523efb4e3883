//! The states of a call and of an application, and the acts that lead from one to another.
//!
//! A transition consumes the state and gives the next one, or refuses and says why. Which act is possible in which
//! state is one table per machine ([`CallPhase::acts`], [`ApplicationState::acts`]), which pages use for their
//! buttons. Who may act is the application's matter.

mod application;
mod application_acts;
mod call;
mod call_acts;

pub use application::{ApplicationAct, ApplicationRefused, ApplicationState, Conclusion};
pub use application_acts::{Inspection, Submission};
pub use call::{CallAct, CallDates, CallPhase, CallRefused, CallState};
pub use call_acts::{Agreements, Decision, Intake, Readiness};

#[cfg(test)]
mod tests;
