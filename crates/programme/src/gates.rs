//! The five gates of an application: all must hold (G1 to G5, R-40, R-41).
//!
//! [`assess`] answers each gate with its outcome and the findings that led to it, so that a page can show one line
//! per gate and unfold the rest. Nothing here decides the selection: a person does (행정기본법 제20조).

mod cause;
mod cluster;
mod input;
mod institution;
mod premises;
mod report;
mod review;
mod staff;

pub use cause::{GateCause, LeftOut};
pub use input::{
    CallOptions, ClusterEvidence, Count, Debarment, Device, Employment, GateInput, HeadcountBasis,
    Institution, InstitutionKind, Judgement, PersonKey, Premises, PremisesKind, Qualification, Roster,
    Snapshot, StaffMember, Tenure, ZoneCell,
};
pub use report::{BudgetEligibility, Eligibility, Gate, GateReport, GateResult};
pub use review::last_day_to_object;

/// Asks all five gates about an application.
pub fn assess(input: &GateInput) -> GateReport {
    GateReport {
        gates: vec![
            institution::capacity(&input.institution),
            cluster::size(input.cluster.as_ref()),
            institution::non_profit(&input.institution),
            premises::own_space(&input.premises, &input.devices, &input.call),
            staff::people(input),
        ],
    }
}

#[cfg(test)]
pub(crate) mod tests;
