//! Noting what a person found.

use http::StatusCode;
use programme::{gates::Gate, states::ApplicationState};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::{Opened, is_proposed, opened, received_in_time};
use crate::{
    applying::{
        applications::store as applications,
        intake::{
            access::Act,
            store::{self, Found},
        },
    },
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    notices::calls::{Call, store as calls},
};

/// Longest reason, in characters.
pub const LONGEST: usize = 2000;

/// What was found, as it was typed.
#[derive(Clone, Debug)]
pub struct Note {
    /// The gate.
    pub gate: Gate,
    /// Whether it holds.
    pub holds: bool,
    /// Why.
    pub reason: String,
    /// Which paper shows it.
    pub paper: String,
    /// The number of the receipt where submissions go elsewhere.
    pub external_receipt: String,
}

/// The number of the receipt that counts where another channel takes the submissions: the one that was brought from
/// there, else the one that was typed. One that was given there after the close does not count.
async fn external_number(
    connection: &impl ConnectionTrait,
    call: &Call,
    id: Uuid,
    typed: &str,
) -> Outcome<Option<String>> {
    let typed = Some(typed.trim().to_owned()).filter(|number| !number.is_empty());
    let brought = received_in_time(connection, call, id).await?;
    Ok(brought.or(typed))
}

/// Adds a finding. The first one takes the application in; an earlier finding of the gate stays as history.
pub async fn note(app: &App, actor: &Actor, id: Uuid, note: Note) -> Outcome<()> {
    let (reason, paper) = (note.reason.trim().to_owned(), note.paper.trim().to_owned());
    if reason.is_empty() || reason.chars().count() > LONGEST || paper.chars().count() > LONGEST {
        return Err(Refusal::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "확인한 까닭을 2,000자 안에서 적어 주세요.",
            "신청기관이 그대로 읽게 됩니다. 무엇을 보고 어떻게 판단했는지 적어 주세요.",
        )
        .into());
    }
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let Opened { application, review } = opened(&transaction, actor, id, Act::Note).await?;
    let call = calls::find(&transaction, application.call).await?.ok_or_else(Refusal::not_found)?;
    received_in_time(&transaction, &call, id).await?;
    if review.as_ref().is_some_and(|review| review.proposal.is_some()) {
        return Err(is_proposed().into());
    }
    if review.is_none() {
        if at < call.window.closes_at() {
            return Err(Refusal::conflict(
                "아직 접수하는 동안입니다.",
                "요건 검토는 접수가 마감된 뒤에 시작합니다.",
            )
            .into());
        }
        let number = external_number(&transaction, &call, id, &note.external_receipt).await?;
        let state = application.state.take_in(call.channel, number.as_deref()).map_err(|_| {
            Refusal::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "외부 접수번호가 있어야 검토를 시작할 수 있습니다.",
                "신청을 받은 시스템의 접수번호를 적어 주세요.",
            )
        })?;
        if application.state == ApplicationState::Submitted {
            applications::move_to(&transaction, &application, state).await?;
        }
        store::take_in(&transaction, id, number, actor.account, at).await?;
    }
    let found = Found { gate: note.gate, holds: note.holds, reason, paper, by: actor.account, at };
    store::insert_finding(&transaction, app.clock.id(), id, &found).await?;
    let detail = json!({ "gate": store::code_of(note.gate), "holds": note.holds });
    let entry = Entry { act: "intake_find", entity: "application", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}
