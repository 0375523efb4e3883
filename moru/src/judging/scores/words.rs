//! Points, the steps that lead to them, and what stands in the way of a result, in sentences.

mod steps;

pub use steps::step;

use programme::scoring::{GivenProblem, InspectionResult, PanelRefused, Standing, Stop, WhyNot};

use super::evidence::Whole;
use crate::{base::words::Words, judging::panels::words::stage, web::page::Page};

/// What an inspection found.
pub const fn inspection(result: InspectionResult) -> &'static str {
    match result {
        InspectionResult::Conform => "적합",
        InspectionResult::ConformAfterFix => "보완 후 적합",
        InspectionResult::NonConform => "부적합",
    }
}

/// What the order proposes.
pub fn standing(page: &Page, standing: Standing) -> (&'static str, String) {
    match standing {
        Standing::Selected => ("pass", page.t("선정 순위 안").to_owned()),
        Standing::Reserve { order } => ("warn", page.tf("예비 {n}번", &[("n", &order)])),
        Standing::Open => ("unknown", page.t("추첨 필요").to_owned()),
    }
}

/// Why an application stopped.
pub fn stop(page: &Page, stop: &Stop) -> String {
    match stop {
        Stop::BelowCut { stage: at, mean_centi, cut_mark_centi } => page.tf(
            "{stage} {mean}점으로 기준 {cut}점보다 낮습니다.",
            &[("stage", &page.t(stage(*at))), ("mean", mean_centi), ("cut", cut_mark_centi)],
        ),
        Stop::BelowFloor { stage: at, mean_centi, floor_centi, .. } => page.tf(
            "{stage}에서 과락 기준 {floor}점보다 낮은 항목({mean}점)이 있습니다.",
            &[("stage", &page.t(stage(*at))), ("mean", mean_centi), ("floor", floor_centi)],
        ),
        Stop::NonConform { stage: at } => {
            page.tf("{stage}에서 부적합으로 확인했습니다.", &[("stage", &page.t(stage(*at)))])
        }
        Stop::BelowPassMark { total_centi, pass_mark_centi } => page.tf(
            "최종 {total}점으로 통과 기준 {mark}점보다 낮습니다.",
            &[("total", total_centi), ("mark", pass_mark_centi)],
        ),
    }
}

/// Why an application has no place.
pub fn why_not(page: &Page, why: &WhyNot) -> String {
    match why {
        WhyNot::Withdrawn => page.t("신청을 취하했습니다.").to_owned(),
        WhyNot::Stopped { stops } => stops.iter().map(|one| stop(page, one)).collect::<Vec<_>>().join(" "),
    }
}

/// What stands in the way of a result.
pub(super) fn problem(problem: &GivenProblem, whole: &Whole) -> Words {
    let name = |key: &programme::scoring::ApplicationKey| {
        let found = whole.entrants.iter().find(|one| one.key == *key);
        found.map_or_else(|| key.0.clone(), |one| one.institution.clone())
    };
    match problem {
        GivenProblem::NoPanelResult { application, refused, .. } => panel(&name(application), refused),
        GivenProblem::NoInspection { application, .. } => {
            Words::new("{name}의 현장실사 결과가 없습니다.").with("name", name(application))
        }
        GivenProblem::NoSuchStage { .. } => "이 공고의 평가에는 이 단계가 없습니다.".into(),
        other => Words::new("점수를 계산할 수 없습니다: {what}").with("what", other),
    }
}

fn panel(name: &str, refused: &PanelRefused) -> Words {
    match refused {
        PanelRefused::NotSigned { evaluators } => {
            Words::new("{name}의 평가표 {n}장에 아직 서명하지 않았습니다.").with("n", evaluators.len())
        }
        PanelRefused::TooFewCards { cards, needed } => {
            Words::new("{name}의 평가표가 {n}장입니다. 위원 과반수인 {needed}장이 필요합니다.")
                .with("n", cards)
                .with("needed", needed)
        }
        PanelRefused::CardTwice { .. } | PanelRefused::CardWrong { .. } => {
            Words::new("{name}의 평가표에 맞지 않는 점수가 있습니다.")
        }
        PanelRefused::StageWithoutPoints { .. } => Words::new("{name}: 이 단계에는 점수가 없습니다."),
    }
    .with("name", name)
}
