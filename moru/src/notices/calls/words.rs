//! What the rules say about a call, in words.

mod causes;
pub mod notice;
mod rubric;

use programme::{
    Basis, Cause, Finding, NextStep, Outcome,
    call::{CallContent, MilestoneKind, RevisionKind, RevisionState, Section},
    gates::Gate,
    scoring::Stage,
};

use crate::web::{page::Page, parts::FindingLine, urls};

/// The name of a gate.
pub(super) const fn gate(gate: Gate) -> &'static str {
    match gate {
        Gate::G1 => "① 운영 역량",
        Gate::G2 => "② 집적지 규모",
        Gate::G3 => "③ 비영리기관",
        Gate::G4 => "④ 전용 공간과 기기",
        Gate::G5 => "⑤ 운영인력 3인 이상",
    }
}

/// The name of a stage.
pub(super) const fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::DocumentReview => "서류검토",
        Stage::SiteInspection => "현장실사",
        Stage::Presentation => "발표평가",
    }
}

/// The name of a milestone.
pub(super) const fn milestone(kind: MilestoneKind) -> &'static str {
    match kind {
        MilestoneKind::DocumentReview => "서류검토",
        MilestoneKind::SiteInspection => "현장실사",
        MilestoneKind::Presentation => "발표평가",
        MilestoneKind::Committee => "선정위원회",
        MilestoneKind::Result => "결과 발표",
        MilestoneKind::Agreement => "협약",
        MilestoneKind::Other => "그 밖의 일정",
    }
}

/// The name of a section.
pub(super) const fn section(section: Section) -> &'static str {
    match section {
        Section::Basics => "기본 사항",
        Section::Dates => "접수 기간",
        Section::Requirements => "신청 자격",
        Section::Stages => "평가 단계",
        Section::Criteria => "배점",
        Section::Schedule => "일정",
        Section::Papers => "제출 서류",
        Section::Contacts => "문의처",
    }
}

/// Why there is a revision.
pub(super) const fn kind(kind: RevisionKind) -> &'static str {
    match kind {
        RevisionKind::First => "공고",
        RevisionKind::Amendment => "정정",
        RevisionKind::Extension => "접수 기간 연장",
    }
}

/// Where a revision is.
pub(super) const fn state(state: RevisionState) -> &'static str {
    match state {
        RevisionState::Draft => "작성 중",
        RevisionState::Submitted => "승인 기다림",
        RevisionState::Approved => "승인됨",
        RevisionState::Published => "공개 결정",
        RevisionState::Withdrawn => "그만둠",
    }
}

/// A line for each finding, and one for each section about which there is nothing to say. `slug`: of the call whose
/// sections can be written by whoever reads; none where nothing can.
pub(super) fn lines(
    page: &Page,
    content: &CallContent,
    findings: &[Finding],
    slug: Option<&str>,
) -> Vec<FindingLine> {
    Section::ALL
        .into_iter()
        .flat_map(|section| {
            let mut lines: Vec<FindingLine> = findings
                .iter()
                .filter(|finding| section_of(finding) == Some(section))
                .map(|finding| line(page, content, finding, slug))
                .collect();
            if lines.is_empty() {
                lines.push(all_well(page, section));
            }
            lines
        })
        .collect()
}

/// The findings of one section.
pub(super) fn lines_of(
    page: &Page,
    content: &CallContent,
    findings: &[Finding],
    section: Section,
) -> Vec<FindingLine> {
    let own = findings.iter().filter(|finding| section_of(finding) == Some(section));
    let lines: Vec<FindingLine> = own.map(|finding| line(page, content, finding, None)).collect();
    if lines.is_empty() { vec![all_well(page, section)] } else { lines }
}

/// The worst of what is said about a section.
pub(super) fn outcome(findings: &[Finding], section: Section) -> &'static str {
    let own = findings.iter().filter(|finding| section_of(finding) == Some(section));
    shape(Outcome::all(own.map(|finding| finding.outcome)))
}

fn section_of(finding: &Finding) -> Option<Section> {
    match finding.next {
        NextStep::MendCall { section } => Some(section),
        _ => None,
    }
}

fn all_well(page: &Page, section: Section) -> FindingLine {
    FindingLine {
        state: "pass",
        title: page.t(self::section(section)).to_owned(),
        detail: String::new(),
        basis: String::new(),
        next_href: String::new(),
        next_label: String::new(),
    }
}

fn line(page: &Page, content: &CallContent, finding: &Finding, slug: Option<&str>) -> FindingLine {
    let section = section_of(finding).unwrap_or(Section::Basics);
    let detail = match &finding.cause {
        Cause::Call(cause) => causes::words(page, content, cause),
        _ => String::new(),
    };
    let name = page.t(self::section(section));
    FindingLine {
        state: shape(finding.outcome),
        title: name.to_owned(),
        detail,
        basis: format!("{} · {}", basis(page, finding.basis), finding.rule),
        next_href: slug.map(|slug| urls::desk_call_section(slug, section.code())).unwrap_or_default(),
        next_label: slug.map(|_| page.tf("{section} 고치기", &[("section", &name)])).unwrap_or_default(),
    }
}

fn basis(page: &Page, basis: Basis) -> String {
    match basis {
        Basis::NoticeEligibility(item) => page.tf("공고 신청자격 {item}", &[("item", &item)]),
        basis => page.t(&basis.citation()).to_owned(),
    }
}

fn shape(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => "pass",
        Outcome::Warn => "warn",
        Outcome::Unknown => "unknown",
        Outcome::Fail => "fail",
    }
}
