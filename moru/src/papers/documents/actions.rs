//! What is done about documents: issuing one, and withdrawing it.

use chrono::Datelike;
use documents::{Code, Verification};
use http::StatusCode;
use serde_json::json;
use uuid::Uuid;

use super::{
    access::{Act, State, require},
    contents::{self, Paper, Reader},
    kinds::Kind,
    setting::{self, Press},
    sheets,
    store::{self, Issued},
};
use crate::{
    base::{
        app::App,
        database::is_duplicate,
        errors::{Failure, Outcome, Refusal},
        words::Words,
    },
    identity::{
        accounts::Actor,
        audit::{self, By, Entry},
        readings::actions as readings,
    },
    web::{show, urls},
};

/// Longest reason, in characters.
pub const LONGEST: usize = 500;
/// How often another server may have been faster: of two each is every second time, so that so many in a row do not happen.
const ATTEMPTS: usize = 64;
/// Somebody who is not signed in and takes a document that is for everybody.
const VISITOR: By = By { account: None, role: "visitor" };

/// Issues a document, or finds the one there is: the same content is the same document. Another content takes the place
/// of the document before it.
pub async fn issue(app: &App, reader: &Reader<'_>, kind: Kind, subject: &str) -> Outcome<Issued> {
    // Whoever may not is refused before waiting for anybody.
    contents::paper(app, reader, kind, subject).await?;
    let press = app.shared.of::<Press>();
    let _turn = press.turn.lock().await;
    for _ in 0..ATTEMPTS {
        // What it says is read when it is its turn: another may have been issued meanwhile, with newer words.
        let paper = contents::paper(app, reader, kind, subject).await?;
        let content_sha256 = paper.fingerprint()?;
        let database = app.database.read();
        let kept = store::valid(database, kind, subject).await?;
        if let Some(kept) = kept.filter(|kept| kept.content_sha256 == content_sha256) {
            return Ok(kept);
        }
        if let Some(gone) = store::withdrawn(database, (kind, subject), &content_sha256).await? {
            return Err(Refusal::conflict(
                Words::new("회수한 문서입니다: {reason}").with("reason", gone.reason),
                "내용이 바로잡히면 다시 발급됩니다. 문의처로 연락해 주세요.",
            )
            .into());
        }
        let at = app.clock.now();
        let year = show::day(at).year();
        let mut new = Issued {
            id: app.clock.id(),
            kind,
            subject: subject.to_owned(),
            year,
            number: store::last_number(database, kind.office(), year).await? + 1,
            code: Code::from_secret(&app.clock.secret()),
            content_sha256,
            pdf_sha256: String::new(),
            hwpx_sha256: String::new(),
            dated_on: paper.dated,
            issued_at: at,
            issued_by: reader.actor.map(|actor| actor.account),
            state: State::Valid,
            reason: String::new(),
            ended_at: None,
        };
        // Pages are set before the transaction begins: whoever writes anything else does not wait for them.
        let files = setting::set(app, numbered(app, &paper, &new)).await?;
        new.pdf_sha256 = app.files.keep(files.pdf).await?;
        new.hwpx_sha256 = app.files.keep(files.hwpx).await?;
        if keep(app, reader, &new).await? {
            return Ok(new);
        }
    }
    Err(Refusal::conflict("지금 문서를 발급하는 사람이 많습니다.", "잠시 뒤에 다시 눌러 주세요.").into())
}

/// The document with its number, and with what lets a reader check it.
pub(super) fn numbered(app: &App, paper: &Paper, new: &Issued) -> documents::Document {
    let mut document = paper.document.clone();
    let code = new.code.to_string();
    document.number = Some(new.written());
    document.created = new.issued_at;
    document.verification = Some(Verification {
        qr: Some(format!("{}{}", app.config.public_url, urls::verify_document(&code))),
        code,
        sha256: Some(new.content_sha256.clone()),
    });
    document
}

/// Keeps a document under its number. False when the number was given to another, the same content was issued, the one
/// before it ended or its words changed while its pages were set: then all of it begins again.
async fn keep(app: &App, reader: &Reader<'_>, new: &Issued) -> Outcome<bool> {
    let transaction = app.database.begin().await?;
    let office = new.kind.office();
    if store::last_number_for_change(&transaction, office, new.year).await? + 1 != new.number {
        return Ok(false);
    }
    // Every server that issues waits for the number here, so nobody issues newer words between this and the commit.
    if contents::paper(app, reader, new.kind, &new.subject).await?.fingerprint()? != new.content_sha256 {
        return Ok(false);
    }
    if let Some(before) = store::valid(&transaction, new.kind, &new.subject).await? {
        if before.content_sha256 == new.content_sha256 {
            return Ok(false);
        }
        let ended = (State::Superseded, new.written(), new.issued_at);
        if !store::end(&transaction, before.id, ended).await? {
            return Ok(false);
        }
    }
    match store::insert(&transaction, new).await {
        Err(error) if is_duplicate(&error) => return Ok(false),
        written => written.map_err(Failure::from)?,
    }
    let detail = json!({ "kind": new.kind.code(), "number": new.written() });
    let by = reader.actor.map_or(VISITOR, Actor::by);
    let entry = Entry { act: "issue", entity: "document", id: new.id, detail };
    audit::append(&transaction, &app.clock, by, entry).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Hands a list out as a spreadsheet, and notes who took it and what for (P-05).
pub async fn export(app: &App, actor: &Actor, (kind, slug): (&str, &str), reason: &str) -> Outcome<Vec<u8>> {
    let workbook = sheets::workbook(app, (actor, app.clock.now()), kind, slug).await?;
    let file = setting::spreadsheet(workbook).await?;
    readings::taken_for(app, actor, ("list", actor.account, &format!("{kind} {slug}")), reason).await?;
    Ok(file)
}

/// Withdraws a document, with the reason that whoever checks it will read.
pub async fn withdraw(app: &App, actor: &Actor, id: Uuid, reason: &str) -> Outcome<()> {
    let transaction = app.database.begin().await?;
    let document = store::find_for_change(&transaction, id).await?.ok_or_else(Refusal::not_found)?;
    let office = document.kind.office();
    require(Act::Withdraw, actor, (office, document.state))?;
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > LONGEST {
        return Err(Refusal::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "회수하는 까닭을 500자 안에서 적어 주세요.",
            "진위를 확인하는 사람이 그대로 읽게 됩니다.",
        )
        .leading_to(urls::DESK_DOCUMENTS, "문서 목록으로")
        .into());
    }
    if !store::end(&transaction, id, (State::Withdrawn, reason.to_owned(), app.clock.now())).await? {
        require(Act::Withdraw, actor, (office, State::Superseded))?;
    }
    let entry = Entry { act: "withdraw", entity: "document", id, detail: json!({ "reason": reason }) };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}
