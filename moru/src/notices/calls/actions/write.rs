//! Writing: a call begins, empty or from an earlier one, and its sections are written one at a time.

use programme::call::{CallContent, RevisionState, Section, next_year};
use serde_json::json;

use super::{known, note, work};
use crate::{
    base::{
        app::App,
        database::is_duplicate,
        errors::{Fault, Outcome, Refusal},
    },
    identity::accounts::Actor,
    notices::calls::{
        access::{self, Act},
        store::{
            self, Call,
            revisions::{self, Revision},
        },
    },
};

/// A call about to begin.
#[derive(Clone, Copy, Debug)]
pub struct New<'a> {
    /// Its part of the address.
    pub slug: &'a str,
    /// Its fiscal year; a copied call is the next year's of the one it is copied from.
    pub fiscal_year: i32,
    /// The call it is copied from.
    pub copied_from: Option<&'a str>,
}

/// How beginning ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It is there.
    Kept,
    /// Another call has the address.
    NameTaken,
}

/// Begins a call with the usual content, or copies an earlier call a year on.
pub async fn begin(app: &App, actor: &Actor, new: New<'_>) -> Outcome<Begun> {
    access::admit(Act::Begin, actor, RevisionState::Draft)?;
    let transaction = app.database.begin().await?;
    let content = match new.copied_from {
        Some(slug) => {
            let call = store::by_slug(&transaction, slug).await?.ok_or_else(Refusal::not_found)?;
            let from = revisions::in_force(&transaction, call.id).await?;
            next_year(&from.map_or_else(|| store::content_of(&call), |from| Ok(from.content))?)
        }
        None => CallContent::standard(new.fiscal_year).map_err(Fault::new)?,
    };
    let call = Call::draft(app.clock.id(), new.slug, &content)?;
    match store::insert_new(&transaction, &call).await {
        Err(error) if is_duplicate(&error) => return Ok(Begun::NameTaken),
        written => written?,
    }
    let writer = (Some(actor.account), app.clock.now());
    let revision = Revision::draft(app.clock.id(), call.id, content, writer);
    revisions::insert(&transaction, &revision).await?;
    let detail = json!({ "slug": call.slug, "copied_from": new.copied_from });
    note(&transaction, app, actor.by(), ("begin", &call, detail)).await?;
    transaction.commit().await?;
    Ok(Begun::Kept)
}

/// A section as somebody wants it to be.
pub struct Edit<'a> {
    /// Which.
    pub section: Section,
    /// The mark of the section as it was shown to them: see [`mark`].
    pub seen: &'a str,
    /// Puts what was typed into a content.
    pub apply: &'a (dyn Fn(&mut CallContent) + Sync),
}

/// How writing ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// It is kept.
    Kept,
    /// Somebody else has written this section since it was shown; nothing was written, and this is what they wrote.
    Overtaken(Box<CallContent>),
}

/// What tells one state of a section from another.
pub fn mark(content: &CallContent, section: Section) -> Outcome<String> {
    let part = serde_json::to_vec(&content.part(section))?;
    Ok(ledger::Sha256::of(&part).to_hex()[..16].to_owned())
}

/// Writes a section. Other sections may have been written by others meanwhile and stay as they are; of the same section
/// the second writer is told.
pub async fn write(app: &App, actor: &Actor, slug: &str, edit: Edit<'_>) -> Outcome<Written> {
    let transaction = app.database.begin().await?;
    let (mut call, mut revision) = work(&transaction, actor, (slug, Act::Write)).await?;
    if mark(&revision.content, edit.section)? != edit.seen {
        return Ok(Written::Overtaken(Box::new(revision.content)));
    }
    (edit.apply)(&mut revision.content);
    revision.content.unchecked.remove(&edit.section);
    if edit.section.decides() {
        let before = revisions::in_force(&transaction, call.id).await?;
        name_rubric(&call, before.as_ref(), &mut revision.content)?;
    }
    if !revision.writers.contains(&actor.account) {
        revision.writers.push(actor.account);
    }
    known(revisions::update(&transaction, &revision).await?)?;
    if call.published_at.is_none() {
        call.take_over(&revision.content);
        store::update(&transaction, &call).await?;
    }
    let detail = json!({ "section": edit.section.code(), "version": revision.version + 1 });
    note(&transaction, app, actor.by(), ("write", &call, detail)).await?;
    transaction.commit().await?;
    Ok(Written::Kept)
}

/// A rubric that was changed is another one and says so: its name is the call's, its version one more than the one in
/// force. Scores that were given by the one before can still be told apart.
fn name_rubric(call: &Call, before: Option<&Revision>, content: &mut CallContent) -> Outcome<()> {
    let origin = match before {
        Some(before) => before.content.evaluation.rubric.clone(),
        None => CallContent::standard(call.fiscal_year).map_err(Fault::new)?.evaluation.rubric,
    };
    let rubric = &mut content.evaluation.rubric;
    rubric.id.clone_from(&origin.id);
    rubric.version = origin.version;
    if *rubric != origin {
        rubric.id = format!("call-{}", call.slug);
        rubric.version = if origin.id == rubric.id { origin.version + 1 } else { 1 };
    }
    Ok(())
}
