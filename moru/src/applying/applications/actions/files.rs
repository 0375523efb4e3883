//! Attaching files to a draft and taking them out again.

use programme::deadline::Change;
use serde_json::json;
use uuid::Uuid;

use super::{opened, still_open};
use crate::{
    applying::applications::{
        access::Act,
        form::slot,
        store::{self, AttachedFile},
    },
    base::{
        app::App,
        errors::{Outcome, Refusal},
        inspector,
        words::Words,
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    web::{forms::Problems, show, upload::Upload},
};

/// The most files of an application.
pub const MOST: usize = 30;

/// Attaches a file. What is wrong with it is said beside its field, and nothing is kept of it.
pub async fn attach(
    app: &App,
    actor: &Actor,
    id: Uuid,
    upload: Upload,
) -> Outcome<Result<AttachedFile, Problems>> {
    let paper = upload.fields.get("slot").to_owned();
    if slot(&paper).is_none() {
        return Ok(Err(problem(&paper, "어떤 서류인지 골라 주세요.")));
    }
    let at = app.clock.now();
    // The permission is asked before the bytes are kept, and again in the transaction that notes them.
    let before = store::find(app.database.read(), id).await?.ok_or_else(Refusal::not_found)?;
    super::require(Act::Edit, actor, &before.subject())?;
    let file = match taken(app, upload).await? {
        Ok(file) => file,
        Err(words) => return Ok(Err(problem(&paper, words))),
    };
    let transaction = app.database.begin().await?;
    let (application, call) = opened(&transaction, actor, id, Act::Edit).await?;
    still_open(&call, &application, Change::Document(&file.slot), at)?;
    let files = store::files(&transaction, id).await?;
    if files.len() >= MOST {
        return Ok(Err(problem(
            &file.slot,
            Words::new("파일은 {most}개까지 붙일 수 있습니다.").with("most", MOST),
        )));
    }
    if files.iter().any(|known| known.name == file.name) {
        return Ok(Err(problem(
            &file.slot,
            "같은 이름의 파일이 있습니다. 이름을 바꾸거나 먼저 붙인 파일을 빼 주세요.",
        )));
    }
    store::insert_file(&transaction, id, &file, actor.account, at).await?;
    let detail = json!({ "slot": file.slot, "sha256": file.sha256, "bytes": file.bytes });
    let entry = Entry { act: "attach", entity: "application", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(Ok(file))
}

/// Opens a file that arrived, keeps its bytes and says what it is; or why it is not taken, and then nothing is kept. Who
/// may attach it is asked before.
pub async fn taken(app: &App, upload: Upload) -> Outcome<Result<AttachedFile, Words>> {
    let name = match upload.kept_name() {
        Ok(name) => name,
        Err(words) => return Ok(Err(words)),
    };
    let kind = match app.inspector.inspect(upload.content.clone()).await? {
        Ok(kind) => kind,
        Err(refused) => return Ok(Err(inspector::words(refused))),
    };
    Ok(Ok(AttachedFile {
        id: app.clock.id(),
        slot: upload.fields.get("slot").to_owned(),
        name,
        media_type: kind.media_type().to_owned(),
        bytes: upload.content.len() as u64,
        sha256: app.files.keep(upload.content).await?,
    }))
}

fn problem(slot: &str, words: impl Into<Words>) -> Problems {
    let mut problems = Problems::default();
    problems.add(format!("file.{slot}"), words);
    problems
}

/// Takes a file out of a draft.
pub async fn detach(app: &App, actor: &Actor, id: Uuid, file: Uuid) -> Outcome<()> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let (application, call) = opened(&transaction, actor, id, Act::Edit).await?;
    still_open(&call, &application, Change::Document("other"), at)?;
    store::remove_file(&transaction, id, file).await?;
    let entry = Entry {
        act: "detach",
        entity: "application",
        id,
        detail: json!({ "file": file, "at": show::exact(at) }),
    };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}
