//! What is done with calls. Every act holds the row of the call first, so that acts on one call follow each other.

mod amend;
mod cancel;
mod decide;
mod write;

pub use amend::{amend, approve_extension, extend, withdraw};
pub use cancel::cancel;
pub use decide::{approve, publish, send_back, submit};
pub use write::{Begun, Edit, New, Written, begin, mark, write};

use programme::call::{CallContent, RevisionKind, RevisionRefused, RevisionState};
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::{
    access::{self, Act},
    store::{
        self, Call,
        revisions::{self, Revision},
    },
};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
        words::Words,
    },
    identity::{
        accounts::Actor,
        audit::{self, By, Entry},
    },
    web::urls,
};

/// Enters a call that was approved elsewhere, with the usual content of its columns.
pub async fn enter(app: &App, by: By, call: &Call) -> Outcome<()> {
    let content = store::content_of(call)?;
    enter_content(app, by, (call, content)).await
}

/// Enters a call that was approved elsewhere, with its content. Nobody here is asked to approve it.
pub async fn enter_content(app: &App, by: By, (call, content): (&Call, CallContent)) -> Outcome<()> {
    let transaction = app.database.begin().await?;
    store::insert(&transaction, call).await?;
    let now = app.clock.now();
    let revision = Revision {
        kind: RevisionKind::First,
        state: RevisionState::Published,
        number: Some(1),
        published_at: Some(now),
        ..Revision::draft(app.clock.id(), call.id, content, (by.account, now))
    };
    revisions::insert(&transaction, &revision).await?;
    note(&transaction, app, by, ("enter", call, json!({ "slug": call.slug }))).await?;
    transaction.commit().await?;
    Ok(())
}

/// Writes an act on a call into the trail.
async fn note(
    connection: &impl ConnectionTrait,
    app: &App,
    by: By,
    (act, call, detail): (&'static str, &Call, serde_json::Value),
) -> Outcome<()> {
    audit::append(connection, &app.clock, by, Entry { act, entity: "call", id: call.id, detail }).await
}

/// The call of an address, held until the transaction ends.
async fn held(connection: &impl ConnectionTrait, slug: &str) -> Outcome<Call> {
    store::for_update(connection, slug).await?.ok_or_else(|| Refusal::not_found().into())
}

/// The call and the work on it that an act is about, if this person may do it now.
async fn work(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    (slug, act): (&str, Act),
) -> Outcome<(Call, Revision)> {
    access::admit(Act::Read, actor, RevisionState::Draft)?;
    let call = held(connection, slug).await?;
    let open = revisions::open(connection, call.id).await?;
    let is_meant =
        |revision: &Revision| (revision.kind == RevisionKind::Extension) == (act == Act::ApproveExtension);
    let revision = open.into_iter().find(is_meant);
    let state = revision.as_ref().map_or(RevisionState::Withdrawn, |revision| revision.state);
    access::admit(act, actor, state)?;
    let revision = revision.ok_or_else(access::not_now)?;
    Ok((call, revision))
}

/// Refuses to write over what has changed since it was read.
fn known(is_known: bool) -> Outcome<()> {
    if is_known {
        return Ok(());
    }
    Err(Refusal::conflict(
        "읽은 뒤에 내용이 바뀌었습니다.",
        "바뀐 내용을 다시 읽고 정해 주세요. 아무것도 저장하거나 공개하지 않았습니다.",
    )
    .into())
}

/// A step of a revision that is refused, in words.
fn refused(slug: &str, why: RevisionRefused) -> Refusal {
    let refusal = match why {
        RevisionRefused::WrongState { .. } => access::not_now(),
        RevisionRefused::NotReady { failing } => Refusal::conflict(
            Words::new("고쳐야 할 곳이 {n}군데 남아 있습니다.").with("n", failing),
            "확인할 점에서 미충족으로 표시된 곳을 먼저 고쳐 주세요.",
        ),
        RevisionRefused::OwnWork => Refusal::conflict(
            "이 공고를 쓴 사람은 승인할 수 없습니다.",
            "쓰지 않은 다른 책임자에게 승인을 부탁해 주세요.",
        ),
        RevisionRefused::NoReason => {
            Refusal::conflict("이유가 없습니다.", "다른 사람이 알 수 있게 이유를 적어 주세요.")
        }
    };
    refusal.leading_to(urls::desk_call(slug), "공고로 돌아가기")
}
