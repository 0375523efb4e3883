//! The criteria of each stage with points, floors and anchors; bonuses, penalties and the order of ties.

use std::collections::BTreeSet;

use programme::{
    call::CallContent,
    scoring::{
        AdjustmentItem, AdjustmentKind, AdjustmentRule, CentiPoints, Criterion, CriterionCode, ItemCode,
        RubricStatus, ScoredStage, StageRule, TieRule,
    },
};

use super::{
    read::{LONG_TEXT, Reading, SHORT_TEXT, points, set, stage_name},
    shown::{Group, Sheet},
};
use crate::{notices::calls::words, web::forms::Fields};

const STATUS: [(&str, &str); 2] = [("proposal", "제안"), ("official", "공식 배점")];

/// The name of the fields of a list of items.
const fn list(kind: AdjustmentKind) -> &'static str {
    match kind {
        AdjustmentKind::Bonus => "bonus",
        AdjustmentKind::Penalty => "penalty",
    }
}

pub(super) fn fill(content: &CallContent, fields: &mut Fields) {
    let rubric = &content.evaluation.rubric;
    fields.set("status", if rubric.status == RubricStatus::Official { "official" } else { "proposal" });
    fields.set("source", &rubric.source);
    for (index, rule) in rubric.stages.iter().enumerate() {
        let StageRule::Scored(scored) = rule else { continue };
        let stage = stage_name(content, index);
        for (row, criterion) in scored.criteria.iter().enumerate() {
            let name = |part: &str| format!("{stage}.{row}.{part}");
            fields.set(&name("code"), &criterion.code.0);
            set(fields, &name("parent"), criterion.parent.as_ref());
            fields.set(&name("name"), &criterion.name);
            fields.set(&name("points"), &criterion.max_points.to_string());
            set(fields, &name("floor"), criterion.floor_centi.map(points));
            fields.set(&name("anchors"), &criterion.anchors.join("\n"));
        }
    }
    for kind in AdjustmentKind::ALL {
        let rule = rubric.adjustments(kind);
        let list = list(kind);
        fields.set(&format!("{list}_cap"), &points(rule.cap_centi));
        for (row, item) in rule.items.iter().enumerate() {
            fields.set(&format!("{list}.{row}.code"), &item.code.0);
            fields.set(&format!("{list}.{row}.name"), &item.name);
            fields.set(&format!("{list}.{row}.points"), &points(item.max_centi));
        }
    }
    for (row, rule) in rubric.ties.iter().enumerate() {
        fields.set(&format!("ties.{row}.rule"), &tie_code(rule));
    }
}

pub(super) fn apply(form: &mut Reading<'_>, content: &mut CallContent) {
    let names: Vec<String> =
        (0..content.evaluation.rubric.stages.len()).map(|index| stage_name(content, index)).collect();
    let rubric = &mut content.evaluation.rubric;
    rubric.status =
        if form.raw("status") == "official" { RubricStatus::Official } else { RubricStatus::Proposal };
    rubric.source = form.text("source", LONG_TEXT);
    for (rule, stage) in rubric.stages.iter_mut().zip(&names) {
        if let StageRule::Scored(scored) = rule {
            scored.criteria = criteria(form, stage);
        }
    }
    let mut codes = BTreeSet::new();
    rubric.bonuses = adjustments(form, (AdjustmentKind::Bonus, rubric.bonuses.cap_centi), &mut codes);
    rubric.penalties = adjustments(form, (AdjustmentKind::Penalty, rubric.penalties.cap_centi), &mut codes);
    rubric.ties =
        form.rows("ties").iter().filter_map(|row| tie_of(form.raw(&format!("{row}.rule")))).collect();
}

fn criteria(form: &mut Reading<'_>, stage: &str) -> Vec<Criterion> {
    let mut codes = BTreeSet::new();
    let rows = form.rows(stage);
    rows.iter()
        .map(|row| {
            let name = |part: &str| format!("{row}.{part}");
            let parent = form.raw(&name("parent"));
            Criterion {
                code: CriterionCode(code(form.raw(&name("code")), "c", &mut codes)),
                name: form.text(&name("name"), SHORT_TEXT),
                parent: (!parent.is_empty()).then(|| CriterionCode(parent.to_owned())),
                max_points: form.number(&name("points"), (0, 100)).unwrap_or_default(),
                floor_centi: form.points(&name("floor")),
                anchors: form.lines(&name("anchors")),
            }
        })
        .collect()
}

fn adjustments(
    form: &mut Reading<'_>,
    (kind, known): (AdjustmentKind, CentiPoints),
    codes: &mut BTreeSet<String>,
) -> AdjustmentRule {
    let list = list(kind);
    let cap_centi = form.some_points(&format!("{list}_cap")).unwrap_or(known);
    let rows = form.rows(list);
    let items = rows
        .iter()
        .map(|row| AdjustmentItem {
            code: ItemCode(code(form.raw(&format!("{row}.code")), list, codes)),
            name: form.text(&format!("{row}.name"), SHORT_TEXT),
            max_centi: form.some_points(&format!("{row}.points")).unwrap_or_default(),
        })
        .collect();
    AdjustmentRule { cap_centi, items }
}

/// The code a row came with, or a new one that no row has.
fn code(known: &str, start: &str, codes: &mut BTreeSet<String>) -> String {
    let new = (1..).map(|number| format!("{start}{number}"));
    let fits = |code: &String| !codes.contains(code);
    let code = Some(known.to_owned()).filter(|known| !known.is_empty() && fits(known));
    let code = code.or_else(|| new.into_iter().find(fits)).unwrap_or_default();
    codes.insert(code.clone());
    code
}

