//! Findings of the gates in words: the number that decided against its limit, the basis with its date, the way on.

use programme::{
    Basis, Cause, Evidence, Finding, NextStep, Outcome,
    gates::{BudgetEligibility, Eligibility, Gate, GateCause, GateReport, GateResult, LeftOut},
    states::ApplicationState,
};
use uuid::Uuid;

use super::form::{ApplicationForm, PartnerRow, Step};
use crate::{
    base::words::Words,
    registry::institutions::kinds,
    web::{
        page::Page,
        parts::{Column, FindingLine},
        show,
        urls::{self, paper},
    },
};

/// The papers that an application makes, each with its kind and its name.
pub const PAPERS: [(&str, &str); 6] = [
    (paper::APPLICATION, "신청서"),
    (paper::PLAN, "사업계획서"),
    (paper::CLUSTER, "집적지 현황표"),
    (paper::STAFF, "운영인력 현황"),
    (paper::PREMISES, "시설·장비 현황"),
    (paper::PLEDGES, "동의서·서약서"),
];

/// The five lines of the panel.
pub fn lines(page: &Page, report: &GateReport, application: Option<&Uuid>) -> Vec<FindingLine> {
    report.gates.iter().map(|result| line(page, result, application)).collect()
}

fn line(page: &Page, result: &GateResult, application: Option<&Uuid>) -> FindingLine {
    let decisive = result.decisive();
    let next = decisive.and_then(|finding| way_on(finding.next));
    let (next_href, next_label) = match (next, application) {
        (Some((step, label)), Some(id)) => {
            (urls::application_step(id, step.code()), page.t(label).to_owned())
        }
        _ => (String::new(), String::new()),
    };
    FindingLine {
        state: state(result.outcome),
        title: page.t(title(result.gate)).to_owned(),
        detail: result
            .findings
            .iter()
            .take(2)
            .map(|finding| page.say(&detail(finding)))
            .collect::<Vec<_>>()
            .join(" "),
        basis: decisive.map(|finding| basis(page, finding)).unwrap_or_default(),
        next_href,
        next_label,
    }
}

/// The name of an outcome in styles.
pub fn state(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => "pass",
        Outcome::Warn => "warn",
        Outcome::Unknown => "unknown",
        Outcome::Fail => "fail",
    }
}

/// The name of a gate.
pub fn title(gate: Gate) -> &'static str {
    match gate {
        Gate::G1 => "① 운영 역량",
        Gate::G2 => "② 집적지 규모",
        Gate::G3 => "③ 비영리기관",
        Gate::G4 => "④ 전용 공간과 기기",
        Gate::G5 => "⑤ 운영인력 3인 이상",
    }
}

/// What the gates say together, in one sentence.
pub fn together(eligibility: &Eligibility) -> Words {
    match eligibility {
        Eligibility::Eligible => "다섯 가지 자격을 모두 충족합니다.".into(),
        Eligibility::Undetermined(_) => {
            "충족하지 못한 자격은 없습니다. 나머지는 전담기관이 확인합니다.".into()
        }
        Eligibility::Ineligible(gates) => {
            Words::new("충족하지 못한 자격이 {n}가지 있습니다.").with("n", gates.len())
        }
    }
}

/// whether the budget may go there, as the annex of the notice asks it: ① the cluster and ② the institution, both.
pub fn budget(page: &Page, budget: BudgetEligibility) -> String {
    let sign = |outcome: Outcome| match outcome {
        Outcome::Fail => "✗",
        Outcome::Unknown => "?",
        Outcome::Pass | Outcome::Warn => "✓",
    };
    let together = match budget.outcome() {
        Outcome::Fail => "지원불가",
        Outcome::Unknown => "아직 모름",
        Outcome::Pass | Outcome::Warn => "지원대상",
    };
    let signs = format!("①{} ②{} → {}", sign(budget.cluster), sign(budget.institution), page.t(together));
    page.tf("예산 지원대상 (① 집적지, ② 비영리기관): {signs}", &[("signs", &signs)])
}

fn basis(page: &Page, finding: &Finding) -> String {
    let citation = match finding.basis {
        Basis::NoticeEligibility(item) => page.tf("공고 신청자격 {item}", &[("item", &item)]),
        basis => page.t(&basis.citation()).to_owned(),
    };
    let census = finding.evidence.iter().find_map(|evidence| match evidence {
        Evidence::Snapshot(snapshot) => Some(snapshot),
        _ => None,
    });
    match census {
        Some(snapshot) => {
            let date = show::date(snapshot.reference_date);
            page.tf(
                "{citation} · {date} 기준 · {source} · 규칙 {ruleset}",
                &[
                    ("citation", &citation),
                    ("date", &date),
                    ("source", &page.t(&snapshot.source)),
                    ("ruleset", &snapshot.ruleset),
                ],
            )
        }
        None => citation,
    }
}

