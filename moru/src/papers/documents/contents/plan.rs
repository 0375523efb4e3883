//! The plan (사업계획서, D-04), as far as the form holds it: what is in the attached file is not written out again.

use documents::{Block, Heading, Paragraph};
use programme::activities::Activity;

use super::{
    Paper,
    application::{Filled, cluster_name, requested},
    blocks::{facts, heading},
};
use crate::applying::applications::form::ACTIVITIES;

/// The plan.
pub(super) fn paper(form: &Filled) -> Paper {
    let mut paper = form.paper("소공인특화지원센터 사업계획서");
    let written = &form.form;
    paper.push(heading("집적지"));
    paper.push(facts([("집적지와 업종", cluster_name(written))]));
    paper.push(heading("운영 역량"));
    paper.push(Paragraph::from(written.capacity.as_str()));
    paper.push(heading("사업 계획"));
    for (group, mandatory) in [("의무사업", true), ("특화사업", false)] {
        paper.push(Heading::numbered(2, group));
        let rows = written.plan.iter().filter(|row| is_mandatory(row.activity) == mandatory);
        let rows: Vec<(&str, String)> = rows.map(|row| (name(row.activity), row.summary.clone())).collect();
        paper.push(facts(rows));
    }
    paper.push(heading("운영인력과 시설"));
    let total: u32 = written.premises.iter().map(|room| room.area_centi_m2).sum();
    paper.push(facts([
        (
            "운영인력",
            format!(
                "{}명 (전담 {}명)",
                written.staff.len(),
                written.staff.iter().filter(|one| one.dedicated).count()
            ),
        ),
        ("공간", format!("{}곳, 모두 {}", written.premises.len(), super::premises::area(total))),
        ("기기", format!("{}종", written.devices.len())),
    ]));
    paper.push(heading("예산"));
    paper.push(facts([("신청액", requested(form))]));
    paper.push(Block::Note("산출 근거와 성과지표는 붙인 사업계획서 파일에 있습니다.".into()));
    paper.push(heading("붙임 서류"));
    paper.push(form.files());
    paper
}

fn name(activity: Activity) -> &'static str {
    ACTIVITIES.iter().find(|(known, _)| *known == activity).map_or("그 밖의 사업", |(_, name)| name)
}

fn is_mandatory(activity: Activity) -> bool {
    activity.code().starts_with(['M', 'E'])
}
