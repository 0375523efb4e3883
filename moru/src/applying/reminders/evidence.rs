//! Which letters about a call are due: what became public, who has an application, and what is written already.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use programme::{
    call::RevisionKind,
    deadline::{Mark, reminder_due},
    states::{ApplicationState, CallPhase},
};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::store;
use crate::{
    applying::applications::store::{self as applications, Standing},
    base::errors::Outcome,
    notices::calls::{
        Call,
        store::revisions::{self, Issue},
    },
};

/// What a letter is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// The close comes near.
    Close(Mark),
    /// The call was amended or extended.
    Revision(Issue),
    /// The call was called off.
    Cancelled,
}

impl About {
    /// The key of the letter. A reminder names the close, so that after an extension there are others.
    pub(super) fn key(&self, call: &Call) -> String {
        match self {
            Self::Close(mark) => close_key(call, *mark),
            Self::Revision(issue) => format!("revision:{}", issue.number),
            Self::Cancelled => "cancelled".to_owned(),
        }
    }
}

fn close_key(call: &Call, mark: Mark) -> String {
    format!("close:{}:{}", call.window.closes_at().timestamp_millis(), mark.code())
}

/// A letter that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Due {
    /// To whose application.
    pub(super) to: Standing,
    /// About what.
    pub(super) about: About,
}

/// The letters about a public call that are due and not written.
pub(super) async fn due(
    connection: &impl ConnectionTrait,
    call: &Call,
    now: DateTime<Utc>,
) -> Outcome<Vec<Due>> {
    let issues = revisions::issues(connection, call.id).await?;
    let changes: Vec<Issue> = issues.into_iter().filter(|issue| issue.kind != RevisionKind::First).collect();
    let [first, ..] = Mark::ALL;
    let closes_soon = call.phase(now) == CallPhase::Open && call.window.closes_at() - first.before() <= now;
    if changes.is_empty() && !closes_soon && call.cancelled.is_none() {
        return Ok(Vec::new());
    }
    let standing = applications::standing(connection, call.id).await?;
    let written = store::written(connection, call.id).await?;
    let known = Known { call, changes, closes_soon, now, written };
    Ok(standing.into_iter().flat_map(|to| known.about(to)).collect())
}

struct Known<'a> {
    call: &'a Call,
    /// The amendments and extensions, the first one first.
    changes: Vec<Issue>,
    closes_soon: bool,
    now: DateTime<Utc>,
    written: BTreeSet<(Uuid, String)>,
}

impl Known<'_> {
    /// What one application is still to be told. Whoever began later has read what was public by then.
    fn about(&self, to: Standing) -> Vec<Due> {
        let mut about = Vec::new();
        match &self.call.cancelled {
            Some(cancelled) if to.created_at < cancelled.at => about.push(About::Cancelled),
            Some(_) => {}
            None => {
                let changes = self.changes.iter().filter(|issue| to.created_at < issue.published_at);
                about.extend(changes.cloned().map(About::Revision));
                about.extend(self.mark(&to).map(About::Close));
            }
        }
        about.retain(|about| !self.is_written(&to, &about.key(self.call)));
        about.into_iter().map(|about| Due { to, about }).collect()
    }

    /// The reminder of a draft.
    fn mark(&self, to: &Standing) -> Option<Mark> {
        if !self.closes_soon || to.state != ApplicationState::Draft {
            return None;
        }
        let sent: Vec<Mark> =
            Mark::ALL.into_iter().filter(|mark| self.is_written(to, &close_key(self.call, *mark))).collect();
        let told_at = self.changes.last().map_or(to.created_at, |last| last.published_at.max(to.created_at));
        reminder_due(self.now, self.call.window.closes_at(), told_at, &sent)
    }

    fn is_written(&self, to: &Standing, key: &str) -> bool {
        self.written.contains(&(to.id, key.to_owned()))
    }
}
