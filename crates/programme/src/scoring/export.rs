//! The score sheet as a file that anyone can compute again.

use serde::{Deserialize, Serialize};

use super::{
    Difference, Given, Incomplete, Outcome, compare,
    evaluation::{attempt, evaluate},
};

/// The tag of the file format, as a type with one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Format {
    /// The first format.
    #[default]
    #[serde(rename = "moru-scores/1")]
    Scores1,
}

/// Everything that was given and everything that was published from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Export {
    /// The tag of the file format.
    pub format: Format,
    /// The title of the call.
    pub call: String,
    /// Rubric, applications, cards, inspections, bonuses and penalties, lots.
    pub given: Given,
    /// Results and order as published.
    pub published: Outcome,
}

impl Export {
    /// Computes the outcome and puts both into one file.
    pub fn new(call: String, given: Given) -> Result<Self, Incomplete> {
        let published = evaluate(&given)?;
        Ok(Self { format: Format::Scores1, call, given, published })
    }
}

/// Computes everything again from the cards and names every difference from what was published; empty if there is none.
///
/// Where something given leads to no result, that is named too, and what can still be computed is compared; the order
/// is compared only when everything can be.
pub fn verify(export: &Export) -> Vec<Difference> {
    let (computed, problems) = attempt(&export.given);
    let complete = problems.is_empty();
    let mut out: Vec<Difference> =
        problems.into_iter().map(|problem| Difference::Given { problem }).collect();
    compare::results(&export.published.results, &computed.results, complete, &mut out);
    if complete {
        compare::ranking(&export.published.ranking, &computed.ranking, &mut out);
    }
    // Every field is compared above. If one were forgotten, saying nothing would be the worst answer.
    if out.is_empty() && export.published != computed {
        out.push(Difference::Unnamed);
    }
    out
}
