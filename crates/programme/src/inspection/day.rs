//! When a visit may be.

use chrono::{Months, NaiveDate};

/// Whether a visit may be planned for a day: today or later, and within a year `[PROP]`. Ties are judged for that day
/// (SOD-2), so one far away would judge none of them.
pub fn may_be_planned(day: NaiveDate, today: NaiveDate) -> bool {
    today <= day && today.checked_add_months(Months::new(12)).is_none_or(|last| day <= last)
}
