//! What a yearly plan must contain.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Activity, ActivityClass};
use crate::{Basis, Finding, NextStep, Outcome, RuleId};

/// How many electives a plan has at least. Notice, 사업내용: "3개 이상".
pub const MIN_ELECTIVES: u32 = 3;

/// How many characters the reason for an activity of one's own has at least.
pub const MIN_FIT_REASON: u32 = 100;

/// What a centre plans for a year.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Plan {
    /// The activities. One that is planned in several parts counts once.
    pub items: Vec<PlanItem>,
}

/// A planned activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanItem {
    /// The activity.
    pub activity: Activity,
    /// Of an activity of one's own: why it suits the region and the industry. In composed form (NFC), so that
    /// a character counts as one.
    pub fit_reason: Option<String>,
}

/// What decided a finding about activities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PlanCause {
    /// How many of the five mandatory activities the plan has, and which are missing.
    Mandatory {
        /// How many it has.
        planned: u32,
        /// Those it has not.
        missing: Vec<Activity>,
    },
    /// Whether the plan has education.
    Education {
        /// Whether it has.
        planned: bool,
    },
    /// How many different electives the plan has, against the number needed.
    Electives {
        /// How many it has.
        planned: u32,
        /// How many it needs.
        required: u32,
    },
    /// How long the reason for an activity of one's own is, against the length needed.
    FitReason {
        /// How many characters it has.
        characters: u32,
        /// How many it needs.
        required: u32,
    },
    /// At the end of the year: how many electives were planned, and which of them were not done.
    ElectivesDone {
        /// How many were done.
        done: u32,
        /// How many were planned.
        planned: u32,
        /// Those that were planned and not done.
        undone: Vec<Activity>,
    },
    /// A record is claimed for more than one elective.
    CountedTwice {
        /// The record.
        record: String,
        /// The electives it is claimed for.
        claimed_for: Vec<Activity>,
    },
}

fn finding(outcome: Outcome, cause: PlanCause) -> Finding {
    let next = if outcome.allows() { NextStep::Nothing } else { NextStep::AddActivities };
    Finding::new(RuleId::R60, outcome, cause, Basis::NoticeActivities).then(next)
}

fn holds(condition: bool) -> Outcome {
    if condition { Outcome::Pass } else { Outcome::Fail }
}

fn count<T>(items: impl IntoIterator<Item = T>) -> u32 {
    items.into_iter().fold(0, |count: u32, _| count.saturating_add(1))
}

/// all five mandatory activities, education, and three or more of the six electives, of which an activity of
/// one's own is one and needs a reason. A plan whose findings do not all allow it cannot be submitted.
pub fn check(plan: &Plan) -> Vec<Finding> {
    let planned: BTreeSet<Activity> = plan.items.iter().map(|item| item.activity).collect();
    let mandatory = Activity::ALL.into_iter().filter(|activity| activity.class() == ActivityClass::Mandatory);
    let (present, missing): (Vec<_>, Vec<_>) = mandatory.partition(|activity| planned.contains(activity));
    let education = planned.contains(&Activity::E0);
    let electives = count(planned.iter().filter(|activity| activity.is_elective()));
    let mut findings = vec![
        finding(holds(missing.is_empty()), PlanCause::Mandatory { planned: count(present), missing }),
        finding(holds(education), PlanCause::Education { planned: education }),
        finding(
            holds(electives >= MIN_ELECTIVES),
            PlanCause::Electives { planned: electives, required: MIN_ELECTIVES },
        ),
    ];
    findings.extend(plan.items.iter().filter(|item| item.activity == Activity::V6).map(fit_reason));
    findings
}

fn fit_reason(item: &PlanItem) -> Finding {
    let characters = count(item.fit_reason.as_deref().unwrap_or_default().trim().chars());
    let missing = MIN_FIT_REASON.saturating_sub(characters);
    let cause = PlanCause::FitReason { characters, required: MIN_FIT_REASON };
    let next = if missing == 0 { NextStep::Nothing } else { NextStep::ExplainFit { missing } };
    Finding::new(RuleId::R60, holds(missing == 0), cause, Basis::HouseRule).then(next)
}
