//! Calling a published call off.

use programme::{
    call::RevisionState,
    states::{CallRefused, CallState},
};
use serde_json::json;

use super::{amend::reasoned, decide::not_yet, held, known, note};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::{Actor, Role},
    notices::calls::{
        access::{self, Act},
        mails::{self, News},
        store::{
            self, Call, Cancelled,
            revisions::{self, Revision},
        },
    },
    web::urls,
};

/// Calls a published call off, with a reason that everybody reads at once. Possible until somebody has confirmed what the
/// committee decided. What is being written about the call ends with it. Pressing twice is pressing once.
pub async fn cancel(app: &App, actor: &Actor, slug: &str, reason: &str) -> Outcome<()> {
    let (now, reason) = (app.clock.now(), reason.trim());
    let transaction = app.database.begin().await?;
    let mut call = held(&transaction, slug).await?;
    access::admit(Act::Read, actor, access::stand(&call))?;
    let is_done = call.cancelled.as_ref().is_some_and(|known| known.reason == reason);
    if is_done && access::may(Act::Cancel, Some(actor), RevisionState::Published) {
        return Ok(());
    }
    access::admit(Act::Cancel, actor, access::stand(&call))?;
    reasoned(slug, reason)?;
    call.state = cancelled(&call, reason, now).map_err(|why| match why {
        CallRefused::WrongPhase { .. } => decided(slug),
        why => not_yet(slug, why),
    })?;
    call.cancelled = Some(Cancelled { at: now, reason: reason.to_owned() });
    store::update(&transaction, &call).await?;
    for open in revisions::open(&transaction, call.id).await? {
        let ended = Revision { state: RevisionState::Withdrawn, ..open };
        known(revisions::update(&transaction, &ended).await?)?;
    }
    note(&transaction, app, actor.by(), ("cancel", &call, json!({ "reason": reason }))).await?;
    let desk = [Role::AgencyManager, Role::AgencyOfficer, Role::MinistryOfficer];
    mails::to_roles(&transaction, app, (&call, News::Cancelled), &desk).await?;
    transaction.commit().await.map_err(Into::into)
}

/// The state of a call that is called off. A decision that was confirmed counts although nobody was told of it yet.
fn cancelled(
    call: &Call,
    reason: &str,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<CallState, CallRefused> {
    let state = if call.decided_at.is_some() { CallState::Decided } else { call.state };
    state.cancel(reason, (&call.dates(), now))
}

fn decided(slug: &str) -> Refusal {
    Refusal::conflict(
        "선정이 결정되어 공고를 취소할 수 없습니다.",
        "결정을 되돌려야 하면 이의신청이나 직권 취소 절차를 따라 주세요.",
    )
    .leading_to(urls::desk_call(slug), "공고로 돌아가기")
}
