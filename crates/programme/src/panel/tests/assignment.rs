//! Brute force beside the flow, on instances small enough for it.

use proptest::{collection::vec, option, prelude::*};

use crate::panel::assignment::{Assignment, Judge, Problem, ProblemError, Shortage, Task, WhyNot, solve};

fn problem(tasks: &[(u32, u32)], judges: &[(u32, bool)], fit: &[&[i64]]) -> Problem {
    let tasks = tasks.iter().map(|(seats, min_outside)| Task { seats: *seats, min_outside: *min_outside });
    let judges = judges.iter().map(|(load, outside)| Judge { load: *load, outside: *outside });
    let fit = fit.iter().map(|row| row.iter().map(|fit| u32::try_from(*fit).ok()).collect());
    Problem::new(tasks.collect(), judges.collect(), fit.collect()).unwrap()
}

/// Every assignment that keeps the rules, as one bit set of evaluators for each application.
fn every(problem: &Problem) -> Vec<Vec<u32>> {
    let judges = problem.judges().len();
    let mut found: Vec<Vec<u32>> = vec![vec![]];
    for (at, task) in problem.tasks().iter().enumerate() {
        let may = |panel: u32| {
            let sits = |evaluator: &usize| panel >> evaluator & 1 == 1;
            let members = (0..judges).filter(sits);
            let outside = members.clone().filter(|evaluator| problem.judges()[*evaluator].outside).count();
            panel.count_ones() == task.seats
                && outside >= task.min_outside as usize
                && members.clone().all(|evaluator| problem.fit(at, evaluator).is_some())
        };
        let panels: Vec<u32> = (0..1 << judges).filter(|panel| may(*panel)).collect();
        let loads_hold = |chosen: &Vec<u32>| {
            (0..judges).all(|evaluator| {
                let load = chosen.iter().filter(|panel| **panel >> evaluator & 1 == 1).count();
                load <= problem.judges()[evaluator].load as usize
            })
        };
        found = found
            .iter()
            .flat_map(|chosen| panels.iter().map(|panel| [chosen.as_slice(), &[*panel]].concat()))
            .filter(loads_hold)
            .collect();
    }
    found
}

fn sums(problem: &Problem, panels: &[u32]) -> Vec<u64> {
    let fit = |at, evaluator| u64::from(problem.fit(at, evaluator).unwrap_or(0));
    let sum = |(at, panel): (usize, &u32)| {
        (0..problem.judges().len()).filter(|e| panel >> e & 1 == 1).map(|e| fit(at, e)).sum()
    };
    panels.iter().enumerate().map(sum).collect()
}

fn total(problem: &Problem, panels: &[u32]) -> u64 {
    sums(problem, panels).into_iter().sum()
}

fn chosen(problem: &Problem, assignment: &Assignment<'_>) -> Vec<u32> {
    let bits = |at| assignment.panel(at).into_iter().fold(0, |panel, evaluator| panel | 1 << evaluator);
    (0..problem.tasks().len()).map(bits).collect()
}

/// A shortage is right if its sums can be read from the lists alone.
fn assert_proves(problem: &Problem, shortage: &Shortage) {
    let seats: u64 = shortage.applications.iter().map(|at| u64::from(problem.tasks()[*at].seats)).sum();
    let loads: u64 = shortage.full.iter().map(|at| u64::from(problem.judges()[*at].load)).sum();
    let others = |at: &usize| {
        let able = (0..problem.judges().len()).filter(|e| !shortage.full.contains(e));
        let able = able.filter(|e| problem.fit(*at, *e).is_some());
        let (outside, inside): (Vec<_>, Vec<_>) = able.partition(|e| problem.judges()[*e].outside);
        let task = problem.tasks()[*at];
        outside.len() as u64 + (inside.len() as u64).min((task.seats - task.min_outside).into())
    };
    assert_eq!((shortage.seats, shortage.from_full), (seats, loads));
    assert_eq!(shortage.from_others, shortage.applications.iter().map(others).sum::<u64>());
    assert!(shortage.missing() > 0);
    assert_eq!(shortage.missing(), shortage.lacking.iter().map(|lack| u64::from(lack.seats)).sum::<u64>());
    assert!(shortage.lacking.iter().all(|lack| shortage.applications.contains(&lack.application)));
}

