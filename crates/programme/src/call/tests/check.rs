use rstest::rstest;

use super::*;
use crate::{
    gates::Gate,
    scoring::{CentiPoints, RubricProblem, RubricStatus, Stage, StageRule},
};
use Outcome::{Fail, Warn};

#[test]
fn a_right_call_has_nothing_to_mend_and_says_that_its_points_are_a_proposal() {
    assert_eq!(said(&findings(&content())), []);
    let holidays = Holidays::embedded().unwrap();
    let all = check(&content(), Surroundings { holidays: &holidays, rulesets: &["statute-2018"] });
    let proposed = (RuleId::R52, Warn, CallCause::RubricProposed, Section::Criteria);
    assert_eq!(said(&all), [proposed]);
    assert!(may_be_approved(&all));
}

#[test]
fn the_beginning_of_a_call_lacks_dates_and_inquiry_lines() {
    let all = findings(&CallContent::standard(2025).unwrap());
    assert!(!may_be_approved(&all));
    let missing: Vec<Missing> = said(&all)
        .into_iter()
        .filter_map(|(.., cause, _)| match cause {
            CallCause::Missing { what } => Some(what),
            _ => None,
        })
        .collect();
    assert_eq!(
        missing,
        [Missing::Term, Missing::Announcement, Missing::Opening, Missing::Closing, Missing::Contact]
    );
    assert_eq!(CallContent::standard(2025).unwrap().basics.title, "2025년 소공인특화지원센터 운영기관 모집");
}

type Change = fn(&mut CallContent);

