//! The cluster (집적지 현황표, D-05): the zone and the industry, what was counted there, and by which rule.

use documents::Block;

use super::{
    Paper,
    application::{Filled, cluster_name},
    blocks::{facts, heading},
};
use crate::applying::applications::words;
use programme::gates::Gate;

/// The cluster.
pub(super) fn paper(form: &Filled) -> Paper {
    let mut paper = form.paper("집적지 현황표");
    let written = &form.form;
    paper.push(heading("집적지"));
    paper.push(facts([
        ("집적지와 업종", cluster_name(written)),
        ("행정구역 코드", written.zone_code.clone()),
    ]));
    paper.push(heading("집적지 규모"));
    let line = form.lines().into_iter().zip(&form.report.gates).find(|(_, result)| result.gate == Gate::G2);
    if let Some((line, result)) = line {
        let verdict = super::review::verdict(words::state(result.outcome)).to_owned();
        paper.push(facts([("판정", verdict), ("소공인 수", line.detail), ("근거", line.basis)]));
    }
    paper.push(Block::Note(
        "소공인 명부를 붙였으면 개인정보를 가린 파일이 신청서에 함께 있습니다. 이 문서에 옮겨 적지 않습니다."
            .into(),
    ));
    paper
}
