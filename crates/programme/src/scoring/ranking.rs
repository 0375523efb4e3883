//! The order of those who passed, and what it proposes.

use std::{cmp::Reverse, collections::BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    ApplicationKey, ApplicationResult, CentiPoints, Given, Stop, Working,
    ties::{Settled, settle},
};

/// What the order proposes for an application. A person decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Standing {
    /// Within the seats (선정).
    Selected,
    /// Behind them, in this place of the reserve (예비선정), counted from one.
    Reserve {
        /// The place.
        order: u32,
    },
    /// Tied with others over the last seat or over a place in the reserve, until lots are drawn.
    Open,
}

/// An application in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ranked {
    /// Its place, counted from one. Applications in an open tie share one.
    pub place: u32,
    /// The application.
    pub application: ApplicationKey,
    /// Its final points.
    pub total_centi: CentiPoints,
    /// What the order proposes.
    pub standing: Standing,
}

/// Why an application has no place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum WhyNot {
    /// It was withdrawn.
    Withdrawn,
    /// It was stopped: by a stage, or by the pass mark. It is never in reserve.
    Stopped {
        /// Everything that stopped it.
        stops: Vec<Stop>,
    },
}

/// An application without a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotRanked {
    /// The application.
    pub application: ApplicationKey,
    /// Why.
    pub because: WhyNot,
}

/// The order (선정 순위): a proposal to the committee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ranking {
    /// Those who passed, best first; within an open tie by key, which means nothing.
    pub order: Vec<Ranked>,
    /// Those who did not, by key.
    pub not_ranked: Vec<NotRanked>,
    /// Ties that nothing has settled. While there is one, the order is not final.
    pub unresolved: Vec<Vec<ApplicationKey>>,
    /// How equal totals were told apart.
    pub working: Working,
}

/// An application that passed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contender<'a> {
    pub(super) result: &'a ApplicationResult,
    pub(super) manufacturers: u32,
    pub(super) total: CentiPoints,
}

impl<'a> Contender<'a> {
    /// Of a result that reached the pass mark; of others none.
    pub(super) fn new(result: &'a ApplicationResult, manufacturers: u32) -> Option<Self> {
        let points = result.final_points.as_ref().filter(|points| points.passes)?;
        Some(Self { result, manufacturers, total: points.total_centi })
    }

    pub(super) fn key(&self) -> &'a ApplicationKey {
        &self.result.application
    }
}

impl Ranking {
    /// Whether every place is settled.
    pub fn is_settled(&self) -> bool {
        self.unresolved.is_empty()
    }

    /// The place of an application.
    pub fn ranked(&self, application: &ApplicationKey) -> Option<&Ranked> {
        self.order.iter().find(|ranked| ranked.application == *application)
    }
}

/// An order of nobody.
pub(super) fn none() -> Ranking {
    Ranking { order: vec![], not_ranked: vec![], unresolved: vec![], working: Working::default() }
}

/// Puts those who passed into their order, and says which lots were used, by index.
pub(super) fn rank(given: &Given, contenders: &[Contender<'_>]) -> (Ranking, BTreeSet<usize>) {
    let mut sorted = contenders.to_vec();
    sorted.sort_by_key(|contender| (Reverse(contender.total), contender.key()));
    let mut settled = Settled::default();
    for equal in sorted.chunk_by(|a, b| a.total == b.total) {
        settle(given, equal, &mut settled);
    }
    let Settled { groups, working, used_lots } = settled;
    let mut ranking = Ranking { working, ..none() };
    let mut before: u32 = 0;
    for group in groups {
        let size = u32::try_from(group.len()).unwrap_or(u32::MAX);
        let standing = standing(before, size, given.seats);
        ranking.order.extend(group.iter().map(|contender| Ranked {
            place: before.saturating_add(1),
            application: contender.key().clone(),
            total_centi: contender.total,
            standing,
        }));
        if size > 1 {
            ranking.unresolved.push(group.iter().map(|contender| contender.key().clone()).collect());
        }
        before = before.saturating_add(size);
    }
    (ranking, used_lots)
}

/// What the order proposes for applications that share a place, so many standing before them.
fn standing(before: u32, size: u32, seats: u32) -> Standing {
    if before.saturating_add(size) <= seats {
        // Tied or not, there is a seat for each.
        Standing::Selected
    } else if size == 1 {
        Standing::Reserve { order: before.saturating_add(1).saturating_sub(seats) }
    } else {
        Standing::Open
    }
}

/// Those without a place, by key.
pub(super) fn not_ranked(given: &Given, results: &[ApplicationResult]) -> Vec<NotRanked> {
    let withdrawn = given.applications.iter().filter(|candidate| candidate.withdrawn);
    let withdrawn = withdrawn.map(|candidate| (candidate.application.clone(), WhyNot::Withdrawn));
    let stopped = results.iter().filter_map(|result| {
        let stops = result.stops(&given.rubric);
        (!stops.is_empty()).then(|| (result.application.clone(), WhyNot::Stopped { stops }))
    });
    let all = withdrawn.chain(stopped);
    let mut all: Vec<_> = all.map(|(application, because)| NotRanked { application, because }).collect();
    all.sort_by(|a, b| a.application.cmp(&b.application));
    all
}
