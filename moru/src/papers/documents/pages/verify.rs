//! Where anybody checks a document: the code says what was issued, and a file may be held against it. Nothing that a
//! document says is on this page, and a file is not kept.

use askama::Template;
use axum::{
    extract::{Multipart, Query, State as Given},
    response::Response,
};
use documents::Code;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::{
    base::{app::App, errors::Outcome},
    identity::accounts::Visitor,
    papers::documents::{
        access::State,
        contents,
        store::{self, Issued},
    },
    web::{
        forms::Problems,
        page::{Page, html},
        parts::{Field, Pair, Problem, summary},
        show,
        upload::broken,
        urls,
    },
};

/// What was asked.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    code: String,
}

/// A document as everybody may know it.
struct Known {
    /// The shape and the words of its state.
    state: (&'static str, String),
    why: String,
    facts: Vec<Pair>,
    hashes: Vec<(String, (String, String))>,
}

#[derive(Template)]
#[template(path = "papers/documents/templates/verify.html")]
struct VerifyPage {
    summary: Vec<Problem>,
    code: Field,
    known: Option<Known>,
    /// The shape and the sentence about the file that was sent along.
    compared: Option<(&'static str, &'static str)>,
    page: Page,
}

/// The form, and what the code in the address says.
pub(super) async fn page(
    Given(app): Given<App>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Outcome<Response> {
    draw(&app, &visitor, &asked.code, None).await
}

/// The same with a file to hold against it.
pub(super) async fn compare(
    Given(app): Given<App>,
    visitor: Visitor,
    mut form: Multipart,
) -> Outcome<Response> {
    let (mut code, mut sha256) = (String::new(), None);
    while let Some(mut part) = form.next_field().await.map_err(broken)? {
        match part.name().unwrap_or_default() {
            "code" => code = part.text().await.map_err(broken)?,
            "file" if !part.file_name().unwrap_or_default().is_empty() => {
                let mut hasher = Sha256::new();
                while let Some(piece) = part.chunk().await.map_err(broken)? {
                    hasher.update(&piece);
                }
                sha256 = Some(hex::encode(hasher.finalize()));
            }
            _ => {}
        }
    }
    draw(&app, &visitor, &code, sha256).await
}

async fn draw(app: &App, visitor: &Visitor, typed: &str, file: Option<String>) -> Outcome<Response> {
    let page = visitor.page();
    let page = page.clone().under(urls::VERIFY_DOCUMENT, page.t("문서 확인"));
    let (mut problems, mut issued) = (Problems::default(), None);
    let mut typed = typed.trim().to_owned();
    if !typed.is_empty() {
        match typed.parse::<Code>() {
            Ok(code) => {
                typed = code.to_string();
                issued = known(app, visitor, code).await?;
                if issued.is_none() {
                    problems.add("code", "이 번호로 발급된 문서가 없습니다. 문서 아래에 있는 진위확인 번호를 다시 확인해 주세요.");
                }
            }
            Err(_) => problems
                .add("code", "번호에 빠지거나 잘못 적힌 글자가 있습니다. 열두 글자를 다시 확인해 주세요."),
        }
    }
    let compared = issued.as_ref().zip(file).map(|(issued, sha256)| same(issued, &sha256));
    html(&VerifyPage {
        summary: summary(&page, &problems),
        code: Field::new(&page, "code", &typed, &problems),
        known: issued.map(|issued| view(&page, &issued)),
        compared,
        page,
    })
}

/// The document of a code. What is not public yet answers as a code that was never given.
async fn known(app: &App, visitor: &Visitor, code: Code) -> Outcome<Option<Issued>> {
    let Some(issued) = store::by_code(app.database.read(), code).await? else { return Ok(None) };
    let is_known = contents::is_known(app, issued.kind, &issued.subject, visitor.now).await?;
    Ok(is_known.then_some(issued))
}

fn same(issued: &Issued, sha256: &str) -> (&'static str, &'static str) {
    if [&issued.pdf_sha256, &issued.hwpx_sha256].into_iter().any(|kept| kept == sha256) {
        ("pass", "올린 파일은 발급한 파일과 한 글자도 다르지 않습니다.")
    } else {
        ("fail", "올린 파일은 발급한 파일과 다릅니다. 내용이 바뀌었거나 다른 파일입니다.")
    }
}

fn view(page: &Page, issued: &Issued) -> Known {
    let (state, why) = match issued.state {
        State::Valid => (("pass", page.t("유효한 문서입니다.").to_owned()), String::new()),
        State::Superseded => {
            let words =
                page.tf("내용이 바뀌어 {number} 문서로 다시 발급했습니다.", &[("number", &issued.reason)]);
            (("warn", page.t("예전 문서입니다.").to_owned()), words)
        }
        State::Withdrawn => (("fail", page.t("회수한 문서입니다.").to_owned()), issued.reason.clone()),
    };
    let mut facts = vec![
        Pair::new(page.t("문서 종류"), page.t(issued.kind.korean())),
        Pair::new(page.t("문서번호"), issued.written()),
        Pair::new(page.t("문서 날짜"), show::date(issued.dated_on)),
        Pair::new(page.t("발급한 곳"), page.t(issued.kind.office().korean())),
        Pair::new(page.t("발급한 때"), show::date_time(issued.issued_at)),
    ];
    facts.extend(issued.ended_at.map(|at| Pair::new(page.t("효력이 끝난 때"), show::date_time(at))));
    let hashes = [
        ("내용의 해시 (문서에 적힌 것)", &issued.content_sha256),
        ("PDF 파일의 해시", &issued.pdf_sha256),
        ("HWPX 파일의 해시", &issued.hwpx_sha256),
    ];
    let hashes = hashes.map(|(name, sha256)| (page.t(name).to_owned(), show::hash(sha256)));
    Known { state, why, facts, hashes: hashes.to_vec() }
}
