//! The minutes of an evaluation meeting (회의록, D-12): how its panel came together, who was there, who stepped aside, and
//! what came out. For the desks, with the names that they know.

use std::collections::BTreeMap;

use documents::{Column, Mark, SignatureLine, Signatures};
use programme::panel::ConflictKind;
use uuid::Uuid;

use super::{
    Paper, Reader,
    blocks::{facts, heading, list, table},
    korean,
    meeting::{Known, known},
};
use crate::{
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
    },
    judging::{
        evaluators::words::side,
        panels::{
            access::{Act, State, require},
            evidence::{Entrant, People, accepted},
            store::{self, Attendance},
            words as panel_words,
        },
        scores::{store as scores, words},
    },
    papers::documents::kinds::Kind,
    web::show,
};

/// The minutes, once the meeting is closed.
pub(super) async fn paper(app: &App, reader: &Reader<'_>, id: Uuid) -> Outcome<Paper> {
    let (actor, database) = (reader.signed_in()?, app.database.read());
    let known = known(app, id).await?;
    require(Act::Read, actor, known.meeting.state)?;
    if known.meeting.state != State::Closed {
        return Err(Refusal::not_found().into());
    }
    let Known { meeting, call, whole } = &known;
    let members = accepted(&store::candidates(database, id).await?);
    let people = People::read(database, &members).await?;
    let closings = scores::closings(database, id).await?;
    let closed = closings.last().map_or(meeting.held_on, |one| show::day(one.at));
    let title = format!("{} 평가회의 회의록", panel_words::stage(meeting.stage));
    let mut paper = Paper::titled(title, closed).signed(Kind::Minutes.office());
    let chair = meeting.chair.map(|id| people.name(id).to_owned()).unwrap_or_default();
    let draw = meeting.draw.as_ref();
    paper.push(facts([
        ("공고", call.title.clone()),
        ("일시와 장소", format!("{} {}", show::date(meeting.held_on), meeting.place)),
        ("위원장", chair.clone()),
        ("위촉한 때", meeting.appointed_at.map(show::date_time).unwrap_or_default()),
        ("후보 명부 해시", meeting.list_hash.clone().unwrap_or_default()),
        ("추첨 값", draw.map(|draw| draw.seed.clone()).unwrap_or_default()),
        ("추첨 값을 발표한 곳", meeting.seed_source.clone().unwrap_or_default()),
        ("한쪽 성별이 모자란 까닭", meeting.share_reason.clone().unwrap_or_default()),
    ]));
    paper.push(heading("위원"));
    let attendance = store::attendance(database, id).await?;
    let declared = store::declarations(database, id).await?;
    let columns = [
        ("이름", Column::centered(2)),
        ("소속", Column::text(4)),
        ("구분", Column::centered(2)),
        ("서약한 때", Column::text(4)),
        ("출석한 때", Column::text(4)),
    ];
    let rows = members.iter().map(|member| {
        let person = people.known.get(member);
        let there = attendance.get(member).and_then(|one: &Attendance| one.checked_in_at);
        [
            people.name(*member).to_owned(),
            person.map(|one| one.institution.clone()).unwrap_or_default(),
            person.map(|one| side(one.outside).to_owned()).unwrap_or_default(),
            declared.get(member).map_or_else(|| "없음".to_owned(), |at| show::date_time(*at)),
            there.map_or_else(|| "없음".to_owned(), show::date_time),
        ]
    });
    paper.push(table(columns, rows, "위원이 없습니다."));
    paper.push(heading("제척·기피·회피"));
    let records = store::records(database, id).await?;
    let names: BTreeMap<Uuid, &Entrant> = whole.entrants.iter().map(|one| (one.application, one)).collect();
    let records = records.iter().map(|((application, evaluator), record, at)| {
        let about = names.get(application).map(|one| one.institution.clone()).unwrap_or_default();
        let kind = kind(record.kind());
        format!("{kind}: {} 위원, {about}, {}", people.name(*evaluator), show::date_time(*at))
    });
    paper.push(list(records.collect(), "없음"));
    results(&mut paper, &known)?;
    paper.push(heading("마감 기록"));
    let closings = closings.into_iter().map(|one| {
        let what = if one.reason.is_empty() { "마감" } else { "회피로 다시 계산" };
        format!("{} {what}, SHA-256 {}", show::date_time(one.at), one.sha256)
    });
    paper.push(list(closings.collect(), "없음"));
    if !chair.is_empty() {
        let line = SignatureLine { role: "위원장".to_owned(), name: chair, mark: Mark::Either };
        paper.push(Signatures { lines: vec![line] });
    }
    Ok(paper)
}

const fn kind(kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::Excluded => "제척",
        ConflictKind::Challenged => "기피",
        ConflictKind::Recused => "회피",
    }
}

fn results(paper: &mut Paper, known: &Known) -> Outcome<()> {
    let (page, stage) = (korean(), known.meeting.stage);
    let mut rows = Vec::new();
    for entrant in known.whole.judged(known.meeting.id) {
        let result = known.whole.result(entrant, stage).map_err(|problem| Fault::new(problem.to_string()))?;
        let stops: Vec<String> = result.stops.iter().map(|stop| words::stop(&page, stop)).collect();
        let mean = result.points.as_ref().map(|points| points.mean_centi.to_string()).unwrap_or_default();
        let outcome = if stops.is_empty() { "다음 단계로 감".to_owned() } else { stops.join(" ") };
        rows.push([entrant.key.0.clone(), entrant.institution.clone(), mean, outcome]);
    }
    paper.push(heading("평가 결과"));
    let columns = [
        ("접수번호", Column::text(3)),
        ("신청기관", Column::text(4)),
        ("점수", Column::number(2)),
        ("결과", Column::text(6)),
    ];
    paper.push(table(columns, rows, "평가한 신청이 없습니다."));
    Ok(())
}
