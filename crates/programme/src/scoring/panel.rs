//! The mean of a panel.

use std::{cmp::Ordering, collections::BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    ApplicationKey, Card, CardProblem, CardState, CentiPoints, CriterionCode, CriterionPoints, EvaluatorKey,
    LeftOut, Rubric, ScoredStage, Side, Stage, Step, Working,
};

/// The mean of one criterion over the kept cards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionMean {
    /// The criterion.
    pub criterion: CriterionCode,
    /// Its mean.
    pub mean_centi: CentiPoints,
}

/// What a panel gives an application in a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PanelResult {
    /// The mean of the kept totals.
    pub mean_centi: CentiPoints,
    /// The mean of each criterion over the same cards, in the order of the rubric. Rounded one by one, so that their
    /// sum may differ from the mean in the last digit.
    pub criteria: Vec<CriterionMean>,
    /// How it came about.
    pub working: Working,
}

/// Why there is no mean yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refused", rename_all = "snake_case")]
pub enum PanelRefused {
    /// The stage gives no points in this rubric.
    #[error("the {stage} gives no points")]
    StageWithoutPoints {
        /// The stage.
        stage: Stage,
    },
    /// Evaluators have not signed. Whoever does not come is set aside with a reason, never left out in silence.
    #[error("{} cards are not signed", evaluators.len())]
    NotSigned {
        /// Who.
        evaluators: Vec<EvaluatorKey>,
    },
    /// An evaluator has two cards that count.
    #[error("evaluator {evaluator} has two cards")]
    CardTwice {
        /// Who.
        evaluator: EvaluatorKey,
    },
    /// A card is wrong: it is neither counted nor passed over.
    #[error("the card of evaluator {evaluator} is wrong: {}", joined(problems))]
    CardWrong {
        /// Who.
        evaluator: EvaluatorKey,
        /// What is wrong with it.
        problems: Vec<CardProblem>,
    },
    /// Too few cards count.
    #[error("{cards} cards count and {needed} are needed")]
    TooFewCards {
        /// How many count.
        cards: u32,
        /// How many are needed.
        needed: u32,
    },
}

/// All problems of a card in one line.
fn joined(problems: &[CardProblem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// A card that counts, with its points in the order of the rubric.
struct Counted<'a> {
    evaluator: &'a EvaluatorKey,
    points: Vec<CriterionPoints>,
    total: CentiPoints,
}

impl Counted<'_> {
    /// By total. Of equal totals the card with more points in the first criterion that differs is the higher, so that
    /// which one is dropped, and with it the mean of each criterion, depends on no name and on no order of entry.
    fn order(&self, other: &Self) -> Ordering {
        let points = |card: &Self| card.points.iter().map(|score| score.points_centi).collect::<Vec<_>>();
        self.total
            .cmp(&other.total)
            .then_with(|| points(self).cmp(&points(other)))
            .then_with(|| self.evaluator.cmp(other.evaluator))
    }
}

/// what the panel gives an application in a stage, from the cards of that application and stage among `cards`.
///
/// With at least [`super::DropRule::from_cards`] cards that count, those with the highest and the lowest total are left
/// out; never a criterion's highest and lowest. The mean is rounded half up to hundredths. Void cards leave a step and
/// nothing else. `seats` is how many evaluators the application's panel has, where that is known: a majority of them
/// has to have signed. Notice, 선정절차.
pub fn panel(
    rubric: &Rubric,
    stage: Stage,
    application: &ApplicationKey,
    seats: Option<u32>,
    cards: &[Card],
) -> Result<PanelResult, PanelRefused> {
    let rule = rubric.scored_stage(stage).ok_or(PanelRefused::StageWithoutPoints { stage })?;
    let mut own: Vec<&Card> =
        cards.iter().filter(|card| card.stage == stage && card.application == *application).collect();
    own.sort_by_key(|card| &card.evaluator);
    let mut working = Working::default();
    left_out(&own, &mut working);
    let needed = rubric.cards_needed(seats);
    let counted = counted(rubric, rule, &own, needed)?;
    for card in &counted {
        working.push(Step::CardIn {
            evaluator: card.evaluator.clone(),
            points: card.points.clone(),
            total_centi: card.total,
        });
    }
    let kept = drop_ends(rubric, counted, &mut working);
    let divisor = len(&kept);
    if divisor == 0 {
        // Only a rubric that drops everything comes here, and such a rubric has a problem of its own.
        return Err(PanelRefused::TooFewCards { cards: 0, needed });
    }
    let sum_centi = kept.iter().map(|card| card.total).sum();
    let (mean_centi, rounding) = CentiPoints::mean(sum_centi, divisor);
    working.push(Step::Summed { cards: divisor, sum_centi });
    working.push(Step::Divided { sum_centi, divisor, mean_centi, rounding });
    let criteria = criterion_means(rule, &kept, &mut working);
    Ok(PanelResult { mean_centi, criteria, working })
}

