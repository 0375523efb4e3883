//! Objections in words.

use programme::selection::Answered;

use super::{access::State, store::About};

/// Against what.
pub(super) const fn about(about: About) -> &'static str {
    match about {
        About::Eligibility => "신청자격 검토 결과",
        About::Selection => "선정 결과",
    }
}

/// An answer, and the shape beside it.
pub(super) const fn answered(what: Answered) -> (&'static str, &'static str) {
    match what {
        Answered::Upheld => ("pass", "인용"),
        Answered::UpheldInPart => ("warn", "일부 인용"),
        Answered::Rejected => ("fail", "기각"),
        Answered::Inadmissible => ("fail", "각하"),
    }
}

/// How far it is.
pub(super) const fn state(state: State) -> &'static str {
    match state {
        State::None => "이의신청을 하지 않았습니다.",
        State::Filed => "답을 기다리고 있습니다.",
        State::Answered => "답했습니다.",
    }
}
