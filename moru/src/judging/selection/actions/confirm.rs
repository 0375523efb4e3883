//! The ministry's confirmation.

use serde_json::json;

use super::{back, goes_on, held};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::selection::{
        access::{Act, State, require},
        evidence,
        store::{self, Selection},
    },
    notices::calls::store as calls,
};

/// Confirms the decision that was `seen`, by its version. Whoever wrote it down does not confirm it.
pub async fn confirm(app: &App, actor: &Actor, slug: &str, seen: i64) -> Outcome<()> {
    let transaction = app.database.begin().await?;
    let (call, selection) = held(&transaction, slug).await?;
    require(Act::Confirm, actor, None, selection.as_ref().map_or(State::Open, Selection::state))?;
    goes_on(&call)?;
    let selection = selection.ok_or_else(Refusal::not_found)?;
    if selection.proposed_by == actor.account {
        let refusal = Refusal::conflict(
            "의결을 적은 사람은 확정할 수 없습니다.",
            "다른 결정 권한자가 확정해야 합니다.",
        );
        return Err(back(refusal, slug).into());
    }
    if selection.version != seen {
        let refusal = Refusal::conflict(
            "그사이에 의결이 바뀌었습니다.",
            "선정 화면을 다시 열어 새 의결을 확인한 뒤 확정해 주세요.",
        );
        return Err(back(refusal, slug).into());
    }
    evidence::require_same_order(&transaction, &call, &selection).await?;
    let at = app.clock.now();
    store::confirm(&transaction, call.id, actor.account, at).await?;
    // From here on the call cannot be called off.
    calls::set_decided(&transaction, call.id, Some(at)).await?;
    let detail = json!({ "version": selection.version, "sha256": selection.sha256 });
    let entry = Entry { act: "confirm", entity: "selection", id: call.id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}
