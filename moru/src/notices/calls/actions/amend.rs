//! After a call is published: amendments and extensions with their reasons, and giving up what is being written.

use programme::{
    call::{Moment, RevisionKind, RevisionState},
    deadline::ExtensionRefused,
};
use serde_json::json;

use super::{
    decide::{not_yet, put_in_force},
    held, known, note, refused, work,
};
use crate::{
    base::{
        app::App,
        database::is_duplicate,
        errors::{Outcome, Refusal},
        words::Words,
    },
    identity::accounts::{Actor, Role},
    notices::calls::{
        access::{self, Act},
        mails::{self, News},
        store::{
            self, Call, content_of,
            revisions::{self, Revision},
        },
    },
    web::{show, urls},
};

/// Begins an amendment of the revision in force. One at a time: the second person is led to the first one's.
pub async fn amend(app: &App, actor: &Actor, slug: &str, reason: &str) -> Outcome<()> {
    let transaction = app.database.begin().await?;
    let call = held(&transaction, slug).await?;
    access::admit(Act::Amend, actor, access::stand(&call))?;
    reasoned(slug, reason)?;
    let before = in_force(&transaction, &call, app).await?;
    let writer = (Some(actor.account), app.clock.now());
    let revision = Revision {
        kind: RevisionKind::Amendment,
        reason: reason.trim().to_owned(),
        ..Revision::draft(app.clock.id(), call.id, before.content, writer)
    };
    match revisions::insert(&transaction, &revision).await {
        Err(error) if is_duplicate(&error) => return Err(taken(slug).into()),
        written => written?,
    }
    note(&transaction, app, actor.by(), ("amend", &call, json!({ "reason": reason }))).await?;
    transaction.commit().await.map_err(Into::into)
}

/// proposes a later close. It is public once somebody else has approved it, which must be before the close.
pub async fn extend(app: &App, actor: &Actor, slug: &str, (closes, reason): (Moment, &str)) -> Outcome<()> {
    let now = app.clock.now();
    let transaction = app.database.begin().await?;
    let call = held(&transaction, slug).await?;
    access::admit(Act::Extend, actor, access::stand(&call))?;
    reasoned(slug, reason)?;
    let when = (&call.dates(), now);
    call.state.extend(closes.instant(), when).map_err(|why| not_yet(slug, why))?;
    let mut content = in_force(&transaction, &call, app).await?.content;
    content.dates.closes = Some(closes);
    let revision = Revision {
        kind: RevisionKind::Extension,
        state: RevisionState::Submitted,
        reason: reason.trim().to_owned(),
        submitted_by: Some(actor.account),
        submitted_at: Some(now),
        ..Revision::draft(app.clock.id(), call.id, content, (Some(actor.account), now))
    };
    match revisions::insert(&transaction, &revision).await {
        Err(error) if is_duplicate(&error) => return Err(taken(slug).into()),
        written => written?,
    }
    let detail = json!({ "closes_at": closes.instant(), "reason": reason });
    note(&transaction, app, actor.by(), ("extend", &call, detail)).await?;
    let approvers = [Role::AgencyManager, Role::MinistryManager];
    mails::to_roles(&transaction, app, (&call, News::ExtensionProposed), &approvers).await?;
    transaction.commit().await.map_err(Into::into)
}

/// approves a later close, which is public at this moment. An amendment that is being written takes it over.
pub async fn approve_extension(app: &App, actor: &Actor, slug: &str, version: i64) -> Outcome<()> {
    let now = app.clock.now();
    let transaction = app.database.begin().await?;
    let (mut call, revision) = work(&transaction, actor, (slug, Act::ApproveExtension)).await?;
    known(revision.version == version)?;
    revision.state.approve(&revision.writers, &actor.account, &[]).map_err(|why| refused(slug, why))?;
    let closes = revision.content.dates.closes.ok_or_else(access::not_now)?;
    let when = (&call.dates(), now);
    call.window = call.state.extend(closes.instant(), when).map_err(|why| not_yet(slug, why))?.window;
    let before = in_force(&transaction, &call, app).await?;
    for mut open in revisions::open(&transaction, call.id).await? {
        if open.kind == RevisionKind::Amendment {
            open.content.dates.closes = Some(closes);
            known(revisions::update(&transaction, &open).await?)?;
        }
    }
    // What was amended since the proposal stays.
    let mut content = before.content;
    content.dates.closes = Some(closes);
    let approved = Revision { content, approved_by: Some(actor.account), approved_at: Some(now), ..revision };
    let number = before.number.unwrap_or_default() + 1;
    put_in_force(&transaction, (&mut call, approved), (number, now)).await?;
    let detail = json!({ "number": number, "closes_at": closes.instant() });
    note(&transaction, app, actor.by(), ("approve-extension", &call, detail)).await?;
    let writers = [Role::AgencyManager, Role::AgencyOfficer];
    mails::to_roles(&transaction, app, (&call, News::Published), &writers).await?;
    transaction.commit().await.map_err(Into::into)
}

