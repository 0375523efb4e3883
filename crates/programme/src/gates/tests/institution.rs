//! G1 and G3.

use super::*;

fn with(change: impl FnOnce(&mut Institution)) -> GateReport {
    after(|input| change(&mut input.institution))
}

#[test]
fn g1_capacity_is_judged_by_a_person() {
    for (capacity, outcome) in
        [(Some(judged(true)), Outcome::Pass), (Some(judged(false)), Outcome::Fail), (None, Outcome::Unknown)]
    {
        let report = with(|institution| institution.capacity = capacity);
        let adequate = capacity.map(|judgement| judgement.holds);
        assert_decided(&report, Gate::G1, outcome, GateCause::Capacity { adequate });
    }
}

#[test]
fn g1_an_excluded_institution_fails_whatever_the_judgement() {
    let checked_on = day(2024, 5, 13);
    let report = with(|institution| institution.debarment = Debarment::Hit { checked_on });
    assert_decided(&report, Gate::G1, Outcome::Fail, GateCause::Debarred { checked_on });
    let finding = report.result(Gate::G1).unwrap().decisive().unwrap();
    assert_eq!(finding.basis.citation(), "보조금법 제31조의2");
}

#[test]
fn g1_stays_open_until_somebody_has_looked_into_the_list() {
    let report = with(|institution| institution.debarment = Debarment::NotChecked);
    assert_decided(&report, Gate::G1, Outcome::Unknown, GateCause::DebarmentNotChecked);
}

#[test]
fn g1_a_civil_law_non_profit_must_do_work_for_small_manufacturers() {
    for (done, outcome) in
        [(Some(true), Outcome::Pass), (Some(false), Outcome::Fail), (None, Outcome::Unknown)]
    {
        let report = with(|institution| {
            institution.kind = InstitutionKind::CivilActArt32NonProfit;
            institution.does_related_work = done;
        });
        assert_eq!(report.outcome(Gate::G1), outcome);
        let related = GateCause::RelatedWork { done }.into();
        assert!(report.result(Gate::G1).unwrap().findings.iter().any(|finding| finding.cause == related));
    }
    assert_eq!(with(|institution| institution.does_related_work = None).outcome(Gate::G1), Outcome::Pass);
}

#[test]
fn g3_a_company_fails_with_five_people_too() {
    let report = after(|input| {
        input.institution.kind = InstitutionKind::ForProfit;
        input.staff.extend([member("fourth"), member("fifth")]);
    });
    let cause = GateCause::InstitutionKind { institution: InstitutionKind::ForProfit };
    assert_decided(&report, Gate::G3, Outcome::Fail, cause);
    assert_eq!(report.eligibility(), Eligibility::Ineligible(vec![Gate::G3]));
}

#[test]
fn g3_non_profits_universities_and_bodies_of_local_governments_pass() {
    for kind in [
        InstitutionKind::CivilActArt32NonProfit,
        InstitutionKind::SpecialActNonProfit,
        InstitutionKind::University,
        InstitutionKind::IndustryAcademicFoundation,
        InstitutionKind::LocalGovAffiliate,
        InstitutionKind::Cooperative,
        InstitutionKind::SocialCooperative,
        InstitutionKind::Semas,
    ] {
        let report = with(|institution| {
            institution.kind = kind;
            institution.does_related_work = Some(true);
        });
        assert_decided(&report, Gate::G3, Outcome::Pass, GateCause::InstitutionKind { institution: kind });
    }
}

#[test]
fn g3_of_a_general_cooperative_a_person_decides() {
    let institution = InstitutionKind::GeneralCooperative;
    for (non_profit, outcome) in
        [(None, Outcome::Unknown), (Some(judged(true)), Outcome::Pass), (Some(judged(false)), Outcome::Fail)]
    {
        let report = with(|applicant| {
            applicant.kind = institution;
            applicant.non_profit = non_profit;
        });
        let non_profit = non_profit.map(|judgement| judgement.holds);
        let cause = GateCause::InstitutionJudged { institution, non_profit };
        assert_decided(&report, Gate::G3, outcome, cause);
    }
}
