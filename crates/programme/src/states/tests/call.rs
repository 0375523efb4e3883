use chrono::TimeDelta;

use super::*;
use crate::{
    deadline::ExtensionRefused,
    states::{
        Agreements, CallAct, CallDates, CallPhase, CallRefused, CallState, Decision, Intake, Readiness,
    },
};

fn dates() -> CallDates {
    CallDates { window: window(), notice_public_at: Some(at("2024-04-14T12:00:00")) }
}

/// A stored state and an instant for each phase.
const PHASES: [(CallState, &str, CallPhase); 11] = [
    (CallState::Draft, "2024-04-20T00:00:00", CallPhase::Draft),
    (CallState::Approved, "2024-04-20T00:00:00", CallPhase::Approved),
    (CallState::Scheduled, "2024-04-14T23:59:59.999", CallPhase::Scheduled),
    (CallState::Scheduled, "2024-04-15T00:00:00", CallPhase::Open),
    (CallState::Scheduled, "2024-05-10T18:00:00", CallPhase::Closed),
    (CallState::Evaluating, "2024-05-20T00:00:00", CallPhase::Evaluating),
    (CallState::Decided, "2024-06-20T00:00:00", CallPhase::Decided),
    (CallState::Announced, "2024-06-20T00:00:00", CallPhase::Announced),
    (CallState::Agreed, "2024-06-20T00:00:00", CallPhase::Agreed),
    (CallState::Archived, "2024-06-20T00:00:00", CallPhase::Archived),
    (CallState::Cancelled, "2024-06-20T00:00:00", CallPhase::Cancelled),
];

/// The transitions as the field draws them. Extending leaves the stored state as it is.
const TRANSITIONS: [(CallPhase, CallAct, CallState); 14] = [
    (CallPhase::Draft, CallAct::Approve, CallState::Approved),
    (CallPhase::Approved, CallAct::Schedule, CallState::Scheduled),
    (CallPhase::Open, CallAct::Extend, CallState::Scheduled),
    (CallPhase::Closed, CallAct::Evaluate, CallState::Evaluating),
    (CallPhase::Evaluating, CallAct::Decide, CallState::Decided),
    (CallPhase::Decided, CallAct::Announce, CallState::Announced),
    (CallPhase::Announced, CallAct::Agree, CallState::Agreed),
    (CallPhase::Agreed, CallAct::Archive, CallState::Archived),
    (CallPhase::Draft, CallAct::Cancel, CallState::Cancelled),
    (CallPhase::Approved, CallAct::Cancel, CallState::Cancelled),
    (CallPhase::Scheduled, CallAct::Cancel, CallState::Cancelled),
    (CallPhase::Open, CallAct::Cancel, CallState::Cancelled),
    (CallPhase::Closed, CallAct::Cancel, CallState::Cancelled),
    (CallPhase::Evaluating, CallAct::Cancel, CallState::Cancelled),
];

const READY: Readiness = Readiness { embargo_consistent: true, contacts_complete: true };
const DONE: Intake = Intake { undecided: 0, timed_out: false };
const DECIDED: Decision = Decision { minutes: true, by_a_person: true };
const SETTLED: Agreements = Agreements { unsettled: 0, unfilled: 0, reserves: 2 };

/// Does an act with everything it asks for.
fn perform(state: CallState, act: CallAct, now: DateTime<Utc>) -> Result<CallState, CallRefused> {
    let dates = dates();
    let when = (&dates, now);
    match act {
        CallAct::Approve => state.approve(&"author", &"manager", when),
        CallAct::Schedule => state.schedule(READY, when),
        CallAct::Extend => state.extend(at("2024-05-17T18:00:00"), when).map(|_| state),
        CallAct::Evaluate => state.evaluate(DONE, when),
        CallAct::Decide => state.decide(DECIDED, when),
        CallAct::Announce => state.announce(now, when),
        CallAct::Agree => state.agree(SETTLED, when),
        CallAct::Archive => state.archive(when),
        CallAct::Cancel => state.cancel("예산 변경", when),
    }
}

#[test]
fn every_state_and_every_act() {
    for (state, now, phase) in PHASES {
        assert_eq!(state.phase(&dates(), at(now)), phase);
        for act in CallAct::ALL {
            let drawn = TRANSITIONS.iter().find(|(from, drawn, _)| (*from, *drawn) == (phase, act));
            let expected = drawn.map_or(Err(CallRefused::WrongPhase { phase, act }), |(.., to)| Ok(*to));
            assert_eq!(perform(state, act, at(now)), expected, "{phase:?} {act:?}");
            assert_eq!(phase.acts().contains(&act), expected.is_ok());
        }
    }
}

