//! What a rule says about a case: how it ended, the numbers that decided it, and what to do next.
//!
//! A finding holds no sentence in any language. The application words the [`Cause`] and the [`NextStep`]; the
//! [`Basis`] knows its own citation. Findings are stored in frozen evidence, so names are added, never changed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    activities::PlanCause,
    basis::Basis,
    call::{CallCause, Section},
    embargo::EmbargoCause,
    gates::GateCause,
    panel::{ConflictCause, PanelCause},
    rule::RuleId,
    workers::SizeCause,
};

/// How a rule ended. Ordered by how much it stands in the way, so the outcome of several is their maximum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It holds.
    Pass,
    /// It holds, and a person should look at something.
    Warn,
    /// It cannot be told yet: something is missing, or a person must decide.
    Unknown,
    /// It does not hold.
    Fail,
}

impl Outcome {
    /// The outcome of rules that must all hold. Of none, [`Outcome::Pass`].
    pub fn all(outcomes: impl IntoIterator<Item = Self>) -> Self {
        outcomes.into_iter().max().unwrap_or(Self::Pass)
    }

    /// Whether the case may go on: a warning does not stop it.
    pub const fn allows(self) -> bool {
        matches!(self, Self::Pass | Self::Warn)
    }
}

/// The numbers and kinds that decided a rule, by topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "topic", content = "cause", rename_all = "snake_case")]
pub enum Cause {
    /// The five gates of an application.
    Gate(GateCause),
    /// The size and the industry of a firm.
    Size(SizeCause),
    /// The mix of activities in a centre's plan.
    Plan(PlanCause),
    /// The embargo of a publication.
    Embargo(EmbargoCause),
    /// What ties an evaluator to an application.
    Conflict(ConflictCause),
    /// Who sits on a panel.
    Panel(PanelCause),
    /// What a call says.
    Call(CallCause),
}

macro_rules! from_causes {
    ($($cause:ident => $variant:ident),+) => {
        $(impl From<$cause> for Cause {
            fn from(cause: $cause) -> Self {
                Self::$variant(cause)
            }
        })+
    };
}

from_causes!(
    GateCause => Gate,
    SizeCause => Size,
    PlanCause => Plan,
    EmbargoCause => Embargo,
    ConflictCause => Conflict,
    PanelCause => Panel,
    CallCause => Call
);

/// What a finding was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Evidence {
    /// A snapshot of the business census.
    Snapshot(crate::gates::Snapshot),
    /// One cell of that snapshot: a zone and a division.
    Cell(crate::gates::ZoneCell),
    /// A list of firms that the applicant attached.
    Roster(crate::gates::Roster),
    /// A look into the list of institutions excluded from subsidies.
    DebarmentList {
        /// When it was looked into.
        checked_on: NaiveDate,
    },
    /// What a person decided.
    Judgement(crate::gates::Judgement),
    /// What ties an evaluator to a person or an institution.
    Tie(crate::panel::Tie),
}

/// What a person can do about a finding; the application turns it into a link and a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum NextStep {
    /// Nothing is left to do.
    Nothing,
    /// Choose a zone and a division.
    ChooseCluster,
    /// Choose another cluster, or attach a list of firms newer than the census.
    ChooseOtherClusterOrAttachRoster,
    /// Name the kind of the institution, or apply through one that may.
    CorrectInstitution,
    /// Enter premises used by the centre alone.
    AddPremises,
    /// Enter devices used by the centre alone.
    AddDevices,
    /// Promise to renew the lease, or attach the new one.
    PledgeLease,
    /// Correct the address, which was not found.
    CorrectAddress,
    /// Enter premises inside the cluster.
    MoveIntoCluster,
    /// Name more people.
    AddStaff {
        /// How many are missing.
        missing: u32,
    },
    /// Attach the paper that shows a qualification.
    AttachQualification,
    /// Object to what was decided: 행정기본법 제36조.
    Object,
    /// The agency looks into the list of excluded institutions.
    CheckDebarment,
    /// A person of the agency decides.
    AwaitJudgement,
    /// Add the activities that are missing from the plan.
    AddActivities,
    /// Explain why the activity suits the region and the industry.
    ExplainFit {
        /// How many more characters are needed.
        missing: u32,
    },
    /// Explain the difference from the plan.
    ExplainBreach,
    /// Count the record once, under one activity.
    ChooseOneActivity,
    /// Enter what is missing of the firm's data, or correct it.
    CompleteFirmData,
    /// Ask the firm which business is its main one.
    AskMainBusiness,
    /// Choose which of the two the text means: its date or its weekday.
    ConfirmDate,
    /// Let somebody else evaluate the application.
    ReplaceEvaluator,
    /// Name more evaluators.
    AddEvaluators {
        /// How many are missing.
        missing: u32,
    },
    /// Ask what an evaluator is, which nobody has yet.
    AskEvaluators,
    /// Say why the share cannot be reached.
    ExplainShare,
    /// Wait until enough members are there.
    AwaitQuorum,
    /// Mend a section of the call.
    MendCall {
        /// Which.
        section: Section,
    },
}

/// What one rule says about one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule.
    pub rule: RuleId,
    /// How it ended.
    pub outcome: Outcome,
    /// What decided it.
    pub cause: Cause,
    /// What it was read from.
    pub evidence: Vec<Evidence>,
    /// What it rests on.
    pub basis: Basis,
    /// What to do about it.
    pub next: NextStep,
}

impl Finding {
    /// A finding without evidence of its own and with nothing left to do.
    pub fn new(rule: RuleId, outcome: Outcome, cause: impl Into<Cause>, basis: Basis) -> Self {
        Self { rule, outcome, cause: cause.into(), evidence: Vec::new(), basis, next: NextStep::Nothing }
    }

    /// With what it was read from.
    #[must_use]
    pub fn read_from(mut self, evidence: impl IntoIterator<Item = Evidence>) -> Self {
        self.evidence.extend(evidence);
        self
    }

    /// With what to do about it.
    #[must_use]
    pub fn then(mut self, next: NextStep) -> Self {
        self.next = next;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outcome_of_several_is_the_one_that_stands_most_in_the_way() {
        use Outcome::{Fail, Pass, Unknown, Warn};
        assert_eq!(Outcome::all([]), Pass);
        assert_eq!(Outcome::all([Pass, Warn, Pass]), Warn);
        assert_eq!(Outcome::all([Warn, Unknown]), Unknown);
        assert_eq!(Outcome::all([Fail, Unknown, Pass]), Fail);
        assert_eq!([Pass, Warn, Unknown, Fail].map(Outcome::allows), [true, true, false, false]);
    }
}
