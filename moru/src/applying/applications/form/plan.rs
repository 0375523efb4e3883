//! The activity plan: twelve activities, of which an activity is planned when something is written about it.

use programme::activities::{Activity, Plan, PlanCause, PlanItem, check};

use super::{read::Reader, typed::PlanRow};
use crate::base::words::Words;

/// The twelve activities in the words of the notice, in its order.
pub const ACTIVITIES: [(Activity, &str); 12] = [
    (Activity::M1, "소공인과 정책에 관한 정보 제공, 실태 파악 (규모·특성·협업도)"),
    (Activity::M2, "제조인력 정보 제공, 지원기관(산학연) 서비스 연계"),
    (Activity::M3, "공용시설과 공용장비의 관리·운영"),
    (Activity::M4, "소공인특화자금 신청 지원, 다른 정부 지원사업 연계"),
    (Activity::M5, "센터 단계별 역할 로드맵(집적지 발전방안) 작성·운영"),
    (Activity::E0, "정보 교류와 경영·기술 역량을 기르는 교육"),
    (Activity::V1, "공동구매·공동판로·공동개발 협업"),
    (Activity::V2, "동종·이종 센터 사이 기술교류와 공동연구"),
    (Activity::V3, "수출·고용에 기여하는 마케팅"),
    (Activity::V4, "집적지 홍보"),
    (Activity::V5, "경영관리·기술지도·제품개발 전문 컨설팅"),
    (Activity::V6, "지역·업종에 특화된 그 밖의 사업"),
];

/// The field of an activity.
pub fn activity_field(activity: Activity) -> String {
    format!("plan.{}", activity.code())
}

pub(super) fn is_field(field: &str) -> bool {
    field
        .strip_prefix("plan.")
        .is_some_and(|code| Activity::ALL.iter().any(|activity| activity.code() == code))
}

/// Reads the plan and judges its mix.
pub(super) fn read(reader: &mut Reader<'_>) -> Vec<PlanRow> {
    let rows: Vec<PlanRow> = Activity::ALL
        .into_iter()
        .filter_map(|activity| {
            let summary = reader.optional_text(&activity_field(activity));
            (!summary.is_empty()).then_some(PlanRow { activity, summary })
        })
        .collect();
    let items = rows
        .iter()
        .map(|row| PlanItem {
            activity: row.activity,
            fit_reason: (row.activity == Activity::V6).then(|| row.summary.clone()),
        })
        .collect();
    for finding in check(&Plan { items }) {
        if finding.outcome.allows() {
            continue;
        }
        if let programme::Cause::Plan(cause) = finding.cause {
            note(reader, cause);
        }
    }
    rows
}

fn note(reader: &mut Reader<'_>, cause: PlanCause) {
    match cause {
        PlanCause::Mandatory { missing, .. } => {
            for activity in missing {
                reader.problem(activity_field(activity), "의무사업입니다. 계획을 적어 주세요.");
            }
        }
        PlanCause::Education { .. } => {
            reader.problem(activity_field(Activity::E0), "교육은 필수입니다. 계획을 적어 주세요.")
        }
        PlanCause::Electives { planned, required } => reader.problem(
            activity_field(Activity::V1),
            Words::new("자율사업은 {required}개 이상 골라 계획을 적어 주세요. 지금 {planned}개입니다.")
                .with("required", required)
                .with("planned", planned),
        ),
        PlanCause::FitReason { characters, required: needed } => reader.problem(
            activity_field(Activity::V6),
            Words::new("지역·업종에 맞는 까닭을 {needed}자 이상 적어 주세요. 지금 {characters}자입니다.")
                .with("needed", needed)
                .with("characters", characters),
        ),
        PlanCause::ElectivesDone { .. } | PlanCause::CountedTwice { .. } => {}
    }
}
