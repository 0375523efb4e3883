//! Objections in words.

use programme::selection::Answered;

use super::store::About;

/// Against what.
pub const fn about(about: About) -> &'static str {
    match about {
        About::Eligibility => "신청자격 검토 결과",
        About::Selection => "선정 결과",
    }
}

/// An answer, and the shape beside it.
pub const fn answered(what: Answered) -> (&'static str, &'static str) {
    match what {
        Answered::Upheld => ("pass", "인용"),
        Answered::UpheldInPart => ("warn", "일부 인용"),
        Answered::Rejected => ("fail", "기각"),
        Answered::Inadmissible => ("fail", "각하"),
    }
}
