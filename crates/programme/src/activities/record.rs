//! What was done by the end of the year.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Activity, Plan, PlanCause};
use crate::{Basis, Finding, NextStep, Outcome, RuleId};

/// A record of work, claimed for an elective.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElectiveRecord {
    /// The record's identifier.
    pub record: String,
    /// The elective it is claimed for.
    pub activity: Activity,
    /// Whether the work is completed.
    pub completed: bool,
    /// Whether evidence is attached.
    pub has_evidence: bool,
}

/// What the records of a year amount to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// The electives that count as done.
    pub electives: BTreeSet<Activity>,
    /// for each record that is claimed twice.
    pub findings: Vec<Finding>,
}

/// an elective is done when it has a completed record with evidence; an elective that was planned and not done
/// is a breach to explain. R-62: a record that is claimed for two electives counts for neither until one is chosen.
pub fn year_end(plan: &Plan, records: &[ElectiveRecord]) -> Done {
    let mut claims = BTreeMap::<&str, BTreeSet<Activity>>::new();
    let electives = || records.iter().filter(|record| record.activity.is_elective());
    for record in electives() {
        claims.entry(&record.record).or_default().insert(record.activity);
    }
    let once = |record: &&ElectiveRecord| claims.get(record.record.as_str()).is_some_and(|to| to.len() == 1);
    let counted = electives().filter(once).filter(|record| record.completed && record.has_evidence);
    let done: BTreeSet<Activity> = counted.map(|record| record.activity).collect();
    let mut findings = vec![planned_and_done(plan, &done)];
    findings.extend(claims.into_iter().filter(|(_, to)| to.len() > 1).map(|(record, to)| {
        let cause =
            PlanCause::CountedTwice { record: record.to_owned(), claimed_for: to.into_iter().collect() };
        Finding::new(RuleId::R62, Outcome::Fail, cause, Basis::HouseRule).then(NextStep::ChooseOneActivity)
    }));
    Done { electives: done, findings }
}

fn planned_and_done(plan: &Plan, done: &BTreeSet<Activity>) -> Finding {
    let planned: BTreeSet<Activity> =
        plan.items.iter().map(|item| item.activity).filter(|activity| activity.is_elective()).collect();
    let undone: Vec<Activity> = planned.difference(done).copied().collect();
    let (outcome, next) = match undone.as_slice() {
        [] => (Outcome::Pass, NextStep::Nothing),
        _ => (Outcome::Fail, NextStep::ExplainBreach),
    };
    let len = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let cause = PlanCause::ElectivesDone {
        done: len(planned.len() - undone.len()),
        planned: len(planned.len()),
        undone,
    };
    Finding::new(RuleId::R61, outcome, cause, Basis::NoticeActivities).then(next)
}

/// How the industries of two centres in an exchange relate. Both kinds count under the same elective.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExchangeKind {
    /// 동종: one division.
    SameIndustry,
    /// 이종: different divisions.
    CrossIndustry,
}

/// the kind of an exchange, by the divisions of its centres. `None` with fewer than two centres: no exchange.
pub fn exchange_kind(divisions: &[u8]) -> Option<ExchangeKind> {
    let [first, others @ ..] = divisions else { return None };
    if others.is_empty() {
        return None;
    }
    let same = others.iter().all(|division| division == first);
    Some(if same { ExchangeKind::SameIndustry } else { ExchangeKind::CrossIndustry })
}
