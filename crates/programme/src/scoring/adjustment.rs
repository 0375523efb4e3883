//! Bonuses and penalties (가점, 감점): what was granted, and what of it counts.

use serde::{Deserialize, Serialize};

use super::{AdjustmentKind, ApplicationKey, CentiPoints, ItemCode, Rubric, Step, Working};

/// A bonus or a penalty that the agency recorded for an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adjustment {
    /// For which application.
    pub application: ApplicationKey,
    /// A bonus or a penalty.
    pub kind: AdjustmentKind,
    /// On which ground of the rubric.
    pub item: ItemCode,
    /// How much was asked, in hundredths; never below zero, a penalty is taken off.
    pub points_centi: CentiPoints,
    /// What shows it: the name or the number of the paper.
    pub evidence: String,
}

/// What counts of the bonuses or of the penalties of an application: each up to its own maximum, all up to the cap
/// . In the order of the rubric, so that the order of entry does not matter.
pub(super) fn counted(
    rubric: &Rubric,
    kind: AdjustmentKind,
    asked: &[&Adjustment],
    working: &mut Working,
) -> CentiPoints {
    let rule = rubric.adjustments(kind);
    let mut sum_centi = CentiPoints::ZERO;
    for item in &rule.items {
        for adjustment in asked.iter().filter(|asked| asked.kind == kind && asked.item == item.code) {
            let granted_centi = adjustment.points_centi.min(item.max_centi);
            sum_centi = sum_centi + granted_centi;
            working.push(Step::Adjusted {
                kind,
                item: item.code.clone(),
                asked_centi: adjustment.points_centi,
                max_centi: item.max_centi,
                granted_centi,
            });
        }
    }
    let (cap_centi, counted_centi) = (rule.cap_centi, sum_centi.min(rule.cap_centi));
    working.push(Step::Capped { kind, sum_centi, cap_centi, counted_centi });
    counted_centi
}
