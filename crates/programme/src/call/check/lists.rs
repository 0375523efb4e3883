//! The schedule, the papers and the inquiry lines.

use std::collections::BTreeSet;

use super::{At, fail, missing, warn};
use crate::{
    Basis, Finding, RuleId,
    call::{CallCause, CallContent, Milestone, MilestoneKind, Missing, Section},
    seoul,
};

/// What every call has in its schedule.
const EXPECTED: [MilestoneKind; 4] = [
    MilestoneKind::DocumentReview,
    MilestoneKind::SiteInspection,
    MilestoneKind::Presentation,
    MilestoneKind::Result,
];

pub(super) fn schedule(content: &CallContent, out: &mut Vec<Finding>) {
    let at: At = (Basis::NoticeSelection, Section::Schedule);
    for (index, milestone) in content.schedule.iter().enumerate() {
        let place = index + 1;
        for stated in [milestone.starts, milestone.ends].into_iter().flatten() {
            let mismatch = stated.mismatch();
            out.extend(mismatch.map(|mismatch| fail(RuleId::R38, CallCause::Weekday { mismatch }, at)));
        }
        match (milestone.starts, milestone.ends) {
            (None, _) => out.push(fail(RuleId::C04, CallCause::MilestoneUndated { place }, at)),
            (Some(starts), Some(ends)) if ends.date < starts.date => {
                out.push(fail(RuleId::C04, CallCause::MilestoneBackwards { place }, at));
            }
            _ => {}
        }
    }
    order(content, at, out);
    for kind in EXPECTED {
        if !content.schedule.iter().any(|milestone| milestone.kind == kind) {
            out.push(warn(RuleId::C04, CallCause::MilestoneMissing { kind }, at));
        }
    }
}

/// Each milestone starts no earlier than those that come first, and after the close.
fn order(content: &CallContent, at: At, out: &mut Vec<Finding>) {
    let dated = content.schedule.iter().filter(|milestone| milestone.kind != MilestoneKind::Other);
    let mut dated: Vec<(&Milestone, chrono::NaiveDate)> =
        dated.filter_map(|milestone| Some((milestone, milestone.starts?.date))).collect();
    dated.sort_by_key(|(milestone, _)| milestone.kind);
    for pair in dated.windows(2) {
        let [(earlier, first), (later, starts_on)] = pair else { continue };
        if starts_on < first {
            let (earlier, later, starts_on) = (earlier.kind, later.kind, *starts_on);
            out.push(fail(RuleId::C04, CallCause::MilestoneOrder { earlier, later, starts_on }, at));
        }
    }
    let closes = content.dates.closes.map(|closes| closes.instant());
    if let (Some(closes_at), Some((milestone, starts_on))) = (closes, dated.first())
        && *starts_on < seoul::date(closes_at)
    {
        let cause =
            CallCause::MilestoneBeforeClose { kind: milestone.kind, starts_on: *starts_on, closes_at };
        out.push(fail(RuleId::C04, cause, at));
    }
}

pub(super) fn papers(content: &CallContent, out: &mut Vec<Finding>) {
    let at: At = (Basis::NoticeWindow, Section::Papers);
    if !content.papers.iter().any(|paper| paper.required) {
        out.push(missing(RuleId::C05, Missing::RequiredPaper, at));
    }
    let mut seen = BTreeSet::new();
    for (index, paper) in content.papers.iter().enumerate() {
        let name = paper.name.trim();
        if name.is_empty() {
            out.push(fail(RuleId::C05, CallCause::PaperWithoutName { place: index + 1 }, at));
        } else if !seen.insert(name) {
            out.push(fail(RuleId::C05, CallCause::PaperTwice { name: name.to_owned() }, at));
        }
    }
}

pub(super) fn contacts(content: &CallContent, out: &mut Vec<Finding>) {
    let at: At = (Basis::HouseRule, Section::Contacts);
    if content.contacts.is_empty() {
        out.push(missing(RuleId::C03, Missing::Contact, at));
    }
    for contact in &content.contacts {
        if contact.phones.is_empty() {
            out.push(missing(RuleId::C03, Missing::Phone, at));
        }
        for phone in contact.phones.iter().filter(|phone| phone.contradicts_region(&contact.region)) {
            let cause = CallCause::AreaCode {
                organisation: contact.organisation.clone(),
                area: phone.area().unwrap_or_default().to_owned(),
                region: contact.region.clone(),
            };
            out.push(warn(RuleId::C03, cause, at));
        }
    }
}
