//! Writing the letters that are due.

use std::collections::BTreeMap;

use sea_orm::DatabaseTransaction;
use serde_json::json;
use uuid::Uuid;

use super::{
    evidence::{self, About, Due},
    mails, store,
};
use crate::{
    applying::applications::{
        actions::missing_files,
        form::{self, Step, belongs_to},
        store::{self as applications, Application},
    },
    base::{app::App, errors::Outcome, mail},
    identity::{
        accounts::{Role, store as accounts},
        audit::{self, Entry, PROGRAM},
    },
    notices::calls::store as calls,
    registry::zones::zones,
};

/// Letters of one transaction: nobody waits long for the applications that it holds.
const MOST_AT_ONCE: usize = 100;

/// Writes every letter that is due, and says about how many applications. Doing it twice, or on two servers at once,
/// writes no letter twice.
pub async fn write_due(app: &App) -> Outcome<usize> {
    let (reader, now) = (app.database.read(), app.clock.now());
    let mut written = 0;
    for call in calls::public(reader, now).await? {
        let due = evidence::due(reader, &call, now).await?;
        for lot in due.chunks(MOST_AT_ONCE) {
            written += write(app, &call.slug, lot).await?;
        }
    }
    Ok(written)
}

/// Writes those of a lot that are due still. The call is held, so that servers follow each other and the close does not
/// move; the applications are held, so that nobody who has just submitted is told to.
async fn write(app: &App, slug: &str, lot: &[Due]) -> Outcome<usize> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let Some(call) = calls::for_update(&transaction, slug).await? else { return Ok(0) };
    let held = applications::find_all_for_change(&transaction, lot.iter().map(|due| due.to.id)).await?;
    let still = evidence::due(&transaction, &call, at).await?;
    let due: Vec<&Due> = still.iter().filter(|due| lot.contains(due)).collect();
    if due.is_empty() {
        return Ok(0);
    }
    let scopes: Vec<Uuid> = due.iter().map(|due| due.to.institution).collect();
    let people = accounts::addresses_by_scope(&transaction, Role::Applicant, &scopes).await?;
    let (mut keys, mut letters, mut trail) = (Vec::new(), Vec::new(), Vec::new());
    for Due { to, about } in due {
        let Some(application) = held.get(&to.id) else { continue };
        let open = match about {
            About::Close(_) => open_steps(&transaction, to.id).await?,
            _ => None,
        };
        let addresses = addresses(application, &people)?;
        letters.extend(mails::letters(app, (&call, about), (addresses, to.id, open)));
        let key = about.key(&call);
        let detail = json!({ "about": key });
        trail.push((PROGRAM, Entry { act: "write_letter", entity: "application", id: to.id, detail }));
        keys.push((to.id, key));
    }
    let written = keys.len();
    store::insert(&transaction, call.id, keys, at).await?;
    mail::queue(&transaction, &app.clock, &letters).await?;
    audit::append_all(&transaction, &app.clock, trail).await?;
    transaction.commit().await?;
    Ok(written)
}

/// Of a submitted application the address that stands in it, of a draft everybody who may write it.
fn addresses(application: &Application, people: &BTreeMap<Uuid, Vec<String>>) -> Outcome<Vec<String>> {
    Ok(match application.form()? {
        Some(form) => vec![form.contact.email],
        None => people.get(&application.institution).cloned().unwrap_or_default(),
    })
}

/// How many steps of a draft are not complete.
async fn open_steps(transaction: &DatabaseTransaction, id: Uuid) -> Outcome<Option<usize>> {
    let Some(whole) = applications::whole(transaction, id).await? else { return Ok(None) };
    let mut problems = form::read(&whole.answers, zones()).problems;
    missing_files(&mut problems, &whole.files);
    let is_open = |step: &Step| problems.iter().any(|(field, _)| belongs_to(field) == Some(*step));
    Ok(Some(Step::ALL.iter().filter(|step| is_open(step)).count()))
}
