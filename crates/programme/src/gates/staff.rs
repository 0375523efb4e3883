//! G5: three people or more.

use std::collections::BTreeSet;

use super::{Employment, Gate, GateCause, GateInput, GateResult, LeftOut, StaffMember};
use crate::{Basis, Finding, NextStep, Outcome};

/// G5: enough named people who work for the centre alone; its head counts. Notice, 신청자격 ⑤.
///
/// A part-timer counts only if the call says so. A person whom another application lists too counts in neither.
/// That nobody holds a qualification of 소공인법 시행령 제11조제2항 is a warning.
pub(super) fn people(input: &GateInput) -> GateResult {
    let (counted, left_out) = count(input);
    let (required, found) = (input.call.min_staff, len(&counted));
    let cause = GateCause::StaffCount { counted: found, required, left_out };
    let enough = match required.checked_sub(found) {
        None | Some(0) => Finding::new(Gate::G5.rule(), Outcome::Pass, cause, Gate::G5.notice()),
        Some(missing) => Finding::new(Gate::G5.rule(), Outcome::Fail, cause, Gate::G5.notice())
            .then(NextStep::AddStaff { missing }),
    };
    GateResult::of(Gate::G5, vec![enough, qualified(&counted)])
}

fn len<T>(items: &[T]) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}

fn count(input: &GateInput) -> (Vec<&StaffMember>, LeftOut) {
    let (mut counted, mut left_out, mut seen) = (Vec::new(), LeftOut::default(), BTreeSet::new());
    for member in &input.staff {
        let reason = match &member.person {
            None => Some(&mut left_out.unnamed),
            Some(person) if input.staff_elsewhere.contains(person) => Some(&mut left_out.elsewhere),
            Some(_) if !member.dedicated => Some(&mut left_out.not_dedicated),
            Some(_) if member.employment == Employment::PartTime && !input.call.part_timers_count => {
                Some(&mut left_out.part_time)
            }
            Some(person) if !seen.insert(person) => Some(&mut left_out.repeated),
            Some(_) => None,
        };
        match reason {
            Some(reason) => *reason += 1,
            None => counted.push(member),
        }
    }
    (counted, left_out)
}

fn qualified(counted: &[&StaffMember]) -> Finding {
    let qualified = counted.iter().filter(|member| member.qualification.is_some()).count();
    let cause = GateCause::QualifiedStaff { qualified: u32::try_from(qualified).unwrap_or(u32::MAX) };
    let basis = Basis::ManufacturerDecreeArt11P2;
    match qualified {
        0 => Finding::new(Gate::G5.rule(), Outcome::Warn, cause, basis).then(NextStep::AttachQualification),
        _ => Finding::new(Gate::G5.rule(), Outcome::Pass, cause, basis),
    }
}
