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

/// Why something cannot be recorded as a bonus or a penalty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refused", rename_all = "snake_case")]
pub enum NotGranted {
    /// The rubric has no such ground.
    #[error("the rubric has no such ground")]
    Unknown,
    /// Below zero, or above the most that the ground is worth.
    #[error("between 0 and {max_centi}")]
    OutOfRange {
        /// The most for this ground.
        max_centi: CentiPoints,
    },
    /// Points without anything that shows them.
    #[error("nothing shows it")]
    NoEvidence,
}

/// What the agency decided of one ground for one application. No points are a decision too: a ground about which nobody
/// said anything has been forgotten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// A bonus or a penalty.
    pub kind: AdjustmentKind,
    /// On which ground of the rubric.
    pub item: ItemCode,
    /// How much, in hundredths; zero if it does not apply.
    pub points_centi: CentiPoints,
    /// What shows it: the name or the number of the paper. Empty only where there are no points.
    pub evidence: String,
}

impl Ground {
    /// Checks it against the rubric.
    ///
    /// # Errors
    /// [`NotGranted`].
    pub fn check(&self, rubric: &Rubric) -> Result<(), NotGranted> {
        let item = rubric.item(self.kind, &self.item).ok_or(NotGranted::Unknown)?;
        if self.points_centi < CentiPoints::ZERO || self.points_centi > item.max_centi {
            return Err(NotGranted::OutOfRange { max_centi: item.max_centi });
        }
        if self.points_centi > CentiPoints::ZERO && self.evidence.trim().is_empty() {
            return Err(NotGranted::NoEvidence);
        }
        Ok(())
    }

    /// What counts of it; none where there are no points.
    pub fn adjustment(&self, application: &ApplicationKey) -> Option<Adjustment> {
        (self.points_centi > CentiPoints::ZERO).then(|| Adjustment {
            application: application.clone(),
            kind: self.kind,
            item: self.item.clone(),
            points_centi: self.points_centi,
            evidence: self.evidence.clone(),
        })
    }
}

/// The grounds of the rubric about which nothing was decided, in its order.
pub fn undecided(rubric: &Rubric, decided: &[Ground]) -> Vec<(AdjustmentKind, ItemCode)> {
    let grounds = AdjustmentKind::ALL
        .into_iter()
        .flat_map(|kind| rubric.adjustments(kind).items.iter().map(move |item| (kind, item.code.clone())));
    grounds.filter(|(kind, item)| !decided.iter().any(|one| one.kind == *kind && one.item == *item)).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn ground(item: &str, centi: i64, evidence: &str) -> Ground {
        Ground {
            kind: AdjustmentKind::Bonus,
            item: ItemCode(item.to_owned()),
            points_centi: CentiPoints(centi),
            evidence: evidence.to_owned(),
        }
    }

    /// 협동조합 is worth up to two points in the proposed rubric.
    #[test]
    fn points_stay_below_their_maximum_and_rest_on_something() {
        let rubric = Rubric::proposed().expect("the proposed rubric");
        let max_centi = CentiPoints(200);
        for (centi, evidence, expected) in [
            (0, "", Ok(())),
            (200, "설립인가증", Ok(())),
            (201, "설립인가증", Err(NotGranted::OutOfRange { max_centi })),
            (-1, "설립인가증", Err(NotGranted::OutOfRange { max_centi })),
            (1, " ", Err(NotGranted::NoEvidence)),
        ] {
            assert_eq!(ground("cooperative", centi, evidence).check(&rubric), expected, "{centi}");
        }
        assert_eq!(ground("size", 0, "").check(&rubric), Err(NotGranted::Unknown));
        let mut penalty = ground("cooperative", 0, "");
        penalty.kind = AdjustmentKind::Penalty;
        assert_eq!(penalty.check(&rubric), Err(NotGranted::Unknown), "a bonus is no penalty");
    }

    /// A bonus was left out of a public selection once: what nobody decided is named.
    #[test]
    fn a_ground_about_which_nothing_was_said_is_named() {
        let rubric = Rubric::proposed().expect("the proposed rubric");
        let all = undecided(&rubric, &[]);
        let codes: Vec<&str> = all.iter().map(|(_, item)| item.0.as_str()).collect();
        assert_eq!(codes, ["cooperative", "district", "no_center_yet", "late_settlement", "sanction"]);
        let left = undecided(&rubric, &[ground("cooperative", 0, ""), ground("district", 200, "고시")]);
        assert_eq!(left.len(), 3);
        let key = ApplicationKey("2024-0001".to_owned());
        assert_eq!(ground("cooperative", 0, "").adjustment(&key), None);
        assert_eq!(ground("district", 200, "고시").adjustment(&key).map(|one| one.points_centi.0), Some(200));
    }
}
