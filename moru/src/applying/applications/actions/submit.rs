//! The final submission: what is typed becomes a frozen form, a place in the log and a signed receipt, all or nothing.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use ledger::{
    Attachment, Entry as Leaf, Frontier, Receipt, Sha256, canonical_bytes, package_hash, receipt::CallRef,
};
use programme::{
    gates::{Eligibility, GateReport},
    states::{ApplicationRefused, ApplicationState, Submission},
};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde_json::json;
use uuid::Uuid;

use super::closed;
use crate::{
    applying::applications::{
        access::{Act, require},
        evidence,
        form::{self, Reading, Slot},
        store::{
            self, Answers, Application, AttachedFile, Frozen,
            receipts::{self, Kept},
        },
    },
    base::{
        app::App,
        database::is_duplicate,
        errors::{Failure, Fault, Outcome, Refusal},
        mail::{self, Letter},
        words::Words,
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    notices::calls::{Call, store as calls},
    registry::{institutions::store as institutions, zones::zones},
    web::{forms::Problems, show, urls},
};

/// How submitting ended.
#[derive(Clone, Debug)]
pub enum Submitted {
    /// It is received; repeating the request gives the same receipt.
    Received(Kept),
    /// Something is missing; nothing was received.
    Incomplete(Box<Reading>),
}

/// Everything that is decided before the log is touched.
struct Prepared {
    answers: Answers,
    reading: Reading,
    report: GateReport,
    files: Vec<AttachedFile>,
    institution: String,
}

/// Submits an application that was complete at `received_at`, the moment its request had arrived.
///
/// An application that was submitted already answers with the receipt it has: a double click, two windows and a retry
/// after a lost answer all end with the same one.
///
/// What only reads is done before the transaction, side by side with others. Inside it the form is compared with what
/// was judged, so that a word kept in between is not left out of the frozen form.
pub async fn submit(app: &App, actor: &Actor, id: Uuid, received_at: DateTime<Utc>) -> Outcome<Submitted> {
    let reader = app.database.read();
    let draft = store::find(reader, id).await?.ok_or_else(Refusal::not_found)?;
    if let Some(kept) = known(reader, actor, &draft).await? {
        return Ok(Submitted::Received(kept));
    }
    let call = calls::find(reader, draft.call).await?.ok_or_else(Refusal::not_found)?;
    let mut prepared = prepare(reader, &call, &draft).await?;
    if let Some(end) = obstacle(&call, &draft, &prepared, received_at) {
        return end;
    }
    let transaction = app.database.begin().await?;
    let application = store::find_for_change(&transaction, id).await?.ok_or_else(Refusal::not_found)?;
    if let Some(kept) = known(&transaction, actor, &application).await? {
        return Ok(Submitted::Received(kept));
    }
    if !prepared.still_stands(&transaction, id).await? {
        prepared = prepare(&transaction, &call, &application).await?;
        if let Some(end) = obstacle(&call, &application, &prepared, received_at) {
            return end;
        }
    }
    let kept = receive(app, &transaction, (&call, &application), &prepared, received_at).await?;
    let detail = json!({ "receipt": kept.number, "eligibility": eligibility_code(&prepared.report) });
    let entry = Entry { act: "submit", entity: "application", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    mail::queue(&transaction, &app.clock, &letter(app, (&call, id), &prepared, &kept, received_at)).await?;
    transaction.commit().await?;
    metrics::counter!("moru_receipts_total").increment(1);
    Ok(Submitted::Received(kept))
}

/// The receipt the application has already; without one the actor must be allowed to submit it.
async fn known(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    application: &Application,
) -> Outcome<Option<Kept>> {
    require(Act::Read, actor, &application.subject())?;
    if application.receipt_number.is_some() {
        return receipts::of_application(connection, application.id).await;
    }
    require(Act::Submit, actor, &application.subject())?;
    Ok(None)
}

async fn prepare(
    connection: &impl ConnectionTrait,
    call: &Call,
    application: &Application,
) -> Outcome<Prepared> {
    let answers = store::answers(connection, application.id).await?;
    let files = store::files(connection, application.id).await?;
    let mut reading = form::read(&answers, zones());
    missing_files(&mut reading.problems, &files);
    let institution =
        institutions::find(connection, application.institution).await?.ok_or_else(Refusal::not_found)?;
    let report = evidence::judge(connection, call, application, Some(&institution), &reading).await?;
    Ok(Prepared { answers, reading, report, files, institution: institution.name })
}

impl Prepared {
    /// Whether the answers and files are still those that were judged.
    async fn still_stands(&self, transaction: &DatabaseTransaction, id: Uuid) -> Outcome<bool> {
        Ok(store::answers(transaction, id).await? == self.answers
            && store::files(transaction, id).await? == self.files)
    }
}

/// What ends the submission before anything is written: the deadline, or something missing.
fn obstacle(
    call: &Call,
    application: &Application,
    prepared: &Prepared,
    received_at: DateTime<Utc>,
) -> Option<Outcome<Submitted>> {
    let incomplete = || Some(Ok(Submitted::Incomplete(Box::new(prepared.reading.clone()))));
    match transition(call, application, prepared, received_at) {
        Err(ApplicationRefused::NotInTime { .. }) => Some(Err(late(call, application, received_at).into())),
        Err(_) => incomplete(),
        Ok(_) if !prepared.reading.problems.is_empty() => incomplete(),
        Ok(_) => None,
    }
}

/// Notes each required paper that is not attached, and says how many.
pub fn missing_files(problems: &mut Problems, files: &[AttachedFile]) -> u32 {
    let mut missing = 0;
    for slot in Slot::ALL.iter().filter(|slot| slot.required) {
        if !files.iter().any(|file| file.slot == slot.code) {
            problems
                .add(format!("file.{}", slot.code), Words::new("꼭 필요한 서류입니다. 파일을 붙여 주세요."));
            missing += 1;
        }
    }
    missing
}

fn transition(
    call: &Call,
    application: &Application,
    prepared: &Prepared,
    received_at: DateTime<Utc>,
) -> Result<ApplicationState, ApplicationRefused> {
    application.state.submit(&Submission {
        received_at,
        window: &call.window,
        missing_documents: missing_files(&mut Problems::default(), &prepared.files),
        missing_consents: prepared.reading.missing_consents,
    })
}

fn late(call: &Call, application: &Application, received_at: DateTime<Utc>) -> Refusal {
    if received_at < call.window.opens_at() {
        let at = show::date_time(call.window.opens_at());
        return Refusal::conflict(
            Words::new("접수 전입니다. {at}부터 신청할 수 있습니다.").with("at", at),
            "그때까지 내용을 적어 둘 수 있습니다.",
        )
        .leading_to(urls::application(&application.id), "신청서로 돌아가기");
    }
    closed(call, application)
}

/// Takes the next place in the log, seals the receipt and freezes the application.
async fn receive(
    app: &App,
    transaction: &DatabaseTransaction,
    (call, application): (&Call, &Application),
    prepared: &Prepared,
    received_at: DateTime<Utc>,
) -> Outcome<Kept> {
    let form = &prepared.reading.form;
    let form_bytes = canonical_bytes(form).map_err(Fault::new)?;
    let attachments = attachments(&prepared.files)?;
    let form_sha256 = Sha256::of(&form_bytes);
    // From here on submissions wait for each other: this is the order in which they were received.
    let mut log: Frontier = receipts::head(transaction).await?;
    let number = format!("MR-{}-{:06}", call.fiscal_year, log.size() + 1);
    let leaf = Leaf {
        receipt_no: number.clone(),
        log_id: receipts::LOG.to_owned(),
        call: CallRef { id: call.id.to_string(), title: call.title.clone() },
        application_id: application.id.to_string(),
        institution: prepared.institution.clone(),
        form_sha256,
        package_sha256: package_hash(form_sha256, &attachments).map_err(Fault::new)?,
        attachments,
        received_at,
        clock_offset_ms: None,
    };
    let hash = leaf.leaf().map_err(Fault::new)?;
    let appended = log.append(hash);
    let index = appended.index;
    receipts::append(transaction, hash, &log, &appended).await?;
    let receipt = Receipt::issue(leaf, appended, &app.seal).map_err(Fault::new)?;
    let body = String::from_utf8(receipt.to_bytes().map_err(Fault::new)?).map_err(Fault::new)?;
    let kept = Kept { number, body };
    let frozen = Frozen {
        received_at,
        receipt_number: kept.number.clone(),
        eligibility: eligibility_code(&prepared.report),
        form: String::from_utf8(form_bytes).map_err(Fault::new)?,
        gates: serde_json::to_string(&prepared.report)?,
        cluster: (form.zone_code.clone(), form.division),
    };
    store::freeze(transaction, application, frozen)
        .await
        .map_err(|error| second_of_cluster(error, application))?;
    receipts::insert(transaction, application.id, index, received_at, &kept).await?;
    let people: BTreeSet<_> = form.staff.iter().filter_map(evidence::person_key).collect();
    store::insert_people(transaction, call.id, application.id, people).await?;
    Ok(kept)
}

fn second_of_cluster(error: sea_orm::DbErr, application: &Application) -> Failure {
    if !is_duplicate(&error) {
        return error.into();
    }
    Refusal::conflict(
        "이 기관은 같은 집적지로 이미 신청했습니다.",
        "다른 집적지를 고르거나 먼저 낸 신청을 취하해 주세요.",
    )
    .leading_to(urls::application(&application.id), "신청서로 돌아가기")
    .into()
}

fn attachments(files: &[AttachedFile]) -> Outcome<Vec<Attachment>> {
    files
        .iter()
        .map(|file| {
            let sha256 = file.sha256.parse().map_err(Fault::new)?;
            Ok(Attachment { name: file.name.clone(), bytes: file.bytes, sha256 })
        })
        .collect()
}

fn eligibility_code(report: &GateReport) -> &'static str {
    match report.eligibility() {
        Eligibility::Eligible => "eligible",
        Eligibility::Undetermined(_) => "undetermined",
        Eligibility::Ineligible(_) => "ineligible",
    }
}

fn letter(
    app: &App,
    (call, id): (&Call, Uuid),
    prepared: &Prepared,
    kept: &Kept,
    received_at: DateTime<Utc>,
) -> Letter {
    let (at, url) = (show::exact(received_at), format!("{}{}", app.config.public_url, urls::receipt(&id)));
    Letter {
        to: prepared.reading.form.contact.email.clone(),
        subject: format!("[모루] 접수증 {} / Receipt", kept.number),
        text: format!(
            "{} 신청을 받았습니다.\n접수번호: {}\n받은 때: {at}\n접수증: {url}\n\n\
             Your application was received.\nReceipt: {}\nReceived at: {at} (Korea)\n{url}\n",
            call.title, kept.number, kept.number
        ),
    }
}
