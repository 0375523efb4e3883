//! The five services of a centre.

/// A service in the order of the notice (보도자료 9행). Every centre offers all five: four are mandatory activities, and of the
/// elective ones at least three are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// 상담.
    Counselling,
    /// 제조인력.
    Workforce,
    /// 교육·컨설팅.
    Education,
    /// 발전계획.
    Roadmap,
    /// 특화사업.
    Special,
}

impl Service {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Counselling, Self::Workforce, Self::Education, Self::Roadmap, Self::Special];

    /// Its code in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Counselling => "counselling",
            Self::Workforce => "workforce",
            Self::Education => "education",
            Self::Roadmap => "roadmap",
            Self::Special => "special",
        }
    }

    /// Its Korean.
    pub const fn korean(self) -> &'static str {
        match self {
            Self::Counselling => "상담",
            Self::Workforce => "제조인력",
            Self::Education => "교육·컨설팅",
            Self::Roadmap => "발전계획",
            Self::Special => "특화사업",
        }
    }

    /// The service of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.code() == code)
    }
}
