//! 제척, 기피, 회피, and who may open papers.

use chrono::{DateTime, TimeDelta, Utc};
use rstest::rstest;

use super::*;
use crate::{Basis, Finding, Outcome, RuleId, scoring::CardState};

fn at(text: &str) -> DateTime<Utc> {
    format!("{text}+09:00").parse().unwrap()
}

fn conflict() -> Finding {
    let cause = ConflictCause { edge: Edge::Themselves, with: Party::Person(person("e")), free_from: None };
    Finding::new(RuleId::SOD2, Outcome::Fail, cause, Basis::HouseRule)
}

fn exclusion() -> Exclusion {
    Exclusion::record(person("e"), application("1"), day("2024-05-20"), vec![conflict()]).unwrap()
}

fn challenge() -> Challenge {
    Challenge::file(person("e"), application("1"), day("2024-05-20"), "전 직장 동료", false).unwrap()
}

fn locked() -> CardState {
    CardState::Locked { signed_at: at("2024-05-20T09:00:00") }
}

fn is_void(card: &CardState) -> bool {
    matches!(card, CardState::Void { .. })
}

fn recusal(card: CardState) -> (Recusal, CardState) {
    Recusal::declare(person("e"), application("1"), day("2024-05-20"), "이해관계", card).unwrap()
}

/// Of a committee of five, the challenged member included.
fn ruling(voters: usize, in_favour: u32) -> Ruling {
    let voters = (0..voters).map(|at| person(&at.to_string())).collect();
    Ruling { decided_on: day("2024-05-21"), committee: 5, voters, in_favour, reason: "자료 확인".into() }
}

#[test]
fn an_exclusion_needs_a_finding_that_fails_and_no_decision() {
    let record = |findings| Exclusion::record(person("e"), application("1"), day("2024-05-20"), findings);
    assert_eq!(record(vec![]), Err(RecordRefused::NoConflict));
    let warning = Finding { outcome: Outcome::Warn, ..conflict() };
    assert_eq!(record(vec![warning.clone()]), Err(RecordRefused::NoConflict));
    let record = record(vec![warning, conflict()]).unwrap();
    assert_eq!((record.state, record.findings.len()), (ExclusionState::Standing, 1));
    assert!(Record::Excluded(record).stands());
}

#[test]
fn an_exclusion_goes_only_with_the_tie_it_was_read_from() {
    assert_eq!(
        exclusion().correct(&[conflict()], "동명이인"),
        Err(RecordRefused::StillStands { findings: 1 })
    );
    assert_eq!(exclusion().correct(&[], " "), Err(RecordRefused::NoReason));
    let corrected = exclusion().correct(&[], "동명이인").unwrap();
    assert!(!Record::Excluded(corrected.clone()).stands());
    assert_eq!(corrected.correct(&[], "동명이인"), Err(RecordRefused::Closed));
}

#[rstest]
#[case::three_of_four(4, 3, ChallengeState::Upheld)]
#[case::two_of_three(3, 2, ChallengeState::Upheld)]
#[case::a_tie_is_refused(4, 2, ChallengeState::Refused)]
#[case::nobody(4, 0, ChallengeState::Refused)]
#[case::all(4, 4, ChallengeState::Upheld)]
fn a_challenge_is_upheld_by_more_than_half(
    #[case] voters: usize,
    #[case] in_favour: u32,
    #[case] state: ChallengeState,
) {
    let decided = challenge().decide(ruling(voters, in_favour)).unwrap();
    assert_eq!(decided.state, state);
    assert_eq!(decided.ruling, Some(ruling(voters, in_favour)), "the reason is kept");
    assert_eq!(decided.clone().decide(ruling(4, 4)), Err(RecordRefused::Closed));
    assert_eq!(decided.clone().withdraw(), Err(RecordRefused::Closed));
    let stands = state == ChallengeState::Upheld;
    let record = Record::Challenged(decided);
    assert_eq!((record.stands(), is_void(&record.card(locked()))), (stands, stands));
}

#[test]
fn a_challenge_is_refused_what_is_missing() {
    let file = |grounds, decided| {
        Challenge::file(person("e"), application("1"), day("2024-05-20"), grounds, decided)
    };
    assert_eq!(file(" ", false), Err(RecordRefused::NoReason));
    assert_eq!(file("동료", true), Err(RecordRefused::CallDecided));
    let decide = |ruling| challenge().decide(ruling);
    assert_eq!(decide(Ruling { reason: String::new(), ..ruling(4, 1) }), Err(RecordRefused::NoReason));
    let mut own = ruling(3, 1);
    own.voters.push(person("e"));
    assert_eq!(decide(own), Err(RecordRefused::OwnCase));
    let mut twice = ruling(3, 1);
    twice.voters.push(person("0"));
    assert_eq!(decide(twice), Err(RecordRefused::Votes));
    assert_eq!(decide(ruling(3, 4)), Err(RecordRefused::Votes));
    assert_eq!(decide(ruling(5, 1)), Err(RecordRefused::Votes), "all five without the one who is challenged");
    assert_eq!(decide(ruling(2, 2)), Err(RecordRefused::NoQuorum { present: 2, required: 3 }));
}

#[test]
fn a_challenge_may_be_taken_back_while_it_is_open() {
    let withdrawn = challenge().withdraw().unwrap();
    assert_eq!(withdrawn.clone().decide(ruling(4, 4)), Err(RecordRefused::Closed));
    assert!(!Record::Challenged(withdrawn).stands());
    let open = Record::Challenged(challenge());
    assert!(open.stands(), "until it is decided the papers stay closed");
    assert_eq!(open.card(locked()), locked(), "but nothing is lost");
}

