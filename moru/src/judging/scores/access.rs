//! Who may do what with cards and results. "own" is a seat in front of an application, for the chair the chair.

use uuid::Uuid;

use crate::{
    base::errors::{Outcome, Refusal},
    identity::accounts::{
        Actor, Role,
        permissions::{Grant, Permission, Reach, Subject, decide},
    },
};

/// What is done with cards and results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Reads the papers of an application.
    ReadPapers,
    /// Reads one's own card.
    ReadCard,
    /// Writes on one's own card.
    Score,
    /// Signs it.
    Sign,
    /// Steps back from an application.
    StepBack,
    /// Signs what was found on site.
    Inspect,
    /// Sees how many cards are in.
    Follow,
    /// Sees what the cards come to.
    ReadResults,
    /// Sees who is strict and which cards stand out.
    ReadAdvice,
    /// Closes the stage.
    Close,
    /// Takes the score sheet away.
    Export,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 11] = [
        Self::ReadPapers,
        Self::ReadCard,
        Self::Score,
        Self::Sign,
        Self::StepBack,
        Self::Inspect,
        Self::Follow,
        Self::ReadResults,
        Self::ReadAdvice,
        Self::Close,
        Self::Export,
    ];
}

/// How far the cards of a meeting are. It follows from them; nothing stores it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Cards are written.
    Open,
    /// Every card is signed.
    Signed,
    /// The stage is closed.
    Closed,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Open, Self::Signed, Self::Closed];
}

const EVALUATOR: &[Role] = &[Role::Evaluator];
const HEAD: &[Role] = &[Role::AgencyManager];
const DURING: &[State] = &[State::Open, State::Signed];
const AFTER: &[State] = &[State::Signed, State::Closed];

const fn own(act: Act, states: &'static [State]) -> Grant<Act, State> {
    Grant { act, roles: EVALUATOR, reach: Reach::Own, states }
}

const fn desk(act: Act, states: &'static [State]) -> Grant<Act, State> {
    Grant { act, roles: Role::DESK, reach: Reach::Country, states }
}

/// The permission table.
pub const TABLE: &[Grant<Act, State>] = &[
    own(Act::ReadPapers, DURING),
    own(Act::ReadCard, &[]),
    own(Act::Score, &[State::Open]),
    own(Act::Sign, &[State::Open]),
    own(Act::StepBack, &[]),
    own(Act::Inspect, &[State::Open]),
    own(Act::Follow, &[]),
    desk(Act::Follow, &[]),
    own(Act::ReadResults, AFTER),
    desk(Act::ReadResults, AFTER),
    own(Act::ReadAdvice, AFTER),
    Grant { act: Act::Close, roles: HEAD, reach: Reach::Country, states: &[State::Signed] },
    desk(Act::Export, &[State::Closed]),
];

/// Whether a person may do this; `owner` is whose seat, or which chair, it is.
pub fn may(act: Act, actor: &Actor, owner: Option<Uuid>, state: State) -> bool {
    decide(TABLE, &act, Some(actor), &Subject { owner, state }) == Permission::Granted
}

/// Lets an act through or refuses it. To whoever has no business here there is nothing.
pub fn require(act: Act, actor: &Actor, owner: Option<Uuid>, state: State) -> Outcome<()> {
    let subject = Subject { owner, state };
    match decide(TABLE, &act, Some(actor), &subject) {
        Permission::Granted => Ok(()),
        Permission::NotNow => Err(not_now(act).into()),
        Permission::Denied if decide(TABLE, &Act::Follow, Some(actor), &subject) == Permission::Granted => {
            Err(Refusal::not_allowed().into())
        }
        Permission::Denied => Err(Refusal::not_found().into()),
    }
}

fn not_now(act: Act) -> Refusal {
    match act {
        Act::Close => Refusal::conflict(
            "아직 서명하지 않은 평가표가 있어 마감할 수 없습니다.",
            "평가 결과 화면에서 누구의 평가표가 남았는지 확인해 주세요.",
        ),
        Act::ReadResults | Act::ReadAdvice => Refusal::conflict(
            "모든 평가표에 서명하기 전에는 점수를 볼 수 없습니다.",
            "몇 장이 남았는지는 평가 결과 화면에서 볼 수 있습니다.",
        ),
        Act::Export => Refusal::conflict(
            "아직 마감하지 않은 단계가 있습니다.",
            "세 단계를 모두 마감하면 점수표를 내려받을 수 있습니다.",
        ),
        _ => Refusal::conflict(
            "이 단계의 평가가 끝나 바꿀 수 없습니다.",
            "바로잡을 것이 있으면 전담기관 담당자에게 알려 주세요.",
        ),
    }
}
