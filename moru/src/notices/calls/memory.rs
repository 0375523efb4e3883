//! The published revisions of a call with their contents, read once: they never change, and the call says when the last
//! one was published. The database stays the truth.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use chrono::{DateTime, Utc};
use programme::call::CallContent;
use uuid::Uuid;

use super::store::{
    Call,
    revisions::{self, Issue},
};
use crate::base::{app::App, errors::Outcome};

/// More calls than this are forgotten together: a few are published each year.
const MOST: usize = 64;

/// A published revision with what it says.
pub(super) struct Edition {
    /// Its number, reason and time.
    pub(super) issue: Issue,
    /// What it says.
    pub(super) content: CallContent,
}

/// The editions of a call, the first one first; none of a call that was entered before there were revisions.
pub(super) type Editions = Arc<Vec<Edition>>;

/// The editions by call, each with the time of the call at which they were read.
#[derive(Default)]
struct Known(RwLock<HashMap<Uuid, (DateTime<Utc>, Editions)>>);

/// The editions of a call.
pub(super) async fn editions(app: &App, call: &Call) -> Outcome<Editions> {
    let Some(published_at) = call.published_at else { return Ok(Arc::default()) };
    let known = app.shared.of::<Known>();
    let found = known.0.read().unwrap_or_else(PoisonError::into_inner).get(&call.id).cloned();
    if let Some((at, editions)) = found
        && at == published_at
    {
        return Ok(editions);
    }
    let published = revisions::published(app.database.read(), call.id).await?;
    let editions: Editions = Arc::new(
        published
            .into_iter()
            .filter_map(|revision| {
                let issue = Issue::of(&revision)?;
                Some(Edition { issue, content: revision.content })
            })
            .collect(),
    );
    let mut kept = known.0.write().unwrap_or_else(PoisonError::into_inner);
    if kept.len() >= MOST {
        kept.clear();
    }
    kept.insert(call.id, (published_at, Arc::clone(&editions)));
    Ok(editions)
}
