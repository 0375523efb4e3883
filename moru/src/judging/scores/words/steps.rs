//! The working of a result, step by step, so that somebody with a pencil can follow it.

use programme::scoring::{
    AdjustmentKind, CriterionCode, EvaluatorKey, Rounding, Rubric, Side, Stage, Step, TieRule,
};

use super::inspection;
use crate::{judging::panels::words::stage as stage_name, web::page::Page};

/// The name of a criterion of a rubric.
fn criterion(rubric: &Rubric, code: &CriterionCode) -> String {
    let found = rubric.scored().find_map(|stage| stage.criterion(code));
    found.map_or_else(|| code.0.clone(), |known| known.name.clone())
}

fn rounded(page: &Page, rounding: Rounding) -> &str {
    page.t(match rounding {
        Rounding::Exact => "나누어떨어짐",
        Rounding::Down => "셋째 자리에서 버림",
        Rounding::Up => "셋째 자리에서 올림",
    })
}

/// One step as a sentence; `who` names members.
pub fn step(page: &Page, rubric: &Rubric, step: &Step, who: &impl Fn(&EvaluatorKey) -> String) -> String {
    match step {
        Step::LeftOut(card) => {
            let reason = page.t(match card.reason.as_str() {
                "recused" => "회피",
                "excluded" => "제척",
                "challenged" => "기피",
                other => other,
            });
            page.tf("{who} 위원의 평가표는 세지 않았습니다({reason}).", &[("who", &who(&card.evaluator)), ("reason", &reason)])
        }
        Step::CardIn { evaluator, points, total_centi } => {
            let parts: Vec<String> = points
                .iter()
                .map(|one| format!("{} {}", criterion(rubric, &one.criterion), one.points_centi))
                .collect();
            page.tf(
                "{who}: {parts} = {total}",
                &[("who", &who(evaluator)), ("parts", &parts.join(" + ")), ("total", total_centi)],
            )
        }
        Step::Dropped { evaluator, total_centi, side, .. } => {
            let text = match side {
                Side::Highest => "가장 높은 {who}의 {total}점을 뺐습니다.",
                Side::Lowest => "가장 낮은 {who}의 {total}점을 뺐습니다.",
            };
            page.tf(text, &[("who", &who(evaluator)), ("total", total_centi)])
        }
        Step::AllKept { cards, from_cards } => page.tf(
            "평가표가 {n}장이라 아무것도 빼지 않았습니다({from}장부터 가장 높은 점수와 가장 낮은 점수를 뺍니다).",
            &[("n", cards), ("from", from_cards)],
        ),
        Step::Summed { cards, sum_centi } => {
            page.tf("남은 {n}장을 더하면 {sum}점입니다.", &[("n", cards), ("sum", sum_centi)])
        }
        Step::Divided { sum_centi, divisor, mean_centi, rounding } => page.tf(
            "{sum} ÷ {n} = {mean}점 ({rounding})",
            &[("sum", sum_centi), ("n", divisor), ("mean", mean_centi), ("rounding", &rounded(page, *rounding))],
        ),
        Step::CriterionMean { criterion: code, sum_centi, divisor, mean_centi, .. } => page.tf(
            "{name}: {sum} ÷ {n} = {mean}점",
            &[("name", &criterion(rubric, code)), ("sum", sum_centi), ("n", divisor), ("mean", mean_centi)],
        ),
        Step::FloorCompared { criterion: code, mean_centi, floor_centi, reached } => {
            let text = if *reached {
                "{name} {mean}점은 과락 기준 {floor}점 이상입니다."
            } else {
                "{name} {mean}점은 과락 기준 {floor}점보다 낮습니다."
            };
            page.tf(text, &[("name", &criterion(rubric, code)), ("mean", mean_centi), ("floor", floor_centi)])
        }
        Step::CutCompared { mean_centi, cut_mark_centi, reached, .. } => {
            let text = if *reached {
                "{mean}점은 기준 {cut}점 이상이라 다음 단계로 갑니다."
            } else {
                "{mean}점은 기준 {cut}점보다 낮아 여기에서 멈춥니다."
            };
            page.tf(text, &[("mean", mean_centi), ("cut", cut_mark_centi)])
        }
        Step::Inspected { result, .. } => {
            page.tf("현장실사 결과는 {result}입니다.", &[("result", &page.t(inspection(*result)))])
        }
        other => last(page, rubric, other),
    }
}

