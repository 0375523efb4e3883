//! The receipt: as a page, as the file anyone can verify, and the page that verifies one.

use askama::Template;
use axum::{
    extract::{Multipart, Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use ledger::{CheckName, Content, Outcome as Checked, Receipt, Verification};
use qrcode::{QrCode, render::svg};
use uuid::Uuid;

use super::{frame, opened};
use crate::{
    applying::applications::{access::Act, store::receipts},
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
    },
    identity::accounts::{Role, Visitor},
    web::{
        page::{Page, html},
        parts::{Column, ReceiptBlock},
        show,
        upload::broken,
        urls,
    },
};

/// A received file with its hash shortened and whole.
struct FileRow {
    name: String,
    bytes: String,
    short: String,
    whole: String,
}

#[derive(Template)]
#[template(path = "applying/applications/templates/receipt.html")]
struct ReceiptPage {
    page: Page,
    block: ReceiptBlock,
    columns: Vec<Column>,
    files: Vec<FileRow>,
    package: (String, String),
    key: (String, String),
    place: String,
    download: String,
    paper: String,
    back: String,
    /// Another channel takes the submissions, and its receipt is the one that counts.
    is_external: bool,
    /// Everything as one file, for its applicant.
    package_file: Option<String>,
}

/// The receipt as a page.
pub(super) async fn page(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
) -> Outcome<Response> {
    let (actor, _, call) = opened(&app, &visitor, id, Act::Read).await?;
    let package_file = (actor.role == Role::Applicant).then(|| urls::application_package(&id));
    let kept = receipts::of_application(app.database.read(), id).await?.ok_or_else(Refusal::not_found)?;
    let receipt: Receipt = serde_json::from_str(&kept.body)?;
    let page = frame(&visitor, &call, &id);
    let page = page.clone().under(urls::receipt(&id), page.t("접수증"));
    let entry = &receipt.issued.entry;
    let verify = format!("{}{}", app.config.public_url, urls::VERIFY);
    let columns = vec![
        Column::text(page.t("파일")),
        Column::number(page.t("크기")),
        Column::text(page.t("해시 (SHA-256)")),
    ];
    let (index, size) = (receipt.issued.proof.index + 1, receipt.issued.proof.size);
    html(&ReceiptPage {
        block: ReceiptBlock {
            number: entry.receipt_no.clone(),
            iso: entry.received_at.to_rfc3339(),
            at: show::exact(entry.received_at),
            who: entry.institution.clone(),
            what: page.tf(
                "{call} 신청서와 파일 {n}개",
                &[("call", &page.t(&entry.call.title)), ("n", &entry.attachments.len())],
            ),
            qr: qr(&verify)?,
            verify_href: verify,
        },
        columns,
        files: file_rows(entry),
        package: both(entry.package_sha256.to_hex()),
        key: both(receipt.issued.public_key.to_hex()),
        place: page.tf("접수 기록 {size}건 가운데 {index}번째", &[("size", &size), ("index", &index)]),
        download: urls::receipt_file(&id),
        paper: urls::document(urls::paper::RECEIPT, id),
        back: urls::application(&id),
        is_external: call.channel.is_external(),
        package_file,
        page,
    })
}

fn file_rows(entry: &ledger::Entry) -> Vec<FileRow> {
    let row = |file: &ledger::Attachment| FileRow {
        name: file.name.clone(),
        bytes: show::count(i64::try_from(file.bytes).unwrap_or(i64::MAX)),
        short: short(&file.sha256.to_hex()),
        whole: file.sha256.to_hex(),
    };
    entry.attachments.iter().map(row).collect()
}

fn short(hash: &str) -> String {
    format!("{}…", &hash[..hash.len().min(12)])
}

fn both(hash: String) -> (String, String) {
    (short(&hash), hash)
}

fn qr(text: &str) -> Result<String, Fault> {
    let code = QrCode::new(text).map_err(Fault::new)?;
    let image = code.render::<svg::Color<'_>>().min_dimensions(160, 160).build();
    // The XML declaration belongs to files, not to a picture inside a page.
    Ok(image.split_once("?>").map_or(image.clone(), |(_, svg)| svg.to_owned()))
}

/// The receipt file, byte for byte as it was sealed.
pub(super) async fn file(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<Uuid>,
) -> Outcome<Response> {
    opened(&app, &visitor, id, Act::Read).await?;
    let kept = receipts::of_application(app.database.read(), id).await?.ok_or_else(Refusal::not_found)?;
    let name = format!("attachment; filename=\"receipt-{}.json\"", kept.number);
    Ok((
        [(header::CONTENT_TYPE, "application/json".to_owned()), (header::CONTENT_DISPOSITION, name)],
        kept.body,
    )
        .into_response())
}

/// The public key in hexadecimal.
pub(super) async fn public_key(State(app): State<App>) -> String {
    format!("{}\n", app.seal.public().to_hex())
}

struct CheckLine {
    state: &'static str,
    word: String,
    what: String,
}

#[derive(Template)]
#[template(path = "applying/applications/templates/verify.html")]
struct VerifyPage {
    page: Page,
    key: (String, String),
    asked: bool,
    genuine: bool,
    number: String,
    at: String,
    who: String,
    lines: Vec<CheckLine>,
}

/// Where anyone can check a receipt.
pub(super) async fn verify_page(State(app): State<App>, visitor: Visitor) -> Outcome<Response> {
    draw_verification(&app, &visitor, None)
}

/// Checks a receipt and, where they were sent along, its files. Nothing of them is kept.
pub(super) async fn verify(
    State(app): State<App>,
    visitor: Visitor,
    mut form: Multipart,
) -> Outcome<Response> {
    let (mut receipt, mut files) = (Vec::new(), Vec::new());
    while let Some(part) = form.next_field().await.map_err(broken)? {
        let (field, name) =
            (part.name().unwrap_or_default().to_owned(), part.file_name().unwrap_or_default().to_owned());
        let bytes = part.bytes().await.map_err(broken)?;
        match field.as_str() {
            "receipt" => receipt = bytes.to_vec(),
            "files" if !name.is_empty() => files.push((name, bytes)),
            _ => {}
        }
    }
    let contents: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), Content::Bytes(bytes))).collect();
    let verification = Receipt::verify(&receipt, Some(&app.seal.public()), &contents);
    draw_verification(&app, &visitor, Some(&verification))
}

