//! Who may open the papers of an application (SOD-2).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{ApplicationKey, ConflictKind, Record};
use crate::{Finding, Outcome, gates::PersonKey};

/// What an evaluator has signed about one application before its papers open: 서약서.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declaration {
    /// Who signed.
    pub evaluator: PersonKey,
    /// About which application.
    pub application: ApplicationKey,
    /// When, once it was.
    pub signed_at: Option<DateTime<Utc>>,
    /// Whether it names a conflict: then a recusal follows, and nothing opens.
    pub names_conflict: bool,
}

/// Why the papers stay closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "barred", rename_all = "snake_case")]
pub enum Barred {
    /// The declaration is not signed, or not yet.
    #[error("the declaration is not signed")]
    NotDeclared,
    /// The declaration names a conflict.
    #[error("the declaration names a conflict")]
    DeclaredConflict,
    /// A rule finds a conflict, whatever was declared.
    #[error("{} stands in the way", finding.rule)]
    Conflict {
        /// The finding.
        finding: Box<Finding>,
    },
    /// A record stands.
    #[error("a record stands: {kind:?}")]
    Record {
        /// Of which kind.
        kind: ConflictKind,
    },
}

/// SOD-2: whether an evaluator may open the papers of an application now.
///
/// They open at the instant of the signature, and close again as soon as a conflict is found or a record stands.
/// `conflicts` are the findings of today for this evaluator and this application; `declarations` and `records` may
/// hold those of others too.
///
/// # Errors
/// Every reason why not.
pub fn may_open(
    (evaluator, application): (&PersonKey, &ApplicationKey),
    declarations: &[Declaration],
    conflicts: &[Finding],
    records: &[Record],
    now: DateTime<Utc>,
) -> Result<(), Vec<Barred>> {
    let mut barred = Vec::new();
    let own = |declaration: &&Declaration| {
        declaration.evaluator == *evaluator && declaration.application == *application
    };
    let signed = |declaration: &&Declaration| declaration.signed_at.is_some_and(|at| at <= now);
    let signed: Vec<_> = declarations.iter().filter(own).filter(signed).collect();
    if signed.is_empty() {
        barred.push(Barred::NotDeclared);
    }
    if signed.iter().any(|declaration| declaration.names_conflict) {
        barred.push(Barred::DeclaredConflict);
    }
    // An unknown bars too: what cannot be told yet is not a yes.
    let standing = conflicts.iter().filter(|finding| finding.outcome >= Outcome::Unknown);
    barred.extend(standing.map(|finding| Barred::Conflict { finding: Box::new(finding.clone()) }));
    let standing = records.iter().filter(|record| record.is_about(evaluator, application) && record.stands());
    barred.extend(standing.map(|record| Barred::Record { kind: record.kind() }));
    if barred.is_empty() { Ok(()) } else { Err(barred) }
}
