//! The notice of a call (모집공고문, D-01): the words of its page, from its revision in force.

use documents::{Block, Column, Heading, List, Paragraph};
use uuid::Uuid;

use super::{
    Paper, Reader,
    blocks::{facts, heading, list, table},
    korean,
};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    notices::calls::{
        access::sees,
        store::{self, content_of, revisions},
        words::notice::{NoticeView, StageView, view},
    },
    papers::documents::kinds::Kind,
    web::{parts::Pair, show, urls},
};

/// The notice; for everybody from its announcement on, for the desk as soon as it is published.
pub(super) async fn paper(app: &App, reader: &Reader<'_>, call: Uuid) -> Outcome<Paper> {
    let database = app.database.read();
    let call = store::find(database, call).await?.ok_or_else(Refusal::not_found)?;
    if !sees(reader.actor, &call, reader.now) {
        return Err(Refusal::not_found().into());
    }
    let revision = revisions::in_force(database, call.id).await?;
    let changed = revision
        .as_ref()
        .and_then(|one| Some((one.number.filter(|number| *number > 1)?, one.reason.clone())));
    let content = match revision {
        Some(revision) => revision.content,
        None => content_of(&call)?,
    };
    let notice = view(&korean(), &content);
    let mut paper = Paper::titled(content.basics.title.clone(), show::day(call.announced_at));
    paper = paper.signed(Kind::CallNotice.office());
    paper.push(Paragraph::from(
        "「도시형소공인 지원에 관한 특별법」에 따른 소공인특화지원센터를 운영할 기관을 다음과 같이 모집합니다.",
    ));
    if let Some((number, reason)) = changed {
        paper.push(Block::Note(format!("{number}번째 공고문입니다. 고친 까닭: {reason}").into()));
    }
    paper.push(heading("사업 목적"));
    paper.push(Paragraph::from(content.basics.purpose.as_str()));
    paper.push(heading("추진 개요"));
    let mut overview = notice.facts.clone();
    overview.push(Pair::new("공고 주소", format!("{}{}", app.config.public_url, urls::call(&call.slug))));
    paper.push(pairs(overview));
    eligibility(&mut paper, &notice);
    evaluation(&mut paper, &notice);
    last(&mut paper, &notice);
    Ok(paper)
}

fn pairs(pairs: Vec<Pair>) -> Block {
    facts(pairs.into_iter().map(|pair| (pair.term, pair.value)))
}

fn eligibility(paper: &mut Paper, notice: &NoticeView) {
    paper.push(heading("신청 자격 (다섯 가지를 모두 갖추어야 합니다)"));
    let gates = notice.gates.iter().map(|gate| {
        let evidence = if gate.evidence.is_empty() {
            String::new()
        } else {
            format!(" (확인 자료: {})", gate.evidence)
        };
        format!("{}{evidence}", gate.text)
    });
    let gates: Vec<String> = gates.collect();
    if !gates.is_empty() {
        paper.push(List::numbered(gates));
    }
    paper.push(list(notice.gate_notes.clone(), ""));
    paper.push(heading("제출 서류"));
    let columns = [
        ("서류", Column::text(4)),
        ("꼭 냅니까?", Column::centered(2)),
        ("서식", Column::centered(2)),
        ("알아 둘 것", Column::text(4)),
    ];
    let rows = notice.papers.iter();
    let rows = rows.map(|one| [one.name.clone(), one.required.clone(), one.form.clone(), one.note.clone()]);
    paper.push(table(columns, rows, "공고에 적은 서류가 없습니다."));
}

fn evaluation(paper: &mut Paper, notice: &NoticeView) {
    paper.push(heading("평가"));
    if !notice.proposal.is_empty() {
        let text = format!("배점은 공식 배점이 아니라 제안입니다. {}", notice.proposal);
        paper.push(Block::Note(text.into()));
    }
    for stage in &notice.stages {
        stage_of(paper, stage);
    }
    paper.push(Heading::numbered(2, "선정"));
    paper.push(list(notice.points.clone(), ""));
}

fn stage_of(paper: &mut Paper, stage: &StageView) {
    paper.push(Heading::numbered(2, stage.name.as_str()));
    if !stage.text.is_empty() {
        paper.push(Paragraph::from(stage.text.as_str()));
    }
    paper.push(Paragraph::from(stage.facts.as_str()));
    if stage.criteria.is_empty() {
        return;
    }
    let columns =
        [("평가지표", Column::text(5)), ("배점", Column::number(2)), ("과락 점수", Column::number(2))];
    let rows = stage.criteria.iter().map(|(name, points, floor)| {
        let floor = if floor.is_empty() { "없음".to_owned() } else { floor.clone() };
        [name.clone(), points.clone(), floor]
    });
    paper.push(table(columns, rows, ""));
}

fn last(paper: &mut Paper, notice: &NoticeView) {
    if !notice.schedule.is_empty() {
        paper.push(heading("일정"));
        paper.push(pairs(notice.schedule.clone()));
    }
    paper.push(heading("유의 사항"));
    paper.push(List::bulleted([
        "② 집적지 규모는 신청할 때 집적지 지도의 자료로 계산하고, 그 근거를 신청서에 함께 보관합니다.",
        "적은 내용이 거짓이거나 같은 사업비를 다른 곳에서 함께 지원받으면 선정이 취소되고 지원금을 돌려주어야 합니다.",
    ]));
    paper.push(heading("문의처"));
    let columns = [
        ("내용", Column::text(3)),
        ("담당", Column::text(5)),
        ("전화", Column::text(4)),
        ("시간", Column::text(3)),
    ];
    let rows = notice.contacts.iter().map(|one| {
        let phones: Vec<&str> = one.phones.iter().map(|(shown, _)| shown.as_str()).collect();
        [one.topic.clone(), one.office.clone(), phones.join(", "), one.hours.clone()]
    });
    paper.push(table(columns, rows, "공고에 적은 문의처가 없습니다."));
    if !notice.sites.is_empty() {
        paper.push(heading("공고문이 있는 누리집"));
        paper.push(facts(notice.sites.iter().map(|(name, url)| (name.as_str(), url.clone()))));
    }
}
