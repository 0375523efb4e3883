//! What may still change after the close.

use chrono::{DateTime, Days, Utc};
use serde::{Deserialize, Serialize};

use super::{Moment, Window};
use crate::seoul;

/// How many days a draft stays readable after the close.
const DRAFT_DAYS: Days = Days::new(30);

/// Something an applicant wants to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change<'a> {
    /// The business plan.
    Plan,
    /// The budget.
    Budget,
    /// The people.
    Staff,
    /// The cluster.
    Cluster,
    /// Any other field of the form.
    OtherField,
    /// A document, by its kind.
    Document(&'a str),
    /// Withdrawing the application. How long that is possible is a matter of its state.
    Withdrawal,
}

/// The documents that the agency has asked for. Only documents can be asked for: the plan, the budget, the people
/// and the cluster stay as they were submitted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementRequest {
    /// The kinds of the documents.
    pub documents: Vec<String>,
    /// The first instant at which it is too late: the midnight after the last day of the period, which is counted
    /// in business days and by the civil convention (행정기본법 제6조제1항).
    pub due_before: DateTime<Utc>,
}

/// Why a change is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refused", rename_all = "snake_case")]
pub enum ChangeRefused {
    /// The call has closed.
    #[error("nothing changes after {closed_at}")]
    Closed {
        /// When it closed.
        closed_at: DateTime<Utc>,
    },
    /// The document was not asked for.
    #[error("this document was not asked for")]
    NotRequested,
    /// The document was asked for, and the time for it is over.
    #[error("the document was due before {due_before}")]
    SupplementOver {
        /// The first instant at which it was too late.
        due_before: DateTime<Utc>,
    },
}

/// whether a change is possible. Before the close everything is; afterwards only withdrawing and the
/// documents of an open request.
pub fn may_change(
    change: Change<'_>,
    window: &Window,
    request: Option<&SupplementRequest>,
    now: DateTime<Utc>,
) -> Result<(), ChangeRefused> {
    if window.moment(now) != Moment::After {
        return Ok(());
    }
    let closed = ChangeRefused::Closed { closed_at: window.closes_at() };
    match change {
        Change::Withdrawal => Ok(()),
        Change::Document(kind) => {
            let request = request.ok_or(closed)?;
            if !request.documents.iter().any(|document| document == kind) {
                Err(ChangeRefused::NotRequested)
            } else if now >= request.due_before {
                Err(ChangeRefused::SupplementOver { due_before: request.due_before })
            } else {
                Ok(())
            }
        }
        Change::Plan | Change::Budget | Change::Staff | Change::Cluster | Change::OtherField => Err(closed),
    }
}

/// What its owner may do with a draft that was never submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "draft", rename_all = "snake_case")]
pub enum DraftAccess {
    /// Write and submit.
    Editable,
    /// Read, until just before this instant.
    Readable {
        /// When it is destroyed, with notice.
        until: DateTime<Utc>,
    },
    /// Nothing: it has been destroyed, or is to be.
    Destroyed,
}

/// a draft stays a draft at the close and is readable for 30 days: the closing day is not counted, and the
/// last of the 30 days counts in full.
pub fn draft_access(window: &Window, now: DateTime<Utc>) -> DraftAccess {
    if window.moment(now) != Moment::After {
        return DraftAccess::Editable;
    }
    let last_day = seoul::date(window.closes_at()).checked_add_days(DRAFT_DAYS);
    let until = last_day.and_then(|day| day.succ_opt()).map_or(DateTime::<Utc>::MAX_UTC, seoul::midnight);
    if now < until { DraftAccess::Readable { until } } else { DraftAccess::Destroyed }
}
