//! Objections in words.

use programme::selection::{About, AnswerRefused, Answered, Effect};

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

/// What changes by an answer.
pub const fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Nothing => "결정은 그대로 두고 글로 바로잡습니다.",
        Effect::Evaluated => "신청자격을 인정하고 평가합니다.",
        Effect::Reserve => "예비로 선정합니다.",
        Effect::Selected => "선정합니다.",
    }
}

/// Why an answer does not hold together.
pub const fn refused(why: AnswerRefused) -> &'static str {
    match why {
        AnswerRefused::NothingUpheld => "인용하지 않으면서 결정을 바꿀 수는 없습니다.",
        AnswerRefused::NotPossible => "지금 상태에서는 그렇게 바꿀 수 없습니다.",
        AnswerRefused::NotEvaluated => "신청자격에 대한 이의신청을 인용하면 그 신청을 평가해야 합니다.",
    }
}