/// Gives up a draft, an amendment or a proposed extension. A call that was never published ends with its draft.
pub async fn withdraw(
    app: &App,
    actor: &Actor,
    slug: &str,
    (kind, reason): (RevisionKind, &str),
) -> Outcome<()> {
    let transaction = app.database.begin().await?;
    let mut call = held(&transaction, slug).await?;
    let open = revisions::open(&transaction, call.id).await?;
    let is_meant =
        |revision: &Revision| (revision.kind == RevisionKind::Extension) == (kind == RevisionKind::Extension);
    let revision = open.into_iter().find(is_meant);
    access::admit(
        Act::Withdraw,
        actor,
        revision.as_ref().map_or(RevisionState::Withdrawn, |open| open.state),
    )?;
    let revision = revision.ok_or_else(access::not_now)?;
    let state = revision.state.withdraw(reason).map_err(|why| refused(slug, why))?;
    if revision.kind == RevisionKind::First {
        let when = (&call.dates(), app.clock.now());
        call.state = call.state.cancel(reason, when).map_err(|why| not_yet(slug, why))?;
        store::update(&transaction, &call).await?;
    }
    let revision = Revision { state, ..revision };
    known(revisions::update(&transaction, &revision).await?)?;
    let detail = json!({ "revision": revision.id, "kind": revision.kind, "reason": reason });
    note(&transaction, app, actor.by(), ("withdraw", &call, detail)).await?;
    transaction.commit().await.map_err(Into::into)
}

/// The revision in force. A call that was entered before there were revisions gets its first one now.
async fn in_force(connection: &sea_orm::DatabaseTransaction, call: &Call, app: &App) -> Outcome<Revision> {
    if let Some(known) = revisions::in_force(connection, call.id).await? {
        return Ok(known);
    }
    let first = Revision {
        state: RevisionState::Published,
        number: Some(1),
        published_at: call.published_at,
        ..Revision::draft(app.clock.id(), call.id, content_of(call)?, (None, app.clock.now()))
    };
    revisions::insert(connection, &first).await?;
    Ok(first)
}

pub(super) fn reasoned(slug: &str, reason: &str) -> Outcome<()> {
    if reason.trim().is_empty() {
        return Err(refused(slug, programme::call::RevisionRefused::NoReason).into());
    }
    Ok(())
}

/// Somebody else has begun the same work.
fn taken(slug: &str) -> Refusal {
    Refusal::conflict(
        "다른 담당자가 먼저 시작한 일이 있습니다.",
        "그 내용을 이어서 쓰거나, 끝난 뒤에 다시 시작해 주세요.",
    )
    .leading_to(urls::desk_call(slug), "진행 중인 일 보기")
}

pub(super) fn not_extended(slug: &str, why: ExtensionRefused) -> Refusal {
    let refusal = match why {
        ExtensionRefused::PublishedTooLate { closed_at } => Refusal::conflict(
            Words::new("접수가 {at}에 마감되어 연장할 수 없습니다.").with("at", show::date_time(closed_at)),
            "연장은 마감 전에 공개되어야 합니다. 다시 모집하려면 새 공고를 내 주세요.",
        ),
        ExtensionRefused::NotLater { closes_at } => Refusal::conflict(
            Words::new("새 마감은 지금 마감({at})보다 늦어야 합니다.").with("at", show::date_time(closes_at)),
            "마감을 앞당길 수는 없습니다. 더 늦은 날짜와 시각을 적어 주세요.",
        ),
    };
    refusal.leading_to(urls::desk_call(slug), "공고로 돌아가기")
}
