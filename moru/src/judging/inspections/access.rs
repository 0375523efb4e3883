//! Who may do what about an inspection. "own" is a place among its two inspectors.

use crate::{
    base::errors::{Outcome, Refusal},
    identity::accounts::{
        Actor, Role,
        permissions::{Grant, Permission, Reach, Subject, admit, decide},
    },
};

use super::store::Inspection;

/// What is done about an inspection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Reads it at the desk.
    Read,
    /// Plans it: when, where and who.
    Plan,
    /// Gives the place of an inspector to somebody else.
    Exchange,
    /// Reads one's own.
    Attend,
    /// Records what was found, takes photos, and confirms.
    Record,
    /// Closes it.
    Close,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 6] =
        [Self::Read, Self::Plan, Self::Exchange, Self::Attend, Self::Record, Self::Close];
}

/// How far an inspection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing is recorded.
    Planned,
    /// Something is recorded.
    Open,
    /// It is closed: nothing is added any more.
    Closed,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Planned, Self::Open, Self::Closed];

    /// The name in the table.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    /// The state of a name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

const HEAD: &[Role] = &[Role::AgencyManager];
const INSPECTOR: &[Role] = &[Role::Evaluator];

const fn own(act: Act, states: &'static [State]) -> Grant<Act, State> {
    Grant { act, roles: INSPECTOR, reach: Reach::Own, states }
}

/// The permission table.
pub const TABLE: &[Grant<Act, State>] = &[
    Grant { act: Act::Read, roles: Role::DESK, reach: Reach::Country, states: &[] },
    Grant { act: Act::Plan, roles: Role::AGENCY, reach: Reach::Country, states: &[State::Planned] },
    Grant { act: Act::Exchange, roles: HEAD, reach: Reach::Country, states: &[State::Open] },
    own(Act::Attend, &[]),
    own(Act::Record, &[State::Planned, State::Open]),
    own(Act::Close, &[State::Open]),
];

/// Whether a person may do this at the desk.
pub fn may(act: Act, actor: &Actor, state: State) -> bool {
    decide(TABLE, &act, Some(actor), &Subject { owner: None, state }) == Permission::Granted
}

/// Lets an act of the desk through or refuses it.
pub fn require(act: Act, actor: &Actor, state: State) -> Outcome<()> {
    admit(TABLE, (&act, &Act::Read), actor, &Subject { owner: None, state }, || match (act, state) {
        (Act::Exchange, State::Planned) => Refusal::conflict(
            "아직 현장 기록을 시작하지 않은 실사입니다.",
            "방문 계획에서 실사자를 바꿔 주세요.",
        ),
        (Act::Exchange, _) => {
            Refusal::conflict("이미 마친 실사입니다.", "실사 화면에서 누가 확인했는지 볼 수 있습니다.")
        }
        _ => Refusal::conflict(
            "현장 기록을 시작한 실사는 계획을 바꿀 수 없습니다.",
            "실사 화면에서 지금까지의 기록을 확인해 주세요.",
        ),
    })
}

/// Lets an act of an inspector through or refuses it.
pub fn require_own(act: Act, actor: &Actor, inspection: &Inspection) -> Outcome<()> {
    let owner = inspection.inspectors.into_iter().find(|inspector| *inspector == actor.scope);
    let subject = Subject { owner, state: inspection.state };
    admit(TABLE, (&act, &Act::Attend), actor, &subject, || match inspection.state {
        State::Closed => closed(),
        _ => Refusal::conflict("아직 기록한 것이 없습니다.", "점검 항목부터 기록해 주세요."),
    })
}

/// Nothing is added to what is closed.
pub fn closed() -> Refusal {
    Refusal::conflict(
        "이미 마친 실사입니다.",
        "더 적을 것이 있으면 전담기관 담당자에게 알려 주세요. 이 기기의 기록은 지우지 않습니다.",
    )
}