#[rstest]
#[case::title(
    |c: &mut CallContent| c.basics.title = " ".into(),
    RuleId::C02, Fail, CallCause::Missing { what: Missing::Title }, Section::Basics
)]
#[case::purpose(
    |c: &mut CallContent| c.basics.purpose.clear(),
    RuleId::C02, Fail, CallCause::Missing { what: Missing::Purpose }, Section::Basics
)]
#[case::target_zero(
    |c: &mut CallContent| c.basics.target.count = 0,
    RuleId::R37, Fail, CallCause::TargetZero, Section::Basics
)]
#[case::tolerance(
    |c: &mut CallContent| c.basics.target.tolerance_percent = 101,
    RuleId::R37, Fail, CallCause::ToleranceTooWide { percent: 101 }, Section::Basics
)]
#[case::budget(
    |c: &mut CallContent| {
        c.basics.budget_total_won = Some(korea::won::Won(999_999_999));
        c.basics.per_centre_won = Some(korea::won::Won(200_000_000));
    },
    RuleId::C02, Warn,
    CallCause::BudgetTooSmall { total_won: 999_999_999, needed_won: 1_000_000_000 }, Section::Basics
)]
#[case::term_backwards(
    |c: &mut CallContent| c.basics.term.ends_on = Some(day(6, 23)),
    RuleId::C02, Fail,
    CallCause::TermBackwards { starts_on: day(6, 24), ends_on: day(6, 23) }, Section::Basics
)]
#[case::term_open(
    |c: &mut CallContent| c.basics.term.ends_on = None,
    RuleId::C02, Fail, CallCause::Missing { what: Missing::Term }, Section::Basics
)]
#[case::term_before_close(
    |c: &mut CallContent| c.basics.term.starts_on = Some(day(5, 10)),
    RuleId::C02, Fail,
    CallCause::TermBeforeClose { starts_on: day(5, 10), closes_at: moment(5, 10, Some((18, 0))).instant() },
    Section::Basics
)]
#[case::other_year(
    |c: &mut CallContent| c.basics.fiscal_year = 2025,
    RuleId::C02, Warn, CallCause::OtherYear { fiscal_year: 2025, opens_on: day(4, 15) }, Section::Basics
)]
#[case::weekday(
    |c: &mut CallContent| c.dates.closes.as_mut().unwrap().day.weekday = Some(Weekday::Thu),
    RuleId::R38, Fail, CallCause::Weekday { mismatch: mismatch(day(5, 10), Weekday::Thu) }, Section::Dates
)]
#[case::opens_before_notice(
    |c: &mut CallContent| c.dates.announced = Some(moment(4, 15, Some((9, 0)))),
    RuleId::E05, Fail,
    CallCause::OpensBeforeNotice {
        opens_at: moment(4, 15, None).instant(),
        public_at: moment(4, 15, Some((9, 0))).instant(),
    },
    Section::Dates
)]
#[case::closing_time(
    |c: &mut CallContent| c.dates.closes = Some(moment(5, 10, None)),
    RuleId::R30, Fail, CallCause::Missing { what: Missing::ClosingTime }, Section::Dates
)]
#[case::says_until(
    |c: &mut CallContent| c.dates.closes_words = DeadlineWords::Until,
    RuleId::R30, Warn,
    CallCause::SaysUntil { time: NaiveTime::from_hms_opt(18, 0, 0).unwrap() }, Section::Dates
)]
#[case::last_minute(
    |c: &mut CallContent| c.dates.closes = Some(moment(5, 10, Some((23, 59)))),
    RuleId::R30, Warn,
    CallCause::LastMinute { time: NaiveTime::from_hms_opt(23, 59, 0).unwrap() }, Section::Dates
)]
#[case::closes_on_a_holiday(
    |c: &mut CallContent| c.dates.closes = Some(moment(5, 6, Some((18, 0)))),
    RuleId::R36, Warn,
    CallCause::ClosesOnHoliday { on: day(5, 6), name: "어린이날 대체공휴일".into() }, Section::Dates
)]
#[case::closes_on_a_saturday(
    |c: &mut CallContent| c.dates.closes = Some(moment(5, 11, Some((18, 0)))),
    RuleId::R36, Warn, CallCause::ClosesOnHoliday { on: day(5, 11), name: String::new() }, Section::Dates
)]
#[case::channel(
    |c: &mut CallContent| c.dates.channel_url.clear(),
    RuleId::C06, Fail, CallCause::Missing { what: Missing::ChannelAddress }, Section::Dates
)]
#[case::gate_missing(
    |c: &mut CallContent| drop(c.requirements.gates.remove(1)),
    RuleId::C01, Fail, CallCause::GateMissing { gate: Gate::G2 }, Section::Requirements
)]
#[case::gate_twice(
    |c: &mut CallContent| { let first = c.requirements.gates[0].clone(); c.requirements.gates.push(first); },
    RuleId::C01, Fail, CallCause::GateTwice { gate: Gate::G1 }, Section::Requirements
)]
#[case::gate_without_text(
    |c: &mut CallContent| c.requirements.gates[4].text.clear(),
    RuleId::C01, Fail, CallCause::GateWithoutText { gate: Gate::G5 }, Section::Requirements
)]
#[case::gate_open(
    |c: &mut CallContent| c.requirements.gates[2].mandatory = false,
    RuleId::R40, Fail, CallCause::GateOpen { gate: Gate::G3 }, Section::Requirements
)]
#[case::staff(
    |c: &mut CallContent| c.requirements.options.min_staff = 2,
    RuleId::G5, Fail, CallCause::StaffBelow { min_staff: 2, least: 3 }, Section::Requirements
)]
#[case::ruleset(
    |c: &mut CallContent| c.requirements.ruleset = "statute-1999".into(),
    RuleId::C07, Fail, CallCause::UnknownRuleset { name: "statute-1999".into() }, Section::Requirements
)]
#[case::stage_missing(
    |c: &mut CallContent| drop(c.evaluation.rubric.stages.remove(1)),
    RuleId::R50, Fail, CallCause::StageMissing { stage: Stage::SiteInspection }, Section::Stages
)]
#[case::stage_without_text(
    |c: &mut CallContent| c.evaluation.texts[2].text.clear(),
    RuleId::R50, Fail, CallCause::StageWithoutText { stage: Stage::Presentation }, Section::Stages
)]
#[case::panel_rules(
    |c: &mut CallContent| c.evaluation.panel_rules = "none".into(),
    RuleId::C07, Fail, CallCause::UnknownPanelRules { name: "none".into() }, Section::Stages
)]
#[case::cut_above_the_maximum(
    |c: &mut CallContent| scored(c).cut_mark_centi = Some(CentiPoints(10_001)),
    RuleId::R51, Fail,
    CallCause::Rubric { problem: RubricProblem::CutMarkOutside {
        stage: Stage::DocumentReview, cut_mark_centi: CentiPoints(10_001)
    } },
    Section::Stages
)]
#[case::weights(
    |c: &mut CallContent| scored(c).weight_percent = 41,
    RuleId::R51, Fail, CallCause::Rubric { problem: RubricProblem::Weights { sum: 101 } }, Section::Stages
)]
#[case::criteria_sum(
    |c: &mut CallContent| scored(c).criteria[0].max_points = 21,
    RuleId::R52, Fail,
    CallCause::Rubric { problem: RubricProblem::CriteriaSum { stage: Stage::DocumentReview, sum: 101 } },
    Section::Criteria
)]
#[case::floor_above_the_maximum(
    |c: &mut CallContent| scored(c).criteria[0].floor_centi = Some(CentiPoints(2001)),
    RuleId::R52, Fail,
    CallCause::Rubric { problem: RubricProblem::FloorOutside {
        stage: Stage::DocumentReview, criterion: "cluster".into(),
        floor_centi: CentiPoints(2001), max_points: 20
    } },
    Section::Criteria
)]
#[case::pass_mark(
    |c: &mut CallContent| c.evaluation.rubric.pass_mark_centi = CentiPoints(10_001),
    RuleId::R55, Fail,
    CallCause::Rubric { problem: RubricProblem::PassMarkOutside { pass_mark_centi: CentiPoints(10_001) } },
    Section::Stages
)]
#[case::tie(
    |c: &mut CallContent| c.evaluation.rubric.ties.swap(3, 4),
    RuleId::R54, Fail, CallCause::Rubric { problem: RubricProblem::TieAfterLot }, Section::Criteria
)]
#[case::milestone_undated(
    |c: &mut CallContent| c.schedule[3].starts = None,
    RuleId::C04, Fail, CallCause::MilestoneUndated { place: 4 }, Section::Schedule
)]
#[case::milestone_backwards(
    |c: &mut CallContent| c.schedule[1].ends = Some(StatedDate::plain(day(5, 19))),
    RuleId::C04, Fail, CallCause::MilestoneBackwards { place: 2 }, Section::Schedule
)]
#[case::milestone_order(
    |c: &mut CallContent| c.schedule[2] = milestone(MilestoneKind::Presentation, 5, 19),
    RuleId::C04, Fail,
    CallCause::MilestoneOrder {
        earlier: MilestoneKind::SiteInspection, later: MilestoneKind::Presentation, starts_on: day(5, 19)
    },
    Section::Schedule
)]
#[case::milestone_before_close(
    |c: &mut CallContent| c.schedule[0] = milestone(MilestoneKind::DocumentReview, 5, 9),
    RuleId::C04, Fail,
    CallCause::MilestoneBeforeClose {
        kind: MilestoneKind::DocumentReview, starts_on: day(5, 9),
        closes_at: moment(5, 10, Some((18, 0))).instant(),
    },
    Section::Schedule
)]
#[case::milestone_missing(
    |c: &mut CallContent| drop(c.schedule.remove(1)),
    RuleId::C04, Warn, CallCause::MilestoneMissing { kind: MilestoneKind::SiteInspection }, Section::Schedule
)]
#[case::milestone_weekday(
    |c: &mut CallContent| c.schedule[0].starts.as_mut().unwrap().weekday = Some(Weekday::Tue),
    RuleId::R38, Fail, CallCause::Weekday { mismatch: mismatch(day(5, 13), Weekday::Tue) }, Section::Schedule
)]
#[case::papers(
    |c: &mut CallContent| for paper in &mut c.papers { paper.required = false },
    RuleId::C05, Fail, CallCause::Missing { what: Missing::RequiredPaper }, Section::Papers
)]
#[case::paper_without_name(
    |c: &mut CallContent| c.papers[1].name = " ".into(),
    RuleId::C05, Fail, CallCause::PaperWithoutName { place: 2 }, Section::Papers
)]
#[case::paper_twice(
    |c: &mut CallContent| c.papers[1].name = c.papers[0].name.clone(),
    RuleId::C05, Fail, CallCause::PaperTwice { name: "신청서".into() }, Section::Papers
)]
#[case::contacts(
    |c: &mut CallContent| c.contacts.clear(),
    RuleId::C03, Fail, CallCause::Missing { what: Missing::Contact }, Section::Contacts
)]
#[case::phone(
    |c: &mut CallContent| c.contacts[0].phones.clear(),
    RuleId::C03, Fail, CallCause::Missing { what: Missing::Phone }, Section::Contacts
)]
#[case::area_code(
    |c: &mut CallContent| c.contacts[0].phones = parse_list("032-450-1151").unwrap(),
    RuleId::C03, Warn,
    CallCause::AreaCode {
        organisation: "소상공인시장진흥공단".into(), area: "인천".into(), region: "대전".into()
    },
    Section::Contacts
)]
#[case::unchecked(
    |c: &mut CallContent| c.unchecked = [Section::Papers].into(),
    RuleId::C08, Fail, CallCause::Unchecked { section: Section::Papers }, Section::Papers
)]
fn a_contradiction_is_named_with_its_rule_and_its_place_and_nothing_else(
    #[case] change: Change,
    #[case] rule: RuleId,
    #[case] outcome: Outcome,
    #[case] cause: CallCause,
    #[case] section: Section,
) {
    let mut content = content();
    change(&mut content);
    let findings = findings(&content);
    assert_eq!(said(&findings), [(rule, outcome, cause, section)]);
    assert_eq!(may_be_approved(&findings), outcome == Warn);
}

