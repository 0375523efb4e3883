//! Conclusions and problems in sentences.

use programme::{
    agreement::Topic,
    scoring::{EvaluatorKey, Outcome as Published, Rubric, Working},
    selection::{NotPromoted, Problem},
    states::{ApplicationState, Conclusion},
};

use super::store::Chosen;
use crate::{
    base::{errors::Refusal, words::Words},
    judging::{panels::words::stage as stage_name, scores::words as score_words},
    web::{page::Page, show},
};

/// What is decided.
pub const fn conclusion(conclusion: Conclusion) -> &'static str {
    match conclusion {
        Conclusion::Selected => "선정",
        Conclusion::Reserve => "예비",
        Conclusion::NotSelected => "미선정",
    }
}

/// The shape beside the word of a state after everybody was told.
pub(super) const fn shape(state: ApplicationState) -> &'static str {
    match state {
        ApplicationState::Selected | ApplicationState::Agreed => "pass",
        ApplicationState::Reserve => "warn",
        ApplicationState::Forfeited | ApplicationState::NotSelected => "fail",
        _ => "unknown",
    }
}

/// What a clause of an agreement is about.
pub(super) const fn clause(topic: Topic) -> &'static str {
    match topic {
        Topic::Purpose => "목적",
        Topic::Term => "협약 기간",
        Topic::Activities => "사업 내용",
        Topic::Subsidy => "지원금과 자부담",
        Topic::Conditions => "교부 조건",
        Topic::Account => "전용계좌와 증빙",
        Topic::Changes => "변경 승인",
        Topic::Reports => "보고",
        Topic::Inspections => "점검 협조",
        Topic::Targets => "성과목표",
        Topic::Assets => "장비와 재산",
        Topic::PersonalData => "개인정보 처리 위탁",
        Topic::Naming => "홍보 표기",
        Topic::IntellectualProperty => "지식재산",
        Topic::Ending => "중단·해지·환수",
        Topic::Disputes => "분쟁",
        Topic::Confidentiality => "비밀 유지",
        Topic::Signatures => "서명",
    }
}

/// Why something cannot be decided so, beside the field it is about.
pub(super) fn problem(problem: &Problem) -> (String, Words) {
    let choice = |key: &programme::scoring::ApplicationKey| format!("choice.{}", key.0);
    match problem {
        Problem::Undecided { application } | Problem::Unknown { application } => {
            (choice(application), Words::new("어떻게 하기로 했는지 골라 주세요."))
        }
        Problem::WithoutPlace { application } => (
            choice(application),
            Words::new("기준에 미치지 못해 순위가 없는 신청은 선정하거나 예비로 둘 수 없습니다."),
        ),
        Problem::Tied { applications } => (
            applications.first().map(choice).unwrap_or_default(),
            Words::new("순위가 같은 신청이 있습니다. 순위 화면에서 추첨 결과를 먼저 적어 주세요."),
        ),
        Problem::PassedOver { application } => (
            format!("reason.{}", application.0),
            Words::new("뒤 순위 신청보다 낮게 정한 까닭을 적어 주세요. 신청기관이 그대로 읽습니다."),
        ),
        Problem::Number { because } => (
            "number_reason".to_owned(),
            Words::new("{n}개를 선정하려면 까닭을 적어야 합니다. 공고한 수는 {from}개에서 {to}개까지입니다.")
                .with("n", because.selected)
                .with("from", because.from)
                .with("to", because.to),
        ),
    }
}

/// Why somebody is not promoted.
pub(super) fn not_promoted(why: &NotPromoted) -> Refusal {
    match why {
        NotPromoted::NoSeat => Refusal::conflict(
            "빈자리가 없습니다.",
            "선정된 기관이 포기한 것을 먼저 적어야 예비를 올릴 수 있습니다.",
        ),
        NotPromoted::NotNext { next } => Refusal::conflict(
            Words::new("예비 순서대로 올려야 합니다. 다음 차례는 {number}입니다.").with("number", &next.0),
            "다음 차례인 기관을 올려 주세요.",
        ),
        NotPromoted::NotInReserve => {
            Refusal::conflict("예비로 둔 신청이 아닙니다.", "예비 명단을 확인해 주세요.")
        }
        NotPromoted::Over { last_day } => Refusal::conflict(
            Words::new("예비 명단은 {day}까지였습니다.").with("day", show::date(*last_day)),
            "다시 공고해야 합니다.",
        ),
    }
}

/// Why the application has no place, and why somebody behind it came before it.
pub fn why(page: &Page, computed: &Published, chosen: &Chosen) -> Vec<String> {
    let key = &chosen.choice.application;
    let stopped = computed.ranking.not_ranked.iter().filter(|one| one.application == *key);
    let stopped = stopped.map(|one| score_words::why_not(page, &one.because));
    let passed_over = Some(chosen.choice.reason.clone()).filter(|reason| !reason.is_empty());
    stopped.chain(passed_over).collect()
}

/// The stages and the final points, each with its working. Members are named by signs.
pub fn stages(
    page: &Page,
    rubric: &Rubric,
    computed: &Published,
    chosen: &Chosen,
) -> Vec<(String, Vec<String>)> {
    let who = |key: &EvaluatorKey| key.0.clone();
    let steps = |working: &Working| {
        working.0.iter().map(|step| score_words::step(page, rubric, step, &who)).collect::<Vec<_>>()
    };
    let own = computed.results.iter().find(|one| one.application == chosen.choice.application);
    let Some(own) = own else { return Vec::new() };
    let stages = own.stages.iter().map(|one| {
        let name = page.t(stage_name(one.stage)).to_owned();
        (name, steps(&one.working))
    });
    let last = own.final_points.iter().map(|points| (page.t("최종 점수").to_owned(), steps(&points.working)));
    stages.chain(last).collect()
}
