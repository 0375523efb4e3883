//! P-01 to P-05, R-57, and the rules as data.

use rstest::rstest;

use super::*;
use crate::{Basis, Cause, Finding, NextStep, Outcome, RuleId};

fn member(key: usize, outside: bool, gender: Option<Gender>) -> PanelMember {
    PanelMember { person: person(&format!("{key}")), outside, gender, other_sittings: 0 }
}

/// A panel of so many, the first of them from outside, the first of them women.
fn panel(members: usize, outside: usize, women: usize) -> Panel {
    let gender = |at| Some(if at < women { Gender::Female } else { Gender::Male });
    Panel {
        members: (0..members).map(|at| member(at, at < outside, gender(at))).collect(),
        share_reason: None,
    }
}

fn causes(found: &[Finding]) -> Vec<PanelCause> {
    let cause = |finding: &Finding| match &finding.cause {
        Cause::Panel(cause) => cause.clone(),
        other => panic!("not of a panel: {other:?}"),
    };
    found.iter().map(cause).collect()
}

#[test]
fn a_good_panel_has_no_violation() {
    for (members, outside, women) in [(5, 3, 2), (5, 5, 3), (7, 4, 3), (7, 4, 4), (9, 5, 4)] {
        assert_eq!(check(&panel(members, outside, women), &rules()), [], "{members} {outside} {women}");
    }
}

#[rstest]
#[case::three(3, vec![PanelCause::TooFew { members: 3, required: 5 }])]
#[case::four(4, vec![PanelCause::TooFew { members: 4, required: 5 }, PanelCause::Even { members: 4 }])]
#[case::five(5, vec![])]
#[case::six(6, vec![PanelCause::Even { members: 6 }])]
#[case::seven(7, vec![])]
fn p01_five_or_more_and_odd(#[case] members: usize, #[case] expected: Vec<PanelCause>) {
    let mut found = check(&panel(members, members, members.div_ceil(2)), &rules());
    found.retain(|finding| finding.rule == RuleId::P01);
    assert_eq!(causes(&found), expected);
    assert!(found.iter().all(|finding| finding.outcome == Outcome::Fail));
}

#[test]
fn p02_most_come_from_outside() {
    let found = check(&panel(5, 2, 2), &rules());
    assert_eq!(causes(&found), [PanelCause::FewFromOutside { outside: 2, required: 3 }]);
    let lenient = PanelRules { outside_majority: false, ..rules() };
    assert_eq!(check(&panel(5, 0, 2), &lenient), []);
}

#[rstest]
#[case(5, 2)]
#[case(7, 3)]
#[case(9, 4)]
#[case(11, 5)]
fn p03_four_tenths_of_each_rounded_up(#[case] members: usize, #[case] required: usize) {
    assert_eq!(check(&panel(members, members, required), &rules()), []);
    assert_eq!(check(&panel(members, members, members - required), &rules()), []);
    let found = check(&panel(members, members, required - 1), &rules());
    let few = |gender| PanelCause::FewOfGender {
        gender,
        members: required as u32 - 1,
        required: required as u32,
        unknown: 0,
    };
    assert_eq!(causes(&found), [few(Gender::Female)]);
    assert_eq!((found[0].outcome, found[0].next), (Outcome::Fail, NextStep::ExplainShare));
    assert_eq!(found[0].basis, Basis::GenderEqualityActArt21P2);
    let found = check(&panel(members, members, members + 1 - required), &rules());
    assert_eq!(causes(&found), [few(Gender::Male)]);
}

#[test]
fn p03_a_reason_makes_it_a_warning_and_blanks_are_none() {
    let mut panel = panel(5, 5, 1);
    panel.share_reason = Some("  ".into());
    assert_eq!(check(&panel, &rules())[0].outcome, Outcome::Fail);
    panel.share_reason = Some("해당 업종의 여성 전문가가 모두 회피함".into());
    let found = check(&panel, &rules());
    assert_eq!((found.len(), found[0].outcome, found[0].next), (1, Outcome::Warn, NextStep::Nothing));
}

