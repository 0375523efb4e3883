//! The choices of the form with their Korean names, which are the keys of the English ones.

use programme::gates::{Employment, PremisesKind, Qualification};

/// How people are employed.
pub const EMPLOYMENTS: [(&str, Employment, &str); 3] = [
    ("full_time", Employment::FullTime, "상근"),
    ("part_time", Employment::PartTime, "시간제"),
    ("seconded", Employment::Seconded, "파견"),
];

/// Qualifications of 소공인법 시행령 제11조제2항.
pub const QUALIFICATIONS: [(&str, Qualification, &str); 4] = [
    ("item1", Qualification::Item1, "소공인으로 5년 이상 종사"),
    ("item2", Qualification::Item2, "관련 학위와 2년 이상 경력"),
    ("item3", Qualification::Item3, "인정 교육과정과 3년 이상 경력"),
    ("item4", Qualification::Item4, "같은 수준으로 인정받은 사람"),
];

/// What rooms are used for.
pub const PREMISES: [(&str, PremisesKind, &str); 6] = [
    ("office", PremisesKind::Office, "사무실"),
    ("counselling", PremisesKind::Counselling, "상담실"),
    ("training", PremisesKind::Training, "교육장"),
    ("showroom", PremisesKind::Showroom, "전시장"),
    ("equipment", PremisesKind::Equipment, "장비실"),
    ("storage", PremisesKind::Storage, "창고"),
];

/// By which right rooms are used.
pub const TENURES: [(&str, &str); 3] = [("own", "소유"), ("lease", "임차"), ("free_use", "무상 사용")];

/// A consent or pledge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Its field.
    pub field: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What is agreed to, sentence by sentence.
    pub text: &'static [&'static str],
    /// The words beside the box.
    pub label: &'static str,
    /// The version of the text.
    pub version: u32,
    /// Whether an application needs it.
    pub required: bool,
}

/// The consents and pledges of an application (개인정보 보호법 제15조·제22조: each apart, optional ones unticked).
pub const CONSENTS: [Consent; 4] = [
    Consent {
        field: "consent.privacy",
        title: "운영인력 개인정보 수집·이용 동의",
        text: &[
            "목적: 신청 자격 확인과 평가",
            "항목: 운영인력의 이름, 전화번호, 담당 업무, 자격",
            "보유 기간: 선정되면 사업이 끝나고 5년, 선정되지 않으면 이의신청 기간이 끝날 때까지",
            "동의하지 않을 수 있으며, 동의하지 않으면 신청을 접수할 수 없습니다.",
        ],
        label: "운영인력 모두에게 알리고 동의를 받았습니다.",
        version: 1,
        required: true,
    },
    Consent {
        field: "consent.integrity",
        title: "청렴 서약",
        text: &[
            "신청과 평가 과정에서 금품이나 편의를 주고받지 않으며, 어기면 선정이 취소될 수 있음을 압니다.",
        ],
        label: "서약합니다.",
        version: 1,
        required: true,
    },
    Consent {
        field: "consent.truth",
        title: "사실 확인과 중복 지원 확인",
        text: &[
            "적은 내용은 사실이며, 같은 사업비를 다른 곳에서 함께 지원받지 않습니다. 거짓이면 지원금을 돌려주어야 합니다.",
        ],
        label: "확인합니다.",
        version: 1,
        required: true,
    },
    Consent {
        field: "consent.news",
        title: "지원사업 소식 받기",
        text: &["다음 공고와 지원사업 소식을 이메일로 보냅니다. 언제든지 그만 받을 수 있습니다."],
        label: "소식을 받겠습니다.",
        version: 1,
        required: false,
    },
];
