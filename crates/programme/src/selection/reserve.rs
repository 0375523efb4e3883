//! The reserve (예비선정): who follows when somebody selected does not come to an agreement.

use chrono::NaiveDate;
use korea::calendar::{Holidays, NotCovered, Span, period_end_civil};
use serde::{Deserialize, Serialize};

use crate::scoring::ApplicationKey;

/// Months for which the reserve stands, `[PROP]`.
const MONTHS: u16 = 6;

/// The last day on which somebody is promoted from a reserve that was told on a day. The months are our own
/// proposal; they are counted by the civil convention (민법 제160조·제161조).
///
/// # Errors
/// [`NotCovered`] if the end lies in a year the holiday table does not know.
pub fn last_day_of_reserve(told_on: NaiveDate, holidays: &Holidays) -> Result<NaiveDate, NotCovered> {
    period_end_civil(told_on, Span::Months(MONTHS), holidays)
}

/// The reserve as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Who is still in reserve, the next first.
    pub order: Vec<ApplicationKey>,
    /// How many were selected by the decision.
    pub decided: u32,
    /// How many are selected or agreed now, promoted ones included.
    pub taken: u32,
    /// The last day of the reserve.
    pub last_day: NaiveDate,
}

/// Why somebody is not promoted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refused", rename_all = "snake_case")]
pub enum NotPromoted {
    /// Nobody has dropped out.
    #[error("every seat is taken")]
    NoSeat,
    /// Somebody else is next.
    #[error("{} is next", next.0)]
    NotNext {
        /// Who.
        next: ApplicationKey,
    },
    /// It is not in reserve.
    #[error("it is not in reserve")]
    NotInReserve,
    /// The reserve is over.
    #[error("the reserve ended on {last_day}")]
    Over {
        /// Its last day.
        last_day: NaiveDate,
    },
}

/// whether an application may be promoted on a day. Only a person promotes, and only the next in the reserve.
///
/// # Errors
/// Why not.
pub fn may_promote(
    waiting: &Waiting,
    application: &ApplicationKey,
    on: NaiveDate,
) -> Result<(), NotPromoted> {
    if !waiting.order.contains(application) {
        return Err(NotPromoted::NotInReserve);
    }
    if waiting.taken >= waiting.decided {
        return Err(NotPromoted::NoSeat);
    }
    if on > waiting.last_day {
        return Err(NotPromoted::Over { last_day: waiting.last_day });
    }
    match waiting.order.first() {
        Some(next) if next == application => Ok(()),
        Some(next) => Err(NotPromoted::NotNext { next: next.clone() }),
        None => Err(NotPromoted::NotInReserve),
    }
}
