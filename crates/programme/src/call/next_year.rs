//! Next year's call from this year's.

use chrono::{Datelike, Months, NaiveDate};

use super::{CallContent, Moment, Section};
use crate::stated::StatedDate;

/// The same call a year later. Dates are moved by a year and lose their weekdays, which would be wrong; each section that
/// ages is marked until somebody has looked at it: dates, schedule, term and money, inquiry lines.
pub fn next_year(content: &CallContent) -> CallContent {
    let mut next = content.clone();
    let year = content.basics.fiscal_year;
    next.basics.fiscal_year = year + 1;
    for text in [&mut next.basics.title, &mut next.basics.purpose] {
        *text = text.replace(&year.to_string(), &(year + 1).to_string());
    }
    let basics = &mut next.basics;
    basics.round = 1;
    basics.term.starts_on = basics.term.starts_on.and_then(later);
    basics.term.ends_on = basics.term.ends_on.and_then(later);
    let dates = &mut next.dates;
    for moment in [&mut dates.announced, &mut dates.opens, &mut dates.closes] {
        *moment = moment.and_then(|Moment { day, time }| Some(Moment { day: stated(day)?, time }));
    }
    for milestone in &mut next.schedule {
        milestone.starts = milestone.starts.and_then(stated);
        milestone.ends = milestone.ends.and_then(stated);
    }
    next.unchecked = [Section::Basics, Section::Dates, Section::Schedule, Section::Contacts].into();
    next
}

fn stated(day: StatedDate) -> Option<StatedDate> {
    later(day.date).map(StatedDate::plain)
}

/// The day a year later; of 29 February the 28th. A last day of a month stays one.
fn later(day: NaiveDate) -> Option<NaiveDate> {
    let moved = day.checked_add_months(Months::new(12))?;
    let was_last = day.succ_opt().is_some_and(|next| next.month() != day.month());
    if was_last && moved.month() == 2 { moved.with_day(29).or(Some(moved)) } else { Some(moved) }
}