/// The steps that lead from the stages to the order.
fn last(page: &Page, rubric: &Rubric, step: &Step) -> String {
    match step {
        Step::Weighted { stage, mean_centi, weight_percent, .. } => page.tf(
            "{stage} {mean}점의 {n}%",
            &[("stage", &page.t(stage_name(*stage))), ("mean", mean_centi), ("n", weight_percent)],
        ),
        Step::WeightedSum { weighted_centi, rounding, .. } => page.tf(
            "더하면 {total}점 ({rounding})",
            &[("total", weighted_centi), ("rounding", &rounded(page, *rounding))],
        ),
        Step::Adjusted { kind, item, granted_centi, max_centi, .. } => {
            let text = match kind {
                AdjustmentKind::Bonus => "가점 {name} {n}점 (한도 {max}점)",
                AdjustmentKind::Penalty => "감점 {name} {n}점 (한도 {max}점)",
            };
            let name =
                rubric.item(*kind, item).map_or_else(|| item.0.clone(), |item| page.t(&item.name).to_owned());
            page.tf(text, &[("name", &name), ("n", granted_centi), ("max", max_centi)])
        }
        Step::Capped { kind, counted_centi, cap_centi, .. } => {
            let text = match kind {
                AdjustmentKind::Bonus => "가점 합계 {n}점 (모두 {cap}점까지)",
                AdjustmentKind::Penalty => "감점 합계 {n}점 (모두 {cap}점까지)",
            };
            page.tf(text, &[("n", counted_centi), ("cap", cap_centi)])
        }
        Step::Totalled { total_centi, .. } => page.tf("최종 {total}점", &[("total", total_centi)]),
        Step::PassMarkCompared { total_centi, pass_mark_centi, reached } => {
            let text = if *reached {
                "{total}점은 통과 기준 {mark}점 이상입니다."
            } else {
                "{total}점은 통과 기준 {mark}점보다 낮습니다."
            };
            page.tf(text, &[("total", total_centi), ("mark", pass_mark_centi)])
        }
        Step::TieFound { total_centi, applications } => page.tf(
            "{total}점이 같은 신청이 {n}건 있습니다.",
            &[("total", total_centi), ("n", &applications.len())],
        ),
        Step::TieCompared { rule, .. } => tie(page, rubric, rule),
        Step::LotDrawn { minute, .. } => page.tf("위원회가 추첨했습니다({minute}).", &[("minute", minute)]),
        Step::TieOpen { applications } => {
            page.tf("{n}건의 순위를 정하려면 위원회가 추첨해야 합니다.", &[("n", &applications.len())])
        }
        // Every other step stands in the working of a stage.
        _ => String::new(),
    }
}

fn tie(page: &Page, rubric: &Rubric, rule: &TieRule) -> String {
    let at = |stage: &Stage| page.t(stage_name(*stage)).to_owned();
    match rule {
        TieRule::Stage { stage } => page.tf("{stage} 점수로 견주었습니다.", &[("stage", &at(stage))]),
        TieRule::Criterion { stage, criterion: code } => page.tf(
            "{stage}의 {name} 점수로 견주었습니다.",
            &[("stage", &at(stage)), ("name", &criterion(rubric, code))],
        ),
        TieRule::ManufacturerCount => page.t("집적지의 소공인 수로 견주었습니다.").to_owned(),
        TieRule::Lot => page.t("추첨으로 정합니다.").to_owned(),
    }
}
