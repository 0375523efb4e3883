//! Extensions, and outages that may call for one.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::Window;

/// Why an extension is not valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refused", rename_all = "snake_case")]
pub enum ExtensionRefused {
    /// It was published when the call had closed already.
    #[error("an extension must be published before {closed_at}")]
    PublishedTooLate {
        /// When the call closed.
        closed_at: DateTime<Utc>,
    },
    /// It does not lengthen the window.
    #[error("an extension must end after {closes_at}")]
    NotLater {
        /// When the call closes anyway.
        closes_at: DateTime<Utc>,
    },
}

impl Window {
    /// the window after an extension. It must be published before the original close; it applies to every
    /// applicant, and what was submitted before stays valid because the window only grows.
    pub fn extended(
        &self,
        closes_at: DateTime<Utc>,
        published_at: DateTime<Utc>,
    ) -> Result<Self, ExtensionRefused> {
        if published_at >= self.closes_at() {
            return Err(ExtensionRefused::PublishedTooLate { closed_at: self.closes_at() });
        }
        let not_later = ExtensionRefused::NotLater { closes_at: self.closes_at() };
        if closes_at <= self.closes_at() {
            return Err(not_later);
        }
        Self::new(self.opens_at(), closes_at).map_err(|_| not_later)
    }
}

/// A time during which submissions could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Outage {
    /// Its first instant.
    pub from: DateTime<Utc>,
    /// The first instant after it.
    pub until: DateTime<Utc>,
}

/// whether the agency is asked to decide on an extension: submissions were impossible for 30 minutes or more,
/// taken together, within the last two hours before the close. Nothing is ever extended by itself.
pub fn outage_asks_for_a_decision(outages: &[Outage], closes_at: DateTime<Utc>) -> bool {
    let mut outages = outages.to_vec();
    outages.sort();
    // Overlapping reports of one outage must not count twice.
    let mut counted_until = closes_at - TimeDelta::hours(2);
    let mut total = TimeDelta::zero();
    for outage in outages {
        let (from, until) = (outage.from.max(counted_until), outage.until.min(closes_at));
        if from < until {
            total += until - from;
            counted_until = until;
        }
    }
    total >= TimeDelta::minutes(30)
}
