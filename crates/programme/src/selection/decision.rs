//! What a committee decides about the order.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    scoring::{ApplicationKey, Ranked, Ranking, Standing},
    states::{ApplicationRefused, ApplicationState, Conclusion, Inspection},
    target::{ReasonNeeded, Target},
};

/// What is decided of one application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The application.
    pub application: ApplicationKey,
    /// What becomes of it.
    pub conclusion: Conclusion,
    /// Why, where somebody behind it in the order comes before it; empty otherwise.
    pub reason: String,
}

/// Why something cannot be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum Problem {
    /// Nothing is said of an application.
    #[error("nothing is decided of {}", application.0)]
    Undecided {
        /// The application.
        application: ApplicationKey,
    },
    /// Something is said twice, or of an application that does not take part.
    #[error("{} does not take part, or is decided twice", application.0)]
    Unknown {
        /// The application.
        application: ApplicationKey,
    },
    /// it has no place in the order, so it is neither selected nor in reserve.
    #[error("{} has no place in the order", application.0)]
    WithoutPlace {
        /// The application.
        application: ApplicationKey,
    },
    /// a tie tells nobody who is selected or who comes first in the reserve; lots are to be drawn.
    #[error("{} applications are tied", applications.len())]
    Tied {
        /// Those that are tied.
        applications: Vec<ApplicationKey>,
    },
    /// Somebody behind it comes before it, and no reason is given.
    #[error("{} is passed over without a reason", application.0)]
    PassedOver {
        /// The application.
        application: ApplicationKey,
    },
    /// so many need a reason.
    #[error(transparent)]
    Number {
        /// How many.
        #[from]
        because: ReasonNeeded,
    },
}

/// A decision that holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Who is selected, in the order.
    pub selected: Vec<ApplicationKey>,
    /// Who is in reserve, the next to be promoted first.
    pub reserve: Vec<ApplicationKey>,
    /// Everybody else, by key.
    pub not_selected: Vec<ApplicationKey>,
}

/// What the order itself proposes of everybody; an open tie proposes the reserve.
pub fn proposed(ranking: &Ranking) -> Vec<Choice> {
    let of = |ranked: &Ranked| match ranked.standing {
        Standing::Selected => Conclusion::Selected,
        Standing::Reserve { .. } | Standing::Open => Conclusion::Reserve,
    };
    let ranked = ranking.order.iter().map(|ranked| (&ranked.application, of(ranked)));
    let others = ranking.not_ranked.iter().map(|other| (&other.application, Conclusion::NotSelected));
    let choice = |(application, conclusion): (&ApplicationKey, Conclusion)| Choice {
        application: application.clone(),
        conclusion,
        reason: String::new(),
    };
    ranked.chain(others).map(choice).collect()
}

/// Checks a decision against the order and the number that the notice announced. `reason` says why the number differs
/// from it; empty where it does not.
///
/// # Errors
/// Every [`Problem`] there is.
pub fn decide(
    ranking: &Ranking,
    target: &Target,
    choices: &[Choice],
    reason: &str,
) -> Result<Decided, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut by_key: BTreeMap<&ApplicationKey, &Choice> = BTreeMap::new();
    let takes_part = |key: &ApplicationKey| {
        ranking.ranked(key).is_some() || ranking.not_ranked.iter().any(|one| one.application == *key)
    };
    for choice in choices {
        let known = takes_part(&choice.application);
        if !known || by_key.insert(&choice.application, choice).is_some() {
            problems.push(Problem::Unknown { application: choice.application.clone() });
        }
    }
    let conclusion = |key: &ApplicationKey| by_key.get(key).map(|choice| choice.conclusion);
    let ranked = ranking.order.iter().map(|one| &one.application);
    let others = ranking.not_ranked.iter().map(|one| &one.application);
    let undecided = ranked.chain(others).filter(|key| conclusion(key).is_none());
    problems.extend(undecided.map(|key| Problem::Undecided { application: key.clone() }));
    for other in &ranking.not_ranked {
        if matches!(conclusion(&other.application), Some(Conclusion::Selected | Conclusion::Reserve)) {
            problems.push(Problem::WithoutPlace { application: other.application.clone() });
        }
    }
    for tie in &ranking.unresolved {
        let all = |wanted| tie.iter().all(|key| conclusion(key) == Some(wanted));
        if !all(Conclusion::Selected) && !all(Conclusion::NotSelected) {
            problems.push(Problem::Tied { applications: tie.clone() });
        }
    }
    problems.extend(passed_over(ranking, &by_key));
    let of = |wanted| {
        let keys = ranking.order.iter().map(|one| &one.application);
        keys.filter(|key| conclusion(key) == Some(wanted)).cloned().collect::<Vec<_>>()
    };
    let (selected, reserve) = (of(Conclusion::Selected), of(Conclusion::Reserve));
    let count = |list: usize| u32::try_from(list).unwrap_or(u32::MAX);
    let needed = target.reason_needed(count(selected.len()), count(ranking.order.len()));
    problems.extend(needed.filter(|_| reason.trim().is_empty()).map(Problem::from));
    if !problems.is_empty() {
        return Err(problems);
    }
    let not_selected = by_key.iter().filter(|(_, choice)| choice.conclusion == Conclusion::NotSelected);
    let not_selected = not_selected.map(|(key, _)| (*key).clone()).collect();
    Ok(Decided { selected, reserve, not_selected })
}

/// Those with a better place than somebody who fares better, and no reason given for it.
fn passed_over(ranking: &Ranking, by_key: &BTreeMap<&ApplicationKey, &Choice>) -> Vec<Problem> {
    let fares = |conclusion: Conclusion| match conclusion {
        Conclusion::Selected => 2,
        Conclusion::Reserve => 1,
        Conclusion::NotSelected => 0,
    };
    let fare = |ranked: &Ranked| by_key.get(&ranked.application).map_or(0, |choice| fares(choice.conclusion));
    let mut problems = Vec::new();
    for ranked in &ranking.order {
        let behind = ranking.order.iter().filter(|other| other.place > ranked.place);
        let is_passed_over = behind.map(fare).max().is_some_and(|best| best > fare(ranked));
        let says_why = by_key.get(&ranked.application).is_some_and(|choice| !choice.reason.trim().is_empty());
        if is_passed_over && !says_why {
            problems.push(Problem::PassedOver { application: ranked.application.clone() });
        }
    }
    problems
}

/// The state of an application once it is told what was decided of it. What its stages came to is told at the same
/// moment, so it goes through their states here; without a place it is left behind by one of them.
///
/// # Errors
/// [`ApplicationRefused`] where it is not under evaluation.
pub fn concluded(
    state: ApplicationState,
    conclusion: Conclusion,
    has_place: bool,
) -> Result<ApplicationState, ApplicationRefused> {
    let reviewed = state.review_documents(true)?;
    let reached = if has_place {
        reviewed.inspect(Inspection { conforms: true, signed: true })?.present(true)?.rank(true)?
    } else {
        reviewed
    };
    reached.conclude(conclusion, true)
}
