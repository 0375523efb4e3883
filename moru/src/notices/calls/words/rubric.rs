//! Contradictions of the points in words.

use std::fmt::Display;

use programme::scoring::{AdjustmentKind, CriterionCode, ItemCode, Rubric, RubricProblem, Stage};

use super::stage;
use crate::web::page::Page;

pub(super) fn words(page: &Page, rubric: &Rubric, problem: &RubricProblem) -> String {
    match problem {
        RubricProblem::NoScoredStage => page.t("점수를 주는 단계가 없습니다.").to_owned(),
        RubricProblem::StageTwice { stage } => {
            named(page, "{name} 단계가 두 번 있습니다.", self::stage(*stage))
        }
        RubricProblem::StageOutOfOrder { stage } => {
            named(page, "{name} 단계의 차례가 맞지 않습니다.", self::stage(*stage))
        }
        RubricProblem::Weights { sum } => {
            page.tf("단계 비중을 더하면 {sum}%입니다. 100%여야 합니다.", &[("sum", sum)])
        }
        RubricProblem::CutMarkOutside { stage, cut_mark_centi } => {
            let values: [(&str, &dyn Display); 2] =
                [("name", &page.t(self::stage(*stage))), ("points", cut_mark_centi)];
            page.tf("{name} 통과 점수가 {points}점입니다. 0점부터 100점까지여야 합니다.", &values)
        }
        RubricProblem::PassMarkOutside { pass_mark_centi } => page
            .tf("합격점이 {points}점입니다. 0점부터 100점까지여야 합니다.", &[("points", pass_mark_centi)]),
        RubricProblem::DropsAll { from_cards, dropped } => {
            let values: [(&str, &dyn Display); 2] = [("cards", from_cards), ("dropped", dropped)];
            page.tf("평가표 {cards}장 가운데 {dropped}장을 빼면 남는 것이 없습니다.", &values)
        }
        RubricProblem::NoCardNeeded => page.t("결과를 내는 데 필요한 평가표가 0장입니다.").to_owned(),
        RubricProblem::Comments { below_percent, above_percent } => {
            let values: [(&str, &dyn Display); 2] = [("below", below_percent), ("above", above_percent)];
            page.tf("의견을 적어야 하는 점수가 {below}%보다 낮거나 {above}%보다 높은 것입니다. 두 수가 맞지 않습니다.", &values)
        }
        RubricProblem::AdviceBelowZero => page.t("참고 기준이 0보다 작습니다.").to_owned(),
        problem => criteria(page, rubric, problem),
    }
}

fn named(page: &Page, text: &str, name: &str) -> String {
    page.tf(text, &[("name", &page.t(name))])
}

/// What people call a criterion; its code where it has no name.
fn criterion<'a>(rubric: &'a Rubric, stage: Stage, code: &'a CriterionCode) -> &'a str {
    let known = rubric.scored_stage(stage).and_then(|scored| scored.criterion(code));
    known.map(|known| known.name.as_str()).filter(|name| !name.is_empty()).unwrap_or(&code.0)
}

/// What people call a bonus or a penalty.
fn item<'a>(rubric: &'a Rubric, code: &'a ItemCode) -> &'a str {
    let mut known = AdjustmentKind::ALL.into_iter().filter_map(|kind| rubric.item(kind, code));
    known.next().map(|known| known.name.as_str()).filter(|name| !name.is_empty()).unwrap_or(&code.0)
}

fn criteria(page: &Page, rubric: &Rubric, problem: &RubricProblem) -> String {
    let of = |text: &str, stage: Stage, code: &CriterionCode| {
        let named = page.t(criterion(rubric, stage, code));
        let values: [(&str, &dyn Display); 2] = [("name", &page.t(self::stage(stage))), ("code", &named)];
        page.tf(text, &values)
    };
    match problem {
        RubricProblem::CriteriaSum { stage, sum } => {
            let values: [(&str, &dyn Display); 2] = [("name", &page.t(self::stage(*stage))), ("sum", sum)];
            page.tf("{name} 배점을 더하면 {sum}점입니다. 100점이어야 합니다.", &values)
        }
        RubricProblem::CriterionTwice { stage, criterion } => {
            of("{name} 평가지표 두 개가 같습니다: {code}", *stage, criterion)
        }
        RubricProblem::NoPoints { stage, criterion } => {
            of("{name} 배점이 0점입니다: {code}", *stage, criterion)
        }
        RubricProblem::UnknownParent { stage, criterion, .. } => {
            of("{name} 평가지표가 속한 지표가 없습니다: {code}", *stage, criterion)
        }
        RubricProblem::ParentCircle { stage, criterion } => {
            of("{name} 평가지표가 자기 자신에 속합니다: {code}", *stage, criterion)
        }
        RubricProblem::PartsSum { stage, criterion, .. } => {
            of("{name} 평가지표에 속한 지표의 배점을 더한 것이 배점과 다릅니다: {code}", *stage, criterion)
        }
        RubricProblem::FloorOutside { stage, criterion, floor_centi, max_points } => {
            let values: [(&str, &dyn Display); 4] = [
                ("name", &page.t(self::stage(*stage))),
                ("code", &page.t(self::criterion(rubric, *stage, criterion))),
                ("floor", floor_centi),
                ("most", max_points),
            ];
            page.tf(
                "{name} {code}: 과락 점수가 {floor}점입니다. 0점부터 배점 {most}점까지여야 합니다.",
                &values,
            )
        }
        problem => others(page, rubric, problem),
    }
}

fn others(page: &Page, rubric: &Rubric, problem: &RubricProblem) -> String {
    let list = |kind: &AdjustmentKind| {
        page.t(match kind {
            AdjustmentKind::Bonus => "가점",
            AdjustmentKind::Penalty => "감점",
        })
        .to_owned()
    };
    match problem {
        RubricProblem::CapOutside { kind, cap_centi } => {
            let values: [(&str, &dyn Display); 2] = [("name", &list(kind)), ("points", cap_centi)];
            page.tf("{name} 한도가 {points}점입니다. 0점부터 100점까지여야 합니다.", &values)
        }
        RubricProblem::ItemOutside { kind, item, max_centi, cap_centi } => {
            let values: [(&str, &dyn Display); 4] = [
                ("name", &list(kind)),
                ("code", &page.t(self::item(rubric, item))),
                ("points", max_centi),
                ("cap", cap_centi),
            ];
            page.tf("{name} {code}: {points}점입니다. 0점보다 크고 한도 {cap}점 이하여야 합니다.", &values)
        }
        RubricProblem::ItemTwice { item } => page.tf(
            "가점과 감점에 같은 것이 두 번 있습니다: {code}",
            &[("code", &page.t(self::item(rubric, item)))],
        ),
        RubricProblem::TieWithoutStage { stage } => named(
            page,
            "동점일 때 {name} 점수를 보는데, 그 단계는 점수를 주지 않습니다.",
            self::stage(*stage),
        ),
        RubricProblem::TieWithoutCriterion { stage, criterion } => {
            let values: [(&str, &dyn Display); 2] =
                [("name", &page.t(self::stage(*stage))), ("code", &page.t(&criterion.0))];
            page.tf("동점일 때 볼 평가지표가 없습니다: {name} {code}", &values)
        }
        RubricProblem::TieTwice { place } => {
            page.tf("동점일 때 {n}번째로 볼 것이 앞의 것과 같습니다.", &[("n", place)])
        }
        RubricProblem::TieAfterLot => page.t("동점일 때 추첨 뒤에 볼 것이 더 있습니다.").to_owned(),
        _ => String::new(),
    }
}
