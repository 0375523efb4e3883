//! A revision of a call on its way from being written to being published (SOD-3).

use serde::{Deserialize, Serialize};

use super::may_be_approved;
use crate::Finding;

/// Why there is a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RevisionKind {
    /// The call itself.
    First,
    /// 정정공고: something of it is put right.
    Amendment,
    /// 기간 연장: its close moves to a later moment.
    Extension,
}

/// Where a revision is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RevisionState {
    /// It is being written.
    Draft,
    /// It waits for somebody else to approve it.
    Submitted,
    /// It waits for being published.
    Approved,
    /// It is published, and never changes again.
    Published,
    /// It was given up.
    Withdrawn,
}

/// Something that is done to a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RevisionAct {
    /// Write in it.
    Write,
    /// Send it for approval.
    Submit,
    /// Send it back to those who write.
    SendBack,
    /// Approve it.
    Approve,
    /// Publish it.
    Publish,
    /// Give it up.
    Withdraw,
}

/// Why an act on a revision is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refused", rename_all = "snake_case")]
pub enum RevisionRefused {
    /// The act is not possible in this state.
    #[error("a revision that is {state:?} cannot {act:?}")]
    WrongState {
        /// Where the revision is.
        state: RevisionState,
        /// What was tried.
        act: RevisionAct,
    },
    /// Findings stand in the way.
    #[error("{failing} findings stand in the way")]
    NotReady {
        /// How many.
        failing: usize,
    },
    /// SOD-3: whoever wrote it cannot approve it.
    #[error("a writer cannot approve")]
    OwnWork,
    /// The reason is missing.
    #[error("a reason is needed")]
    NoReason,
}

impl RevisionState {
    /// All states.
    pub const ALL: [Self; 5] =
        [Self::Draft, Self::Submitted, Self::Approved, Self::Published, Self::Withdrawn];

    /// The acts that are possible in this state.
    pub const fn acts(self) -> &'static [RevisionAct] {
        match self {
            Self::Draft => &[RevisionAct::Write, RevisionAct::Submit, RevisionAct::Withdraw],
            Self::Submitted => &[RevisionAct::SendBack, RevisionAct::Approve, RevisionAct::Withdraw],
            Self::Approved => &[RevisionAct::SendBack, RevisionAct::Publish, RevisionAct::Withdraw],
            Self::Published | Self::Withdrawn => &[],
        }
    }

    /// Refuses an act that is not in the table.
    pub fn require(self, act: RevisionAct) -> Result<(), RevisionRefused> {
        if self.acts().contains(&act) {
            Ok(())
        } else {
            Err(RevisionRefused::WrongState { state: self, act })
        }
    }

    /// Draft to submitted, when nothing stands in the way.
    pub fn submit(self, findings: &[Finding]) -> Result<Self, RevisionRefused> {
        self.require(RevisionAct::Submit)?;
        ready(findings)?;
        Ok(Self::Submitted)
    }

    /// Back to those who write, with what they should mend.
    pub fn send_back(self, reason: &str) -> Result<Self, RevisionRefused> {
        self.require(RevisionAct::SendBack)?;
        if reason.trim().is_empty() { Err(RevisionRefused::NoReason) } else { Ok(Self::Draft) }
    }

    /// Submitted to approved, by somebody who wrote nothing of it (SOD-3). It is checked once more: time has passed.
    pub fn approve<Person: PartialEq>(
        self,
        writers: &[Person],
        approver: &Person,
        findings: &[Finding],
    ) -> Result<Self, RevisionRefused> {
        self.require(RevisionAct::Approve)?;
        if writers.contains(approver) {
            return Err(RevisionRefused::OwnWork);
        }
        ready(findings)?;
        Ok(Self::Approved)
    }

    /// Approved to published. It is checked once more: what is announced may have moved on.
    pub fn publish(self, findings: &[Finding]) -> Result<Self, RevisionRefused> {
        self.require(RevisionAct::Publish)?;
        ready(findings)?;
        Ok(Self::Published)
    }

    /// Given up, with a reason.
    pub fn withdraw(self, reason: &str) -> Result<Self, RevisionRefused> {
        self.require(RevisionAct::Withdraw)?;
        if reason.trim().is_empty() { Err(RevisionRefused::NoReason) } else { Ok(Self::Withdrawn) }
    }
}

fn ready(findings: &[Finding]) -> Result<(), RevisionRefused> {
    if may_be_approved(findings) {
        return Ok(());
    }
    let failing = findings.iter().filter(|finding| !finding.outcome.allows()).count();
    Err(RevisionRefused::NotReady { failing })
}