/// What a pair costs when it is forced, against every assignment that has it.
fn assert_explained(problem: &Problem, assignment: &Assignment<'_>, all: &[Vec<u32>]) {
    let before = chosen(problem, assignment);
    for at in 0..problem.tasks().len() {
        for evaluator in 0..problem.judges().len() {
            let with_pair = all.iter().filter(|panels| panels[at] >> evaluator & 1 == 1);
            let best = with_pair.map(|panels| total(problem, panels)).max();
            let swap = match assignment.why_not(at, evaluator) {
                WhyNot::Seated => {
                    assert_eq!(before[at] >> evaluator & 1, 1);
                    continue;
                }
                WhyNot::Forbidden => {
                    assert_eq!(problem.fit(at, evaluator), None);
                    continue;
                }
                WhyNot::Impossible => {
                    assert_eq!(best, None);
                    continue;
                }
                WhyNot::LoadFull { gives_way, swap } => {
                    assert_eq!(before[gives_way] >> evaluator & 1, 1);
                    let load = before.iter().filter(|panel| **panel >> evaluator & 1 == 1).count();
                    assert_eq!(load, problem.judges()[evaluator].load as usize);
                    swap
                }
                WhyNot::LowerFit { instead_of, swap } => {
                    assert_eq!(before[at] >> instead_of & 1, 1);
                    swap
                }
            };
            assert_eq!(Some(assignment.total() - swap.loss), best);
            let mut after = before.clone();
            for change in &swap.changes {
                after[change.application] ^= 1 << change.evaluator;
                assert_eq!(after[change.application] >> change.evaluator & 1 == 1, change.joins);
            }
            assert!(all.contains(&after) && after[at] >> evaluator & 1 == 1);
            assert_eq!(Some(total(problem, &after)), best);
        }
    }
}

fn assert_best(problem: &Problem) {
    let all = every(problem);
    let best = all.iter().map(|panels| total(problem, panels)).max();
    match solve(problem) {
        Ok(assignment) => {
            let panels = chosen(problem, &assignment);
            assert!(all.contains(&panels), "{panels:?} breaks a rule");
            assert_eq!(Some(assignment.total()), best);
            assert_eq!(assignment.sums(), sums(problem, &panels));
            let weakest = |panels: &Vec<u32>| sums(problem, panels).into_iter().min();
            let greatest = all.iter().filter(|panels| Some(total(problem, panels)) == best);
            let possible = greatest.filter_map(weakest).max();
            let found = assignment.weakest().map(|weakest| weakest.sum);
            if assignment.weakest_is_proved() {
                assert_eq!(found, possible);
            }
            assert!(found <= possible);
            assert_explained(problem, &assignment, &all);
        }
        Err(shortage) => {
            assert_eq!(best, None);
            assert_proves(problem, &shortage);
        }
    }
}

fn small(fits: u32) -> impl Strategy<Value = Problem> {
    (1_usize..=3, 1_usize..=6).prop_flat_map(move |(tasks, judges)| {
        let task = (0_u32..=3, 0_u32..=3).prop_map(|(seats, outside)| (seats, outside.min(seats)));
        let fit = option::weighted(0.8, 0..=fits);
        (vec(task, tasks), vec((0_u32..=2, any::<bool>()), judges), vec(vec(fit, judges), tasks)).prop_map(
            |(tasks, judges, fit)| {
                let tasks = tasks.into_iter().map(|(seats, min_outside)| Task { seats, min_outside });
                let judges = judges.into_iter().map(|(load, outside)| Judge { load, outside });
                Problem::new(tasks.collect(), judges.collect(), fit).unwrap()
            },
        )
    })
}

