//! Who may do what with a meeting, in which state.

use crate::{
    base::errors::{Outcome, Refusal},
    identity::accounts::{
        Actor, Role,
        permissions::{Grant, Permission, Reach, Subject, admit, decide},
    },
};

/// What is done with a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Reads it at the desk.
    Read,
    /// Sets it up, and says who may be drawn.
    Plan,
    /// Freezes the list of candidates.
    Freeze,
    /// Draws lots.
    Draw,
    /// Notes what a candidate answered, and spreads the applications.
    Gather,
    /// Appoints the panel.
    Appoint,
    /// Shows somebody the code for being there.
    IssueCode,
    /// Seats somebody else after one had to step aside.
    Replace,
    /// Seats the panel in front of applications that came to the stage later.
    Join,
    /// Sees the meeting one was appointed to.
    Attend,
    /// Signs the declaration, and enters the code.
    Declare,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 11] = [
        Self::Read,
        Self::Plan,
        Self::Freeze,
        Self::Draw,
        Self::Gather,
        Self::Appoint,
        Self::IssueCode,
        Self::Replace,
        Self::Join,
        Self::Attend,
        Self::Declare,
    ];
}

/// How far a meeting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Candidates are listed.
    Gathering,
    /// The list is frozen; the lots are not drawn.
    Frozen,
    /// The lots are drawn; candidates are asked.
    Drawn,
    /// The panel is appointed; its members judge.
    Appointed,
    /// Its results are in.
    Closed,
}

impl State {
    /// Every state, in order.
    pub const ALL: [Self; 5] = [Self::Gathering, Self::Frozen, Self::Drawn, Self::Appointed, Self::Closed];

    /// The name in the table.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gathering => "gathering",
            Self::Frozen => "frozen",
            Self::Drawn => "drawn",
            Self::Appointed => "appointed",
            Self::Closed => "closed",
        }
    }

    /// The state of a name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

const EVALUATOR: &[Role] = &[Role::Evaluator];
const HEAD: &[Role] = &[Role::AgencyManager];

const fn agency(act: Act, states: &'static [State]) -> Grant<Act, State> {
    Grant { act, roles: Role::AGENCY, reach: Reach::Country, states }
}

const fn own(act: Act, states: &'static [State]) -> Grant<Act, State> {
    Grant { act, roles: EVALUATOR, reach: Reach::Own, states }
}

/// The permission table. Officers prepare; the head of the agency's office appoints (SOD-3). "own" is a seat.
pub const TABLE: &[Grant<Act, State>] = &[
    Grant { act: Act::Read, roles: Role::DESK, reach: Reach::Country, states: &[] },
    agency(Act::Plan, &[State::Gathering]),
    agency(Act::Freeze, &[State::Gathering]),
    agency(Act::Draw, &[State::Frozen]),
    agency(Act::Gather, &[State::Drawn]),
    Grant { act: Act::Appoint, roles: HEAD, reach: Reach::Country, states: &[State::Drawn] },
    agency(Act::IssueCode, &[State::Appointed]),
    agency(Act::Replace, &[State::Appointed]),
    Grant { act: Act::Join, roles: HEAD, reach: Reach::Country, states: &[State::Appointed, State::Closed] },
    own(Act::Attend, &[State::Appointed, State::Closed]),
    own(Act::Declare, &[State::Appointed]),
];

/// Whether a person may do this to a meeting at the desk.
pub fn may(act: Act, actor: &Actor, state: State) -> bool {
    decide(TABLE, &act, Some(actor), &Subject { owner: None, state }) == Permission::Granted
}

/// Lets an act of the desk through or refuses it. To everybody else there is no meeting.
pub fn require(act: Act, actor: &Actor, state: State) -> Outcome<()> {
    let subject = Subject { owner: None, state };
    let may = |act: Act| decide(TABLE, &act, Some(actor), &subject);
    if act == Act::Appoint && may(Act::Read) == Permission::Granted && may(act) == Permission::Denied {
        return Err(Refusal::new(
            http::StatusCode::FORBIDDEN,
            "위촉은 전담기관 책임자가 합니다.",
            "준비가 끝났으면 책임자에게 위촉을 부탁해 주세요.",
        )
        .into());
    }
    admit(TABLE, (&act, &Act::Read), actor, &subject, || {
        Refusal::conflict(
            "평가회의의 지금 단계에서는 할 수 없는 일입니다.",
            "평가회의 화면에서 지금 할 일을 확인해 주세요.",
        )
    })
}

/// Lets an act of a member through or refuses it; `seated` is whose seat it is, none for somebody without one.
pub fn require_seat(act: Act, actor: &Actor, seated: Option<uuid::Uuid>, state: State) -> Outcome<()> {
    let subject = Subject { owner: seated, state };
    if decide(TABLE, &Act::Attend, Some(actor), &subject) != Permission::Granted {
        return Err(Refusal::not_found().into());
    }
    match decide(TABLE, &act, Some(actor), &subject) {
        Permission::Granted => Ok(()),
        Permission::Denied => Err(Refusal::not_found().into()),
        Permission::NotNow => Err(Refusal::conflict(
            "이 평가회의는 끝났습니다.",
            "바로잡을 것이 있으면 전담기관 담당자에게 알려 주세요.",
        )
        .into()),
    }
}
