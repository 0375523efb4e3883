//! The final submission: what is typed is read and judged once more, then it is received, all of it or nothing.

use chrono::{DateTime, Utc};
use programme::states::{ApplicationRefused, Submission};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    called_off, closed,
    receive::{Package, Ready, receive},
};
use crate::{
    applying::applications::{
        access::{Act, require},
        evidence,
        form::{self, Reading, Slot},
        store::{
            self, Application, AttachedFile, Whole,
            receipts::{self, Kept},
        },
    },
    base::{
        app::App,
        errors::{Outcome, Refusal},
        words::Words,
    },
    identity::accounts::{Actor, Role, store as accounts},
    notices::calls::Call,
    registry::zones::zones,
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

/// Submits an application that was complete at `received_at`, the moment its request had arrived.
///
/// An application that was submitted already answers with the receipt it has: a double click, two windows and a retry
/// after a lost answer all end with the same one.
///
/// What only reads is done here, side by side with others; [`receive`] then takes the place in the log.
pub async fn submit(app: &App, actor: &Actor, id: Uuid, received_at: DateTime<Utc>) -> Outcome<Submitted> {
    let reader = app.database.read();
    let draft = store::whole(reader, id).await?.ok_or_else(Refusal::not_found)?;
    if let Some(kept) = known(reader, actor, &draft.application).await? {
        return Ok(Submitted::Received(kept));
    }
    match prepare(reader, actor, draft, received_at).await? {
        Prepared::Ready(ready) => receive(app, *ready).await,
        Prepared::Ends(end) => end,
    }
}

/// The receipt the application has already; without one the actor must be allowed to submit it.
pub(super) async fn known(
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

/// What reading and judging came to.
pub(super) enum Prepared {
    /// It may be received.
    Ready(Box<Ready>),
    /// It ends here: too late, or something is missing.
    Ends(Outcome<Submitted>),
}

/// Reads and judges an application as it stands.
pub(super) async fn prepare(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    Whole { application, answers, files, asked }: Whole,
    received_at: DateTime<Utc>,
) -> Outcome<Prepared> {
    let mut reading = form::read(&answers, zones());
    let missing = missing_files(&mut reading.problems, &files);
    let gathered = evidence::gathered(connection, &application, &reading).await?;
    let report = gathered.judge();
    let evidence::Gathered { call, institution, input } = gathered;
    if call.cancelled.is_some() {
        return Ok(Prepared::Ends(Err(called_off(&call, &application).into())));
    }
    let institution = institution.ok_or_else(Refusal::not_found)?;
    let settled = evidence::settle(&mut reading, &answers, (&call, Some(&institution)), &asked)?;
    let submission = Submission {
        received_at,
        window: &call.window,
        missing_documents: missing,
        missing_consents: reading.missing_consents + settled.missing,
    };
    match application.state.submit(&submission) {
        Err(ApplicationRefused::NotInTime { .. }) => {
            return Ok(Prepared::Ends(Err(late(&call, &application, received_at).into())));
        }
        Ok(_) if reading.problems.is_empty() => {}
        _ => return Ok(Prepared::Ends(Ok(Submitted::Incomplete(Box::new(reading))))),
    }
    Ok(Prepared::Ready(Box::new(Ready {
        actor: actor.clone(),
        package: Package::new(&reading.form, &report, &files)?,
        people: reading.form.staff.iter().filter_map(evidence::person_key).collect(),
        elsewhere: input.staff_elsewhere,
        institution: institution.name,
        readers: readers(connection, actor, reading.form.contact.email).await?,
        call,
        draft: application,
        received_at,
    })))
}

/// Who gets the letter: the contact, and everybody who writes for the institution beside the one who submits and has the
/// receipt on the page. Each address once.
async fn readers(connection: &impl ConnectionTrait, actor: &Actor, contact: String) -> Outcome<Vec<String>> {
    let people = accounts::holders(connection, Role::Applicant, actor.scope).await?;
    let colleagues = people.into_iter().filter(|known| known.account != actor.account);
    let mut readers: Vec<String> = colleagues.map(|known| known.email).collect();
    if !readers.contains(&contact) {
        readers.insert(0, contact);
    }
    Ok(readers)
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
