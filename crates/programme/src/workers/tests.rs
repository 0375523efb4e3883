use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::Cause;

fn year(months: &[(usize, u32)]) -> Average {
    let months = months.iter().flat_map(|(months, workers)| vec![HalfUnits::full(*workers); *months]);
    average(&months.collect::<Vec<_>>()).unwrap()
}

fn people(kind: WorkerKind, people: u32) -> Worker {
    Worker { kind, people }
}

fn part_time(minutes_per_month: u32) -> WorkerKind {
    WorkerKind::PartTime { minutes_per_month }
}

fn always(workers: &[Worker]) -> Average {
    average(&[month_end(workers); 12]).unwrap()
}

#[test]
fn r10_twelve_months_of_nine_are_small() {
    let average = year(&[(12, 9)]);
    assert_eq!(average.hundredths(), 900);
    assert!(is_micro_by_size(average));
}

#[test]
fn r10_twelve_months_of_ten_are_not() {
    let average = year(&[(12, 10)]);
    assert_eq!(average.hundredths(), 1000);
    assert!(!is_micro_by_size(average));
}

#[test]
fn r10_eleven_months_of_ten_and_one_of_nine_are_small() {
    let average = year(&[(11, 10), (1, 9)]);
    assert_eq!((average.half_units, average.months, average.hundredths()), (238, 12, 992));
    assert!(is_micro_by_size(average));
}

#[test]
fn r10_the_smallest_step_below_ten_is_never_rounded_away() {
    let mut months = vec![HalfUnits::full(10); 11];
    months.push(HalfUnits(19));
    let average = average(&months).unwrap();
    assert_eq!(average, Average { half_units: 239, months: 12 });
    assert!(is_micro_by_size(average));
}

#[test]
fn r10_a_new_firm_is_averaged_since_its_founding() {
    assert!(is_micro_by_size(year(&[(2, 10), (1, 9)])));
    assert!(!is_micro_by_size(year(&[(1, 10)])));
    assert_eq!(average(&[]), Err(AverageError::NoMonths));
    assert_eq!(average(&[HalfUnits(0); 13]), Err(AverageError::TooManyMonths(13)));
}

#[test]
fn r11_the_owner_and_nine_employees_are_nine() {
    let average = always(&[people(WorkerKind::Executive, 1), people(WorkerKind::FullTime, 9)]);
    assert_eq!(average.hundredths(), 900);
    assert!(is_micro_by_size(average));
}

#[test]
fn r11_day_labourers_short_contracts_and_researchers_are_none() {
    for kind in
        [WorkerKind::Daily, WorkerKind::UpToThreeMonths, WorkerKind::Researcher, WorkerKind::Executive]
    {
        assert_eq!(month_end(&[people(kind, 7)]), HalfUnits(0), "{kind:?}");
    }
}

#[test]
fn r11_59_9_hours_are_none_and_r12_60_hours_are_one_half() {
    assert_eq!(month_end(&[people(part_time(3_594), 1)]), HalfUnits(0));
    assert_eq!(month_end(&[people(part_time(3_599), 1)]), HalfUnits(0));
    assert_eq!(month_end(&[people(part_time(3_600), 1)]), HalfUnits(1));
}

#[test]
fn r12_nine_and_one_half_are_small_and_nine_and_two_halves_are_not() {
    let with_part_timers =
        |part_timers| always(&[people(WorkerKind::FullTime, 9), people(part_time(3_600), part_timers)]);
    assert_eq!(with_part_timers(1).hundredths(), 950);
    assert!(is_micro_by_size(with_part_timers(1)));
    assert_eq!(with_part_timers(2).hundredths(), 1000);
    assert!(!is_micro_by_size(with_part_timers(2)));
}

fn sales(section: char, division: u8, won: u64) -> Sales {
    Sales { industry: Industry { section, division }, won }
}

const APPAREL: Industry = Industry::manufacturing(14);
const RETAIL: Industry = Industry { section: 'G', division: 47 };

#[test]
fn r13_51_percent_decide() {
    let business = main_business(&[sales('C', 14, 51), sales('G', 47, 49)], Some(RETAIL));
    assert_eq!(business, MainBusiness::Sales { industry: APPAREL });
}

#[test]
fn r13_a_tie_is_asked_and_goes_by_the_registration_meanwhile() {
    let tied = [sales('C', 14, 50), sales('G', 47, 50)];
    let business = main_business(&tied, Some(APPAREL));
    assert_eq!(business, MainBusiness::Tied { registered: Some(APPAREL) });
    assert_eq!(business.industry(), Some(APPAREL));
    let firm =
        Firm { months: vec![HalfUnits(2)], grace: None, sales: tied.into(), registered: Some(APPAREL) };
    let [_, finding] = assess(&firm, DivisionRule::Statute2018, day(2024, 5, 10));
    assert_eq!((finding.outcome, finding.next), (Outcome::Warn, NextStep::AskMainBusiness));
}

