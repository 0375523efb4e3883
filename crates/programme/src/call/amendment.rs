//! What an amendment may change once a notice is public (C-09).

use super::{CallCause, CallContent, Section};
use crate::{Basis, Finding, NextStep, Outcome, RuleId, states::CallPhase};

/// The sections in which two contents differ.
pub fn changed(before: &CallContent, after: &CallContent) -> Vec<Section> {
    Section::ALL.into_iter().filter(|section| before.part(*section) != after.part(*section)).collect()
}

/// What stands in the way of an amendment, or should be looked at. `is_public`: whether the notice is.
///
/// Before the notice is public anything may change. After that the window is changed by an extension alone. From
/// the opening on, what has been judged of applications when they were received stays: the options and the rules of the
/// gates; other words of gates and points may change with a warning, since they hold for those who applied before too.
/// After the close nothing changes that decides who is selected; for that the call is cancelled and made again.
pub fn check_amendment(
    before: &CallContent,
    after: &CallContent,
    (phase, is_public): (CallPhase, bool),
) -> Vec<Finding> {
    let changed = changed(before, after);
    if changed.is_empty() {
        return vec![finding(Outcome::Fail, CallCause::NothingAmended, Section::Basics)];
    }
    let mut out = Vec::new();
    if is_public && before.dates.window() != after.dates.window() {
        out.push(finding(Outcome::Fail, CallCause::WindowAmended, Section::Dates));
    }
    if is_public && before.dates.announced_at() != after.dates.announced_at() {
        out.push(finding(Outcome::Fail, CallCause::AnnouncementAmended, Section::Dates));
    }
    let deciding = changed.into_iter().filter(|section| section.decides());
    match phase {
        CallPhase::Draft | CallPhase::Approved | CallPhase::Scheduled | CallPhase::Cancelled => {}
        CallPhase::Open => {
            let (old, new) = (&before.requirements, &after.requirements);
            if (old.options, &old.ruleset, before.basics.term)
                != (new.options, &new.ruleset, after.basics.term)
            {
                out.push(finding(Outcome::Fail, CallCause::GatesAmended, Section::Requirements));
            }
            out.extend(
                deciding.map(|section| {
                    finding(Outcome::Warn, CallCause::DecidesAfterOpening { section }, section)
                }),
            );
        }
        _ => out.extend(
            deciding.map(|section| finding(Outcome::Fail, CallCause::DecidesAfterClose { section }, section)),
        ),
    }
    out
}

fn finding(outcome: Outcome, cause: CallCause, section: Section) -> Finding {
    let rule = if cause == CallCause::WindowAmended { RuleId::R34 } else { RuleId::C09 };
    Finding::new(rule, outcome, cause, Basis::HouseRule).then(NextStep::MendCall { section })
}
