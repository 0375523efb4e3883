//! The people (운영인력 현황, D-06). Names and numbers are masked: whoever reads it needs to know how many there are, what
//! they do and what qualifies them.

use documents::Column;
use korea::{masking, phone::Phone};
use programme::gates::{Employment, Gate, Qualification};

use super::{
    Paper,
    application::Filled,
    blocks::{facts, heading, table},
};
use crate::applying::applications::form::{EMPLOYMENTS, QUALIFICATIONS, StaffRow};

/// The people.
pub(super) fn paper(form: &Filled) -> Paper {
    let mut paper = form.paper("운영인력 현황");
    paper.push(heading("운영인력"));
    let columns = [
        ("이름", Column::centered(2)),
        ("전화", Column::centered(3)),
        ("맡은 일", Column::text(4)),
        ("고용", Column::centered(2)),
        ("전담", Column::centered(1)),
        ("자격 (시행령 제11조제2항)", Column::text(4)),
    ];
    paper.push(table(columns, form.form.staff.iter().map(row), "적은 사람이 없습니다."));
    paper.push(heading("자격 요건"));
    let line = form.lines().into_iter().zip(&form.report.gates).find(|(_, result)| result.gate == Gate::G5);
    if let Some((line, _)) = line {
        paper.push(facts([("운영인력 수", line.detail), ("근거", line.basis)]));
    }
    paper
}

fn row(row: &StaffRow) -> [String; 6] {
    let phone = row.phone.parse::<Phone>().map(|phone| phone.masked()).unwrap_or_default();
    [
        masking::name(&row.name),
        phone,
        row.job.clone(),
        employment(row.employment).to_owned(),
        if row.dedicated { "전담" } else { "아님" }.to_owned(),
        row.qualification.map_or("적지 않음", qualification).to_owned(),
    ]
}

fn employment(of: Employment) -> &'static str {
    EMPLOYMENTS.iter().find(|(_, known, _)| *known == of).map_or("", |(.., korean)| korean)
}

fn qualification(of: Qualification) -> &'static str {
    QUALIFICATIONS.iter().find(|(_, known, _)| *known == of).map_or("", |(.., korean)| korean)
}
