//! What the chair is advised to look at: severe or lenient evaluators, and cards far from their panel.
//!
//! Advice is never part of a result: [`super::evaluate`] does not know it, and a card that stands out counts like any
//! other.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{ApplicationKey, Card, CentiPoints, EvaluatorKey, Rubric, Stage, points::divide};

/// How one card differs from the rest of its panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelDifference {
    /// For which application.
    pub application: ApplicationKey,
    /// The card's total minus the mean total of the other members, rounded half up. Below zero: stricter.
    pub difference_centi: CentiPoints,
}

/// How strict an evaluator is against the panels they sat in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Severity {
    /// Who.
    pub evaluator: EvaluatorKey,
    /// The mean of the differences, rounded half up. Below zero: stricter than the others.
    pub difference_centi: CentiPoints,
    /// Whether it is further from zero than the rubric's distance.
    pub stands_out: bool,
    /// The differences over the applications shared with others, by application.
    pub applications: Vec<PanelDifference>,
}

/// By which rule a card stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum OutlierRule {
    /// Its total is further from the median of the totals of its panel than the rubric's distance. Asked of panels of
    /// three and more: of two, neither is the outlier.
    FarFromMedian {
        /// Twice the median, so that it is exact for an even number of cards.
        twice_median_centi: CentiPoints,
        /// The distance.
        limit_centi: CentiPoints,
    },
}

/// A card that stands out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outlier {
    /// Whose.
    pub evaluator: EvaluatorKey,
    /// For which application.
    pub application: ApplicationKey,
    /// Its total.
    pub total_centi: CentiPoints,
    /// By which rule.
    pub by: OutlierRule,
}

/// Advice to the chair on the panels of one stage. When stored it says what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "advice")]
pub struct Advice {
    /// The stage.
    pub stage: Stage,
    /// One for each evaluator who shared an application with others, by evaluator.
    pub severities: Vec<Severity>,
    /// The cards that stand out, by application, then evaluator.
    pub outliers: Vec<Outlier>,
}

/// Looks at the signed and right cards of a stage, dropped ones too. What the chair does about it is the chair's.
pub fn advise(rubric: &Rubric, stage: Stage, cards: &[Card]) -> Advice {
    let mut panels: BTreeMap<&ApplicationKey, BTreeMap<&EvaluatorKey, CentiPoints>> = BTreeMap::new();
    let mut twice = BTreeSet::new();
    for card in cards.iter().filter(|card| card.stage == stage && card.is_locked()) {
        if card.check(rubric).is_empty() {
            let panel = panels.entry(&card.application).or_default();
            if panel.insert(&card.evaluator, card.total()).is_some() {
                twice.insert((&card.application, &card.evaluator));
            }
        }
    }
    // Which of two cards is meant nobody knows: neither is looked at.
    for (application, evaluator) in twice {
        panels.entry(application).or_default().remove(evaluator);
    }
    let mut differences: BTreeMap<&EvaluatorKey, Vec<PanelDifference>> = BTreeMap::new();
    let mut outliers = Vec::new();
    for (application, panel) in panels {
        for (evaluator, difference_centi) in against_the_others(&panel) {
            let difference = PanelDifference { application: application.clone(), difference_centi };
            differences.entry(evaluator).or_default().push(difference);
        }
        outliers.extend(far_from_median(rubric, application, &panel));
    }
    let severities = differences.into_iter().map(|(evaluator, applications)| {
        let sum: CentiPoints = applications.iter().map(|one| one.difference_centi).sum();
        let count = i64::try_from(applications.len()).unwrap_or(i64::MAX);
        let (mean, _) = divide(sum.0, count);
        let stands_out = mean.saturating_abs() > rubric.advice.severity_centi.0;
        let difference_centi = CentiPoints(mean);
        Severity { evaluator: evaluator.clone(), difference_centi, stands_out, applications }
    });
    Advice { stage, severities: severities.collect(), outliers }
}

type Panel<'a> = BTreeMap<&'a EvaluatorKey, CentiPoints>;

/// The total of each member minus the mean of the others. Of a panel of one there are no others.
fn against_the_others<'a>(panel: &Panel<'a>) -> Vec<(&'a EvaluatorKey, CentiPoints)> {
    let others = i64::try_from(panel.len()).unwrap_or(i64::MAX) - 1;
    if others < 1 {
        return Vec::new();
    }
    let sum: CentiPoints = panel.values().copied().sum();
    let difference = |total: CentiPoints| {
        // total - (sum - total) / others, rounded once.
        let (difference, _) = divide(total.0 * others - (sum - total).0, others);
        CentiPoints(difference)
    };
    panel.iter().map(|(evaluator, total)| (*evaluator, difference(*total))).collect()
}

fn far_from_median(rubric: &Rubric, application: &ApplicationKey, panel: &Panel<'_>) -> Vec<Outlier> {
    let mut totals: Vec<CentiPoints> = panel.values().copied().collect();
    totals.sort_unstable();
    if totals.len() < 3 {
        return Vec::new();
    }
    let middle = totals.len() / 2;
    let lower = if totals.len().is_multiple_of(2) { middle - 1 } else { middle };
    let twice_median_centi = totals[lower] + totals[middle];
    let limit_centi = rubric.advice.outlier_from_median_centi;
    let far = panel.iter().filter(|(_, total)| {
        let twice_distance = (2 * total.0 - twice_median_centi.0).abs();
        twice_distance > limit_centi.0.saturating_mul(2)
    });
    far.map(|(evaluator, total)| Outlier {
        evaluator: (*evaluator).clone(),
        application: application.clone(),
        total_centi: *total,
        by: OutlierRule::FarFromMedian { twice_median_centi, limit_centi },
    })
    .collect()
}
