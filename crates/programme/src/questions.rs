//! Who may still ask about a call.

use crate::states::CallPhase;

/// How many questions of one person about one call may wait at once. `[PROP]` a proposal: enough for every section of a
/// call, few enough that nobody fills the desk.
pub const MOST_WAITING: u64 = 20;

/// Why a question is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AskRefused {
    /// The call takes no questions: nobody knows of it yet, its window has closed, or it was called off.
    #[error("a call that is {phase:?} takes no questions")]
    NotOpen {
        /// Where the call is.
        phase: CallPhase,
    },
    /// So many questions of the same person wait already.
    #[error("{MOST_WAITING} questions wait already")]
    TooMany,
}

/// Whether somebody may ask about a call that is public, of whose questions about it so many wait: from the notice until
/// the close, so that an answer can still change what is submitted.
pub const fn may_ask(phase: CallPhase, waiting: u64) -> Result<(), AskRefused> {
    match phase {
        CallPhase::Scheduled | CallPhase::Open if waiting < MOST_WAITING => Ok(()),
        CallPhase::Scheduled | CallPhase::Open => Err(AskRefused::TooMany),
        _ => Err(AskRefused::NotOpen { phase }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_taken_from_the_notice_until_the_close() {
        use CallPhase as Phase;
        for (phase, takes) in [
            (Phase::Draft, false),
            (Phase::Approved, false),
            (Phase::Scheduled, true),
            (Phase::Open, true),
            (Phase::Closed, false),
            (Phase::Evaluating, false),
            (Phase::Decided, false),
            (Phase::Announced, false),
            (Phase::Agreed, false),
            (Phase::Archived, false),
            (Phase::Cancelled, false),
        ] {
            let expected = if takes { Ok(()) } else { Err(AskRefused::NotOpen { phase }) };
            assert_eq!(may_ask(phase, 0), expected, "{phase:?}");
            let expected = if takes { Err(AskRefused::TooMany) } else { expected };
            assert_eq!(may_ask(phase, MOST_WAITING), expected, "{phase:?}");
        }
    }

    #[test]
    fn the_twentieth_question_waits_and_the_next_is_refused() {
        assert_eq!(may_ask(CallPhase::Open, MOST_WAITING - 1), Ok(()));
        assert_eq!(may_ask(CallPhase::Open, MOST_WAITING), Err(AskRefused::TooMany));
        assert_eq!(may_ask(CallPhase::Open, MOST_WAITING + 1), Err(AskRefused::TooMany));
    }
}
