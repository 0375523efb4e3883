//! The states of an application.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{deadline::Refused, gates::Gate};

/// The state of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApplicationState {
    /// It is being written.
    Draft,
    /// It was received in time.
    Submitted,
    /// The applicant has withdrawn it.
    Withdrawn,
    /// The agency has taken it in.
    Intake,
    /// The agency has asked for documents.
    SupplementRequested,
    /// The documents have come, or the time for them is over.
    Supplemented,
    /// Every gate holds.
    Eligible,
    /// A gate fails, or the inspection found that one does.
    Ineligible,
    /// The documents are reviewed.
    DocReviewed,
    /// The place is inspected.
    Inspected,
    /// It was presented.
    Presented,
    /// It has its place in the frozen order.
    Ranked,
    /// It is selected.
    Selected,
    /// It is in reserve.
    Reserve,
    /// It is not selected.
    NotSelected,
    /// The agreement is signed.
    Agreed,
    /// It was selected and did not lead to an agreement.
    Forfeited,
}

/// Something that is done to an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApplicationAct {
    /// Submit it.
    Submit,
    /// Withdraw it.
    Withdraw,
    /// Take it in.
    TakeIn,
    /// Ask for documents.
    RequestSupplement,
    /// Hand in the documents.
    Supplement,
    /// Go on without the documents when the time for them is over.
    LapseSupplement,
    /// Record the gates.
    Judge,
    /// Lock the review of the documents.
    ReviewDocuments,
    /// Sign the inspection.
    Inspect,
    /// Lock the presentation.
    Present,
    /// Freeze its place in the order.
    Rank,
    /// Select it, put it in reserve, or neither.
    Conclude,
    /// Promote it from the reserve.
    Promote,
    /// Sign the agreement.
    Agree,
    /// Note that no agreement came about.
    Forfeit,
    /// Change what was decided, because an objection against it is upheld.
    Uphold,
}

impl ApplicationAct {
    /// All acts.
    pub const ALL: [Self; 16] = [
        Self::Submit,
        Self::Withdraw,
        Self::TakeIn,
        Self::RequestSupplement,
        Self::Supplement,
        Self::LapseSupplement,
        Self::Judge,
        Self::ReviewDocuments,
        Self::Inspect,
        Self::Present,
        Self::Rank,
        Self::Conclude,
        Self::Promote,
        Self::Agree,
        Self::Forfeit,
        Self::Uphold,
    ];
}

/// How the evaluation ends for an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conclusion {
    /// 선정.
    Selected,
    /// 예비선정.
    Reserve,
    /// 미선정.
    NotSelected,
}

/// Why an act on an application is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refused", rename_all = "snake_case")]
pub enum ApplicationRefused {
    /// The act is not possible in this state.
    #[error("an application that is {state:?} cannot {act:?}")]
    WrongState {
        /// The state of the application.
        state: ApplicationState,
        /// What was tried.
        act: ApplicationAct,
    },
    /// It is not received in time.
    #[error(transparent)]
    NotInTime {
        /// Why not.
        #[from]
        because: Refused,
    },
    /// Required parts are missing.
    #[error("{documents} documents and {consents} consents are missing")]
    Incomplete {
        /// How many documents.
        documents: u32,
        /// How many consents.
        consents: u32,
    },
    /// The call is decided already.
    #[error("the call is decided")]
    CallDecided,
    /// The call is not decided yet.
    #[error("the call is not decided")]
    CallNotDecided,
    /// The number of the external receipt is missing.
    #[error("the number of the external receipt is missing")]
    NoExternalReceipt,
    /// Nothing was asked for.
    #[error("no document was asked for")]
    NothingRequested,
    /// The time is over.
    #[error("the time was over at {due_before}")]
    TooLate {
        /// The first instant at which it was too late.
        due_before: DateTime<Utc>,
    },
    /// The time is not over.
    #[error("the time is over at {due_before}")]
    TooEarly {
        /// The first instant at which it is over.
        due_before: DateTime<Utc>,
    },
    /// These gates cannot be told yet.
    #[error("{} gates are open", gates.len())]
    GatesOpen {
        /// The gates.
        gates: Vec<Gate>,
    },
    /// The panel has not locked its result.
    #[error("the panel has not locked its result")]
    NotLocked,
    /// Not everyone has signed.
    #[error("a signature is missing")]
    NotSigned,
    /// The order has not been frozen.
    #[error("the order has not been frozen")]
    NotFrozen,
    /// The evaluation has not gone far enough for this conclusion.
    #[error("an application without a rank is not selected")]
    NotRanked,
    /// The reason is missing.
    #[error("a reason is needed")]
    NoReason,
}

impl ApplicationState {
    /// All states.
    pub const ALL: [Self; 17] = [
        Self::Draft,
        Self::Submitted,
        Self::Withdrawn,
        Self::Intake,
        Self::SupplementRequested,
        Self::Supplemented,
        Self::Eligible,
        Self::Ineligible,
        Self::DocReviewed,
        Self::Inspected,
        Self::Presented,
        Self::Ranked,
        Self::Selected,
        Self::Reserve,
        Self::NotSelected,
        Self::Agreed,
        Self::Forfeited,
    ];

    /// The acts that are possible in this state.
    pub const fn acts(self) -> &'static [ApplicationAct] {
        use ApplicationAct as Act;
        match self {
            Self::Draft => &[Act::Submit],
            Self::Submitted => &[Act::Withdraw, Act::TakeIn],
            Self::Intake => &[Act::Withdraw, Act::RequestSupplement, Act::Judge],
            Self::SupplementRequested => &[Act::Withdraw, Act::Supplement, Act::LapseSupplement],
            Self::Supplemented => &[Act::Withdraw, Act::Judge],
            Self::Eligible => &[Act::Withdraw, Act::ReviewDocuments],
            Self::DocReviewed => &[Act::Withdraw, Act::Inspect, Act::Conclude],
            Self::Inspected => &[Act::Withdraw, Act::Present, Act::Conclude],
            Self::Presented => &[Act::Withdraw, Act::Rank, Act::Conclude],
            Self::Ranked => &[Act::Withdraw, Act::Conclude],
            Self::Selected => &[Act::Agree, Act::Forfeit],
            Self::Reserve => &[Act::Promote, Act::Uphold],
            Self::Ineligible | Self::NotSelected => &[Act::Uphold],
            Self::Withdrawn | Self::Agreed | Self::Forfeited => &[],
        }
    }

    /// Whether the application still takes part: a stage of the evaluation waits for all that do.
    pub const fn is_live(self) -> bool {
        !matches!(
            self,
            Self::Draft | Self::Withdrawn | Self::Ineligible | Self::NotSelected | Self::Forfeited
        )
    }

    /// Refuses an act that is not in the table.
    pub(super) fn require(self, act: ApplicationAct) -> Result<(), ApplicationRefused> {
        if self.acts().contains(&act) {
            Ok(())
        } else {
            Err(ApplicationRefused::WrongState { state: self, act })
        }
    }
}
