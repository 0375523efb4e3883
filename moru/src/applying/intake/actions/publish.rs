//! Telling all applicants of a call at one moment.

use std::collections::{BTreeMap, BTreeSet};

use programme::states::{ApplicationState, CallState, Intake};
use serde_json::json;
use uuid::Uuid;

use super::eligibility;
use crate::{
    applying::{
        applications::store::{self as applications, Application},
        exchange::store as exchange,
        intake::{
            access::{Act, require},
            store::{self, Review},
        },
    },
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
        mail::{self, Letter},
        words::Words,
    },
    identity::{
        accounts::{Actor, permissions::Subject},
        audit::{self, Entry},
    },
    notices::calls::store as calls,
    web::urls,
};

/// Tells everybody, or nobody: as long as one application of the call is undecided no result is told. Returns how many
/// were told.
pub async fn publish(app: &App, actor: &Actor, slug: &str) -> Outcome<usize> {
    require(Act::Publish, actor, &Subject { owner: None, state: ApplicationState::Intake })?;
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let call = calls::for_update(&transaction, slug).await?.ok_or_else(Refusal::not_found)?;
    let mut waiting = store::waiting(&transaction, call.id).await?;
    if call.channel.is_external() {
        // What never arrived in time at the channel that counts was not received, and there is nothing to tell.
        let receipts = exchange::of_call(&transaction, call.id).await?;
        let late = receipts.iter().filter(|receipt| receipt.received_at >= call.window.closes_at());
        let late: BTreeSet<Uuid> = late.map(|receipt| receipt.application).collect();
        waiting.retain(|one| one.state != ApplicationState::Submitted && !late.contains(&one.id));
    }
    if waiting.is_empty() {
        return Err(Refusal::conflict(
            "알릴 결과가 없습니다. 이미 모두 알렸거나 접수된 신청이 없습니다.",
            "목록에서 신청마다 상태를 확인해 주세요.",
        )
        .leading_to(urls::intake(slug), "접수된 신청")
        .into());
    }
    let ids: Vec<Uuid> = waiting.iter().map(|application| application.id).collect();
    let reviews: BTreeMap<Uuid, Review> = store::reviews(&transaction, ids.clone())
        .await?
        .into_iter()
        .map(|review| (review.application, review))
        .collect();
    let is_decided = |application: &&Application| {
        reviews.get(&application.id).is_some_and(|review| review.decided_at.is_some())
    };
    let decided = waiting.iter().filter(is_decided).count();
    if decided < waiting.len() {
        return Err(Refusal::conflict(
            Words::new("결정하지 않은 신청이 {n}건 있습니다.").with("n", waiting.len() - decided),
            "모든 신청을 결정한 뒤에 결과를 한꺼번에 알립니다.",
        )
        .into());
    }
    let (mut letters, mut entries) = (Vec::new(), Vec::new());
    let found = store::findings_of(&transaction, ids.clone()).await?;
    for application in &waiting {
        let found = found.get(&application.id).map_or(&[][..], Vec::as_slice);
        let eligibility = eligibility(application, found)?;
        let state = application.state.judge(&eligibility).map_err(Fault::new)?;
        if !applications::move_to(&transaction, application, state).await? {
            return Err(
                Refusal::conflict("그사이에 바뀐 신청이 있습니다.", "다시 확인한 뒤 알려 주세요.").into()
            );
        }
        letters.extend(letter(app, application, state)?);
        let detail = json!({ "eligible": state == ApplicationState::Eligible });
        let entry = Entry { act: "intake_publish", entity: "application", id: application.id, detail };
        entries.push((actor.by(), entry));
    }
    if call.state == CallState::Scheduled {
        let intake = Intake { undecided: 0, timed_out: false };
        let state = call.state.evaluate(intake, (&call.dates(), at)).map_err(Fault::new)?;
        calls::move_to(&transaction, call.id, state).await?;
    }
    audit::append_all(&transaction, &app.clock, entries).await?;
    store::publish(&transaction, ids, at).await?;
    mail::queue(&transaction, &app.clock, &letters).await?;
    transaction.commit().await?;
    Ok(waiting.len())
}

fn letter(app: &App, application: &Application, state: ApplicationState) -> Outcome<Option<Letter>> {
    let form = application.form()?;
    let number = application.receipt_number.clone().unwrap_or_default();
    let url = format!("{}{}", app.config.public_url, urls::eligibility(&application.id));
    let (korean, english) = if state == ApplicationState::Eligible {
        (
            "신청자격을 모두 충족하여 평가 대상이 되었습니다.",
            "Your application meets every requirement and will be evaluated.",
        )
    } else {
        (
            "신청자격을 충족하지 못하여 평가하지 않습니다. 까닭과 이의신청 방법은 아래 주소에서 확인해 주세요.",
            "Your application does not meet the requirements. The page below says why and how to object.",
        )
    };
    Ok(form.map(|form| Letter {
        to: form.contact.email,
        subject: format!("[모루] 신청자격 검토 결과 {number} / Result of the review"),
        text: format!("접수번호: {number}\n{korean}\n결과: {url}\n\nReceipt: {number}\n{english}\n{url}\n"),
    }))
}
