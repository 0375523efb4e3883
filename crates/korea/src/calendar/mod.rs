//! Working days, legal periods, ages.

mod ages;
mod holidays;
mod periods;

pub use ages::{NotYet, age_on, years_in_business};
pub use holidays::{Holiday, HolidayKind, HolidayTableError, Holidays, NotCovered};
pub use periods::{Span, period_end_civil, period_end_restrictive};
