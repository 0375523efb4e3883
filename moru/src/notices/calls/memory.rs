//! Contents of published revisions, read once: they never change. The database stays the truth.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use programme::call::CallContent;
use uuid::Uuid;

use super::store::revisions::{self, Issue};
use crate::base::{
    app::App,
    errors::{Outcome, Refusal},
};

/// More than this many are forgotten together: a few are published each year.
const MOST: usize = 64;

/// The contents by revision.
#[derive(Default)]
struct Contents(RwLock<HashMap<Uuid, Arc<CallContent>>>);

/// The content of a published revision.
pub(super) async fn content(app: &App, issue: &Issue) -> Outcome<Arc<CallContent>> {
    let contents = app.shared.of::<Contents>();
    let known = contents.0.read().unwrap_or_else(PoisonError::into_inner).get(&issue.id).cloned();
    if let Some(content) = known {
        return Ok(content);
    }
    let revision = revisions::find(app.database.read(), issue.id).await?.ok_or_else(Refusal::not_found)?;
    let content = Arc::new(revision.content);
    let mut kept = contents.0.write().unwrap_or_else(PoisonError::into_inner);
    if kept.len() >= MOST {
        kept.clear();
    }
    kept.insert(issue.id, Arc::clone(&content));
    Ok(content)
}
