//! Attaching files to a draft and taking them out again.

use bytes::Bytes;
use korea::{numbers::resident, text::compose};
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
    base::{app::App, errors::Outcome, words::Words},
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    web::{forms::Problems, show},
};

/// The largest file.
pub const LARGEST: usize = 20 * 1024 * 1024;
/// The most files of an application.
pub const MOST: usize = 30;
/// The longest name, in characters.
const LONGEST_NAME: usize = 150;

/// What is taken, told by its content and not by its name.
const TAKEN: [&str; 7] = [
    "application/pdf",
    "application/zip",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "image/png",
    "image/jpeg",
    "application/hwp+zip",
];

/// A file that arrived.
#[derive(Clone, Debug)]
pub struct Upload {
    /// What it is for.
    pub slot: String,
    /// Its name as sent.
    pub name: String,
    /// Its bytes.
    pub content: Bytes,
}

/// Attaches a file. What is wrong with it is said beside its field, and nothing is kept of it.
pub async fn attach(
    app: &App,
    actor: &Actor,
    id: Uuid,
    upload: Upload,
) -> Outcome<Result<AttachedFile, Problems>> {
    let file = match checked(app, &upload) {
        Ok(file) => file,
        Err(problems) => return Ok(Err(problems)),
    };
    let at = app.clock.now();
    // The permission is asked before the bytes are kept, and again in the transaction that notes them.
    let before =
        store::find(app.database.read(), id).await?.ok_or_else(crate::base::errors::Refusal::not_found)?;
    super::require(Act::Edit, actor, &before.subject())?;
    let sha256 = app.files.keep(upload.content).await?;
    let file = AttachedFile { sha256, ..file };
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

fn problem(slot: &str, words: impl Into<Words>) -> Problems {
    let mut problems = Problems::default();
    problems.add(format!("file.{slot}"), words);
    problems
}

fn checked(app: &App, upload: &Upload) -> Result<AttachedFile, Problems> {
    let refuse = |words: Words| problem(&upload.slot, words);
    if slot(&upload.slot).is_none() {
        return Err(refuse("어떤 서류인지 골라 주세요.".into()));
    }
    // A name is what follows the last separator of any system, composed, without what no file system takes.
    let last = upload.name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = compose(last).chars().filter(|c| !c.is_control()).collect();
    let name = name.trim().to_owned();
    if name.is_empty() || upload.content.is_empty() {
        return Err(refuse("파일을 골라 주세요. 빈 파일은 받지 않습니다.".into()));
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(refuse(
            Words::new("파일 이름을 {limit}자 이내로 줄여 주세요.").with("limit", LONGEST_NAME),
        ));
    }
    if resident::contains(&name) {
        return Err(refuse(
            "파일 이름에 주민등록번호로 보이는 숫자가 있습니다. 이름을 바꾸어 주세요.".into(),
        ));
    }
    if upload.content.len() > LARGEST {
        return Err(refuse(
            Words::new("파일이 너무 큽니다. {limit}MB까지 받습니다.").with("limit", LARGEST >> 20),
        ));
    }
    let media_type = infer::get(&upload.content).map(|kind| kind.mime_type()).unwrap_or_default();
    if !TAKEN.contains(&media_type) {
        return Err(refuse(
            "PDF, HWPX, XLSX, DOCX, PNG, JPG 파일만 받습니다. 파일 내용을 확인해 주세요.".into(),
        ));
    }
    Ok(AttachedFile {
        id: app.clock.id(),
        slot: upload.slot.clone(),
        name,
        media_type: media_type.to_owned(),
        bytes: upload.content.len() as u64,
        sha256: String::new(),
    })
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