#[rstest]
#[case(CardState::Open, RecusalState::InTime, None)]
#[case(locked(), RecusalState::Late, Some(at("2024-05-20T09:00:00")))]
fn a_late_recusal_voids_the_card(
    #[case] card: CardState,
    #[case] state: RecusalState,
    #[case] signed_at: Option<DateTime<Utc>>,
) {
    let (recusal, after) = recusal(card);
    // What was said about oneself is in the record; the card says only that somebody stepped back.
    let reason = "recused".to_owned();
    assert_eq!((recusal.state, &after), (state, &CardState::Void { reason, signed_at }));
    assert_eq!(self::recusal(after.clone()).1, after, "a card that is void stays as it is");
    assert!(Record::Recused(recusal).stands());
    let silent = Recusal::declare(person("e"), application("1"), day("2024-05-20"), "", after);
    assert_eq!(silent.unwrap_err(), RecordRefused::NoReason);
}

#[test]
fn each_kind_is_a_record_of_its_own() {
    let records = [
        Record::Excluded(exclusion()),
        Record::Challenged(challenge()),
        Record::Recused(recusal(CardState::Open).0),
    ];
    let kinds = [ConflictKind::Excluded, ConflictKind::Challenged, ConflictKind::Recused];
    assert_eq!(records.each_ref().map(Record::kind), kinds);
    for record in records {
        assert!(record.is_about(&person("e"), &application("1")));
        assert!(
            !record.is_about(&person("e"), &application("2"))
                && !record.is_about(&person("f"), &application("1"))
        );
        let kept = serde_json::to_string(&record).unwrap();
        assert_eq!(serde_json::from_str::<Record>(&kept).unwrap(), record);
    }
    let cited = kinds.map(|kind| kind.basis().citation());
    assert_eq!(cited, ["운영 기준(기본값)", "이해충돌방지법 제5조제2항", "이해충돌방지법 제5조제1항"]);
}

fn declaration(signed_at: Option<DateTime<Utc>>) -> Declaration {
    Declaration { evaluator: person("e"), application: application("1"), signed_at, names_conflict: false }
}

fn open(declarations: &[Declaration], found: &[Finding], records: &[Record]) -> Result<(), Vec<Barred>> {
    may_open((&person("e"), &application("1")), declarations, found, records, at("2024-05-20T10:00:00"))
}

#[test]
fn papers_open_at_the_instant_of_the_signature() {
    let now = at("2024-05-20T10:00:00");
    let barred = Err(vec![Barred::NotDeclared]);
    assert_eq!(open(&[declaration(Some(now))], &[], &[]), Ok(()));
    assert_eq!(open(&[declaration(Some(now + TimeDelta::milliseconds(1)))], &[], &[]), barred);
    assert_eq!(open(&[declaration(None)], &[], &[]), barred);
    assert_eq!(open(&[], &[], &[]), barred);
}

#[test]
fn the_declaration_of_somebody_else_or_about_something_else_opens_nothing() {
    let signed = declaration(Some(at("2024-05-19T10:00:00")));
    let other = Declaration { application: application("2"), ..signed.clone() };
    let stranger = Declaration { evaluator: person("f"), ..signed.clone() };
    assert_eq!(open(&[other, stranger], &[], &[]), Err(vec![Barred::NotDeclared]));
    let named = Declaration { names_conflict: true, ..signed.clone() };
    assert_eq!(open(&[named, signed], &[], &[]), Err(vec![Barred::DeclaredConflict]));
}

#[rstest]
#[case::excluded(Record::Excluded(exclusion()), true)]
#[case::corrected(Record::Excluded(exclusion().correct(&[], "동명이인").unwrap()), false)]
#[case::challenged(Record::Challenged(challenge()), true)]
#[case::upheld(Record::Challenged(challenge().decide(ruling(4, 3)).unwrap()), true)]
#[case::refused(Record::Challenged(challenge().decide(ruling(4, 1)).unwrap()), false)]
#[case::withdrawn(Record::Challenged(challenge().withdraw().unwrap()), false)]
#[case::recused(Record::Recused(recusal(CardState::Open).0), true)]
fn a_record_that_stands_keeps_the_papers_closed(#[case] record: Record, #[case] stands: bool) {
    let signed = [declaration(Some(at("2024-05-19T10:00:00")))];
    let expected = if stands { Err(vec![Barred::Record { kind: record.kind() }]) } else { Ok(()) };
    assert_eq!(open(&signed, &[], std::slice::from_ref(&record)), expected);
    let other = (&person("e"), &application("2"));
    let elsewhere = [Declaration { application: application("2"), ..signed[0].clone() }];
    assert_eq!(may_open(other, &elsewhere, &[], &[record], at("2024-05-20T10:00:00")), Ok(()));
}

#[test]
fn a_conflict_closes_them_whatever_was_declared_and_every_reason_is_told() {
    let signed = [declaration(Some(at("2024-05-19T10:00:00")))];
    let conflicted = Barred::Conflict { finding: Box::new(conflict()) };
    assert_eq!(open(&signed, &[conflict()], &[]), Err(vec![conflicted.clone()]));
    let unknown = Finding { outcome: Outcome::Unknown, ..conflict() };
    assert!(open(&signed, &[unknown], &[]).is_err());
    let all = open(&[], &[conflict()], &[Record::Excluded(exclusion())]);
    let excluded = Barred::Record { kind: ConflictKind::Excluded };
    assert_eq!(all, Err(vec![Barred::NotDeclared, conflicted, excluded]));
}
