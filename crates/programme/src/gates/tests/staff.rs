//! G5.

use super::*;

fn with_staff(staff: Vec<StaffMember>) -> GateReport {
    after(|input| input.staff = staff)
}

fn count(counted: u32, left_out: LeftOut) -> GateCause {
    GateCause::StaffCount { counted, required: 3, left_out }
}

fn three() -> Vec<StaffMember> {
    passing().staff
}

#[test]
fn g5_two_people_fail() {
    let report = with_staff(three()[..2].to_vec());
    assert_decided(&report, Gate::G5, Outcome::Fail, count(2, LeftOut::default()));
    let finding = report.result(Gate::G5).unwrap().decisive().unwrap();
    assert_eq!(finding.next, NextStep::AddStaff { missing: 1 });
}

#[test]
fn g5_three_people_pass() {
    assert_decided(&with_staff(three()), Gate::G5, Outcome::Pass, count(3, LeftOut::default()));
}

#[test]
fn g5_the_call_may_ask_for_more() {
    let report = after(|input| input.call.min_staff = 4);
    let cause = GateCause::StaffCount { counted: 3, required: 4, left_out: LeftOut::default() };
    assert_decided(&report, Gate::G5, Outcome::Fail, cause);
}

#[test]
fn g5_a_part_timer_counts_only_if_the_call_says_so() {
    let part_timer = |input: &mut GateInput| input.staff[2].employment = Employment::PartTime;
    let left_out = LeftOut { part_time: 1, ..LeftOut::default() };
    assert_decided(&after(part_timer), Gate::G5, Outcome::Fail, count(2, left_out));
    let report = after(|input| {
        part_timer(input);
        input.call.part_timers_count = true;
    });
    assert_decided(&report, Gate::G5, Outcome::Pass, count(3, LeftOut::default()));
}

#[test]
fn g5_seconded_people_count_and_shared_ones_do_not() {
    let report = after(|input| input.staff[1].employment = Employment::Seconded);
    assert_eq!(report.outcome(Gate::G5), Outcome::Pass);
    let report = after(|input| input.staff[1].dedicated = false);
    let left_out = LeftOut { not_dedicated: 1, ..LeftOut::default() };
    assert_decided(&report, Gate::G5, Outcome::Fail, count(2, left_out));
}

#[test]
fn g5_the_same_person_in_two_applications_counts_in_neither() {
    let shared = PersonKey("second".into());
    let report = after(|input| {
        input.staff_elsewhere.insert(shared.clone());
    });
    let left_out = LeftOut { elsewhere: 1, ..LeftOut::default() };
    assert_decided(&report, Gate::G5, Outcome::Fail, count(2, left_out));
    let other = after(|input| {
        input.staff = vec![member("second"), member("x"), member("y")];
        input.staff_elsewhere.insert(shared);
    });
    assert_decided(&other, Gate::G5, Outcome::Fail, count(2, left_out));
}

#[test]
fn g5_a_person_listed_twice_counts_once_and_a_post_without_a_name_not_at_all() {
    let open = StaffMember { person: None, ..member("") };
    let report = with_staff(vec![member("head"), member("head"), member("second"), open]);
    let left_out = LeftOut { repeated: 1, unnamed: 1, ..LeftOut::default() };
    assert_decided(&report, Gate::G5, Outcome::Fail, count(2, left_out));
}

#[test]
fn g5_nobody_with_a_qualification_is_a_warning() {
    let report = after(|input| input.staff.iter_mut().for_each(|member| member.qualification = None));
    assert_decided(&report, Gate::G5, Outcome::Warn, GateCause::QualifiedStaff { qualified: 0 });
    let finding = report.result(Gate::G5).unwrap().decisive().unwrap();
    assert_eq!(finding.basis.citation(), "소공인법 시행령 제11조제2항");
}

#[test]
fn g5_the_qualification_of_somebody_who_does_not_count_does_not_help() {
    let report = after(|input| {
        for member in &mut input.staff {
            member.qualification = None;
        }
        input.staff.push(StaffMember { dedicated: false, ..member("adviser") });
    });
    assert_eq!(report.outcome(Gate::G5), Outcome::Warn);
}
