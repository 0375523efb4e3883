//! The report of an on-site inspection (현장실사 결과서, D-11): every item of the checklist as it stood at the close, the
//! firms walked to, the photos by their hashes, and who confirmed. For the desks and its two inspectors.

use documents::Column;
use programme::inspection::Standing;
use uuid::Uuid;

use super::{
    Paper, Reader,
    blocks::{facts, heading, list, table},
};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    judging::inspections::{
        access::{Act, require},
        evidence::{self, About, Whole},
        store::{self, Closed},
        words,
    },
    papers::documents::kinds::Kind,
    web::{forms::of_hundredths, show},
};

/// The report, once the inspection is closed. It is not told to the applicant on the spot.
pub(super) async fn paper(app: &App, reader: &Reader<'_>, id: Uuid) -> Outcome<Paper> {
    let (actor, database) = (reader.signed_in()?, app.database.read());
    let inspection = store::find(database, id).await?.ok_or_else(Refusal::not_found)?;
    if require(Act::Read, actor, inspection.state).is_err() {
        evidence::admit(database, app, (actor, Act::Attend), &inspection).await?;
    }
    let closed = inspection.closed.clone().ok_or_else(Refusal::not_found)?;
    let about = evidence::about(database, &inspection).await?;
    let whole = evidence::whole(database, inspection).await?;
    let mut paper = Paper::titled("현장실사 결과서", show::day(closed.at)).signed(Kind::Inspection.office());
    paper.push(head(&whole, &about, &closed));
    paper.push(heading("점검 항목"));
    paper.push(items(&whole));
    walk(&mut paper, &whole);
    paper.push(heading("사진"));
    let photos = whole.photos.iter().map(|photo| {
        format!("{}번 항목, {}, SHA-256 {}", photo.item, show::date_time(photo.made_at), photo.sha256)
    });
    paper.push(list(photos.collect(), "없음"));
    paper.push(heading("확인"));
    let confirmed = whole.counting(&closed.report);
    let confirmed = confirmed.map(|one| {
        let remark = if one.remark.is_empty() { String::new() } else { format!(" – {}", one.remark) };
        format!("{} {}, {}{remark}", words::signer(one.signer), one.name, show::date_time(one.received_at))
    });
    paper.push(list(confirmed.collect(), "없음"));
    Ok(paper)
}

fn head(whole: &Whole, about: &About, closed: &Closed) -> documents::Block {
    let inspection = &whole.inspection;
    let inspectors = inspection.inspectors.map(|one| about.people.name(one).to_owned());
    let exchanged = about.exchanges.iter().map(|one| {
        format!("{} → {}: {}", about.people.name(one.leaves), about.people.name(one.joins), one.reason)
    });
    facts([
        ("신청기관", about.institution.clone()),
        ("접수번호", about.number.clone()),
        ("신청한 주소", inspection.place.clone()),
        ("방문하기로 한 때", show::date_time(inspection.planned_at)),
        ("실사자", inspectors.join(", ")),
        ("실사자 바꿈", exchanged.collect::<Vec<_>>().join("; ")),
        ("신청한 주소와의 거리", whole.metres().map(|metres| format!("{metres}m")).unwrap_or_default()),
        ("신청한 면적", area(whole.declared_area)),
        ("잰 면적", area(whole.measured_area())),
        ("결과 제안", words::result(closed.result).1.to_owned()),
        ("마친 때", show::date_time(closed.at)),
        ("기록의 해시", closed.report.clone()),
        ("점검표", format!("{} ({})", whole.checklist.name, whole.checklist.source)),
    ])
}

fn area(centi_m2: Option<u32>) -> String {
    centi_m2.map(|area| format!("{}㎡", of_hundredths(area))).unwrap_or_default()
}

fn items(whole: &Whole) -> documents::Block {
    let rows = whole.checklist.items.iter().map(|item| {
        let content = match programme::inspection::standing(&whole.records, item.number) {
            Standing::One(record, _) => Some(&record.content),
            Standing::Empty | Standing::Conflict(_) => None,
        };
        let verdict = content.and_then(|content| content.verdict).map(words::verdict).unwrap_or_default();
        let photos = whole.photos.iter().filter(|photo| photo.item == item.number).count();
        let note = content.map(|content| content.note.clone()).unwrap_or_default();
        [item.number.to_string(), item.title.clone(), verdict.to_owned(), note, photos.to_string()]
    });
    let columns = [
        ("번호", Column::number(1)),
        ("항목", Column::text(6)),
        ("결과", Column::centered(2)),
        ("적은 것", Column::text(4)),
        ("사진", Column::number(1)),
    ];
    table(columns, rows, "항목이 없습니다.")
}

/// The firms drawn from the roster, and what was found at each.
fn walk(paper: &mut Paper, whole: &Whole) {
    let visits = whole.checklist.items.iter().find_map(|item| {
        match programme::inspection::standing(&whole.records, item.number) {
            Standing::One(record, _) if !record.content.visits.is_empty() => {
                Some(record.content.visits.clone())
            }
            _ => None,
        }
    });
    let found = |place: usize| {
        let visit = visits.as_ref().and_then(|visits| visits.get(place));
        visit.map(|visit| words::visit(*visit)).unwrap_or_default().to_owned()
    };
    paper.push(heading("찾아간 소공인"));
    let rows = whole.sample().iter().enumerate().map(|(place, firm)| [firm.clone(), found(place)]);
    let columns = [("명부에서 추첨한 업체", Column::text(6)), ("확인한 것", Column::centered(3))];
    paper.push(table(columns, rows.collect::<Vec<_>>(), "없음"));
}
