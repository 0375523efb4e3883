//! SOD-2.

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::{Basis, Cause, Evidence, Finding, NextStep, Outcome, RuleId};

const ON: &str = "2024-05-20";

fn parties() -> Parties {
    Parties {
        application: application("2024-07"),
        lead: institution("lead"),
        partners: vec![institution("partner")],
        people: vec![
            Named { person: person("head"), employer: None },
            Named { person: person("sent"), employer: Some(institution("employer")) },
        ],
    }
}

fn period(from: &str, until: Option<&str>) -> Period {
    Period::new(day(from), until.map(day)).unwrap()
}

fn post(key: &str, from: &str, until: Option<&str>) -> Tie {
    Tie::Post(Post { institution: institution(key), role: PostRole::Employee, period: period(from, until) })
}

fn work(key: &str, until: &str) -> Tie {
    let period = period("2020-01-01", Some(until));
    Tie::Work(Work { institution: institution(key), work: WorkKind::Contract, period })
}

fn shares(key: &str, until: Option<&str>) -> Tie {
    Tie::Shares(Shares { institution: institution(key), period: period("2020-01-01", until) })
}

fn relative(key: &str, relation: Relation) -> Tie {
    Tie::Relative(Relative { person: person(key), relation })
}

fn paper(key: &str, published_on: &str) -> Tie {
    Tie::Paper(Paper { person: person(key), published_on: day(published_on) })
}

fn found(ties: Vec<Tie>, on: &str) -> Vec<Finding> {
    let evaluator = Evaluator { person: person("evaluator"), ties };
    conflicts(&evaluator, &parties(), &rules().conflicts, day(on))
}

fn cause(finding: &Finding) -> &ConflictCause {
    match &finding.cause {
        Cause::Conflict(cause) => cause,
        other => panic!("not a conflict: {other:?}"),
    }
}

#[test]
fn who_has_no_tie_to_the_parties_may_judge() {
    let elsewhere = vec![
        post("other", "2020-01-01", None),
        work("other", ON),
        shares("other", None),
        relative("other", Relation::Spouse),
        paper("other", ON),
    ];
    assert_eq!(found(elsewhere, ON), []);
    assert_eq!(found(vec![], ON), []);
}

#[rstest]
#[case::post(
    post("lead", "2020-01-01", None),
    Edge::Post,
    Party::Lead(institution("lead")),
    Basis::ConflictOfInterestActArt5P1
)]
#[case::partner(
    post("partner", "2020-01-01", None),
    Edge::Post,
    Party::Partner(institution("partner")),
    Basis::ConflictOfInterestActArt5P1
)]
#[case::employer(
    post("employer", "2020-01-01", None),
    Edge::Post,
    Party::Employer(institution("employer")),
    Basis::ConflictOfInterestActArt5P1
)]
#[case::former(
    post("lead", "2020-01-01", Some("2023-12-31")),
    Edge::FormerPost,
    Party::Lead(institution("lead")),
    Basis::HouseRule
)]
#[case::work(
    work("partner", "2023-12-31"),
    Edge::Work,
    Party::Partner(institution("partner")),
    Basis::HouseRule
)]
#[case::shares(
    shares("lead", None),
    Edge::Shares,
    Party::Lead(institution("lead")),
    Basis::ConflictOfInterestActArt5P1
)]
#[case::spouse(
    relative("head", Relation::Spouse),
    Edge::Relative,
    Party::Person(person("head")),
    Basis::ConflictOfInterestActArt5P1
)]
#[case::paper(paper("sent", "2003-01-01"), Edge::Paper, Party::Person(person("sent")), Basis::HouseRule)]
fn each_tie_is_a_conflict_with_its_evidence_and_its_basis(
    #[case] tie: Tie,
    #[case] edge: Edge,
    #[case] with: Party,
    #[case] basis: Basis,
) {
    let found = found(vec![tie.clone()], ON);
    assert_eq!(found.len(), 1);
    let finding = &found[0];
    assert_eq!((finding.rule, finding.outcome), (RuleId::SOD2, Outcome::Fail));
    assert_eq!((cause(finding).edge, &cause(finding).with), (edge, &with));
    assert_eq!((finding.basis, finding.next), (basis, NextStep::ReplaceEvaluator));
    assert_eq!(finding.evidence, [Evidence::Tie(tie)]);
    let kept = serde_json::to_string(finding).unwrap();
    assert_eq!(serde_json::from_str::<Finding>(&kept).unwrap(), *finding);
}

/// The last day of a post or of work, and the last day on which it is a conflict.
#[rstest]
#[case::an_ordinary_day("2021-05-10", "2024-05-10")]
#[case::the_end_of_a_year("2020-12-31", "2023-12-31")]
#[case::before_a_leap_day("2021-02-28", "2024-02-29")]
#[case::a_leap_day("2020-02-29", "2023-02-28")]
#[case::the_day_before_a_leap_day("2020-02-28", "2023-02-28")]
#[case::a_sunday_moves_nothing("2021-05-12", "2024-05-12")]
fn three_years_end_to_the_day(#[case] last_day: &str, #[case] last_conflict: &str) {
    let last_conflict = day(last_conflict);
    let days = [last_conflict.pred_opt().unwrap(), last_conflict, last_conflict.succ_opt().unwrap()];
    for tie in [post("lead", "2019-01-01", Some(last_day)), work("lead", last_day)] {
        let conflict = days.map(|on| found(vec![tie.clone()], &on.to_string()));
        assert_eq!(conflict.each_ref().map(Vec::len), [1, 1, 0], "{tie:?}");
        assert_eq!(cause(&conflict[0][0]).free_from, Some(days[2]));
    }
}