/// The scored document review.
fn scored(content: &mut CallContent) -> &mut crate::scoring::ScoredStage {
    let StageRule::Scored(stage) = &mut content.evaluation.rubric.stages[0] else {
        panic!("it gives points")
    };
    stage
}

#[test]
fn a_window_that_closes_before_it_opens_is_named_with_what_follows_from_it() {
    let mut content = content();
    content.dates.closes = Some(moment(4, 15, Some((0, 0))));
    let at = moment(4, 15, None).instant();
    let empty = CallCause::EmptyWindow { opens_at: at, closes_at: at };
    assert_eq!(said(&findings(&content)), [(RuleId::R30, Fail, empty, Section::Dates)]);
}

#[test]
fn official_points_are_no_reason_to_warn() {
    let mut content = content();
    content.evaluation.rubric.status = RubricStatus::Official;
    let holidays = Holidays::embedded().unwrap();
    assert_eq!(check(&content, Surroundings { holidays: &holidays, rulesets: &["statute-2018"] }), []);
}

#[test]
fn the_limits_themselves_are_allowed() {
    let mut content = content();
    content.basics.target.tolerance_percent = 100;
    content.basics.term.starts_on = Some(day(5, 11));
    content.schedule[0] = milestone(MilestoneKind::DocumentReview, 5, 10);
    content.schedule[1] = milestone(MilestoneKind::SiteInspection, 5, 10);
    content.schedule[1].ends = content.schedule[1].starts;
    content.basics.budget_total_won = Some(korea::won::Won(1_000_000_000));
    content.basics.per_centre_won = Some(korea::won::Won(200_000_000));
    assert_eq!(said(&findings(&content)), []);
}

