//! Between the row of a call, the call, and its content.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use korea::dates::kst;
use programme::{
    call::{CallContent, GateOptions, Moment},
    deadline::Window,
    stated::StatedDate,
    states::CallState,
    target::Target,
};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

use super::{Call, Cancelled, code, from_code};
use crate::{
    base::errors::{Fault, Outcome},
    notices::calls::tables::call,
};

pub(super) fn row(call: &Call) -> Result<call::ActiveModel, serde_json::Error> {
    Ok(call::ActiveModel {
        id: Set(call.id),
        slug: Set(call.slug.clone()),
        title: Set(call.title.clone()),
        purpose: Set(call.purpose.clone()),
        state: Set(code(&call.state)?),
        fiscal_year: Set(call.fiscal_year),
        target_count: Set(stored(call.target.count)),
        target_is_approximate: Set(call.target.approximate),
        target_tolerance_percent: Set(stored(call.target.tolerance_percent)),
        announced_at: Set(call.announced_at),
        opens_at: Set(call.window.opens_at()),
        closes_at: Set(call.window.closes_at()),
        term_end: Set(call.options.term_end),
        channel: Set(code(&call.channel)?),
        ruleset: Set(call.ruleset.clone()),
        options: Set(serde_json::to_string(&call.options)?),
        release_id: Set(call.release),
        published_at: Set(call.published_at),
        cancelled_at: Set(call.cancelled.as_ref().map(|cancelled| cancelled.at)),
        decided_at: Set(call.decided_at),
        cancel_reason: Set(call.cancelled.as_ref().map(|cancelled| cancelled.reason.clone())),
    })
}

fn stored(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

pub(super) fn read(row: call::Model) -> Outcome<Call> {
    let number = |stored: i32| u32::try_from(stored).unwrap_or_default();
    Ok(Call {
        id: row.id,
        slug: row.slug,
        title: row.title,
        purpose: row.purpose,
        state: from_code(&row.state)?,
        fiscal_year: row.fiscal_year,
        target: Target {
            count: number(row.target_count),
            approximate: row.target_is_approximate,
            tolerance_percent: number(row.target_tolerance_percent),
        },
        announced_at: row.announced_at,
        window: Window::new(row.opens_at, row.closes_at).map_err(Fault::new)?,
        channel: from_code(&row.channel)?,
        ruleset: row.ruleset,
        options: serde_json::from_str(&row.options)?,
        published_at: row.published_at,
        release: row.release_id,
        decided_at: row.decided_at,
        cancelled: row.cancelled_at.zip(row.cancel_reason).map(|(at, reason)| Cancelled { at, reason }),
    })
}

impl Call {
    /// A call that nobody has approved yet, from the first words of its content.
    pub fn draft(id: Uuid, slug: &str, content: &CallContent) -> Outcome<Self> {
        let options = content.requirements.options;
        let mut call = Self {
            id,
            slug: slug.to_owned(),
            title: String::new(),
            purpose: String::new(),
            state: CallState::Draft,
            fiscal_year: 0,
            target: content.basics.target,
            announced_at: DateTime::UNIX_EPOCH,
            window: no_window()?,
            channel: content.dates.channel,
            ruleset: String::new(),
            options: options.until(NaiveDate::default()),
            published_at: None,
            release: None,
            cancelled: None,
            decided_at: None,
        };
        call.take_over(content);
        Ok(call)
    }

    /// Takes over what stands in columns from a content. Dates that are not written yet stay what they were: of a draft
    /// a window that was over long ago, so that nothing could take it for open even by mistake.
    pub(in crate::notices::calls) fn take_over(&mut self, content: &CallContent) {
        let basics = &content.basics;
        self.title.clone_from(&basics.title);
        self.purpose.clone_from(&basics.purpose);
        self.fiscal_year = basics.fiscal_year;
        self.target = basics.target;
        self.channel = content.dates.channel;
        self.ruleset.clone_from(&content.requirements.ruleset);
        let term_end = basics.term.ends_on.unwrap_or(self.options.term_end);
        self.options = content.requirements.options.until(term_end);
        if let Some(announced_at) = content.dates.announced_at() {
            self.announced_at = announced_at;
        }
        if let Some(Ok(window)) = content.dates.window() {
            self.window = window;
        }
    }
}

fn no_window() -> Outcome<Window> {
    let start = DateTime::UNIX_EPOCH;
    Ok(Window::new(start, start + TimeDelta::milliseconds(1)).map_err(Fault::new)?)
}

/// The content of a call that was entered by its columns alone: the usual content with what the columns say.
pub fn content_of(call: &Call) -> Outcome<CallContent> {
    let mut content = CallContent::standard(call.fiscal_year).map_err(Fault::new)?;
    content.basics.title.clone_from(&call.title);
    content.basics.purpose.clone_from(&call.purpose);
    content.basics.target = call.target;
    content.basics.term.ends_on = Some(call.options.term_end);
    content.dates.announced = Some(moment(call.announced_at));
    content.dates.opens = Some(moment(call.window.opens_at()));
    content.dates.closes = Some(moment(call.window.closes_at()));
    content.dates.channel = call.channel;
    content.requirements.ruleset.clone_from(&call.ruleset);
    content.requirements.options = GateOptions {
        min_staff: call.options.min_staff,
        part_timers_count: call.options.part_timers_count,
        premises_outside_cluster_allowed: call.options.premises_outside_cluster_allowed,
    };
    Ok(content)
}

fn moment(at: DateTime<Utc>) -> Moment {
    let local = kst::local(at);
    Moment { day: StatedDate::plain(local.date()), time: Some(local.time()) }
}
