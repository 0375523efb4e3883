//! The kinds of documents, and who issues them.

use crate::web::urls::{paper, sheets};

/// Whose document it is: each office counts its own, from one in every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Office {
    /// 중소벤처기업부.
    Ministry,
    /// 소상공인시장진흥공단.
    Agency,
}

impl Office {
    const ALL: [Self; 2] = [Self::Ministry, Self::Agency];

    /// The name of its series in the table.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Ministry => "ministry",
            Self::Agency => "agency",
        }
    }

    /// The office of a series.
    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|office| office.code() == code)
    }

    /// Its name.
    pub(super) const fn korean(self) -> &'static str {
        match self {
            Self::Ministry => "중소벤처기업부",
            Self::Agency => "소상공인시장진흥공단",
        }
    }

    /// Under whose title its letters and notices go out (발신명의).
    pub(super) const fn head(self) -> &'static str {
        match self {
            Self::Ministry => "중소벤처기업부장관",
            Self::Agency => "소상공인시장진흥공단 이사장",
        }
    }
}

/// A kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 모집공고문 (D-01).
    CallNotice,
    /// 보도자료 (D-02).
    Release,
    /// 신청서 (D-03).
    Application,
    /// 사업계획서 (D-04).
    Plan,
    /// 집적지 현황표 (D-05).
    Cluster,
    /// 운영인력 현황 (D-06).
    Staff,
    /// 시설·장비 현황 (D-07).
    Premises,
    /// 동의서와 서약서 (D-08).
    Pledges,
    /// 접수증 (D-09).
    Receipt,
    /// 요건검토표 (D-10).
    Review,
    /// 현장실사 결과서 (D-11).
    Inspection,
    /// 평가표 (D-12).
    Card,
    /// 평가의견서 (D-12).
    Opinions,
    /// 평가회의 회의록 (D-12).
    Minutes,
    /// 신청자격 검토 결과 통보서 (D-13).
    Eligibility,
    /// 선정 결과 통보서 (D-13).
    Decision,
    /// 선정 결과 공고 (D-13).
    Result,
    /// 평가위원 위촉장.
    Appointment,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 18] = [
        Self::CallNotice,
        Self::Release,
        Self::Application,
        Self::Plan,
        Self::Cluster,
        Self::Staff,
        Self::Premises,
        Self::Pledges,
        Self::Receipt,
        Self::Review,
        Self::Inspection,
        Self::Card,
        Self::Opinions,
        Self::Minutes,
        Self::Eligibility,
        Self::Decision,
        Self::Result,
        Self::Appointment,
    ];

    /// The name in addresses and in the table.
    pub(super) const fn code(self) -> &'static str {
        self.names().0
    }

    /// The kind of a name.
    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What it is called, the key of the English name.
    pub(super) const fn korean(self) -> &'static str {
        self.names().1
    }

    /// Who issues it. What applicants handed in is kept by the agency, which says that a copy is one.
    pub(super) const fn office(self) -> Office {
        match self {
            Self::CallNotice | Self::Release | Self::Result => Office::Ministry,
            _ => Office::Agency,
        }
    }

    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::CallNotice => (paper::CALL_NOTICE, "모집공고문"),
            Self::Release => (paper::RELEASE, "보도자료"),
            Self::Application => (paper::APPLICATION, "신청서"),
            Self::Plan => (paper::PLAN, "사업계획서"),
            Self::Cluster => (paper::CLUSTER, "집적지 현황표"),
            Self::Staff => (paper::STAFF, "운영인력 현황"),
            Self::Premises => (paper::PREMISES, "시설·장비 현황"),
            Self::Pledges => (paper::PLEDGES, "동의서·서약서"),
            Self::Receipt => (paper::RECEIPT, "접수증"),
            Self::Review => (paper::REVIEW, "요건검토표"),
            Self::Inspection => (paper::INSPECTION, "현장실사 결과서"),
            Self::Card => (paper::CARD, "평가표"),
            Self::Opinions => (paper::OPINIONS, "평가의견서"),
            Self::Minutes => (paper::MINUTES, "평가회의 회의록"),
            Self::Eligibility => (paper::ELIGIBILITY, "신청자격 검토 결과 통보서"),
            Self::Decision => (paper::DECISION, "선정 결과 통보서"),
            Self::Result => (paper::RESULT, "선정 결과 공고"),
            Self::Appointment => (paper::APPOINTMENT, "평가위원 위촉장"),
        }
    }
}

/// What a list that goes out as a spreadsheet is called; none for a name that no list has.
pub(super) fn list_name(kind: &str) -> Option<&'static str> {
    match kind {
        sheets::APPLICATIONS => Some("접수된 신청"),
        sheets::RANKING => Some("점수표"),
        sheets::EVALUATORS => Some("평가위원 목록"),
        _ => None,
    }
}
