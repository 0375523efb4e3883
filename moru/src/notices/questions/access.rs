//! Who may do what about questions. Answers are read by everybody who may know of the call.

use serde::{Deserialize, Serialize};

use crate::{
    base::errors::{Outcome, Refusal},
    identity::accounts::{
        Actor, Role,
        permissions::{Grant, Permission, Reach, Subject, admit, decide},
    },
};

/// What is done about a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Reads public answers.
    ReadAnswers,
    /// Asks, and reads what one asked oneself.
    Ask,
    /// Reads every question at the desk.
    Read,
    /// Answers.
    Answer,
    /// Corrects an answer.
    Correct,
    /// Declines to answer.
    Decline,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 6] =
        [Self::ReadAnswers, Self::Ask, Self::Read, Self::Answer, Self::Correct, Self::Decline];
}

/// How far a question is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It waits.
    Waiting,
    /// It is answered.
    Answered,
    /// It was declined, with a reason.
    Declined,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Answered, Self::Declined];
}

/// Those who prepare applications, and the offices that help them.
const ASKERS: &[Role] = &[Role::Applicant, Role::RegionalOffice];
const WAITING: &[State] = &[State::Waiting];

const fn country(act: Act, roles: &'static [Role], states: &'static [State]) -> Grant<Act, State> {
    Grant { act, roles, reach: Reach::Country, states }
}

/// The permission table.
pub const TABLE: &[Grant<Act, State>] = &[
    Grant { act: Act::ReadAnswers, roles: &[], reach: Reach::Public, states: &[State::Answered] },
    country(Act::Ask, ASKERS, &[]),
    country(Act::Read, Role::DESK, &[]),
    country(Act::Answer, Role::AGENCY, WAITING),
    country(Act::Correct, Role::AGENCY, &[State::Answered]),
    country(Act::Decline, Role::AGENCY, WAITING),
];

/// Whether somebody may do this.
pub fn may(act: Act, actor: Option<&Actor>, state: State) -> bool {
    decide(TABLE, &act, actor, &Subject { owner: None, state }) == Permission::Granted
}

/// Lets an act through or refuses it. The desk is not there for those who may not read it.
pub fn require(act: Act, actor: &Actor, state: State) -> Outcome<()> {
    // That there are questions is no secret, only who may ask them is limited.
    let seen = if act == Act::Ask { Act::ReadAnswers } else { Act::Read };
    let shown = if act == Act::Ask { State::Answered } else { state };
    admit(TABLE, (&act, &seen), actor, &Subject { owner: None, state: shown }, settled)
}

fn settled() -> Refusal {
    Refusal::conflict(
        "그사이 다른 담당자가 이 질문을 처리했습니다.",
        "질문 목록을 다시 열어 무엇이라고 답했는지 확인해 주세요.",
    )
}
