//! The window of a call.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::{Basis, RuleId, seoul};

/// when submissions are taken: from `opens_at`, until just before `closes_at`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct Window {
    opens_at: DateTime<Utc>,
    closes_at: DateTime<Utc>,
}

/// A window that closes before it opens, or at the same instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the window closes at {closes_at}, not after it opens at {opens_at}")]
pub struct EmptyWindow {
    /// When it would open.
    pub opens_at: DateTime<Utc>,
    /// When it would close.
    pub closes_at: DateTime<Utc>,
}

/// Where an instant lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// Before the window opens.
    Before,
    /// Within the window.
    Within,
    /// At the closing instant or later.
    After,
}

/// Why a submission is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refused", rename_all = "snake_case")]
pub enum Refused {
    /// The window has not opened yet.
    #[error("submissions are taken from {opens_at}")]
    TooEarly {
        /// When it opens.
        opens_at: DateTime<Utc>,
    },
    /// The window has closed.
    #[error("submissions were taken until just before {closed_at}")]
    Closed {
        /// When it closed.
        closed_at: DateTime<Utc>,
    },
}

impl Refused {
    /// The rule that refuses.
    pub const fn rule(self) -> RuleId {
        match self {
            Self::TooEarly { .. } => RuleId::R35,
            Self::Closed { .. } => RuleId::R30,
        }
    }

    /// What the rule rests on.
    pub const fn basis(self) -> Basis {
        Basis::NoticeWindow
    }
}

#[derive(Deserialize)]
struct Stored {
    opens_at: DateTime<Utc>,
    closes_at: DateTime<Utc>,
}

impl TryFrom<Stored> for Window {
    type Error = EmptyWindow;

    fn try_from(stored: Stored) -> Result<Self, EmptyWindow> {
        Self::new(stored.opens_at, stored.closes_at)
    }
}

impl Window {
    /// The window between two instants.
    pub fn new(opens_at: DateTime<Utc>, closes_at: DateTime<Utc>) -> Result<Self, EmptyWindow> {
        if opens_at < closes_at {
            Ok(Self { opens_at, closes_at })
        } else {
            Err(EmptyWindow { opens_at, closes_at })
        }
    }

    /// The window that a notice describes in Korean dates. R-35: it opens at midnight unless the notice names a
    /// time. R-36: both instants stand as they are, holidays or not.
    pub fn of_notice(
        opens: (NaiveDate, Option<NaiveTime>),
        closes: (NaiveDate, NaiveTime),
    ) -> Result<Self, EmptyWindow> {
        let opens_at = seoul::at(opens.0, opens.1.unwrap_or(NaiveTime::MIN));
        Self::new(opens_at, seoul::at(closes.0, closes.1))
    }

    /// The first instant at which a submission is taken.
    pub const fn opens_at(&self) -> DateTime<Utc> {
        self.opens_at
    }

    /// The first instant at which none is taken any more.
    pub const fn closes_at(&self) -> DateTime<Utc> {
        self.closes_at
    }

    /// Where an instant lies.
    pub fn moment(&self, now: DateTime<Utc>) -> Moment {
        if now < self.opens_at {
            Moment::Before
        } else if now < self.closes_at {
            Moment::Within
        } else {
            Moment::After
        }
    }

    /// How long submissions are still taken; `None` outside the window. The countdown ends at the closing instant.
    pub fn remaining(&self, now: DateTime<Utc>) -> Option<TimeDelta> {
        (self.moment(now) == Moment::Within).then(|| self.closes_at - now)
    }
}

/// whether a submission received at an instant is in time. "18:00 전까지" leaves 18:00:00.000 out, and
/// so does "18:00까지": one convention for all calls, shown in words.
pub fn admit(received_at: DateTime<Utc>, window: &Window) -> Result<(), Refused> {
    match window.moment(received_at) {
        Moment::Before => Err(Refused::TooEarly { opens_at: window.opens_at }),
        Moment::Within => Ok(()),
        Moment::After => Err(Refused::Closed { closed_at: window.closes_at }),
    }
}
