//! The register in words: states, genders, and what ties somebody to an institution.

use programme::panel::{Gender, PostRole, Tie, WorkKind};

use super::access::State;

/// The codes of ties as forms send them, with their Korean.
pub const TIES: [(&str, &str); 7] = [
    ("post:officer", "임원 (사외 포함)"),
    ("post:employee", "직원·교원"),
    ("post:adviser", "고문·자문위원"),
    ("work:advice", "자문"),
    ("work:contract", "용역"),
    ("work:joint_research", "공동연구"),
    ("shares:any", "지분 보유"),
];

/// The Korean of a tie.
pub fn tie(tie: &Tie) -> &'static str {
    let code = match tie {
        Tie::Post(post) => match post.role {
            PostRole::Officer => "post:officer",
            PostRole::Employee => "post:employee",
            PostRole::Adviser => "post:adviser",
        },
        Tie::Work(work) => match work.work {
            WorkKind::Advice => "work:advice",
            WorkKind::Contract => "work:contract",
            WorkKind::JointResearch => "work:joint_research",
        },
        Tie::Shares(_) => "shares:any",
        // These two are declared for a meeting and never kept in the register.
        Tie::Relative(_) => return "친족",
        Tie::Paper(_) => return "공동 저술",
    };
    TIES.iter().find(|(known, _)| *known == code).map_or("", |(_, korean)| korean)
}

/// A state as pages show it: its shape and its Korean.
pub const fn state(state: State) -> (&'static str, &'static str) {
    match state {
        State::Invited => ("unknown", "초대함"),
        State::Active => ("pass", "활동"),
        State::Resting => ("warn", "쉼"),
    }
}

/// The Korean of a gender.
pub const fn gender(gender: Option<Gender>) -> &'static str {
    match gender {
        Some(Gender::Female) => "여성",
        Some(Gender::Male) => "남성",
        None => "모름",
    }
}

/// Inside or outside the agency.
pub const fn side(outside: bool) -> &'static str {
    if outside { "외부" } else { "내부" }
}
