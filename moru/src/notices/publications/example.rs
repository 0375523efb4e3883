//! The release of the example programme: a text of our own that holds the facts, and the slips, of the announcement of
//! 2024.

use chrono::{DateTime, Utc};

use super::{
    actions::{Settlement, settle},
    import,
    store::{self, Channel, NewRelease},
};
use crate::{
    base::{
        app::App,
        errors::{Fault, Outcome},
    },
    identity::audit::{self, Entry, PROGRAM},
};

/// The text.
pub const TEXT: &str = include_str!("example.txt");
/// Its name in addresses.
pub const SLUG: &str = "2024-operators";
/// The year its dates are in.
pub const YEAR: i32 = 2024;

/// What the example programme wants of its release.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seed<'a> {
    /// From when it is public; none leaves it waiting, with its findings.
    pub lift_at: Option<DateTime<Utc>>,
    /// The call it announces.
    pub call: Option<&'a str>,
    /// A name in addresses other than [`SLUG`].
    pub slug: Option<&'a str>,
}

/// Writes the release once and returns its id; a second time changes nothing.
pub async fn seed(app: &App, seed: Seed<'_>) -> Outcome<uuid::Uuid> {
    let slug = seed.slug.unwrap_or(SLUG);
    let transaction = app.database.begin().await?;
    if let Some(known) = store::find(&transaction, slug).await? {
        return Ok(known.id);
    }
    let document = import::read(TEXT, YEAR)
        .map_err(|problems| Fault::new(format!("the example release: {problems:?}")))?;
    let id = app.clock.id();
    let new =
        NewRelease { id, slug, document: &document, owner: None, imported_by: None, at: app.clock.now() };
    store::insert(&transaction, new).await?;
    let entry = Entry { act: "import", entity: "release", id, detail: serde_json::json!({"example": true}) };
    audit::append(&transaction, &app.clock, PROGRAM, entry).await?;
    if let Some(call) = seed.call {
        store::link_call(&transaction, id, call).await?;
    }
    if let (Some(lift_at), Some(release)) = (seed.lift_at, store::find(&transaction, slug).await?) {
        let chosen = [(Channel::Internet, lift_at)];
        let settlement =
            Settlement { chosen: &chosen, reason: "예시", dates_checked: true, campaign_until: None };
        settle(&transaction, app, PROGRAM, (&release, settlement)).await?;
    }
    transaction.commit().await?;
    Ok(id)
}
