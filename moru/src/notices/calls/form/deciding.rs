//! The five gates; the stages with their weights and cuts, and the panels.

use programme::{
    call::{CallContent, GateCheck, GateText, StageText},
    gates::Gate,
    panel::PanelRules,
    scoring::StageRule,
};

use super::{
    read::{LONG_TEXT, Reading, points, set, stage_name},
    shown::{Group, Sheet},
};
use crate::{
    notices::calls::{evidence::RULESETS, words},
    web::forms::Fields,
};

const CHECKS: [(&str, &str); 3] =
    [("hybrid", "계산하고, 계산할 수 없으면 담당자가 판단"), ("auto", "계산"), ("manual", "담당자가 판단")];
const YES_NO: [(&str, &str); 2] = [("yes", "예"), ("no", "아니요")];

fn yes(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

fn gate_name(gate: Gate) -> &'static str {
    gate.rule().code()
}

pub(super) fn fill_requirements(content: &CallContent, fields: &mut Fields) {
    for gate in &content.requirements.gates {
        let name = gate_name(gate.gate);
        fields.set(&format!("{name}.text"), &gate.text);
        fields.set(&format!("{name}.evidence"), &gate.evidence.join("\n"));
        let check = match gate.check {
            GateCheck::Auto => "auto",
            GateCheck::Manual => "manual",
            GateCheck::Hybrid => "hybrid",
        };
        fields.set(&format!("{name}.check"), check);
        fields.set(&format!("{name}.mandatory"), yes(gate.mandatory));
    }
    let options = content.requirements.options;
    fields.set("min_staff", &options.min_staff.to_string());
    fields.set("part_timers", yes(options.part_timers_count));
    fields.set("outside", yes(options.premises_outside_cluster_allowed));
    fields.set("ruleset", &content.requirements.ruleset);
}

pub(super) fn apply_requirements(form: &mut Reading<'_>, content: &mut CallContent) {
    let requirements = &mut content.requirements;
    requirements.gates = Gate::ALL
        .into_iter()
        .map(|gate| {
            let name = gate_name(gate);
            GateText {
                gate,
                text: form.text(&format!("{name}.text"), LONG_TEXT),
                evidence: form.lines(&format!("{name}.evidence")),
                check: match form.raw(&format!("{name}.check")) {
                    "auto" => GateCheck::Auto,
                    "manual" => GateCheck::Manual,
                    _ => GateCheck::Hybrid,
                },
                mandatory: form.is_yes(&format!("{name}.mandatory")),
            }
        })
        .collect();
    let options = &mut requirements.options;
    options.min_staff = form.number("min_staff", (0, 99)).unwrap_or(options.min_staff);
    options.part_timers_count = form.is_yes("part_timers");
    options.premises_outside_cluster_allowed = form.is_yes("outside");
    form.raw("ruleset").clone_into(&mut requirements.ruleset);
}

pub(super) fn sheet_requirements(sheet: &Sheet<'_>) -> Vec<Group> {
    let page = sheet.page;
    let gate = |gate: Gate| {
        let name = |part: &str| format!("{}.{part}", gate_name(gate));
        sheet.group(
            sheet.t(words::gate(gate)),
            "",
            vec![
                sheet.area(&name("text"), "공고문에 적을 말", 3),
                sheet
                    .area(&name("evidence"), "무엇으로 보입니까?", 3)
                    .hint(page, "한 줄에 하나씩 적어 주세요.")
                    .optional(),
                sheet.select(&name("check"), "누가 확인합니까?", &CHECKS),
                sheet.select(&name("mandatory"), "꼭 갖추어야 합니까?", &YES_NO),
            ],
        )
    };
    let rulesets: Vec<(&str, &str)> = RULESETS.iter().map(|name| (*name, *name)).collect();
    let options = sheet.group(
        sheet.t("자격을 판단하는 기준"),
        "",
        vec![
            sheet.number("min_staff", "필요한 운영인력", "명"),
            sheet.select("part_timers", "시간제도 한 명으로 셉니까?", &YES_NO),
            sheet.select("outside", "집적지 밖의 공간도 됩니까?", &YES_NO),
            sheet.select("ruleset", "집적지 판정 규칙", &rulesets),
        ],
    );
    Gate::ALL.into_iter().map(gate).chain([options]).collect()
}