#[test]
fn a_post_counts_from_its_first_day_and_is_former_from_the_day_after_its_last() {
    let tie = || vec![post("lead", "2024-05-20", Some("2024-05-31"))];
    assert_eq!(found(tie(), "2024-05-19"), []);
    let edge = |on: &str| cause(&found(tie(), on)[0]).edge;
    assert_eq!(
        [edge("2024-05-20"), edge("2024-05-31"), edge("2024-06-01")],
        [Edge::Post, Edge::Post, Edge::FormerPost]
    );
}

#[test]
fn shares_count_while_they_are_held() {
    let tie = || vec![shares("lead", Some(ON))];
    assert_eq!(found(tie(), "2024-05-19").len(), 1);
    assert_eq!(cause(&found(tie(), ON)[0]).free_from, Some(day("2024-05-21")));
    assert_eq!(found(tie(), "2024-05-21"), []);
}

#[rstest]
#[case::spouse(Relation::Spouse, true)]
#[case::sibling(Relation::Blood { degree: 2 }, true)]
#[case::eighth(Relation::Blood { degree: 8 }, true)]
#[case::ninth(Relation::Blood { degree: 9 }, false)]
#[case::fourth_by_marriage(Relation::Affinity { degree: 4 }, true)]
#[case::fifth_by_marriage(Relation::Affinity { degree: 5 }, false)]
fn kin_is_who_the_civil_act_calls_so(#[case] relation: Relation, #[case] is_kin: bool) {
    assert_eq!(!found(vec![relative("head", relation)], ON).is_empty(), is_kin);
}

#[test]
fn papers_may_be_given_an_end() {
    let rules = ConflictRules { after_paper: Reach::Years(2), ..rules().conflicts };
    let evaluator = Evaluator { person: person("evaluator"), ties: vec![paper("head", "2022-05-20")] };
    let count = |on: &str| conflicts(&evaluator, &parties(), &rules, day(on)).len();
    assert_eq!([count("2024-05-19"), count("2024-05-20"), count("2024-05-21")], [1, 1, 0]);
}

#[test]
fn nobody_judges_an_application_that_names_them() {
    let evaluator = Evaluator { person: person("sent"), ties: vec![] };
    let found = conflicts(&evaluator, &parties(), &rules().conflicts, day(ON));
    assert_eq!(found.len(), 1);
    assert_eq!(cause(&found[0]).edge, Edge::Themselves);
}

#[test]
fn every_tie_is_found_and_an_institution_is_named_once_in_its_closest_role() {
    let all = vec![
        post("lead", "2020-01-01", None),
        post("lead", "2015-01-01", Some("2019-12-31")),
        work("lead", ON),
        shares("partner", None),
        relative("head", Relation::Blood { degree: 1 }),
        paper("head", ON),
    ];
    let edges: Vec<Edge> = found(all, ON).iter().map(|finding| cause(finding).edge).collect();
    assert_eq!(edges, [Edge::Post, Edge::Work, Edge::Shares, Edge::Relative, Edge::Paper]);
    let mut parties = parties();
    parties.partners.push(parties.lead.clone());
    parties.people[1].employer = Some(institution("partner"));
    assert_eq!(
        parties.institutions(),
        [Party::Lead(institution("lead")), Party::Partner(institution("partner"))]
    );
}

#[test]
fn a_period_that_ends_before_it_begins_is_refused() {
    assert!(Period::new(day("2024-05-20"), Some(day("2024-05-19"))).is_err());
    let backwards = r#"{"from":"2024-05-20","until":"2024-05-19"}"#;
    assert!(serde_json::from_str::<Period>(backwards).is_err());
}

proptest! {
    #[test]
    fn once_free_always_free_and_never_before_three_years(last in 0_i64..4000, after in 0_i64..1500) {
        let last_day = day("2015-01-01") + chrono::TimeDelta::days(last);
        let on = last_day + chrono::TimeDelta::days(after);
        let tie = Tie::Post(Post { institution: institution("lead"), role: PostRole::Officer, period: Period::on(last_day) });
        let evaluator = Evaluator { person: person("evaluator"), ties: vec![tie] };
        let stands = |on| !conflicts(&evaluator, &parties(), &rules().conflicts, on).is_empty();
        // Three years are 1095 days, or 1096 with a leap day among them.
        prop_assert!(after > 1094 || stands(on));
        prop_assert!(after <= 1096 || !stands(on));
        prop_assert!(stands(on) || !stands(on.succ_opt().unwrap()));
    }
}