fn detail(finding: &Finding) -> Words {
    match &finding.cause {
        Cause::Gate(cause) => gate_cause(*cause),
        _ => Words::new(""),
    }
}

fn gate_cause(cause: GateCause) -> Words {
    match cause {
        GateCause::DebarmentNotChecked => "보조사업 수행 배제 여부는 전담기관이 확인합니다.".into(),
        GateCause::NotDebarred { checked_on } => {
            Words::new("보조사업 수행 배제 대상이 아닙니다({date} 확인).")
                .with("date", show::date(checked_on))
        }
        GateCause::Debarred { checked_on } => {
            Words::new("보조사업 수행 배제 대상입니다({date} 확인).").with("date", show::date(checked_on))
        }
        GateCause::RelatedWork { done: Some(true) } => "정관에 소공인 관련 사업이 있습니다.".into(),
        GateCause::RelatedWork { done: Some(false) } => "정관에 소공인 관련 사업이 없습니다.".into(),
        GateCause::RelatedWork { done: None } => "정관의 소공인 관련 사업은 전담기관이 확인합니다.".into(),
        GateCause::Capacity { adequate: Some(true) } => "운영 역량이 적정합니다.".into(),
        GateCause::Capacity { adequate: Some(false) } => "운영 역량이 부족합니다.".into(),
        GateCause::Capacity { adequate: None } => "운영 역량은 제출한 뒤 전담기관이 판단합니다.".into(),
        GateCause::InstitutionKind { .. } | GateCause::InstitutionJudged { .. } => institution(cause),
        GateCause::StaffCount { counted, required, left_out } => staff(counted, required, left_out),
        GateCause::QualifiedStaff { qualified } => {
            Words::new("자격(시행령 제11조제2항)을 적은 사람은 {n}명입니다.").with("n", qualified)
        }
        GateCause::NoCluster
        | GateCause::DivisionNotCounted { .. }
        | GateCause::ClusterCount { .. }
        | GateCause::ClusterCountUnknown { .. }
        | GateCause::RosterReview { .. } => cluster(cause),
        _ => place(cause),
    }
}

fn cluster(cause: GateCause) -> Words {
    match cause {
        GateCause::NoCluster => "집적지를 아직 고르지 않았습니다.".into(),
        GateCause::DivisionNotCounted { division } => {
            Words::new("업종 {division}은 이 공고의 규칙에서 세지 않습니다.").with("division", division)
        }
        GateCause::ClusterCount { count, threshold } if count >= threshold => {
            Words::new("소공인 {count}개 ≥ 기준 {threshold}개")
                .with("count", show::count(count))
                .with("threshold", threshold)
        }
        GateCause::ClusterCount { count, threshold } => {
            Words::new("소공인 {count}개 < 기준 {threshold}개. {short}개 모자랍니다.")
                .with("count", show::count(count))
                .with("threshold", threshold)
                .with("short", threshold - count)
        }
        GateCause::ClusterCountUnknown { at_least, threshold, .. } => {
            Words::new("통계가 공개되지 않아 알 수 없습니다. 적어도 {at_least}개, 기준 {threshold}개")
                .with("at_least", at_least)
                .with("threshold", threshold)
        }
        GateCause::RosterReview { firms, threshold, .. } => {
            Words::new("명부의 소공인 {firms}개, 기준 {threshold}개")
                .with("firms", firms)
                .with("threshold", threshold)
        }
        _ => Words::new(""),
    }
}

fn institution(cause: GateCause) -> Words {
    match cause {
        GateCause::InstitutionKind { institution: programme::gates::InstitutionKind::ForProfit } => {
            "영리법인은 신청할 수 없습니다.".into()
        }
        GateCause::InstitutionJudged { non_profit: None, .. } => "비영리인지는 전담기관이 확인합니다.".into(),
        GateCause::InstitutionJudged { non_profit: Some(false), .. } => "비영리기관이 아닙니다.".into(),
        _ => "소공인 관련 비영리기관입니다.".into(),
    }
}