pub(super) fn fill_stages(content: &CallContent, fields: &mut Fields) {
    let evaluation = &content.evaluation;
    let rubric = &evaluation.rubric;
    for (index, rule) in rubric.stages.iter().enumerate() {
        let name = stage_name(content, index);
        let text = evaluation.texts.iter().find(|text| text.stage == rule.stage());
        set(fields, &format!("{name}.text"), text.map(|text| &text.text));
        if let StageRule::Scored(scored) = rule {
            fields.set(&format!("{name}.weight"), &scored.weight_percent.to_string());
            set(fields, &format!("{name}.cut"), scored.cut_mark_centi.map(points));
        }
    }
    fields.set("pass_mark", &points(rubric.pass_mark_centi));
    fields.set("min_cards", &rubric.min_cards.to_string());
    fields.set("drop_from", &rubric.drop.from_cards.to_string());
    fields.set("drop_highest", &rubric.drop.highest.to_string());
    fields.set("drop_lowest", &rubric.drop.lowest.to_string());
    fields.set("comment_below", &rubric.comments.below_percent.to_string());
    fields.set("comment_above", &rubric.comments.above_percent.to_string());
    fields.set("panel_rules", &evaluation.panel_rules);
}

pub(super) fn apply_stages(form: &mut Reading<'_>, content: &mut CallContent) {
    let names: Vec<String> =
        (0..content.evaluation.rubric.stages.len()).map(|index| stage_name(content, index)).collect();
    let evaluation = &mut content.evaluation;
    let mut texts = Vec::new();
    for (rule, name) in evaluation.rubric.stages.iter_mut().zip(&names) {
        texts.push(StageText { stage: rule.stage(), text: form.text(&format!("{name}.text"), LONG_TEXT) });
        if let StageRule::Scored(scored) = rule {
            let weight = form.number(&format!("{name}.weight"), (0, 100));
            scored.weight_percent = weight.unwrap_or(scored.weight_percent);
            scored.cut_mark_centi = form.points(&format!("{name}.cut"));
        }
    }
    evaluation.texts = texts;
    let rubric = &mut evaluation.rubric;
    rubric.pass_mark_centi = form.some_points("pass_mark").unwrap_or(rubric.pass_mark_centi);
    for (name, value) in [
        ("min_cards", &mut rubric.min_cards),
        ("drop_from", &mut rubric.drop.from_cards),
        ("drop_highest", &mut rubric.drop.highest),
        ("drop_lowest", &mut rubric.drop.lowest),
        ("comment_below", &mut rubric.comments.below_percent),
        ("comment_above", &mut rubric.comments.above_percent),
    ] {
        *value = form.number(name, (0, 100)).unwrap_or(*value);
    }
    form.raw("panel_rules").clone_into(&mut evaluation.panel_rules);
}

pub(super) fn sheet_stages(sheet: &Sheet<'_>, content: &CallContent) -> Vec<Group> {
    let page = sheet.page;
    let mut groups = Vec::new();
    for (index, rule) in content.evaluation.rubric.stages.iter().enumerate() {
        let name = |part: &str| format!("{}.{part}", stage_name(content, index));
        let mut lines = vec![sheet.area(&name("text"), "공고문에 적을 말", 3)];
        let note = if matches!(rule, StageRule::Scored(_)) {
            lines.push(sheet.number(&name("weight"), "비중", "%"));
            let cut = sheet.words(&name("cut"), "다음 단계로 가는 점수");
            lines.push(cut.hint(page, "100점 가운데 이 점수부터 통과합니다. 비우면 모두 갑니다.").optional());
            ""
        } else {
            "점수를 주지 않습니다. 신청한 것과 다르면 탈락합니다."
        };
        groups.push(sheet.group(sheet.t(words::stage(rule.stage())), note, lines));
    }
    groups.push(sheet.group(
        sheet.t("점수를 모으는 법"),
        "",
        vec![
            sheet.words("pass_mark", "합격점").hint(page, "이 점수부터 선정될 수 있습니다."),
            sheet.number("min_cards", "결과를 내는 데 필요한 평가표", "장"),
            sheet.number("drop_from", "최고·최저를 빼기 시작하는 평가표 수", "장"),
            sheet.number("drop_highest", "빼는 최고 점수", "장"),
            sheet.number("drop_lowest", "빼는 최저 점수", "장"),
            sheet.number("comment_below", "이 비율보다 낮으면 의견을 적어야 함", "%"),
            sheet.number("comment_above", "이 비율보다 높으면 의견을 적어야 함", "%"),
        ],
    ));
    let rules = [(PanelRules::DEFAULT, PanelRules::DEFAULT)];
    groups.push(sheet.group(
        sheet.t("평가위원회"),
        "",
        vec![sheet.select("panel_rules", "구성 규칙", &rules)],
    ));
    groups
}
