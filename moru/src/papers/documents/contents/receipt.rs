//! The receipt (접수증, D-09): what the sealed receipt says. What proves it is the receipt's own file.

use documents::{Block, Column};
use ledger::Receipt;
use uuid::Uuid;

use super::{
    Paper, Reader,
    blocks::{facts, heading, table},
};
use crate::{
    applying::{
        applications::{
            access::{Act, require},
            store::{self, receipts},
        },
        intake::store as intake,
    },
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    papers::documents::kinds::Kind,
    web::show,
};

/// The receipt.
pub(super) async fn paper(app: &App, reader: &Reader<'_>, id: Uuid) -> Outcome<Paper> {
    let (actor, database) = (reader.signed_in()?, app.database.read());
    let application = store::find(database, id).await?.ok_or_else(Refusal::not_found)?;
    require(Act::Read, actor, &application.subject())?;
    let kept = receipts::of_application(database, id).await?.ok_or_else(Refusal::not_found)?;
    let receipt: Receipt = serde_json::from_str(&kept.body)?;
    let external = intake::review(database, id).await?.and_then(|review| review.external_receipt);
    let (entry, proof) = (&receipt.issued.entry, &receipt.issued.proof);
    let mut paper = Paper::titled("접수증", show::day(entry.received_at)).signed(Kind::Receipt.office());
    paper.push(facts([
        ("접수번호", entry.receipt_no.clone()),
        ("외부 접수번호", external.unwrap_or_default()),
        ("받은 때", show::exact(entry.received_at)),
        ("제출한 곳", entry.institution.clone()),
        ("공고", entry.call.title.clone()),
        ("신청서와 파일 전체의 해시", entry.package_sha256.to_hex()),
        ("신청서의 해시", entry.form_sha256.to_hex()),
        ("접수 기록", format!("{}건 가운데 {}번째", proof.size, proof.index + 1)),
        ("서명한 열쇠", receipt.issued.public_key.to_hex()),
    ]));
    paper.push(heading("받은 파일"));
    let columns =
        [("파일", Column::text(4)), ("크기(바이트)", Column::number(2)), ("SHA-256", Column::text(6))];
    let files = entry.attachments.iter();
    let rows = files.map(|file| [file.name.clone(), show::bytes(&file.bytes), file.sha256.to_hex()]);
    paper.push(table(columns, rows, "붙인 파일이 없습니다."));
    paper.push(Block::Note(
        "이 접수증의 진위는 아래 번호로, 접수한 사실과 내용은 접수증 파일(receipt.json)만으로 누구나 확인할 수 있습니다."
            .into(),
    ));
    Ok(paper)
}
