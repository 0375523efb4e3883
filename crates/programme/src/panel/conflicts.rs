//! What ties an evaluator to an application (SOD-2).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ConflictRules, Evaluator, Parties, Party, Period, Reach, Relation, Tie};
use crate::{Basis, Evidence, Finding, NextStep, Outcome, RuleId};

/// The kind of a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edge {
    /// The application names the evaluator.
    Themselves,
    /// The evaluator has a post in the institution.
    Post,
    /// The evaluator had a post there.
    FormerPost,
    /// The evaluator works or worked for the institution.
    Work,
    /// The evaluator is related to a named person.
    Relative,
    /// The evaluator has shares in the institution.
    Shares,
    /// The evaluator had shares in it.
    FormerShares,
    /// The evaluator has published with a named person.
    Paper,
}

/// What makes a conflict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictCause {
    /// What kind it is.
    pub edge: Edge,
    /// With whom.
    pub with: Party,
    /// The first day on which it will no longer stand, when that is known.
    pub free_from: Option<NaiveDate>,
}

/// SOD-2: every conflict of an evaluator with an application on a day; none means that the evaluator may judge it.
///
/// Every finding fails; its evidence is the tie. A post that is held, shares that are held, kinship and being named
/// oneself rest on 이해충돌방지법 제5조제1항, which binds evaluators by 제16조제1항. How far back a tie reaches is
/// a house rule, and `rules` say it: three years to the day. A tie that begins after `on` is none yet.
pub fn conflicts(
    evaluator: &Evaluator,
    parties: &Parties,
    rules: &ConflictRules,
    on: NaiveDate,
) -> Vec<Finding> {
    let mut found = Vec::new();
    if parties.people.iter().any(|named| named.person == evaluator.person) {
        let with = Party::Person(evaluator.person.clone());
        found.push(finding(ConflictCause { edge: Edge::Themselves, with, free_from: None }));
    }
    let institutions = parties.institutions();
    for tie in &evaluator.ties {
        let causes = by_institution(tie, &institutions, rules, on).into_iter();
        let causes = causes.chain(by_person(tie, parties, rules, on));
        found.extend(causes.map(|cause| finding(cause).read_from([Evidence::Tie(tie.clone())])));
    }
    found
}

fn finding(cause: ConflictCause) -> Finding {
    let basis = match cause.edge {
        Edge::FormerPost | Edge::FormerShares | Edge::Work | Edge::Paper => Basis::HouseRule,
        Edge::Themselves | Edge::Post | Edge::Relative | Edge::Shares => Basis::ConflictOfInterestActArt5P1,
    };
    Finding::new(RuleId::SOD2, Outcome::Fail, cause, basis).then(NextStep::ReplaceEvaluator)
}

fn by_institution(
    tie: &Tie,
    institutions: &[Party],
    rules: &ConflictRules,
    on: NaiveDate,
) -> Option<ConflictCause> {
    let (institution, period, reach) = match tie {
        Tie::Post(post) => (&post.institution, post.period, rules.after_post),
        Tie::Work(work) => (&work.institution, work.period, rules.after_work),
        Tie::Shares(shares) => (&shares.institution, shares.period, rules.after_shares),
        Tie::Relative(_) | Tie::Paper(_) => return None,
    };
    let with = institutions.iter().find(|party| party.institution() == Some(institution))?.clone();
    let Standing { free_from } = standing(period, reach, on)?;
    let edge = match tie {
        Tie::Post(_) if period.holds_on(on) => Edge::Post,
        Tie::Post(_) => Edge::FormerPost,
        Tie::Shares(_) if period.holds_on(on) => Edge::Shares,
        Tie::Shares(_) => Edge::FormerShares,
        _ => Edge::Work,
    };
    Some(ConflictCause { edge, with, free_from })
}

fn by_person(tie: &Tie, parties: &Parties, rules: &ConflictRules, on: NaiveDate) -> Option<ConflictCause> {
    let (person, edge, free_from) = match tie {
        Tie::Relative(relative) if is_kin(relative.relation, rules) => {
            (&relative.person, Edge::Relative, None)
        }
        Tie::Paper(paper) => {
            let Standing { free_from } = standing(Period::on(paper.published_on), rules.after_paper, on)?;
            (&paper.person, Edge::Paper, free_from)
        }
        _ => return None,
    };
    let named = parties.people.iter().any(|named| named.person == *person);
    named.then(|| ConflictCause { edge, with: Party::Person(person.clone()), free_from })
}

/// 친족 by 민법 제777조, with the degrees that the rules name.
const fn is_kin(relation: Relation, rules: &ConflictRules) -> bool {
    match relation {
        Relation::Spouse => true,
        Relation::Blood { degree } => degree <= rules.blood_degrees,
        Relation::Affinity { degree } => degree <= rules.affinity_degrees,
    }
}

/// A tie that stands.
struct Standing {
    /// The first day on which it will not, when that is known.
    free_from: Option<NaiveDate>,
}

/// The tie, if it stands on a day.
fn standing(period: Period, reach: Reach, on: NaiveDate) -> Option<Standing> {
    let last = match reach {
        Reach::Ever => None,
        Reach::WhileItLasts => period.until(),
        Reach::Years(years) => period.years_after(years),
    };
    let stands = period.from() <= on && last.is_none_or(|last| on <= last);
    stands.then(|| Standing { free_from: last.and_then(|last| last.succ_opt()) })
}
