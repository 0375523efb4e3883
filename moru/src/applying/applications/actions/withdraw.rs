//! Withdrawing a submitted application.

use serde_json::json;
use uuid::Uuid;

use super::opened;
use crate::{
    applying::applications::{access::Act, store},
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
};
use programme::states::CallPhase;

/// Withdraws an application; possible until the call is decided.
pub async fn withdraw(app: &App, actor: &Actor, id: Uuid) -> Outcome<()> {
    let transaction = app.database.begin().await?;
    let (application, call) = opened(&transaction, actor, id, Act::Withdraw).await?;
    let phase = call.phase(app.clock.now());
    let decided = phase >= CallPhase::Decided && phase != CallPhase::Cancelled;
    let state = application.state.withdraw(decided).map_err(|_| {
        Refusal::conflict("선정이 결정되어 취하할 수 없습니다.", "선정을 포기하려면 문의처로 연락해 주세요.")
    })?;
    store::withdraw(&transaction, id, state).await?;
    let entry = Entry { act: "withdraw", entity: "application", id, detail: json!({}) };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}
