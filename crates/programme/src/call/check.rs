//! How a call contradicts itself, and what it leaves out.

mod dates;
mod deciding;
mod lists;

use korea::calendar::Holidays;

use super::{CallCause, CallContent, Missing, Section};
use crate::{Basis, Finding, NextStep, Outcome, RuleId};

/// What a call is held against besides itself.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// The public holidays.
    pub holidays: &'a Holidays,
    /// The names of the rules of gate ②.
    pub rulesets: &'a [&'a str],
}

/// Every contradiction and gap of a call, in the order of its sections; nothing where all is well. What fails keeps the
/// call from being approved, what warns does not.
pub fn check(content: &CallContent, around: Surroundings<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    let unchecked = content.unchecked.iter().map(|section| {
        fail(RuleId::C08, CallCause::Unchecked { section: *section }, (Basis::HouseRule, *section))
    });
    out.extend(unchecked);
    dates::basics(content, &mut out);
    dates::dates(content, around.holidays, &mut out);
    deciding::requirements(content, around.rulesets, &mut out);
    deciding::evaluation(content, &mut out);
    lists::schedule(content, &mut out);
    lists::papers(content, &mut out);
    lists::contacts(content, &mut out);
    out.sort_by_key(section_of);
    out
}

/// Whether nothing keeps the call from being approved.
pub fn may_be_approved(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.outcome.allows())
}

fn section_of(finding: &Finding) -> Option<Section> {
    match finding.next {
        NextStep::MendCall { section } => Some(section),
        _ => None,
    }
}

type At = (Basis, Section);

fn fail(rule: RuleId, cause: CallCause, (basis, section): At) -> Finding {
    Finding::new(rule, Outcome::Fail, cause, basis).then(NextStep::MendCall { section })
}

fn warn(rule: RuleId, cause: CallCause, (basis, section): At) -> Finding {
    Finding::new(rule, Outcome::Warn, cause, basis).then(NextStep::MendCall { section })
}

fn missing(rule: RuleId, what: Missing, at: At) -> Finding {
    fail(rule, CallCause::Missing { what }, at)
}
