//! 선정: what a committee may decide about the order, who follows when somebody selected drops out, and until when an
//! objection is filed and answered.
//!
//! The order is a proposal. People may depart from it, each time with a written reason; what they may not do is select
//! somebody below the pass mark, or leave a tie open that the decision rests on.

mod decision;
mod objection;
mod reserve;
#[cfg(test)]
mod tests;

pub use decision::{Choice, Decided, Problem, concluded, decide, proposed};
pub use objection::{
    About, AnswerRefused, Answered, EXTENSION_DAYS, Effect, check_answer, last_day_to_answer,
};
pub use reserve::{NotPromoted, Waiting, last_day_of_reserve, may_promote};
