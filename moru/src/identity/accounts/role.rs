//! The roles of the programme.

/// What a person is when they act. `public` is nobody signed in and therefore not here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// 등록 기자: embargoed releases addressed to them.
    Press,
    /// 소공인 대표 또는 위임받은 사람.
    Manufacturer,
    /// 구직자.
    JobSeeker,
    /// 신청기관 담당자.
    Applicant,
    /// 센터 매니저.
    CenterManager,
    /// 센터장.
    CenterHead,
    /// 운영기관 회계 담당.
    InstitutionFinance,
    /// 컨설턴트·강사.
    Expert,
    /// 평가위원.
    Evaluator,
    /// 정산검증 감사인.
    Auditor,
    /// 지자체 담당자.
    LocalGov,
    /// 지방중소벤처기업청 담당자.
    RegionalOffice,
    /// 전담기관 담당자.
    AgencyOfficer,
    /// 전담기관 책임자.
    AgencyManager,
    /// 중소벤처기업부 담당자.
    MinistryOfficer,
    /// 중소벤처기업부 과장.
    MinistryManager,
    /// 개인정보 보호책임자.
    PrivacyOfficer,
    /// 시스템 관리자; sees no business data.
    Sysadmin,
}

impl Role {
    /// Every role, in the order of the permission table.
    pub const ALL: [Self; 18] = [
        Self::Press,
        Self::Manufacturer,
        Self::JobSeeker,
        Self::Applicant,
        Self::CenterManager,
        Self::CenterHead,
        Self::InstitutionFinance,
        Self::Expert,
        Self::Evaluator,
        Self::Auditor,
        Self::LocalGov,
        Self::RegionalOffice,
        Self::AgencyOfficer,
        Self::AgencyManager,
        Self::MinistryOfficer,
        Self::MinistryManager,
        Self::PrivacyOfficer,
        Self::Sysadmin,
    ];

    /// Who runs a call for the agency.
    pub const AGENCY: &'static [Self] = &[Self::AgencyOfficer, Self::AgencyManager];

    /// Who reads what comes in to a call, and what becomes of it.
    pub const DESK: &'static [Self] =
        &[Self::AgencyOfficer, Self::AgencyManager, Self::MinistryOfficer, Self::MinistryManager];

    /// The name in tables, logs and commands.
    pub fn code(self) -> &'static str {
        self.names().0
    }

    /// The Korean name, which is also the key of the English one.
    pub fn korean(self) -> &'static str {
        self.names().1
    }

    /// The role of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Press => ("press", "기자"),
            Self::Manufacturer => ("manufacturer", "소공인"),
            Self::JobSeeker => ("job_seeker", "구직자"),
            Self::Applicant => ("applicant", "신청기관 담당자"),
            Self::CenterManager => ("center_manager", "센터 매니저"),
            Self::CenterHead => ("center_head", "센터장"),
            Self::InstitutionFinance => ("institution_finance", "운영기관 회계"),
            Self::Expert => ("expert", "전문가"),
            Self::Evaluator => ("evaluator", "평가위원"),
            Self::Auditor => ("auditor", "정산 감사인"),
            Self::LocalGov => ("local_gov", "지자체 담당자"),
            Self::RegionalOffice => ("regional_office", "지방중소벤처기업청"),
            Self::AgencyOfficer => ("agency_officer", "전담기관 담당자"),
            Self::AgencyManager => ("agency_manager", "전담기관 책임자"),
            Self::MinistryOfficer => ("ministry_officer", "중소벤처기업부 담당자"),
            Self::MinistryManager => ("ministry_manager", "중소벤처기업부 과장"),
            Self::PrivacyOfficer => ("privacy_officer", "개인정보 보호책임자"),
            Self::Sysadmin => ("sysadmin", "시스템 관리자"),
        }
    }

    /// Whether the role belongs to the agency or the ministry, whose menu is the desk.
    pub fn is_desk(self) -> bool {
        matches!(
            self,
            Self::AgencyOfficer
                | Self::AgencyManager
                | Self::MinistryOfficer
                | Self::MinistryManager
                | Self::RegionalOffice
        )
    }
}
