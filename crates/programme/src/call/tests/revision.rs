use super::*;
use RevisionState::{Approved, Draft, Published, Submitted, Withdrawn};

/// The way of a revision, written out.
const TRANSITIONS: [(RevisionState, RevisionAct, RevisionState); 9] = [
    (Draft, RevisionAct::Write, Draft),
    (Draft, RevisionAct::Submit, Submitted),
    (Draft, RevisionAct::Withdraw, Withdrawn),
    (Submitted, RevisionAct::SendBack, Draft),
    (Submitted, RevisionAct::Approve, Approved),
    (Submitted, RevisionAct::Withdraw, Withdrawn),
    (Approved, RevisionAct::SendBack, Draft),
    (Approved, RevisionAct::Publish, Published),
    (Approved, RevisionAct::Withdraw, Withdrawn),
];

const ACTS: [RevisionAct; 6] = [
    RevisionAct::Write,
    RevisionAct::Submit,
    RevisionAct::SendBack,
    RevisionAct::Approve,
    RevisionAct::Publish,
    RevisionAct::Withdraw,
];

fn perform(state: RevisionState, act: RevisionAct) -> Result<RevisionState, RevisionRefused> {
    match act {
        RevisionAct::Write => state.require(act).map(|()| state),
        RevisionAct::Submit => state.submit(&[]),
        RevisionAct::SendBack => state.send_back("고칠 곳"),
        RevisionAct::Approve => state.approve(&["writer"], &"manager", &[]),
        RevisionAct::Publish => state.publish(&[]),
        RevisionAct::Withdraw => state.withdraw("그만둠"),
    }
}

#[test]
fn every_state_and_every_act() {
    for state in RevisionState::ALL {
        for act in ACTS {
            let drawn = TRANSITIONS.iter().find(|(from, drawn, _)| (*from, *drawn) == (state, act));
            let expected = drawn.map_or(Err(RevisionRefused::WrongState { state, act }), |(.., to)| Ok(*to));
            assert_eq!(perform(state, act), expected, "{state:?} {act:?}");
        }
    }
}

#[test]
fn sod3_nobody_approves_what_they_wrote() {
    let approve = |writers: &[&str], approver| Submitted.approve(writers, &approver, &[]);
    assert_eq!(approve(&["one", "two"], "two"), Err(RevisionRefused::OwnWork));
    assert_eq!(approve(&["one", "two"], "three"), Ok(Approved));
    assert_eq!(approve(&[], "three"), Ok(Approved), "what the program entered has no writer");
}

#[test]
fn each_step_asks_for_what_it_needs() {
    let failing = findings(&CallContent::standard(2025).unwrap());
    // Term, announcement, opening, close, inquiry lines, and the days of four milestones.
    let not_ready = RevisionRefused::NotReady { failing: 9 };
    assert_eq!(Draft.submit(&failing), Err(not_ready));
    assert_eq!(Submitted.approve(&["one"], &"two", &failing), Err(not_ready));
    assert_eq!(Approved.publish(&failing), Err(not_ready));
    assert_eq!(Submitted.send_back(" "), Err(RevisionRefused::NoReason));
    assert_eq!(Draft.withdraw(""), Err(RevisionRefused::NoReason));
}
