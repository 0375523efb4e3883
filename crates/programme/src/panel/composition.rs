//! Whether the people of a panel make a panel (P-01 to P-05, R-57).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::PanelRules;
use crate::{Basis, Finding, NextStep, Outcome, RuleId, gates::PersonKey};

/// A gender, as 양성평등기본법 counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// 여성.
    Female,
    /// 남성.
    Male,
}

/// A seat of a panel and who has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelMember {
    /// The person.
    pub person: PersonKey,
    /// Whether the person comes from outside the agency.
    pub outside: bool,
    /// The gender, once it is known.
    pub gender: Option<Gender>,
    /// On how many panels of the same calendar year the person sits already, without this one.
    pub other_sittings: u32,
}

/// A panel.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Panel {
    /// Its members.
    pub members: Vec<PanelMember>,
    /// Why a gender's share cannot be reached, when somebody has said so.
    pub share_reason: Option<String>,
}

/// What is wrong with a panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PanelCause {
    /// P-01: it has too few members.
    TooFew {
        /// How many it has.
        members: u32,
        /// How many it needs.
        required: u32,
    },
    /// P-01: their number is even.
    Even {
        /// How many it has.
        members: u32,
    },
    /// P-02: too few come from outside the agency.
    FewFromOutside {
        /// How many do.
        outside: u32,
        /// How many must.
        required: u32,
    },
    /// P-03: too few are of a gender.
    FewOfGender {
        /// Of which.
        gender: Gender,
        /// How many are.
        members: u32,
        /// How many must be.
        required: u32,
        /// Of how many it is not known.
        unknown: u32,
    },
    /// P-04: a person would sit too often.
    SitsTooOften {
        /// Who.
        person: PersonKey,
        /// How often in the year, this panel included.
        sittings: u32,
        /// How often is allowed.
        most: u32,
    },
    /// P-05: a person has two seats.
    Repeated {
        /// Who.
        person: PersonKey,
    },
    /// too few members are there.
    NoQuorum {
        /// How many are.
        present: u32,
        /// How many must be.
        required: u32,
    },
}

/// Every violation of the rules by a panel; none means that it may be appointed.
///
/// A person with two seats is counted once. A gender's share that is missed with a reason is a warning; one that
/// people whose gender nobody knows could make up is unknown.
pub fn check(panel: &Panel, rules: &PanelRules) -> Vec<Finding> {
    let mut people: BTreeMap<&PersonKey, &PanelMember> = BTreeMap::new();
    let mut repeated = BTreeSet::new();
    for member in &panel.members {
        if people.insert(&member.person, member).is_some() {
            repeated.insert(&member.person);
        }
    }
    let people: Vec<&PanelMember> = people.into_values().collect();
    let mut found = size(&people, rules);
    found.extend(outside(&people, rules));
    found.extend(
        [Gender::Female, Gender::Male].into_iter().filter_map(|gender| share(panel, &people, rules, gender)),
    );
    found.extend(people.iter().filter_map(|member| sittings(member, rules)));
    found.extend(repeated.into_iter().map(|person| {
        let cause = PanelCause::Repeated { person: person.clone() };
        fail(RuleId::P05, cause, Basis::HouseRule).then(NextStep::ReplaceEvaluator)
    }));
    found
}

/// whether enough members of a panel are there to decide. People who are no members do not count, and nobody
/// counts twice.
pub fn check_quorum(panel: &Panel, present: &[PersonKey]) -> Option<Finding> {
    let members: BTreeSet<_> = panel.members.iter().map(|member| &member.person).collect();
    let there = present.iter().filter(|person| members.contains(person)).collect::<BTreeSet<_>>();
    let (present, required) = (count(there.len()), PanelRules::quorum(count(members.len())));
    let cause = PanelCause::NoQuorum { present, required };
    (present < required).then(|| fail(RuleId::R57, cause, Basis::HouseRule).then(NextStep::AwaitQuorum))
}

fn fail(rule: RuleId, cause: PanelCause, basis: Basis) -> Finding {
    Finding::new(rule, Outcome::Fail, cause, basis)
}

fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}

fn size(people: &[&PanelMember], rules: &PanelRules) -> Vec<Finding> {
    let (members, required) = (count(people.len()), rules.min_members);
    let mut found = Vec::new();
    if members < required {
        let cause = PanelCause::TooFew { members, required };
        let step = NextStep::AddEvaluators { missing: required - members };
        found.push(fail(RuleId::P01, cause, Basis::HouseRule).then(step));
    }
    if rules.odd && members.is_multiple_of(2) {
        let step = NextStep::AddEvaluators { missing: 1 };
        found.push(fail(RuleId::P01, PanelCause::Even { members }, Basis::HouseRule).then(step));
    }
    found
}

fn outside(people: &[&PanelMember], rules: &PanelRules) -> Option<Finding> {
    let outside = count(people.iter().filter(|member| member.outside).count());
    let required = rules.min_outside(count(people.len()));
    let cause = PanelCause::FewFromOutside { outside, required };
    (outside < required).then(|| fail(RuleId::P02, cause, Basis::HouseRule).then(NextStep::ReplaceEvaluator))
}

/// 양성평등기본법 제21조제2항 caps one gender at six tenths of the appointed members, which is the same as four tenths
/// for the other; the rules count all members.
fn share(panel: &Panel, people: &[&PanelMember], rules: &PanelRules, gender: Gender) -> Option<Finding> {
    let of = |wanted: Option<Gender>| count(people.iter().filter(|member| member.gender == wanted).count());
    let (members, unknown) = (of(Some(gender)), of(None));
    let required = rules.min_of_each_gender(count(people.len()));
    if members >= required {
        return None;
    }
    let excused = panel.share_reason.as_ref().is_some_and(|reason| !reason.trim().is_empty());
    let (outcome, next) = match excused {
        true => (Outcome::Warn, NextStep::Nothing),
        false if members + unknown >= required => (Outcome::Unknown, NextStep::AskEvaluators),
        false => (Outcome::Fail, NextStep::ExplainShare),
    };
    let cause = PanelCause::FewOfGender { gender, members, required, unknown };
    Some(Finding::new(RuleId::P03, outcome, cause, Basis::GenderEqualityActArt21P2).then(next))
}

fn sittings(member: &PanelMember, rules: &PanelRules) -> Option<Finding> {
    let (sittings, most) = (member.other_sittings.saturating_add(1), rules.most_sittings_a_year);
    let cause = PanelCause::SitsTooOften { person: member.person.clone(), sittings, most };
    (sittings > most).then(|| fail(RuleId::P04, cause, Basis::HouseRule).then(NextStep::ReplaceEvaluator))
}
