//! The press release of April 2024, line by line, where a line is a rule. Lines that are pages are tested where the pages
//! are, under the same names.

use super::{
    Outcome,
    activities::{Activity, tally},
    agreement,
    gates::{Gate, InstitutionKind, assess, tests::passing as application},
    workers::{Average, HalfUnits, average, is_micro_by_size},
};
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Line 15: what was not done in a quarter is zero and never a gap.
#[test]
fn line_15_no_counselling_in_a_quarter_is_zero() {
    let done = [
        (Activity::M2, day("2024-05-02")),
        (Activity::M1, day("2024-03-31")),
        (Activity::M2, day("2024-06-30")),
    ];
    let counts = tally(done, (day("2024-04-01"), day("2024-06-30")));
    assert_eq!(counts.len(), 12);
    assert_eq!((counts[&Activity::M1], counts[&Activity::M2]), (0, 2));
}

/// Line 19: all five at once. With two people ⑤ fails, with three it holds, and a stock company fails ③.
#[test]
fn line_19_all_five_at_once() {
    assert!(Gate::ALL.into_iter().all(|gate| assess(&application()).outcome(gate).allows()));
    let mut two = application();
    two.staff.pop();
    assert_eq!(assess(&two).outcome(Gate::G5), Outcome::Fail);
    let mut company = application();
    company.institution.kind = InstitutionKind::ForProfit;
    assert_eq!(assess(&company).outcome(Gate::G3), Outcome::Fail);
}

/// Lines 40 to 42: the draft of an agreement contains the purpose of the programme.
#[test]
fn lines_40_42_the_agreement_contains_the_purpose() {
    let purpose =
        "소공인 집적지에 센터를 설치하여 교육·상담과 특화 프로그램을 지원하고 소공인의 성장·발전을 돕는다.";
    let draft = agreement::draft(purpose);
    assert_eq!((draft[0].topic, draft[0].text.as_str()), (agreement::Topic::Purpose, purpose));
}

/// Line 44: the budget needs ① and ② both; with ① alone it is refused.
#[test]
fn line_44_the_budget_needs_both() {
    let both = assess(&application()).budget();
    assert_eq!(
        (both.cluster, both.institution, both.outcome()),
        (Outcome::Pass, Outcome::Pass, Outcome::Pass)
    );
    let mut company = application();
    company.institution.kind = InstitutionKind::ForProfit;
    let first_alone = assess(&company).budget();
    assert_eq!(
        (first_alone.cluster, first_alone.institution, first_alone.outcome()),
        (Outcome::Pass, Outcome::Fail, Outcome::Fail)
    );
}

/// Line 46: fewer than ten regular workers, on the average of twelve months, and never rounded up to ten.
#[test]
fn line_46_fewer_than_ten_workers() {
    let of = |months: [u32; 12]| average(&months.map(HalfUnits::full)).expect("twelve months");
    assert!(!is_micro_by_size(of([10; 12])));
    let eleven_of_ten = of([10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 9]);
    assert!(is_micro_by_size(eleven_of_ten));
    assert_eq!(eleven_of_ten, Average { half_units: 238, months: 12 }, "9.9167");
}

/// Line 46: the centre lies in the cluster. Premises outside fail ④, unless the call says otherwise; then it is a warning.
#[test]
fn line_46_premises_outside_the_cluster() {
    let mut outside = application();
    outside.premises.iter_mut().for_each(|room| room.inside_cluster = Some(false));
    assert_eq!(assess(&outside).outcome(Gate::G4), Outcome::Fail);
    outside.call.premises_outside_cluster_allowed = true;
    assert_eq!(assess(&outside).outcome(Gate::G4), Outcome::Warn);
}

/// Line 49: universities and bodies of local governments are non-profits for this; a corporation is not.
#[test]
fn line_49_kinds_of_institutions() {
    use InstitutionKind as Kind;
    let outcome = |kind| {
        let mut input = application();
        input.institution.kind = kind;
        assess(&input).outcome(Gate::G3)
    };
    // A technopark belongs to a local government, a chamber of commerce has an act of its own, an association is a
    // civil-law non-profit.
    for kind in
        [Kind::University, Kind::LocalGovAffiliate, Kind::SpecialActNonProfit, Kind::CivilActArt32NonProfit]
    {
        assert_eq!(outcome(kind), Outcome::Pass, "{kind:?}");
    }
    assert_eq!(outcome(Kind::ForProfit), Outcome::Fail);
}