#[test]
fn next_years_call_has_its_dates_a_year_later_and_says_what_to_look_at() {
    let mut content = content();
    content.dates.closes.as_mut().unwrap().day.weekday = Some(Weekday::Fri);
    content.schedule[0].starts = Some(StatedDate::plain(day(2, 29)));
    let next = next_year(&content);
    assert_eq!(next.basics.title, "2025년 소공인특화지원센터 운영기관 모집");
    assert_eq!((next.basics.fiscal_year, next.basics.round), (2025, 1));
    let closes = next.dates.closes.unwrap();
    assert_eq!(closes.day, StatedDate::plain(NaiveDate::from_ymd_opt(2025, 5, 10).unwrap()));
    assert_eq!(closes.time, NaiveTime::from_hms_opt(18, 0, 0));
    let leap = next.schedule[0].starts.unwrap().date;
    assert_eq!(leap, NaiveDate::from_ymd_opt(2025, 2, 28).unwrap());
    let open = findings(&next);
    let open: Vec<Section> = said(&open)
        .into_iter()
        .filter(|(.., cause, _)| matches!(cause, CallCause::Unchecked { .. }))
        .map(|(.., section)| section)
        .collect();
    assert_eq!(open, [Section::Basics, Section::Dates, Section::Schedule, Section::Contacts]);
    assert_eq!(next.evaluation, content.evaluation);
}

#[test]
fn a_content_reads_back_and_another_format_is_refused() {
    let content = content();
    let text = serde_json::to_string(&content).unwrap();
    assert_eq!(serde_json::from_str::<CallContent>(&text).unwrap(), content);
    assert!(text.starts_with(r#"{"format":1,"#), "{text}");
    assert!(serde_json::from_str::<CallContent>(&text.replacen('1', "2", 1)).is_err());
    assert!(serde_json::from_str::<CallContent>(&text.replacen("\"format\"", "\"forms\"", 1)).is_err());
}
