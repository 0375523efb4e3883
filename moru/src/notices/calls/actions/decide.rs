//! From writing to the public: sent for approval, sent back, approved by somebody else, published at its time.

use programme::{
    call::{RevisionKind, RevisionRefused, RevisionState},
    embargo,
    states::{CallRefused, Readiness},
};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::{known, note, refused, work};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
        words::Words,
    },
    identity::accounts::{Actor, Role},
    notices::{
        calls::{
            access::Act,
            evidence,
            mails::{self, News},
            store::{
                self, Call,
                revisions::{self, Revision},
            },
        },
        publications::store as publications,
    },
    web::{show, urls},
};

/// Sends a call or an amendment for approval.
pub async fn submit(app: &App, actor: &Actor, slug: &str) -> Outcome<()> {
    let now = app.clock.now();
    let transaction = app.database.begin().await?;
    let (call, revision) = work(&transaction, actor, (slug, Act::Submit)).await?;
    let in_force = revisions::in_force(&transaction, call.id).await?;
    let findings = evidence::findings(&call, &revision, in_force.as_ref(), now)?;
    let state = revision.state.submit(&findings).map_err(|why| refused(slug, why))?;
    let revision = Revision { state, submitted_by: Some(actor.account), submitted_at: Some(now), ..revision };
    known(revisions::update(&transaction, &revision).await?)?;
    note(&transaction, app, actor.by(), ("submit", &call, detail(&revision))).await?;
    let approvers = [Role::AgencyManager, Role::MinistryManager];
    mails::to_roles(&transaction, app, (&call, News::Submitted), &approvers).await?;
    transaction.commit().await.map_err(Into::into)
}

/// Sends it back to those who wrote it.
pub async fn send_back(app: &App, actor: &Actor, slug: &str, reason: &str) -> Outcome<()> {
    let transaction = app.database.begin().await?;
    let (call, revision) = work(&transaction, actor, (slug, Act::SendBack)).await?;
    let state = revision.state.send_back(reason).map_err(|why| refused(slug, why))?;
    let revision = Revision { state, approved_by: None, approved_at: None, ..revision };
    known(revisions::update(&transaction, &revision).await?)?;
    let detail = json!({ "revision": revision.id, "reason": reason });
    note(&transaction, app, actor.by(), ("send-back", &call, detail)).await?;
    mails::to_people(&transaction, app, (&call, News::SentBack), &revision.writers).await?;
    transaction.commit().await.map_err(Into::into)
}

/// Approves what was read at `version`; refused to everybody who wrote in it.
pub async fn approve(app: &App, actor: &Actor, slug: &str, version: i64) -> Outcome<()> {
    let now = app.clock.now();
    let transaction = app.database.begin().await?;
    let (mut call, revision) = work(&transaction, actor, (slug, Act::Approve)).await?;
    known(revision.version == version)?;
    let in_force = revisions::in_force(&transaction, call.id).await?;
    let findings = evidence::findings(&call, &revision, in_force.as_ref(), now)?;
    let state = revision
        .state
        .approve(&revision.writers, &actor.account, &findings)
        .map_err(|why| refused(slug, why))?;
    if revision.kind == RevisionKind::First && call.state == programme::states::CallState::Draft {
        let author = revision.submitted_by.unwrap_or_default();
        let when = (&call.dates(), now);
        call.state = call.state.approve(&author, &actor.account, when).map_err(|why| not_yet(slug, why))?;
        store::update(&transaction, &call).await?;
    }
    let revision = Revision { state, approved_by: Some(actor.account), approved_at: Some(now), ..revision };
    known(revisions::update(&transaction, &revision).await?)?;
    note(&transaction, app, actor.by(), ("approve", &call, detail(&revision))).await?;
    mails::to_roles(&transaction, app, (&call, News::Approved), &[Role::MinistryManager]).await?;
    mails::to_people(&transaction, app, (&call, News::Approved), &revision.writers).await?;
    transaction.commit().await.map_err(Into::into)
}

