use super::*;
use crate::{
    deadline::{Channel, Refused, SupplementRequest},
    gates::{Eligibility, Gate},
    selection::{About, Effect},
    states::{
        ApplicationAct as Act, ApplicationRefused as No, ApplicationState as State, Conclusion, Inspection,
        Submission,
    },
};

/// The transitions as the field draws them. `Conclude`, `Judge` and `Uphold` are done with the best outcome.
const TRANSITIONS: [(State, Act, State); 25] = [
    (State::Draft, Act::Submit, State::Submitted),
    (State::Submitted, Act::TakeIn, State::Intake),
    (State::Intake, Act::RequestSupplement, State::SupplementRequested),
    (State::SupplementRequested, Act::Supplement, State::Supplemented),
    (State::SupplementRequested, Act::LapseSupplement, State::Supplemented),
    (State::Intake, Act::Judge, State::Eligible),
    (State::Supplemented, Act::Judge, State::Eligible),
    (State::Eligible, Act::ReviewDocuments, State::DocReviewed),
    (State::DocReviewed, Act::Inspect, State::Inspected),
    (State::Inspected, Act::Present, State::Presented),
    (State::Presented, Act::Rank, State::Ranked),
    (State::Ranked, Act::Conclude, State::Selected),
    (State::Reserve, Act::Promote, State::Selected),
    (State::Selected, Act::Agree, State::Agreed),
    (State::Selected, Act::Forfeit, State::Forfeited),
    (State::Ineligible, Act::Uphold, State::Eligible),
    (State::NotSelected, Act::Uphold, State::Selected),
    (State::Reserve, Act::Uphold, State::Selected),
    (State::Submitted, Act::Withdraw, State::Withdrawn),
    (State::Intake, Act::Withdraw, State::Withdrawn),
    (State::SupplementRequested, Act::Withdraw, State::Withdrawn),
    (State::Supplemented, Act::Withdraw, State::Withdrawn),
    (State::Eligible, Act::Withdraw, State::Withdrawn),
    (State::DocReviewed, Act::Withdraw, State::Withdrawn),
    (State::Inspected, Act::Withdraw, State::Withdrawn),
];

/// Withdrawing late in the evaluation, and leaving it without a rank.
const LATE: [(State, Act, State); 2] =
    [(State::Presented, Act::Withdraw, State::Withdrawn), (State::Ranked, Act::Withdraw, State::Withdrawn)];

const WITHOUT_RANK: [State; 3] = [State::DocReviewed, State::Inspected, State::Presented];

fn due() -> DateTime<Utc> {
    at("2024-05-24T00:00:00")
}

fn request() -> SupplementRequest {
    SupplementRequest { documents: vec!["정관".into()], due_before: due() }
}

fn perform(state: State, act: Act) -> Result<State, No> {
    let window = window();
    let in_time = at("2024-05-10T17:59:59.999");
    let submission =
        Submission { received_at: in_time, window: &window, missing_documents: 0, missing_consents: 0 };
    match act {
        Act::Submit => state.submit(&submission),
        Act::Withdraw => state.withdraw(false),
        Act::TakeIn => state.take_in(Channel::ENaradoum, Some("2024-0001")),
        Act::RequestSupplement => state.request_supplement(&request()),
        Act::Supplement => state.supplement(&request(), in_time),
        Act::LapseSupplement => state.lapse_supplement(&request(), due()),
        Act::Judge => state.judge(&Eligibility::Eligible),
        Act::ReviewDocuments => state.review_documents(true),
        Act::Inspect => state.inspect(Inspection { conforms: true, signed: true }),
        Act::Present => state.present(true),
        Act::Rank => state.rank(true),
        Act::Conclude => state.conclude(Conclusion::Selected, true),
        Act::Promote => state.promote("예비 1순위"),
        Act::Agree => state.agree(true, in_time, due()),
        Act::Forfeit => state.forfeit("협약 포기"),
        Act::Uphold if state == State::Ineligible => {
            state.uphold(About::Eligibility, Effect::Evaluated, false)
        }
        Act::Uphold => state.uphold(About::Selection, Effect::Selected, true),
    }
}

#[test]
fn every_state_and_every_act() {
    for state in State::ALL {
        for act in Act::ALL {
            let drawn =
                TRANSITIONS.iter().chain(&LATE).find(|(from, drawn, _)| (*from, *drawn) == (state, act));
            let without_rank = act == Act::Conclude && WITHOUT_RANK.contains(&state);
            let expected = match drawn {
                Some((.., to)) => Ok(*to),
                None if without_rank => Err(No::NotRanked),
                None => Err(No::WrongState { state, act }),
            };
            assert_eq!(perform(state, act), expected, "{state:?} {act:?}");
            assert_eq!(state.acts().contains(&act), drawn.is_some() || without_rank);
        }
    }
}