#[test]
fn a_call_opens_and_closes_by_its_dates_and_stays_closed() {
    let phase = |now: &str| CallState::Scheduled.phase(&dates(), at(now));
    assert_eq!(phase("2024-05-10T17:59:59.999"), CallPhase::Open);
    assert_eq!(phase("2024-05-10T18:00:00.000"), CallPhase::Closed);
    assert_eq!(phase("2034-05-10T18:00:00.000"), CallPhase::Closed);
}

#[test]
fn e05_a_call_does_not_open_before_its_notice_is_public() {
    let now = at("2024-04-15T00:00:00");
    for notice_public_at in [None, Some(now + TimeDelta::hours(6))] {
        let late = CallDates { notice_public_at, ..dates() };
        assert_eq!(CallState::Scheduled.phase(&late, now), CallPhase::Scheduled);
        let refused = CallState::Approved.schedule(READY, (&late, at("2024-04-10T00:00:00")));
        assert_eq!(refused, Err(CallRefused::OpensBeforeNotice));
    }
    let late = CallDates { notice_public_at: Some(now + TimeDelta::hours(6)), ..dates() };
    assert_eq!(CallState::Scheduled.phase(&late, now + TimeDelta::hours(6)), CallPhase::Open);
}

#[test]
fn each_act_refuses_what_is_missing() {
    let (dates, now) = (dates(), at("2024-05-10T18:00:00"));
    let when = (&dates, now);
    assert_eq!(CallState::Draft.approve(&1, &1, when), Err(CallRefused::OwnWork));
    let unsettled = Readiness { embargo_consistent: false, ..READY };
    assert_eq!(CallState::Approved.schedule(unsettled, when), Err(CallRefused::EmbargoOpen));
    let unreachable = Readiness { contacts_complete: false, ..READY };
    assert_eq!(CallState::Approved.schedule(unreachable, when), Err(CallRefused::ContactsIncomplete));
    let waiting = Intake { undecided: 2, timed_out: false };
    assert_eq!(CallState::Scheduled.evaluate(waiting, when), Err(CallRefused::IntakesOpen { undecided: 2 }));
    let timed_out = Intake { timed_out: true, ..waiting };
    assert_eq!(CallState::Scheduled.evaluate(timed_out, when), Ok(CallState::Evaluating));
    let unminuted = Decision { minutes: false, ..DECIDED };
    assert_eq!(CallState::Evaluating.decide(unminuted, when), Err(CallRefused::NoMinutes));
    let automatic = Decision { by_a_person: false, ..DECIDED };
    assert_eq!(CallState::Evaluating.decide(automatic, when), Err(CallRefused::NobodyDecided));
    let publish_at = now + TimeDelta::milliseconds(1);
    assert_eq!(CallState::Decided.announce(publish_at, when), Err(CallRefused::NotYet { publish_at }));
    assert_eq!(CallState::Draft.cancel(" ", when), Err(CallRefused::NoReason));
}

#[test]
fn a_call_is_agreed_when_nothing_is_open_or_no_reserve_is_left() {
    let (dates, now) = (dates(), at("2024-06-20T00:00:00"));
    let agree = |unsettled, unfilled, reserves| {
        CallState::Announced.agree(Agreements { unsettled, unfilled, reserves }, (&dates, now))
    };
    assert_eq!(agree(0, 1, 0), Ok(CallState::Agreed));
    assert_eq!(agree(0, 0, 3), Ok(CallState::Agreed));
    assert_eq!(agree(0, 2, 1), Err(CallRefused::AgreementsOpen { unsettled: 0, unfilled: 1 }));
    assert_eq!(agree(1, 0, 0), Err(CallRefused::AgreementsOpen { unsettled: 1, unfilled: 0 }));
}

#[test]
fn r34_an_open_call_is_extended_and_a_closed_one_is_not() {
    let (dates, later) = (dates(), at("2024-05-17T18:00:00"));
    let now = at("2024-05-10T17:59:59.999");
    let extended = CallState::Scheduled.extend(later, (&dates, now)).unwrap();
    assert_eq!(extended.window.closes_at(), later);
    assert_eq!(CallState::Scheduled.phase(&extended, at("2024-05-10T18:00:00")), CallPhase::Open);
    let earlier = CallState::Scheduled.extend(now, (&dates, now));
    let because = ExtensionRefused::NotLater { closes_at: dates.window.closes_at() };
    assert_eq!(earlier, Err(CallRefused::Extension { because }));
    let closed = CallState::Scheduled.extend(later, (&dates, at("2024-05-10T18:00:00")));
    assert_eq!(closed, Err(CallRefused::WrongPhase { phase: CallPhase::Closed, act: CallAct::Extend }));
}

#[test]
fn what_is_stored_never_says_open_or_closed() {
    for state in CallState::ALL {
        let stored = serde_json::to_string(&state).unwrap();
        assert!(!stored.contains("open") && !stored.contains("closed"));
        assert_eq!(serde_json::from_str::<CallState>(&stored).unwrap(), state);
    }
}