/// Large enough for many exchanges, with everybody able to sit somewhere.
fn middling() -> impl Strategy<Value = Problem> {
    (2_usize..=12, 12_usize..=24, 1_u32..=40).prop_flat_map(|(tasks, judges, fits)| {
        let fit = option::weighted(0.9, 0..=fits);
        (Just(tasks), vec((1_u32..=4, any::<bool>()), judges), vec(vec(fit, judges), tasks)).prop_map(
            |(tasks, judges, fit)| {
                let judges = judges.into_iter().map(|(load, outside)| Judge { load, outside });
                let task = Task { seats: 3, min_outside: 2 };
                Problem::new(vec![task; tasks], judges.collect(), fit).unwrap()
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn it_is_the_best_there_is(problem in small(9)) {
        assert_best(&problem);
    }

    #[test]
    fn it_is_the_best_there_is_where_many_are_equal(problem in small(2)) {
        assert_best(&problem);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn seats_and_loads_are_exact_and_nobody_judges_against_a_conflict_or_twice(problem in middling()) {
        match solve(&problem) {
            Err(shortage) => assert_proves(&problem, &shortage),
            Ok(assignment) => {
                let mut loads = vec![0_u32; problem.judges().len()];
                for (at, task) in problem.tasks().iter().enumerate() {
                    let panel = assignment.panel(at);
                    prop_assert_eq!(panel.len(), task.seats as usize);
                    prop_assert!(panel.is_sorted_by(|one, other| one < other));
                    prop_assert!(panel.iter().all(|evaluator| problem.fit(at, *evaluator).is_some()));
                    let outside = panel.iter().filter(|evaluator| problem.judges()[**evaluator].outside).count();
                    prop_assert!(outside >= task.min_outside as usize);
                    for evaluator in panel {
                        loads[evaluator] += 1;
                    }
                }
                prop_assert!(loads.iter().zip(problem.judges()).all(|(load, judge)| *load <= judge.load));
            }
        }
    }
}

#[test]
fn a_better_expert_with_no_time_left_says_who_would_have_to_give_way() {
    // The first evaluator fits both and has time for one; the third would take over.
    let problem = problem(&[(1, 0), (1, 0)], &[(1, true), (1, true), (1, true)], &[&[9, 2, 0], &[8, -1, 5]]);
    let assignment = solve(&problem).unwrap();
    assert_eq!((assignment.panel(0), assignment.panel(1), assignment.total()), (vec![0], vec![2], 14));
    let WhyNot::LoadFull { gives_way, swap } = assignment.why_not(1, 0) else { panic!("the load is full") };
    assert_eq!((gives_way, swap.loss), (0, 4));
    let WhyNot::LowerFit { instead_of, swap } = assignment.why_not(0, 1) else { panic!("there is time") };
    assert_eq!(
        (instead_of, swap.loss, swap.changes.len()),
        (0, 4, 4),
        "the freed expert goes to the other: {swap:?}"
    );
    assert_eq!(assignment.why_not(1, 1), WhyNot::Forbidden);
    assert_eq!(assignment.why_not(0, 0), WhyNot::Seated);
}

#[test]
fn of_two_equal_totals_the_one_with_the_better_weakest_panel_is_taken() {
    let problem = problem(&[(1, 0), (1, 0)], &[(1, true), (1, true)], &[&[9, 5], &[5, 1]]);
    let assignment = solve(&problem).unwrap();
    assert_eq!((assignment.total(), assignment.sums()), (10, vec![5, 5]));
    assert!(assignment.weakest_is_proved());
}

#[test]
fn what_cannot_be_filled_says_which_applications_lack_whom() {
    // Two applications want two each, but two people with a load of one are all there is for them.
    let (tasks, judges) = ([(2, 0), (2, 0), (1, 0)], [(1, true), (1, true), (1, true)]);
    let few = problem(&tasks, &judges, &[&[1, 1, -1], &[1, 1, -1], &[1, 1, 1]]);
    let shortage = solve(&few).unwrap_err();
    assert_proves(&few, &shortage);
    assert_eq!((&shortage.applications[..], &shortage.full[..]), (&[0, 1][..], &[0, 1][..]));
    assert_eq!((shortage.seats, shortage.from_full, shortage.from_others), (4, 2, 0));
    // Enough people, but one of them too many from the agency.
    let inside = problem(&[(3, 2)], &[(1, true), (1, false), (1, false)], &[&[1, 1, 1]]);
    let shortage = solve(&inside).unwrap_err();
    assert_proves(&inside, &shortage);
    assert_eq!((shortage.lack_outsiders, shortage.from_others, shortage.seats), (vec![0], 2, 3));
}

#[test]
fn nothing_to_assign_is_no_problem() {
    let nothing = problem(&[], &[], &[]);
    let assignment = solve(&nothing).unwrap();
    assert_eq!((assignment.total(), assignment.weakest()), (0, None));
}

#[test]
fn a_problem_that_contradicts_itself_is_refused() {
    let task = Task { seats: 1, min_outside: 2 };
    assert_eq!(Problem::new(vec![task], vec![], vec![vec![]]), Err(ProblemError::Outside { application: 0 }));
    let shape = Err(ProblemError::Shape { rows: 1, columns: 0 });
    assert_eq!(Problem::new(vec![task], vec![], vec![vec![None]]), shape);
    assert_eq!(Problem::new(vec![task], vec![], vec![]), shape);
}