fn tie_code(rule: &TieRule) -> String {
    match rule {
        TieRule::Stage { stage } => format!("stage:{}", stage_code(*stage)),
        TieRule::Criterion { stage, criterion } => format!("criterion:{}:{criterion}", stage_code(*stage)),
        TieRule::ManufacturerCount => "manufacturers".to_owned(),
        TieRule::Lot => "lot".to_owned(),
    }
}

fn tie_of(code: &str) -> Option<TieRule> {
    let stage = |name: &str| serde_json::from_value(serde_json::Value::String(name.to_owned())).ok();
    match code.splitn(3, ':').collect::<Vec<_>>().as_slice() {
        ["manufacturers"] => Some(TieRule::ManufacturerCount),
        ["lot"] => Some(TieRule::Lot),
        ["stage", name] => Some(TieRule::Stage { stage: stage(name)? }),
        ["criterion", name, criterion] => Some(TieRule::Criterion {
            stage: stage(name)?,
            criterion: CriterionCode((*criterion).to_owned()),
        }),
        _ => None,
    }
}

fn stage_code(stage: programme::scoring::Stage) -> String {
    serde_json::to_value(stage).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

pub(super) fn sheet(sheet: &Sheet<'_>, content: &CallContent) -> Vec<Group> {
    let mut groups = vec![sheet.group(
        sheet.t("배점의 출처"),
        "",
        vec![
            sheet.select("status", "공식 배점입니까?", &STATUS),
            sheet.area("source", "출처", 3).hint(
                sheet.page,
                "공고나 지침의 이름과 날짜를 적어 주세요. 제안이면 왜 제안인지 적어 주세요.",
            ),
        ],
    )];
    let rubric = &content.evaluation.rubric;
    for (index, rule) in rubric.stages.iter().enumerate() {
        let StageRule::Scored(scored) = rule else { continue };
        let (stage, name) = (stage_name(content, index), sheet.t(words::stage(scored.stage)));
        for row in 0..sheet.rows(&stage) {
            groups.push(criterion(sheet, (&stage, &name), row));
        }
    }
    for kind in AdjustmentKind::ALL {
        groups.push(items(sheet, kind));
    }
    groups.push(ties(sheet, rubric.scored()));
    groups
}

fn criterion(sheet: &Sheet<'_>, (stage, title): (&str, &str), row: usize) -> Group {
    let name = |part: &str| format!("{stage}.{row}.{part}");
    let values: [(&str, &dyn std::fmt::Display); 2] = [("stage", &title), ("n", &(row + 1))];
    sheet
        .group(
            sheet.page.tf("{stage} 평가지표 {n}", &values),
            "",
            vec![
                sheet.hidden(&name("code")),
                sheet.hidden(&name("parent")),
                sheet
                    .text(&name("name"), "평가지표")
                    .hint(sheet.page, "이름, 점수, 설명을 모두 비우면 이 지표를 지웁니다."),
                sheet.number(&name("points"), "배점", "점"),
                sheet
                    .words(&name("floor"), "과락 점수")
                    .hint(sheet.page, "위원 평균이 이 점수보다 낮으면 탈락합니다.")
                    .optional(),
                sheet
                    .area(&name("anchors"), "점수의 뜻", 3)
                    .hint(sheet.page, "높은 점수부터 한 줄에 하나씩 적어 주세요.")
                    .optional(),
            ],
        )
        .folded(sheet.short(&format!("{stage}.{row}"), &["name", "points"]))
}

fn items(sheet: &Sheet<'_>, kind: AdjustmentKind) -> Group {
    let list = list(kind);
    let (legend, each) = match kind {
        AdjustmentKind::Bonus => ("가점", "가점 이유"),
        AdjustmentKind::Penalty => ("감점", "감점 이유"),
    };
    let mut lines = vec![sheet.words(&format!("{list}_cap"), "모두 더한 한도")];
    for row in 0..sheet.rows(list) {
        lines.push(sheet.hidden(&format!("{list}.{row}.code")));
        lines.push(sheet.text(&format!("{list}.{row}.name"), each).optional());
        lines.push(sheet.words(&format!("{list}.{row}.points"), "점수").optional());
    }
    sheet.group(sheet.t(legend), "이름과 점수를 비우면 지웁니다. 저장하면 빈칸이 새로 생깁니다.", lines)
}

fn ties<'a>(sheet: &Sheet<'_>, stages: impl Iterator<Item = &'a ScoredStage>) -> Group {
    let page = sheet.page;
    let mut options: Vec<(String, String)> = vec![(String::new(), sheet.t("없음"))];
    for scored in stages {
        let (code, name) = (stage_code(scored.stage), sheet.t(words::stage(scored.stage)));
        options.push((format!("stage:{code}"), page.tf("{stage} 점수", &[("stage", &name)])));
        options.extend(
            scored
                .criteria
                .iter()
                .map(|one| (format!("criterion:{code}:{}", one.code), format!("{name} · {}", one.name))),
        );
    }
    options.push(("manufacturers".to_owned(), sheet.t("집적지의 소공인 수")));
    options.push(("lot".to_owned(), sheet.t("추첨")));
    let options: Vec<(&str, &str)> =
        options.iter().map(|(code, label)| (code.as_str(), label.as_str())).collect();
    let rows = 0..sheet.rows("ties");
    let lines = rows.map(|row| {
        let mut line = sheet.select(&format!("ties.{row}.rule"), "", &options).optional();
        line.label = page.tf("{n}번째로 볼 것", &[("n", &(row + 1))]);
        line
    });
    sheet.group(sheet.t("동점일 때 순서"), "", lines.collect())
}