/// Publishes what was read at `version`: a call at its time of announcement, an amendment of a public call at once. The
/// press release that announces a call may be named; the call is not public before it is.
pub async fn publish(
    app: &App,
    actor: &Actor,
    slug: &str,
    (version, release): (i64, Option<&str>),
) -> Outcome<()> {
    let now = app.clock.now();
    let transaction = app.database.begin().await?;
    let (mut call, revision) = work(&transaction, actor, (slug, Act::Publish)).await?;
    known(revision.version == version)?;
    let in_force = revisions::in_force(&transaction, call.id).await?;
    let findings = evidence::findings(&call, &revision, in_force.as_ref(), now)?;
    let state = revision.state.publish(&findings).map_err(|why| refused(slug, why))?;
    let was_public = call.is_public(now).then_some(call.announced_at);
    call.take_over(&revision.content);
    call.announced_at = was_public.unwrap_or_else(|| call.announced_at.max(now));
    if revision.kind == RevisionKind::First {
        link(&transaction, &mut call, release).await?;
        let contacts_complete = revision.content.contacts.iter().all(|contact| !contact.phones.is_empty());
        let ready = Readiness { embargo_consistent: true, contacts_complete };
        let when = (&call.dates(), now);
        call.state = call.state.schedule(ready, when).map_err(|why| not_yet(slug, why))?;
    } else if was_public.is_none() {
        embargo::call_may_open(&call.window, Some(call.announced_at))
            .map_err(|_| not_yet(slug, CallRefused::OpensBeforeNotice))?;
        after_its_release(&transaction, &call, call.release).await?;
    }
    call.published_at = call.published_at.or(Some(now));
    let number = in_force.and_then(|before| before.number).unwrap_or_default() + 1;
    put_in_force(&transaction, (&call, Revision { state, ..revision }), (number, now)).await?;
    let detail = json!({ "number": number, "announced_at": call.announced_at, "release": call.release });
    note(&transaction, app, actor.by(), ("publish", &call, detail)).await?;
    let writers = [Role::AgencyManager, Role::AgencyOfficer];
    mails::to_roles(&transaction, app, (&call, News::Published), &writers).await?;
    transaction.commit().await.map_err(Into::into)
}

/// Writes the call and its new revision in force.
pub(super) async fn put_in_force(
    connection: &impl ConnectionTrait,
    (call, revision): (&Call, Revision),
    (number, now): (i32, chrono::DateTime<chrono::Utc>),
) -> Outcome<()> {
    store::update(connection, call).await?;
    let state = RevisionState::Published;
    let revision = Revision { state, number: Some(number), published_at: Some(now), ..revision };
    known(revisions::update(connection, &revision).await?)
}

/// E-01: links the release that announces the call, which must not be told by the call before its time.
async fn link(connection: &impl ConnectionTrait, call: &mut Call, release: Option<&str>) -> Outcome<()> {
    let Some(slug) = release else { return Ok(()) };
    let release = publications::find(connection, slug).await?.ok_or_else(Refusal::not_found)?;
    after_its_release(connection, call, Some(release.id)).await?;
    call.release = Some(release.id);
    publications::link_call(connection, release.id, &call.slug).await
}

/// Refuses a notice that would be public before the release that announces it.
async fn after_its_release(
    connection: &impl ConnectionTrait,
    call: &Call,
    release: Option<Uuid>,
) -> Outcome<()> {
    let Some(release) = release else { return Ok(()) };
    let Some(lift_at) = publications::public_from(connection, release).await? else {
        return Err(not_yet(&call.slug, CallRefused::EmbargoOpen).into());
    };
    if lift_at > call.announced_at {
        let what = Words::new("연결한 보도자료가 {at}에 공개되어, 공고가 먼저 알려집니다.");
        let refusal = Refusal::conflict(
            what.with("at", show::date_time(lift_at)),
            "공고일을 그때나 그 뒤로 고쳐 다시 승인받거나, 보도자료를 연결하지 마세요.",
        );
        return Err(refusal.leading_to(urls::desk_call(&call.slug), "공고로 돌아가기").into());
    }
    Ok(())
}

fn detail(revision: &Revision) -> serde_json::Value {
    json!({ "revision": revision.id, "kind": revision.kind, "version": revision.version + 1 })
}

/// A transition of a call that is refused, in words.
pub(super) fn not_yet(slug: &str, why: CallRefused) -> Refusal {
    let refusal = match why {
        CallRefused::OwnWork => return refused(slug, RevisionRefused::OwnWork),
        CallRefused::EmbargoOpen => Refusal::conflict(
            "연결한 보도자료의 공개 시각이 정해지지 않았습니다.",
            "보도자료 관리에서 공개 시각을 먼저 확인해 주세요.",
        ),
        CallRefused::ContactsIncomplete => Refusal::conflict(
            "문의처에 전화번호가 빠진 곳이 있습니다.",
            "공고를 돌려보내 문의처를 채워 주세요.",
        ),
        CallRefused::OpensBeforeNotice => Refusal::conflict(
            "공고가 공개되기 전에 접수가 시작됩니다.",
            "공고를 돌려보내 접수 시작을 공개 시각이나 그 뒤로 고쳐 주세요.",
        ),
        CallRefused::Extension { because } => return super::amend::not_extended(slug, because),
        CallRefused::NoReason => return refused(slug, RevisionRefused::NoReason),
        _ => super::super::access::not_now(),
    };
    refusal.leading_to(urls::desk_call(slug), "공고로 돌아가기")
}