#[test]
fn p03_who_was_not_asked_could_make_it_up() {
    let mut panel = panel(5, 5, 1);
    panel.members[4].gender = None;
    let found = check(&panel, &rules());
    assert_eq!(
        (found.len(), found[0].outcome, found[0].next),
        (1, Outcome::Unknown, NextStep::AskEvaluators)
    );
}

#[test]
fn p04_the_twelfth_sitting_of_a_year_is_allowed_and_the_thirteenth_is_not() {
    let mut panel = panel(5, 5, 2);
    panel.members[0].other_sittings = 11;
    assert_eq!(check(&panel, &rules()), []);
    panel.members[0].other_sittings = 12;
    let found = check(&panel, &rules());
    assert_eq!(causes(&found), [PanelCause::SitsTooOften { person: person("0"), sittings: 13, most: 12 }]);
}

#[test]
fn p05_a_person_with_two_seats_is_one_person() {
    let mut panel = panel(5, 5, 2);
    panel.members.push(panel.members[4].clone());
    assert_eq!(causes(&check(&panel, &rules())), [PanelCause::Repeated { person: person("4") }]);
}

#[test]
fn every_violation_is_told_at_once() {
    let mut panel = panel(4, 1, 0);
    panel.members[3].other_sittings = 40;
    let rules_broken: Vec<RuleId> = check(&panel, &rules()).iter().map(|finding| finding.rule).collect();
    assert_eq!(rules_broken, [RuleId::P01, RuleId::P01, RuleId::P02, RuleId::P03, RuleId::P04]);
    assert_eq!(
        causes(&check(&Panel::default(), &rules())).len(),
        3,
        "nobody at all: too few, even, none from outside"
    );
}

#[rstest]
#[case(5, 3)]
#[case(6, 4)]
#[case(7, 4)]
#[case(9, 5)]
fn r57_the_majority_is_a_quorum(#[case] members: usize, #[case] required: usize) {
    let panel = panel(members, members, members);
    let there = |count: usize| -> Vec<PersonKey> { (0..count).map(|at| person(&at.to_string())).collect() };
    assert_eq!(check_quorum(&panel, &there(required)), None);
    let missing = check_quorum(&panel, &there(required - 1)).unwrap();
    let cause = PanelCause::NoQuorum { present: required as u32 - 1, required: required as u32 };
    assert_eq!((missing.rule, causes(&[missing])), (RuleId::R57, vec![cause]));
    let mut strangers = there(required - 1);
    strangers.extend([person("stranger"), person("0")]);
    assert!(
        check_quorum(&panel, &strangers).is_some(),
        "neither a stranger nor somebody twice makes a quorum"
    );
}

#[test]
fn the_embedded_rules_are_the_defaults_of_the_field() {
    let rules = rules();
    assert_eq!((rules.min_members, rules.odd, rules.outside_majority), (5, true, true));
    assert_eq!((rules.min_gender_percent, rules.candidates_per_seat), (40, 3));
    assert_eq!((rules.conflicts.after_post, rules.conflicts.after_work), (Reach::Years(3), Reach::Years(3)));
    assert_eq!([5, 7, 9].map(|members| rules.min_outside(members)), [3, 4, 5]);
    let kept = serde_json::to_string(&rules).unwrap();
    assert_eq!(serde_json::from_str::<PanelRules>(&kept).unwrap(), rules);
    let unknown = PanelRules::built_in("house-1999");
    assert_eq!(unknown, Err(rules::PanelRulesError::Unknown("house-1999".into())));
}

#[rstest]
#[case::a_share_of_more_than_half("min_gender_percent = 40", "min_gender_percent = 51")]
#[case::nobody("min_members = 5", "min_members = 0")]
#[case::a_field_nobody_knows("odd = true", "odd = true\nchair = true")]
#[case::a_field_that_is_missing("odd = true", "")]
fn rules_that_nobody_could_keep_are_refused(#[case] from: &str, #[case] to: &str) {
    let text = include_str!("../../../../../data/panel-rules.toml");
    assert!(PanelRules::from_toml(text).is_ok());
    assert!(PanelRules::from_toml(&text.replace(from, to)).is_err());
}
