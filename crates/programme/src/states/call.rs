//! The states of a call.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::deadline::{ExtensionRefused, Moment, Window};

/// What is stored about a call. That it is open or closed is not stored: it follows from its dates
/// ([`CallState::phase`]), so no late job and no stopped clock can keep a call open past its deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallState {
    /// It is being written.
    Draft,
    /// Somebody other than its author has approved it.
    Approved,
    /// It is going to open and to close at its dates, or has.
    Scheduled,
    /// The applications are being evaluated.
    Evaluating,
    /// The committee has met and a person has decided.
    Decided,
    /// The result is published.
    Announced,
    /// The agreements are signed.
    Agreed,
    /// It is over.
    Archived,
    /// It was called off.
    Cancelled,
}

/// Where a call is at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallPhase {
    /// It is being written.
    Draft,
    /// It is approved.
    Approved,
    /// It has not opened yet.
    Scheduled,
    /// It takes submissions.
    Open,
    /// It takes no submissions any more.
    Closed,
    /// The applications are being evaluated.
    Evaluating,
    /// It is decided.
    Decided,
    /// The result is published.
    Announced,
    /// The agreements are signed.
    Agreed,
    /// It is over.
    Archived,
    /// It was called off.
    Cancelled,
}

/// The dates from which the phase of a call follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallDates {
    /// When submissions are taken.
    pub window: Window,
    /// When the notice becomes public, once that is known.
    pub notice_public_at: Option<DateTime<Utc>>,
}

/// Something that is done to a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallAct {
    /// Approve it.
    Approve,
    /// Let it open and close at its dates.
    Schedule,
    /// Move its close to a later instant.
    Extend,
    /// Begin to evaluate.
    Evaluate,
    /// Decide.
    Decide,
    /// Publish the result.
    Announce,
    /// Note that all agreements are signed.
    Agree,
    /// File it.
    Archive,
    /// Call it off.
    Cancel,
}

impl CallAct {
    /// All acts.
    pub const ALL: [Self; 9] = [
        Self::Approve,
        Self::Schedule,
        Self::Extend,
        Self::Evaluate,
        Self::Decide,
        Self::Announce,
        Self::Agree,
        Self::Archive,
        Self::Cancel,
    ];
}

/// Why an act on a call is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refused", rename_all = "snake_case")]
pub enum CallRefused {
    /// The act is not possible in this phase.
    #[error("a call that is {phase:?} cannot {act:?}")]
    WrongPhase {
        /// Where the call is.
        phase: CallPhase,
        /// What was tried.
        act: CallAct,
    },
    /// The author cannot be the only one to approve.
    #[error("the author cannot approve")]
    OwnWork,
    /// The embargo of the notice is not settled.
    #[error("the embargo is not settled")]
    EmbargoOpen,
    /// The contacts are not complete.
    #[error("the contacts are not complete")]
    ContactsIncomplete,
    /// The call would open before its notice is public.
    #[error("the call would open before its notice is public")]
    OpensBeforeNotice,
    /// The extension is not valid.
    #[error(transparent)]
    Extension {
        /// Why not.
        #[from]
        because: ExtensionRefused,
    },
    /// Applications wait for their intake.
    #[error("{undecided} applications wait for their intake")]
    IntakesOpen {
        /// How many.
        undecided: u32,
    },
    /// The minutes of the committee are missing.
    #[error("the minutes of the committee are missing")]
    NoMinutes,
    /// No person has decided.
    #[error("no person has decided")]
    NobodyDecided,
    /// The time of the publication has not come.
    #[error("the result is published at {publish_at}")]
    NotYet {
        /// When it comes.
        publish_at: DateTime<Utc>,
    },
    /// Agreements are open.
    #[error("{unsettled} selected applications and {unfilled} places are open")]
    AgreementsOpen {
        /// Selected applications that neither agreed nor forfeited.
        unsettled: u32,
        /// Places without an agreement for which there is a reserve.
        unfilled: u32,
    },
    /// The reason is missing.
    #[error("a reason is needed")]
    NoReason,
}

impl CallState {
    /// All stored states.
    pub const ALL: [Self; 9] = [
        Self::Draft,
        Self::Approved,
        Self::Scheduled,
        Self::Evaluating,
        Self::Decided,
        Self::Announced,
        Self::Agreed,
        Self::Archived,
        Self::Cancelled,
    ];

    /// Where the call is at an instant. A scheduled call opens when its window does and its notice is public
    /// (E-05), and closes with its window, for good.
    pub fn phase(self, dates: &CallDates, now: DateTime<Utc>) -> CallPhase {
        match self {
            Self::Draft => CallPhase::Draft,
            Self::Approved => CallPhase::Approved,
            Self::Scheduled => {
                let notice_is_public = dates.notice_public_at.is_some_and(|public_at| public_at <= now);
                match dates.window.moment(now) {
                    Moment::After => CallPhase::Closed,
                    Moment::Within if notice_is_public => CallPhase::Open,
                    Moment::Within | Moment::Before => CallPhase::Scheduled,
                }
            }
            Self::Evaluating => CallPhase::Evaluating,
            Self::Decided => CallPhase::Decided,
            Self::Announced => CallPhase::Announced,
            Self::Agreed => CallPhase::Agreed,
            Self::Archived => CallPhase::Archived,
            Self::Cancelled => CallPhase::Cancelled,
        }
    }

    /// Refuses an act that is not in the table.
    pub(super) fn require(
        self,
        act: CallAct,
        dates: &CallDates,
        now: DateTime<Utc>,
    ) -> Result<(), CallRefused> {
        let phase = self.phase(dates, now);
        if phase.acts().contains(&act) { Ok(()) } else { Err(CallRefused::WrongPhase { phase, act }) }
    }
}

impl CallPhase {
    /// The acts that are possible in this phase.
    pub const fn acts(self) -> &'static [CallAct] {
        match self {
            Self::Draft => &[CallAct::Approve, CallAct::Cancel],
            Self::Approved => &[CallAct::Schedule, CallAct::Cancel],
            Self::Scheduled => &[CallAct::Cancel],
            Self::Open => &[CallAct::Extend, CallAct::Cancel],
            Self::Closed => &[CallAct::Evaluate, CallAct::Cancel],
            Self::Evaluating => &[CallAct::Decide, CallAct::Cancel],
            Self::Decided => &[CallAct::Announce],
            Self::Announced => &[CallAct::Agree],
            Self::Agreed => &[CallAct::Archive],
            Self::Archived | Self::Cancelled => &[],
        }
    }
}
