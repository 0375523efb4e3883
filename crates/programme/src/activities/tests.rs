use proptest::prelude::*;

use super::*;
use crate::{NextStep, Outcome, RuleId};

const REQUIRED: [Activity; 6] =
    [Activity::M1, Activity::M2, Activity::M3, Activity::M4, Activity::M5, Activity::E0];
const ELECTIVES: [Activity; 6] =
    [Activity::V1, Activity::V2, Activity::V3, Activity::V4, Activity::V5, Activity::V6];

fn item(activity: Activity) -> PlanItem {
    PlanItem { activity, fit_reason: (activity == Activity::V6).then(|| "가".repeat(100)) }
}

fn plan(electives: usize) -> Plan {
    Plan { items: REQUIRED.iter().chain(&ELECTIVES[..electives]).map(|activity| item(*activity)).collect() }
}

fn outcome(plan: &Plan) -> Outcome {
    Outcome::all(check(plan).iter().map(|finding| finding.outcome))
}

#[test]
fn there_are_twelve_activities_in_three_groups() {
    let of = |class| Activity::ALL.into_iter().filter(|activity| activity.class() == class).count();
    assert_eq!(of(ActivityClass::Mandatory), 5);
    assert_eq!(of(ActivityClass::SpecialisedRequired), 1);
    assert_eq!(of(ActivityClass::SpecialisedElective), 6);
    let lines = [54, 54, 54, 54, 54, 55, 56, 56, 56, 56, 56, 56];
    assert_eq!(Activity::ALL.map(Activity::source_line), lines);
    assert_eq!(serde_json::to_value(Activity::E0).unwrap(), Activity::E0.code());
}

#[test]
fn r60_two_electives_cannot_be_submitted_and_three_can() {
    assert_eq!(outcome(&plan(2)), Outcome::Fail);
    let finding = &check(&plan(2))[2];
    assert_eq!((finding.rule, finding.next), (RuleId::R60, NextStep::AddActivities));
    assert_eq!(finding.cause, PlanCause::Electives { planned: 2, required: 3 }.into());
    assert_eq!(outcome(&plan(3)), Outcome::Pass);
    assert_eq!(outcome(&plan(6)), Outcome::Pass);
}

#[test]
fn r60_each_required_activity_is_required() {
    for missing in REQUIRED {
        let mut plan = plan(6);
        plan.items.retain(|item| item.activity != missing);
        assert_eq!(outcome(&plan), Outcome::Fail, "{missing:?}");
    }
    assert_eq!(
        check(&Plan::default())[0].cause,
        PlanCause::Mandatory { planned: 0, missing: REQUIRED[..5].into() }.into()
    );
}

#[test]
fn r60_the_elective_of_ones_own_counts_as_one() {
    let mut plan = plan(2);
    plan.items.push(item(Activity::V6));
    assert_eq!(outcome(&plan), Outcome::Pass);
}

#[test]
fn r60_one_elective_in_three_parts_counts_once() {
    let mut plan = plan(1);
    plan.items.extend([item(Activity::V1), item(Activity::V1)]);
    assert_eq!(check(&plan)[2].cause, PlanCause::Electives { planned: 1, required: 3 }.into());
}

#[test]
fn v6_needs_a_reason_of_a_hundred_characters() {
    let with = |reason: Option<String>| {
        let mut plan = plan(5);
        plan.items.push(PlanItem { activity: Activity::V6, fit_reason: reason });
        check(&plan).pop().unwrap()
    };
    assert_eq!(with(Some("가".repeat(100))).outcome, Outcome::Pass);
    let short = with(Some(format!("  {}\n", "가".repeat(99))));
    assert_eq!((short.outcome, short.next), (Outcome::Fail, NextStep::ExplainFit { missing: 1 }));
    assert_eq!(with(None).cause, PlanCause::FitReason { characters: 0, required: 100 }.into());
}

fn record(record: &str, activity: Activity) -> ElectiveRecord {
    ElectiveRecord { record: record.into(), activity, completed: true, has_evidence: true }
}

#[test]
fn r61_three_planned_and_two_done_is_a_breach_to_explain() {
    let done = year_end(&plan(3), &[record("a", Activity::V1), record("b", Activity::V2)]);
    let finding = &done.findings[0];
    assert_eq!((finding.rule, finding.outcome), (RuleId::R61, Outcome::Fail));
    assert_eq!(finding.next, NextStep::ExplainBreach);
    let cause = PlanCause::ElectivesDone { done: 2, planned: 3, undone: vec![Activity::V3] };
    assert_eq!(finding.cause, cause.into());
}

#[test]
fn r61_only_a_completed_record_with_evidence_counts() {
    let unfinished = ElectiveRecord { completed: false, ..record("a", Activity::V1) };
    let unproved = ElectiveRecord { has_evidence: false, ..record("b", Activity::V2) };
    let done = year_end(&plan(3), &[unfinished, unproved, record("c", Activity::V3)]);
    assert_eq!(done.electives.into_iter().collect::<Vec<_>>(), [Activity::V3]);
}

#[test]
fn r62_a_record_claimed_for_two_electives_counts_for_neither() {
    let exhibition = [record("exhibition", Activity::V1), record("exhibition", Activity::V3)];
    let done = year_end(&plan(3), &exhibition);
    assert!(done.electives.is_empty());
    let finding = &done.findings[1];
    assert_eq!((finding.rule, finding.next), (RuleId::R62, NextStep::ChooseOneActivity));
    let claimed_for = vec![Activity::V1, Activity::V3];
    assert_eq!(finding.cause, PlanCause::CountedTwice { record: "exhibition".into(), claimed_for }.into());
    assert_eq!(year_end(&plan(3), &exhibition[..1]).electives.len(), 1);
}

#[test]
fn r62_a_record_of_another_kind_is_no_elective() {
    let done = year_end(&plan(3), &[record("a", Activity::E0), record("a", Activity::V1)]);
    assert_eq!(done.electives.into_iter().collect::<Vec<_>>(), [Activity::V1]);
}

#[test]
fn r63_exchange_is_within_or_across_industries() {
    assert_eq!(exchange_kind(&[25, 25]), Some(ExchangeKind::SameIndustry));
    assert_eq!(exchange_kind(&[25, 14, 25]), Some(ExchangeKind::CrossIndustry));
    assert_eq!(exchange_kind(&[25]), None);
    assert_eq!(exchange_kind(&[]), None);
}

proptest! {
    #[test]
    fn adding_an_activity_never_makes_a_plan_worse(chosen in prop::collection::vec(0_usize..12, 0..14), more in 0_usize..12) {
        let mut plan = Plan { items: chosen.into_iter().map(|index| item(Activity::ALL[index])).collect() };
        let before = outcome(&plan);
        plan.items.push(item(Activity::ALL[more]));
        prop_assert!(outcome(&plan) <= before);
    }
}