fn place(cause: GateCause) -> Words {
    match cause {
        GateCause::DedicatedPremises { listed, dedicated } => {
            Words::new("센터만 쓰는 공간 {dedicated}곳(적은 공간 {listed}곳)")
                .with("dedicated", dedicated)
                .with("listed", listed)
        }
        GateCause::DedicatedDevices { listed, dedicated } => {
            Words::new("센터만 쓰는 기기 {dedicated}종(적은 기기 {listed}종)")
                .with("dedicated", dedicated)
                .with("listed", listed)
        }
        GateCause::PremisesLocation { inside: Some(true), .. } => "공간이 집적지 안에 있습니다.".into(),
        GateCause::PremisesLocation { inside: Some(false), .. } => "공간이 집적지 밖에 있습니다.".into(),
        GateCause::PremisesLocation { inside: None, .. } => "공간이 집적지 안에 있는지 골라 주세요.".into(),
        GateCause::LeaseEnd { lease_end, term_end, renewal_pledged } => {
            let words = if lease_end >= term_end {
                "임차가 {lease}에 끝나 사업 기간({term}까지)을 채웁니다."
            } else if renewal_pledged {
                "임차가 {lease}에 끝나 사업 기간({term}까지)보다 이릅니다. 연장을 약속했습니다."
            } else {
                "임차가 {lease}에 끝나 사업 기간({term}까지)보다 이릅니다. 연장을 약속해 주세요."
            };
            Words::new(words).with("lease", show::date(lease_end)).with("term", show::date(term_end))
        }
        _ => Words::new(""),
    }
}

fn staff(counted: u32, required: u32, left_out: LeftOut) -> Words {
    let LeftOut { unnamed, repeated, elsewhere, not_dedicated, part_time } = left_out;
    let without = unnamed + repeated + elsewhere + not_dedicated + part_time;
    let words = match (counted >= required, without) {
        (true, 0) => "{counted}명입니다. {required}명 이상이어야 합니다.",
        (true, _) => {
            "{counted}명입니다. {required}명 이상이어야 합니다. 세지 않은 사람 {without}명(전담 아님, 시간제, 중복)."
        }
        (false, 0) => "지금 {counted}명입니다. {missing}명을 더 등록해 주세요.",
        (false, _) => {
            "지금 {counted}명입니다. {missing}명을 더 등록해 주세요. 세지 않은 사람 {without}명(전담 아님, 시간제, 중복)."
        }
    };
    Words::new(words)
        .with("counted", counted)
        .with("required", required)
        .with("missing", required.saturating_sub(counted))
        .with("without", without)
}

/// Where a step of the form mends it, in words.
fn way_on(next: NextStep) -> Option<(Step, &'static str)> {
    match next {
        NextStep::ChooseCluster | NextStep::ChooseOtherClusterOrAttachRoster => {
            Some((Step::Cluster, "집적지 고르기"))
        }
        NextStep::CorrectInstitution => Some((Step::Institution, "기관 확인하기")),
        NextStep::AddPremises
        | NextStep::CorrectAddress
        | NextStep::MoveIntoCluster
        | NextStep::PledgeLease => Some((Step::Resources, "공간 적기")),
        NextStep::AddDevices => Some((Step::Resources, "기기 적기")),
        NextStep::AddStaff { .. } | NextStep::AttachQualification => Some((Step::Resources, "운영인력 적기")),
        _ => None,
    }
}

/// The columns of a table of partners.
pub fn partner_columns(page: &Page) -> Vec<Column> {
    ["참여기관", "기관 유형", "맡을 일", "참여 동의"].map(|label| Column::text(page.t(label))).to_vec()
}

/// The partners of a form that was submitted: name and number, kind, what each does, who consented and when.
pub fn partners(page: &Page, form: &ApplicationForm) -> Vec<[String; 4]> {
    let row = |partner: &PartnerRow| {
        let consent = partner
            .consent
            .as_ref()
            .map(|given| format!("{} ({}), {}", given.person, given.position, show::exact(given.given_at)));
        [
            format!("{} ({})", partner.name, show::business_number(&partner.business_number)),
            page.t(kinds::korean(partner.kind)).to_owned(),
            partner.role.clone(),
            consent.unwrap_or_default(),
        ]
    };
    form.partners.iter().map(row).collect()
}

/// A state in words.
pub fn state_word(state: ApplicationState) -> &'static str {
    match state {
        ApplicationState::Draft => "작성 중",
        ApplicationState::Submitted => "접수됨",
        ApplicationState::Withdrawn => "취하함",
        ApplicationState::Intake => "요건 확인 중",
        ApplicationState::SupplementRequested => "보완 요청",
        ApplicationState::Supplemented => "보완됨",
        ApplicationState::Eligible => "자격 충족",
        ApplicationState::Ineligible => "자격 미충족",
        ApplicationState::DocReviewed => "서류검토 끝",
        ApplicationState::Inspected => "현장실사 끝",
        ApplicationState::Presented => "발표평가 끝",
        ApplicationState::Ranked => "순위 확정",
        ApplicationState::Selected => "선정",
        ApplicationState::Reserve => "예비 선정",
        ApplicationState::NotSelected => "미선정",
        ApplicationState::Agreed => "협약 체결",
        ApplicationState::Forfeited => "선정 포기",
    }
}
