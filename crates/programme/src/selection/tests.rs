use chrono::NaiveDate;
use korea::calendar::Holidays;

use super::*;
use crate::{
    scoring::{ApplicationKey, CentiPoints, NotRanked, Ranked, Ranking, Standing, WhyNot, Working},
    states::Conclusion::{self, NotSelected, Reserve, Selected},
    target::Target,
};

fn key(number: u32) -> ApplicationKey {
    ApplicationKey(format!("A-{number}"))
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// So many in order, best first, for so many seats, and one without a place behind them.
fn ranking(count: u32, seats: u32) -> Ranking {
    let ranked = |place: u32| Ranked {
        place,
        application: key(place),
        total_centi: CentiPoints(9000 - i64::from(place)),
        standing: if place <= seats {
            Standing::Selected
        } else {
            Standing::Reserve { order: place - seats }
        },
    };
    Ranking {
        order: (1..=count).map(ranked).collect(),
        not_ranked: vec![NotRanked { application: key(99), because: WhyNot::Withdrawn }],
        unresolved: Vec::new(),
        working: Working::default(),
    }
}

fn change(choices: &mut [Choice], number: u32, conclusion: Conclusion, reason: &str) {
    let choice = choices.iter_mut().find(|choice| choice.application == key(number)).expect("a choice");
    choice.conclusion = conclusion;
    reason.clone_into(&mut choice.reason);
}

#[test]
fn the_order_decided_as_proposed() {
    let ranking = ranking(7, 5);
    let decided = decide(&ranking, &Target::about(5), &proposed(&ranking), "").expect("a decision");
    assert_eq!(decided.selected, (1..=5).map(key).collect::<Vec<_>>());
    assert_eq!(decided.reserve, [key(6), key(7)], "the next to be promoted first");
    assert_eq!(decided.not_selected, [key(99)]);
}

#[test]
fn r55_without_a_place_nobody_is_selected_or_in_reserve() {
    let ranking = ranking(5, 5);
    for conclusion in [Selected, Reserve] {
        let mut choices = proposed(&ranking);
        change(&mut choices, 99, conclusion, "까닭");
        let problems = decide(&ranking, &Target::about(5), &choices, "").expect_err("a problem");
        assert_eq!(problems, [Problem::WithoutPlace { application: key(99) }]);
    }
}

#[test]
fn r37_another_number_needs_a_reason() {
    let ranking = ranking(7, 5);
    let mut choices = proposed(&ranking);
    change(&mut choices, 4, Reserve, "");
    change(&mut choices, 5, Reserve, "");
    let target = Target::about(5);
    let problems = decide(&ranking, &target, &choices, " ").expect_err("three of five");
    assert!(matches!(problems[..], [Problem::Number { because }] if (because.from, because.to) == (4, 6)));
    assert!(decide(&ranking, &target, &choices, "예산이 줄었음").is_ok());
    change(&mut choices, 4, Selected, "");
    assert!(decide(&ranking, &target, &choices, "").is_ok(), "four is about five");
}

#[test]
fn whoever_is_passed_over_is_told_why() {
    let ranking = ranking(7, 5);
    let mut choices = proposed(&ranking);
    change(&mut choices, 2, Reserve, "");
    change(&mut choices, 6, Selected, "");
    let problems = decide(&ranking, &Target::about(5), &choices, "").expect_err("passed over");
    assert_eq!(problems, [Problem::PassedOver { application: key(2) }], "and nobody else");
    change(&mut choices, 2, Reserve, "같은 지역에 센터가 있음");
    let decided = decide(&ranking, &Target::about(5), &choices, "").expect("a decision");
    assert_eq!(decided.reserve, [key(2), key(7)], "the reserve keeps the order of the points");
    assert!(decided.selected.contains(&key(6)));
}

#[test]
fn r54_a_tie_over_the_last_seat_or_in_the_reserve_waits_for_lots() {
    for (tied, standing) in [([5, 6], Standing::Open), ([6, 7], Standing::Open)] {
        let mut ranking = ranking(7, 5);
        for ranked in ranking.order.iter_mut().filter(|one| tied.map(key).contains(&one.application)) {
            (ranked.place, ranked.standing) = (tied[0], standing);
        }
        ranking.unresolved = vec![tied.map(key).to_vec()];
        let mut choices = proposed(&ranking);
        if tied[0] == 5 {
            change(&mut choices, 5, Selected, "");
        }
        let problems = decide(&ranking, &Target::about(5), &choices, "까닭").expect_err("a tie");
        assert_eq!(problems, [Problem::Tied { applications: tied.map(key).to_vec() }]);
        for number in tied {
            change(&mut choices, number, Selected, "");
        }
        if tied[0] == 5 {
            assert!(decide(&ranking, &Target::about(5), &choices, "").is_ok(), "a seat for each");
        }
    }
}

#[test]
fn everybody_is_decided_once_and_nobody_else() {
    let ranking = ranking(5, 5);
    let mut choices = proposed(&ranking);
    let last = choices.pop().expect("a choice");
    let problems = decide(&ranking, &Target::about(5), &choices, "").expect_err("one is missing");
    assert_eq!(problems, [Problem::Undecided { application: last.application.clone() }]);
    choices.push(last.clone());
    choices.push(last.clone());
    let problems = decide(&ranking, &Target::about(5), &choices, "").expect_err("twice");
    assert_eq!(problems, [Problem::Unknown { application: last.application }]);
    choices.pop();
    choices.push(Choice { application: key(50), conclusion: NotSelected, reason: String::new() });
    assert!(decide(&ranking, &Target::about(5), &choices, "").is_err(), "somebody who does not take part");
}

#[test]
fn r58_only_the_next_in_reserve_is_promoted_while_a_seat_is_free_and_the_reserve_stands() {
    let waiting = Waiting { order: vec![key(6), key(7)], decided: 5, taken: 4, last_day: day("2024-12-14") };
    let on = |text: &str, number| may_promote(&waiting, &key(number), day(text));
    assert_eq!(on("2024-12-14", 6), Ok(()));
    assert_eq!(on("2024-12-15", 6), Err(NotPromoted::Over { last_day: day("2024-12-14") }));
    assert_eq!(on("2024-07-01", 7), Err(NotPromoted::NotNext { next: key(6) }));
    assert_eq!(on("2024-07-01", 1), Err(NotPromoted::NotInReserve));
    let full = Waiting { taken: 5, ..waiting };
    assert_eq!(may_promote(&full, &key(6), day("2024-07-01")), Err(NotPromoted::NoSeat));
}

#[test]
fn r58_the_reserve_stands_for_six_months() {
    let holidays = Holidays::embedded().expect("a table");
    // 2024-12-14 is a Saturday, so the period ends on the Monday after it.
    assert_eq!(last_day_of_reserve(day("2024-06-14"), &holidays), Ok(day("2024-12-16")));
    assert_eq!(last_day_of_reserve(day("2024-06-13"), &holidays), Ok(day("2024-12-13")));
}

#[test]
fn an_objection_is_answered_in_fourteen_days_and_put_off_once_by_ten() {
    let holidays = Holidays::embedded().expect("a table");
    assert_eq!(last_day_to_answer(day("2024-06-14"), false, &holidays), Ok(day("2024-06-28")));
    assert_eq!(last_day_to_answer(day("2024-06-14"), true, &holidays), Ok(day("2024-07-08")));
    // The fourteenth day, 2024-06-29, is a Saturday.
    assert_eq!(last_day_to_answer(day("2024-06-15"), false, &holidays), Ok(day("2024-07-01")));
    // The tenth day after it, 2024-07-11, is a Thursday.
    assert_eq!(last_day_to_answer(day("2024-06-15"), true, &holidays), Ok(day("2024-07-11")));
    assert!(Answered::UpheldInPart.changes_something() && !Answered::Rejected.changes_something());
}

#[test]
fn being_told_ends_in_the_state_that_was_decided() {
    use crate::states::ApplicationState as State;
    assert_eq!(concluded(State::Eligible, Selected, true), Ok(State::Selected));
    assert_eq!(concluded(State::Eligible, Reserve, true), Ok(State::Reserve));
    assert_eq!(concluded(State::Eligible, NotSelected, false), Ok(State::NotSelected));
    assert!(concluded(State::Eligible, Selected, false).is_err(), "nobody without a place");
    assert!(concluded(State::Withdrawn, NotSelected, false).is_err());
}

#[test]
fn what_an_answer_changes() {
    use crate::states::ApplicationState as State;
    type Case = (About, State, bool, Answered, Effect, Result<(), AnswerRefused>);
    let cases: [Case; 11] = [
        (About::Eligibility, State::Ineligible, false, Answered::Upheld, Effect::Evaluated, Ok(())),
        (About::Eligibility, State::Ineligible, false, Answered::UpheldInPart, Effect::Nothing, Ok(())),
        (
            About::Eligibility,
            State::Ineligible,
            false,
            Answered::Upheld,
            Effect::Nothing,
            Err(AnswerRefused::NotEvaluated),
        ),
        (
            About::Eligibility,
            State::Ineligible,
            true,
            Answered::Upheld,
            Effect::Evaluated,
            Err(AnswerRefused::NotPossible),
        ),
        (About::Eligibility, State::Ineligible, true, Answered::Upheld, Effect::Nothing, Ok(())),
        (
            About::Eligibility,
            State::Ineligible,
            false,
            Answered::Rejected,
            Effect::Evaluated,
            Err(AnswerRefused::NothingUpheld),
        ),
        (About::Selection, State::NotSelected, true, Answered::UpheldInPart, Effect::Reserve, Ok(())),
        (About::Selection, State::NotSelected, true, Answered::Upheld, Effect::Selected, Ok(())),
        (About::Selection, State::Reserve, true, Answered::Upheld, Effect::Selected, Ok(())),
        (
            About::Selection,
            State::Selected,
            true,
            Answered::Upheld,
            Effect::Selected,
            Err(AnswerRefused::NotPossible),
        ),
        (
            About::Selection,
            State::Reserve,
            true,
            Answered::Inadmissible,
            Effect::Selected,
            Err(AnswerRefused::NothingUpheld),
        ),
    ];
    for (about, state, decided, answered, effect, expected) in cases {
        let possible = Effect::possible(about, state, decided);
        let answer = check_answer(answered, effect, (about, possible));
        assert_eq!(answer, expected, "{about:?} {state:?} {answered:?} {effect:?}");
        if expected.is_ok() && effect != Effect::Nothing {
            let next = state.uphold(about, effect, decided).expect("the state it leads to");
            assert_ne!(next, state);
        }
    }
    assert_eq!(State::Ineligible.uphold(About::Eligibility, Effect::Evaluated, false), Ok(State::Eligible));
    assert!(State::Ineligible.uphold(About::Eligibility, Effect::Evaluated, true).is_err());
    assert!(State::Withdrawn.uphold(About::Selection, Effect::Selected, true).is_err());
}
