//! What the gates say together.

use serde::{Deserialize, Serialize};

use crate::{Basis, Finding, Outcome, RuleId};

/// A gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Gate {
    /// The capacity to run a centre.
    G1,
    /// The size of the cluster.
    G2,
    /// A non-profit institution related to small manufacturers.
    G3,
    /// Premises and devices of its own.
    G4,
    /// Three people or more.
    G5,
}

impl Gate {
    /// All gates, in order.
    pub const ALL: [Self; 5] = [Self::G1, Self::G2, Self::G3, Self::G4, Self::G5];

    /// The rule of the same name.
    pub const fn rule(self) -> RuleId {
        match self {
            Self::G1 => RuleId::G1,
            Self::G2 => RuleId::G2,
            Self::G3 => RuleId::G3,
            Self::G4 => RuleId::G4,
            Self::G5 => RuleId::G5,
        }
    }

    /// The item of the call notice's list of requirements, counted from one.
    pub const fn notice_item(self) -> u8 {
        match self {
            Self::G1 => 1,
            Self::G2 => 2,
            Self::G3 => 3,
            Self::G4 => 4,
            Self::G5 => 5,
        }
    }

    /// The call notice as the basis of this gate.
    pub const fn notice(self) -> Basis {
        Basis::NoticeEligibility(self.notice_item())
    }
}

/// What one gate says: never empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateResult {
    /// The gate.
    pub gate: Gate,
    /// The outcome of the findings together.
    pub outcome: Outcome,
    /// What led to it, the most serious first.
    pub findings: Vec<Finding>,
}

impl GateResult {
    /// A gate whose findings must all hold.
    pub(super) fn of(gate: Gate, mut findings: Vec<Finding>) -> Self {
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.outcome));
        let outcome = Outcome::all(findings.iter().map(|finding| finding.outcome));
        Self { gate, outcome, findings }
    }

    /// The finding that decided the gate: the one line that a narrow page shows.
    pub fn decisive(&self) -> Option<&Finding> {
        self.findings.first()
    }
}

/// What the five gates say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateReport {
    /// One result per gate, in order.
    pub gates: Vec<GateResult>,
}

/// whether the application may be evaluated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "eligibility", content = "gates", rename_all = "snake_case")]
pub enum Eligibility {
    /// Every gate holds.
    Eligible,
    /// No gate fails, but these cannot be told yet.
    Undetermined(Vec<Gate>),
    /// These gates fail. No score is computed, and the applicant may object.
    Ineligible(Vec<Gate>),
}

impl Eligibility {
    /// one failed gate makes the application ineligible. Notice, 신청자격: all must hold.
    pub(super) fn of(outcome: impl Fn(Gate) -> Outcome) -> Self {
        let with = |wanted: Outcome| Gate::ALL.into_iter().filter(|gate| outcome(*gate) == wanted).collect();
        let (failed, unknown): (Vec<_>, Vec<_>) = (with(Outcome::Fail), with(Outcome::Unknown));
        if !failed.is_empty() {
            Self::Ineligible(failed)
        } else if !unknown.is_empty() {
            Self::Undetermined(unknown)
        } else {
            Self::Eligible
        }
    }

    /// What the right to object rests on, when there is something to object to. 행정기본법 제36조.
    pub const fn objection(&self) -> Option<Basis> {
        match self {
            Self::Ineligible(_) => Some(Basis::AdministrationActArt36),
            Self::Eligible | Self::Undetermined(_) => None,
        }
    }
}

/// the same gates as the annex of the notice groups them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetEligibility {
    /// ① A cluster of sufficient size: G2.
    pub cluster: Outcome,
    /// ② A non-profit with the facilities and the capacity: G1, G3 and G4.
    pub institution: Outcome,
}

impl BudgetEligibility {
    /// ① and ② must both hold.
    pub fn outcome(self) -> Outcome {
        self.cluster.max(self.institution)
    }
}

impl GateReport {
    /// The outcome of a gate. A gate that was not asked is unknown.
    pub fn outcome(&self, gate: Gate) -> Outcome {
        self.result(gate).map_or(Outcome::Unknown, |result| result.outcome)
    }

    /// What a gate says.
    pub fn result(&self, gate: Gate) -> Option<&GateResult> {
        self.gates.iter().find(|result| result.gate == gate)
    }

    /// The census that the cluster was counted in; none when no cluster was chosen.
    pub fn snapshot(&self) -> Option<&super::Snapshot> {
        let findings = self.gates.iter().flat_map(|result| &result.findings);
        findings.flat_map(|finding| &finding.evidence).find_map(|evidence| match evidence {
            crate::Evidence::Snapshot(snapshot) => Some(snapshot),
            _ => None,
        })
    }

    /// one failed gate makes the application ineligible. Notice, 신청자격: all must hold.
    pub fn eligibility(&self) -> Eligibility {
        Eligibility::of(|gate| self.outcome(gate))
    }

    /// whether the budget may go to this cluster and this institution.
    pub fn budget(&self) -> BudgetEligibility {
        let institution = [Gate::G1, Gate::G3, Gate::G4].map(|gate| self.outcome(gate));
        BudgetEligibility { cluster: self.outcome(Gate::G2), institution: Outcome::all(institution) }
    }
}