fn draw_verification(app: &App, visitor: &Visitor, verification: Option<&Verification>) -> Outcome<Response> {
    let page = visitor.page();
    let page = page.clone().under(urls::VERIFY, page.t("접수증 확인"));
    let entry = verification
        .and_then(|verification| verification.receipt.as_ref())
        .map(|receipt| &receipt.issued.entry);
    let lines = verification.map(|verification| lines(&page, verification)).unwrap_or_default();
    html(&VerifyPage {
        key: both(app.seal.public().to_hex()),
        asked: verification.is_some(),
        genuine: verification.is_some_and(Verification::holds),
        number: entry.map(|entry| entry.receipt_no.clone()).unwrap_or_default(),
        at: entry.map(|entry| show::exact(entry.received_at)).unwrap_or_default(),
        who: entry.map(|entry| entry.institution.clone()).unwrap_or_default(),
        lines,
        page,
    })
}

fn lines(page: &Page, verification: &Verification) -> Vec<CheckLine> {
    let line = |check: &ledger::Check| {
        let what = match &check.name {
            CheckName::Parses => page.t("접수증 형식").to_owned(),
            CheckName::Canonical => page.t("한 글자도 바뀌지 않음").to_owned(),
            CheckName::Seal => page.t("모루의 서명").to_owned(),
            CheckName::Key => page.t("서명한 열쇠").to_owned(),
            CheckName::Package => page.t("신청서와 파일의 해시").to_owned(),
            CheckName::Leaf => page.t("접수 기록의 내용").to_owned(),
            CheckName::Inclusion => page.t("접수 기록에 들어 있음").to_owned(),
            CheckName::Attachment(name) => page.tf("파일 {name}", &[("name", name)]),
        };
        let (state, word) = match check.outcome {
            Checked::Passed => ("pass", "맞음"),
            Checked::Failed => ("fail", "다름"),
            Checked::NotChecked => ("unknown", "확인 안 함"),
        };
        CheckLine { state, word: page.t(word).to_owned(), what }
    };
    verification.checks.iter().map(line).collect()
}