fn len<T>(items: &[T]) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}

/// The trace of the cards that do not count.
fn left_out(cards: &[&Card], working: &mut Working) {
    let mut voided: Vec<LeftOut> = Vec::new();
    for card in cards {
        if let CardState::Void { reason, .. } = &card.state {
            voided.push(LeftOut { evaluator: card.evaluator.clone(), reason: reason.clone() });
        }
    }
    // Of one evaluator there may be several: the order must not depend on the order of entry.
    voided.sort_by(|a, b| (&a.evaluator, &a.reason).cmp(&(&b.evaluator, &b.reason)));
    for card in voided {
        working.push(Step::LeftOut(card));
    }
}

/// The cards that count, by evaluator; refused unless every card that is not void is signed and right.
fn counted<'a>(
    rubric: &Rubric,
    rule: &ScoredStage,
    cards: &[&'a Card],
    needed: u32,
) -> Result<Vec<Counted<'a>>, PanelRefused> {
    for card in cards {
        let problems = card.check(rubric);
        // An open card may be incomplete: it is refused below for not being signed.
        if !problems.is_empty() && card.state != CardState::Open {
            return Err(PanelRefused::CardWrong { evaluator: card.evaluator.clone(), problems });
        }
    }
    let live: Vec<&&Card> = cards.iter().filter(|card| !card.is_void()).collect();
    let open = live.iter().filter(|card| !card.is_locked());
    let evaluators: Vec<_> = open.map(|card| card.evaluator.clone()).collect();
    if !evaluators.is_empty() {
        return Err(PanelRefused::NotSigned { evaluators });
    }
    let mut seen = BTreeSet::new();
    if let Some(twice) = live.iter().find(|card| !seen.insert(&card.evaluator)) {
        return Err(PanelRefused::CardTwice { evaluator: twice.evaluator.clone() });
    }
    if len(&live) < needed {
        return Err(PanelRefused::TooFewCards { cards: len(&live), needed });
    }
    let counted = live.into_iter().map(|card| {
        let points = rule.leaves().filter_map(|leaf| {
            let points_centi = card.points(&leaf.code)?;
            Some(CriterionPoints { criterion: leaf.code.clone(), points_centi })
        });
        Counted { evaluator: &card.evaluator, points: points.collect(), total: card.total() }
    });
    Ok(counted.collect())
}

/// Leaves out the ends, if there are enough cards.
fn drop_ends<'a>(rubric: &Rubric, counted: Vec<Counted<'a>>, working: &mut Working) -> Vec<Counted<'a>> {
    let (drop, cards) = (rubric.drop, len(&counted));
    if cards < drop.from_cards {
        working.push(Step::AllKept { cards, from_cards: drop.from_cards });
        return counted;
    }
    let totals: Vec<CentiPoints> = counted.iter().map(|card| card.total).collect();
    let mut dropped = |card: &Counted<'_>, side| {
        let shared = totals.iter().filter(|total| **total == card.total).count();
        working.push(Step::Dropped {
            evaluator: card.evaluator.clone(),
            total_centi: card.total,
            side,
            shared_by: u32::try_from(shared).unwrap_or(u32::MAX),
        });
    };
    let mut kept = counted;
    kept.sort_by(Counted::order);
    for _ in 0..drop.highest {
        let Some(card) = kept.pop() else { break };
        dropped(&card, Side::Highest);
    }
    let lowest = usize::try_from(drop.lowest).unwrap_or(usize::MAX).min(kept.len());
    for card in kept.drain(..lowest) {
        dropped(&card, Side::Lowest);
    }
    kept
}

fn criterion_means(rule: &ScoredStage, kept: &[Counted<'_>], working: &mut Working) -> Vec<CriterionMean> {
    let means = rule.criteria.iter().map(|criterion| {
        let of = rule.leaves_of(&criterion.code);
        let points = kept.iter().flat_map(|card| &card.points);
        let sum_centi =
            points.filter(|score| of.contains(&score.criterion)).map(|score| score.points_centi).sum();
        let divisor = len(kept);
        let (mean_centi, rounding) = CentiPoints::mean(sum_centi, divisor);
        let criterion = criterion.code.clone();
        working.push(Step::CriterionMean {
            criterion: criterion.clone(),
            of,
            sum_centi,
            divisor,
            mean_centi,
            rounding,
        });
        CriterionMean { criterion, mean_centi }
    });
    means.collect()
}
