//! Each contradiction of a call, made once, and what amendments may change.

mod amendment;
mod check;
mod revision;

use chrono::{NaiveDate, NaiveTime, Weekday};
use korea::{calendar::Holidays, phone::parse_list};

use super::*;
use crate::{Cause, Finding, NextStep, Outcome, RuleId, deadline::Channel, stated::StatedDate};

fn day(month: u32, on: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, month, on).unwrap()
}

fn moment(month: u32, on: u32, time: Option<(u32, u32)>) -> Moment {
    let time = time.map(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0).unwrap());
    Moment { day: StatedDate::plain(day(month, on)), time }
}

fn milestone(kind: MilestoneKind, month: u32, on: u32) -> Milestone {
    Milestone { kind, name: String::new(), starts: Some(StatedDate::plain(day(month, on))), ends: None }
}

/// A call about which there is nothing to say but that its points are a proposal.
fn content() -> CallContent {
    let mut content = CallContent::standard(2024).unwrap();
    content.basics.term = Term { starts_on: Some(day(6, 24)), ends_on: Some(day(12, 31)) };
    content.dates = Dates {
        announced: Some(moment(4, 15, None)),
        opens: Some(moment(4, 15, None)),
        closes: Some(moment(5, 10, Some((18, 0)))),
        closes_words: DeadlineWords::Before,
        channel: Channel::ENaradoum,
        channel_url: "https://www.gosims.go.kr".to_owned(),
    };
    content.schedule = vec![
        milestone(MilestoneKind::DocumentReview, 5, 13),
        milestone(MilestoneKind::SiteInspection, 5, 20),
        milestone(MilestoneKind::Presentation, 6, 4),
        milestone(MilestoneKind::Result, 6, 14),
    ];
    content.contacts = vec![Contact {
        topic: "신청 문의".to_owned(),
        organisation: "소상공인시장진흥공단".to_owned(),
        region: "대전".to_owned(),
        role: "담당자".to_owned(),
        phones: parse_list("042-363-7910, 7911").unwrap(),
        hours: String::new(),
    }];
    content
}

/// What is said about a call besides that its points are a proposal.
fn findings(content: &CallContent) -> Vec<Finding> {
    let holidays = Holidays::embedded().unwrap();
    let around = Surroundings { holidays: &holidays, rulesets: &["statute-2018"] };
    let mut findings = check(content, around);
    findings.retain(|finding| finding.cause != Cause::Call(CallCause::RubricProposed));
    findings
}

/// The rule, the outcome, the cause and the section of each finding.
fn said(findings: &[Finding]) -> Vec<(RuleId, Outcome, CallCause, Section)> {
    let said = findings.iter().map(|finding| {
        let Cause::Call(cause) = &finding.cause else { panic!("a finding about a call: {finding:?}") };
        let NextStep::MendCall { section } = finding.next else { panic!("where to mend it: {finding:?}") };
        (finding.rule, finding.outcome, cause.clone(), section)
    });
    said.collect()
}

fn mismatch(date: NaiveDate, stated: Weekday) -> crate::stated::WeekdayMismatch {
    StatedDate { date, weekday: Some(stated) }.mismatch().unwrap()
}
