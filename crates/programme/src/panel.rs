//! The people who judge: who may, who must not, who is drawn, and who reads what (SOD-2, P-01 to P-05, R-57).
//!
//! Conflicts ([`conflicts()`]), the records of 제척, 기피 and 회피 ([`records`]), who may open papers ([`access`]),
//! what a panel must be ([`composition`], by [`rules`] that are data), lots that anybody can draw again ([`lots`]),
//! and the assignment of evaluators to applications with the greatest fit ([`assignment`]).
//!
//! Nothing here seats or removes anybody: a named person does, and reads these findings before (행정기본법 제20조).

pub mod access;
pub mod assignment;
pub mod composition;
pub mod conflicts;
pub mod lots;
pub mod people;
pub mod records;
pub mod rules;

pub use crate::scoring::ApplicationKey;
pub use access::{Barred, Declaration, may_open};
pub use composition::{Gender, Panel, PanelCause, PanelMember, check, check_quorum};
pub use conflicts::{ConflictCause, Edge, conflicts};
pub use people::{
    Evaluator, InstitutionKey, Named, Paper, Parties, Party, Period, Post, PostRole, Relation, Relative,
    Shares, Tie, Work, WorkKind,
};
pub use records::{
    Challenge, ChallengeState, ConflictKind, Exclusion, ExclusionState, Record, RecordRefused, Recusal,
    RecusalState, Ruling,
};
pub use rules::{ConflictRules, PanelRules, Reach};

#[cfg(test)]
mod tests;
