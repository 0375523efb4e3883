//! Deciding on somebody else's proposal.

use serde_json::json;
use uuid::Uuid;

use super::{Opened, opened, require_in_time};
use crate::{
    applying::intake::{access::Act, store},
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
};

/// What the second person says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// As proposed.
    Agreed,
    /// Back to whoever reviews.
    SentBack,
}

/// Decides as proposed, or sends the proposal back. Whoever found anything or proposed does not decide, and a decision
/// is about the proposal that was `seen`, named by when it was made in microseconds.
pub async fn decide(app: &App, actor: &Actor, id: Uuid, seen: i64, answer: Answer) -> Outcome<()> {
    let transaction = app.database.begin().await?;
    let Opened { application, review } = opened(&transaction, actor, id, Act::Decide).await?;
    require_in_time(&transaction, &application).await?;
    let review = review.ok_or_else(Refusal::not_found)?;
    let proposal = review.proposal.ok_or_else(|| {
        Refusal::conflict(
            "아직 올라온 검토 의견이 없습니다.",
            "검토하는 사람이 의견을 올리면 결정할 수 있습니다.",
        )
    })?;
    let found = store::findings(&transaction, id).await?;
    if proposal.by == actor.account || found.iter().any(|found| found.by == actor.account) {
        return Err(Refusal::conflict(
            "확인한 것을 적었거나 검토 의견을 올린 사람은 결정할 수 없습니다.",
            "다른 결정 권한자가 결정해야 합니다.",
        )
        .into());
    }
    if proposal.at.timestamp_micros() != seen {
        return Err(Refusal::conflict(
            "그사이에 검토 의견이 바뀌었습니다.",
            "요건검토표를 다시 열어 새 의견을 확인한 뒤 결정해 주세요.",
        )
        .into());
    }
    if review.decided_at.is_some() {
        return Err(Refusal::conflict("이미 결정했습니다.", "결과는 공고별로 한꺼번에 알립니다.").into());
    }
    match answer {
        Answer::Agreed => store::decide(&transaction, id, actor.account, app.clock.now()).await?,
        Answer::SentBack => store::propose(&transaction, id, None).await?,
    }
    let detail = json!({ "agreed": answer == Answer::Agreed });
    let entry = Entry { act: "intake_decide", entity: "application", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}