#[test]
fn r30_a_late_submission_stays_a_draft() {
    let window = window();
    let closed_at = window.closes_at();
    let submission =
        Submission { received_at: closed_at, window: &window, missing_documents: 0, missing_consents: 0 };
    let because = Refused::Closed { closed_at };
    assert_eq!(State::Draft.submit(&submission), Err(No::NotInTime { because }));
    let in_time = at("2024-05-10T17:59:59.999");
    let incomplete =
        Submission { received_at: in_time, missing_documents: 1, missing_consents: 2, ..submission };
    assert_eq!(State::Draft.submit(&incomplete), Err(No::Incomplete { documents: 1, consents: 2 }));
}

#[test]
fn without_an_external_receipt_number_there_is_no_intake() {
    for number in [None, Some(""), Some("  ")] {
        assert_eq!(State::Submitted.take_in(Channel::ENaradoum, number), Err(No::NoExternalReceipt));
    }
    assert_eq!(State::Submitted.take_in(Channel::SelfHosted, None), Ok(State::Intake));
}

#[test]
fn documents_are_asked_for_once_and_come_before_they_are_due() {
    let nothing = SupplementRequest { documents: vec![], ..request() };
    assert_eq!(State::Intake.request_supplement(&nothing), Err(No::NothingRequested));
    let late = State::SupplementRequested.supplement(&request(), due());
    assert_eq!(late, Err(No::TooLate { due_before: due() }));
    let early = State::SupplementRequested.lapse_supplement(&request(), at("2024-05-23T23:59:59.999"));
    assert_eq!(early, Err(No::TooEarly { due_before: due() }));
    let again = State::Supplemented.request_supplement(&request());
    assert_eq!(again, Err(No::WrongState { state: State::Supplemented, act: Act::RequestSupplement }));
}

#[test]
fn r40_a_failed_gate_makes_it_ineligible_and_an_open_one_leaves_it_where_it_is() {
    let failed = Eligibility::Ineligible(vec![Gate::G5]);
    assert_eq!(State::Intake.judge(&failed), Ok(State::Ineligible));
    let gates = vec![Gate::G1];
    assert_eq!(State::Intake.judge(&Eligibility::Undetermined(gates.clone())), Err(No::GatesOpen { gates }));
}

#[test]
fn r51_an_inspection_that_finds_a_gate_not_to_hold_ends_the_application() {
    let inspect = |conforms, signed| State::DocReviewed.inspect(Inspection { conforms, signed });
    assert_eq!(inspect(false, true), Ok(State::Ineligible));
    assert_eq!(inspect(true, false), Err(No::NotSigned));
    assert_eq!(inspect(false, false), Err(No::NotSigned));
}

#[test]
fn nothing_is_concluded_before_the_call_is_decided_and_nothing_withdrawn_after() {
    let conclude = |conclusion, decided| State::Ranked.conclude(conclusion, decided);
    assert_eq!(conclude(Conclusion::Selected, false), Err(No::CallNotDecided));
    assert_eq!(conclude(Conclusion::Reserve, true), Ok(State::Reserve));
    assert_eq!(conclude(Conclusion::NotSelected, true), Ok(State::NotSelected));
    assert_eq!(State::Ranked.withdraw(true), Err(No::CallDecided));
    for state in WITHOUT_RANK {
        assert_eq!(state.conclude(Conclusion::NotSelected, true), Ok(State::NotSelected));
        assert_eq!(state.conclude(Conclusion::Reserve, true), Err(No::NotRanked));
    }
}

#[test]
fn locks_signatures_and_reasons_are_needed() {
    assert_eq!(State::Eligible.review_documents(false), Err(No::NotLocked));
    assert_eq!(State::Inspected.present(false), Err(No::NotLocked));
    assert_eq!(State::Presented.rank(false), Err(No::NotFrozen));
    assert_eq!(State::Reserve.promote(""), Err(No::NoReason));
    assert_eq!(State::Selected.forfeit(" "), Err(No::NoReason));
    assert_eq!(State::Selected.agree(false, at("2024-05-23T00:00:00"), due()), Err(No::NotSigned));
    assert_eq!(State::Selected.agree(true, due(), due()), Err(No::TooLate { due_before: due() }));
}

#[test]
fn r50_the_live_ones_are_those_that_still_take_part() {
    let live = State::ALL.into_iter().filter(|state| state.is_live()).count();
    assert_eq!(live, 12);
    for out in [State::Draft, State::Withdrawn, State::Ineligible, State::NotSelected, State::Forfeited] {
        assert!(!out.is_live());
    }
}

#[test]
fn a_state_is_stored_under_its_name() {
    assert_eq!(serde_json::to_string(&State::SupplementRequested).unwrap(), r#""supplement_requested""#);
    for state in State::ALL {
        let stored = serde_json::to_string(&state).unwrap();
        assert_eq!(serde_json::from_str::<State>(&stored).unwrap(), state);
    }
}
