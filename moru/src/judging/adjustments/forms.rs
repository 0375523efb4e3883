//! What was typed about bonuses and penalties.

use korea::numbers::resident;
use programme::scoring::{AdjustmentItem, AdjustmentKind, CentiPoints, Ground, NotGranted, Rubric};

use super::store::Entered;
use crate::{
    base::words::Words,
    web::forms::{Fields, Problems, hundredths, of_hundredths},
};

/// Longest description of a paper, in characters.
const LONGEST: usize = 500;

/// Every ground of a rubric, bonuses first.
pub(super) fn grounds(rubric: &Rubric) -> impl Iterator<Item = (AdjustmentKind, &AdjustmentItem)> {
    AdjustmentKind::ALL
        .into_iter()
        .flat_map(move |kind| rubric.adjustments(kind).items.iter().map(move |item| (kind, item)))
}

/// The name of the field of the points of a ground.
pub(super) fn points_field(kind: AdjustmentKind, item: &AdjustmentItem) -> String {
    format!("{kind}.{}.points", item.code.0)
}

/// The name of the field of what shows a ground.
pub(super) fn evidence_field(kind: AdjustmentKind, item: &AdjustmentItem) -> String {
    format!("{kind}.{}.evidence", item.code.0)
}

/// Points as people write them.
pub(super) fn shown(points: CentiPoints) -> String {
    of_hundredths(u32::try_from(points.0).unwrap_or_default())
}

/// The form as it was entered before.
pub(super) fn filled(rubric: &Rubric, entered: Option<&Entered>) -> Fields {
    let mut fields = Fields::default();
    for (kind, item) in grounds(rubric) {
        let known = entered.into_iter().flat_map(|entered| &entered.grounds);
        let known = known.into_iter().find(|one| one.kind == kind && one.item == item.code);
        if let Some(known) = known {
            fields.set(&points_field(kind, item), &shown(known.points_centi));
            fields.set(&evidence_field(kind, item), &known.evidence);
        }
    }
    fields
}

/// Reads every ground, or says beside each field what is wrong. An empty field is not nothing: somebody has to say that
/// a ground does not apply.
pub(super) fn read(rubric: &Rubric, fields: &Fields) -> Result<Vec<Ground>, Problems> {
    let (mut problems, mut read) = (Problems::default(), Vec::new());
    for (kind, item) in grounds(rubric) {
        let (points_name, evidence_name) = (points_field(kind, item), evidence_field(kind, item));
        let (points, evidence) = (fields.get(&points_name), fields.get(&evidence_name));
        let Some(centi) = hundredths(points) else {
            let words = if points.is_empty() {
                "{name}: 점수를 적어 주세요. 해당하지 않으면 0으로 적어 주세요."
            } else {
                "{name}: 점수는 소수 둘째 자리까지 숫자로 적어 주세요. 예: 1.5"
            };
            problems.add(points_name, Words::new(words).with("name", &item.name));
            continue;
        };
        if evidence.chars().count() > LONGEST {
            problems.add(evidence_name, Words::new("{n}자까지 적을 수 있습니다.").with("n", LONGEST));
            continue;
        }
        if resident::contains(evidence) {
            problems.add(
                evidence_name,
                "주민등록번호로 보이는 숫자가 있습니다. 주민등록번호는 받지 않습니다. 지우고 다시 적어 주세요.",
            );
            continue;
        }
        let ground = Ground {
            kind,
            item: item.code.clone(),
            points_centi: CentiPoints(centi.into()),
            evidence: evidence.to_owned(),
        };
        match ground.check(rubric) {
            Ok(()) => read.push(ground),
            Err(NotGranted::NoEvidence) => {
                let words = Words::new("{name}: 무엇으로 확인했는지 서류의 이름이나 번호를 적어 주세요.");
                problems.add(evidence_name, words.with("name", &item.name));
            }
            Err(NotGranted::OutOfRange { .. } | NotGranted::Unknown) => {
                let words = Words::new("{name}: {max}점까지 줄 수 있습니다.").with("name", &item.name);
                problems.add(points_name, words.with("max", shown(item.max_centi)));
            }
        }
    }
    if problems.is_empty() { Ok(read) } else { Err(problems) }
}