#[test]
fn r13_without_sales_the_registration_counts() {
    for sales in [vec![], vec![sales('G', 47, 0)]] {
        let business = main_business(&sales, Some(APPAREL));
        assert_eq!(business, MainBusiness::Registration { registered: Some(APPAREL) });
    }
}

#[test]
fn r13_two_lines_of_making_outweigh_one_shop() {
    let business = main_business(&[sales('C', 14, 30), sales('C', 15, 25), sales('G', 47, 45)], None);
    assert_eq!(business, MainBusiness::Sales { industry: APPAREL });
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

const IN_2024: Grace = Grace { outgrew_in: 2024, excluded: false };

#[test]
fn r14_grown_to_twelve_in_2024_is_small_through_2027() {
    let twelve = year(&[(12, 12)]);
    assert!(!is_micro_by_size(twelve));
    assert!(is_micro_in_grace(twelve, &IN_2024, day(2027, 12, 31)));
    assert!(!is_micro_in_grace(twelve, &IN_2024, day(2028, 1, 1)));
}

#[test]
fn r14_grown_to_twenty_or_merged_is_lost_at_once() {
    assert!(!is_micro_in_grace(year(&[(12, 20)]), &IN_2024, day(2024, 6, 1)));
    assert!(is_micro_in_grace(year(&[(11, 20), (1, 19)]), &IN_2024, day(2024, 6, 1)));
    let merged = Grace { excluded: true, ..IN_2024 };
    assert!(!is_micro_in_grace(year(&[(12, 12)]), &merged, day(2024, 6, 1)));
    assert!(!is_micro_in_grace(
        year(&[(12, 12)]),
        &Grace { outgrew_in: i32::MAX, ..IN_2024 },
        day(2024, 6, 1)
    ));
}

#[test]
fn r15_a_firm_of_an_industry_that_does_not_count_fails() {
    let firm = |division| Firm {
        months: vec![HalfUnits::full(9); 12],
        grace: None,
        sales: vec![sales('C', division, 1)],
        registered: None,
    };
    let outcome = |division, rule| assess(&firm(division), rule, day(2024, 5, 10))[1].outcome;
    assert_eq!(outcome(34, DivisionRule::Statute2018), Outcome::Pass);
    for division in [12, 19, 21, 30, 31] {
        assert_eq!(outcome(division, DivisionRule::Statute2018), Outcome::Pass);
        assert_eq!(outcome(division, DivisionRule::Legacy19), Outcome::Fail);
    }
    let shop = Firm { sales: vec![sales('G', 47, 1)], ..firm(14) };
    assert_eq!(assess(&shop, DivisionRule::Statute2018, day(2024, 5, 10))[1].outcome, Outcome::Fail);
}

#[test]
fn r16_the_bands_below_ten_count() {
    use CensusBand::{From1To4, From5To9, From10To19, From20};
    assert_eq!([From1To4, From5To9, From10To19, From20].map(CensusBand::counts), [true, true, false, false]);
}

#[test]
fn a_firm_of_ten_fails_with_the_number_and_the_limit() {
    let firm = Firm { months: vec![HalfUnits::full(10); 12], grace: None, sales: vec![], registered: None };
    let [finding, unknown] = assess(&firm, DivisionRule::Statute2018, day(2024, 5, 10));
    let average = Average { half_units: 240, months: 12 };
    assert_eq!(finding.outcome, Outcome::Fail);
    assert_eq!(finding.cause, Cause::Size(SizeCause::RegularWorkers { average, below: 10 }));
    assert_eq!((unknown.outcome, unknown.next), (Outcome::Unknown, NextStep::CompleteFirmData));
    let grown = Firm { grace: Some(IN_2024), ..firm };
    assert_eq!(assess(&grown, DivisionRule::Statute2018, day(2027, 12, 31))[0].outcome, Outcome::Pass);
    let uncounted = Firm { months: vec![], ..grown };
    assert_eq!(assess(&uncounted, DivisionRule::Statute2018, day(2027, 12, 31))[0].outcome, Outcome::Unknown);
}

proptest! {
    #[test]
    fn the_exact_sum_decides(months in prop::collection::vec(0_u32..60, 1..=12)) {
        let average = average(&months.iter().copied().map(HalfUnits).collect::<Vec<_>>()).unwrap();
        let sum: u32 = months.iter().sum();
        let limit = 20 * u32::try_from(months.len()).unwrap();
        prop_assert_eq!(is_micro_by_size(average), sum < limit);
        prop_assert!(is_micro_by_size(average) || average.hundredths() >= 1000);
    }

    #[test]
    fn the_order_of_sales_does_not_matter(mut wons in prop::collection::vec((0_u8..3, 10_u8..14, 0_u64..5), 0..6)) {
        let all = |wons: &[(u8, u8, u64)]| main_business(&wons.iter().map(|(section, division, won)| {
            sales(char::from(b'C' + section), *division, *won)
        }).collect::<Vec<_>>(), None);
        let before = all(&wons);
        wons.reverse();
        prop_assert_eq!(before, all(&wons));
    }
}
