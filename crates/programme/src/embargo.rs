//! When a publication may be seen (E-01 to E-05).

use chrono::{DateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Basis, Finding, NextStep, Outcome, RuleId,
    deadline::Window,
    seoul,
    stated::{StatedDate, WeekdayMismatch},
};

/// Where something is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 지면.
    Print,
    /// 인터넷.
    Internet,
    /// 방송.
    Broadcast,
}

/// An edition of a newspaper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrintEdition {
    /// 조간.
    Morning,
    /// 석간.
    Evening,
}

/// When an embargo ends within its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lift {
    /// At a time of the clock.
    At(NaiveTime),
    /// With an edition: a notice to the press, and no time of the clock.
    Edition(PrintEdition),
}

/// One line of an embargo, as the release states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Embargo {
    /// The channel.
    pub channel: Channel,
    /// The day, with the weekday beside it.
    pub day: StatedDate,
    /// The time within the day.
    pub lift: Lift,
}

/// Which of the two a person says the text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meant {
    /// The date stands; the weekday was wrong.
    Date,
    /// The weekday stands; the date was wrong.
    Weekday,
    /// Whichever publishes later: the safe default.
    Later,
}

/// What decided a finding about an embargo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EmbargoCause {
    /// The date and the weekday agree.
    Consistent {
        /// The channel.
        channel: Channel,
        /// When it ends; `None` for an edition.
        lift_at: Option<DateTime<Utc>>,
    },
    /// The date and the weekday disagree.
    Inconsistent {
        /// The channel.
        channel: Channel,
        /// The disagreement.
        mismatch: WeekdayMismatch,
    },
}

/// Why an embargo cannot be scheduled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refused", rename_all = "snake_case")]
pub enum NotScheduled {
    /// E-04: dates and weekdays disagree.
    #[error("the dates and weekdays of {} channels disagree", .0.len())]
    Inconsistent(Vec<(Channel, WeekdayMismatch)>),
    /// E-03: no line says when the internet page may be seen.
    #[error("there is no time for the internet")]
    NoInternetTime,
}

/// E-05: a call would open before its notice is public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("the call would open at {opens_at}, before its notice is public")]
pub struct OpensBeforeNotice {
    /// When the call would open.
    pub opens_at: DateTime<Utc>,
    /// When the notice becomes public, if that is known.
    pub public_at: Option<DateTime<Utc>>,
}

impl Embargo {
    /// E-04: whether the date and the weekday agree.
    pub fn is_consistent(&self) -> bool {
        self.day.mismatch().is_none()
    }

    /// When the channel may publish. `None` while the text disagrees with itself, and for an edition (E-03).
    pub fn lift_at(&self) -> Option<DateTime<Utc>> {
        match self.lift {
            Lift::At(time) if self.is_consistent() => Some(seoul::at(self.day.date, time)),
            Lift::At(_) | Lift::Edition(_) => None,
        }
    }

    /// What a person has decided that the text means. Of a text that agrees with itself nothing changes.
    #[must_use]
    pub fn confirmed(self, meant: Meant) -> Self {
        let Some(mismatch) = self.day.mismatch() else { return self };
        let date = match meant {
            Meant::Date => mismatch.date,
            Meant::Weekday => mismatch.nearest,
            Meant::Later => mismatch.later(),
        };
        Self { day: StatedDate::plain(date), ..self }
    }

    /// E-04 as a finding.
    pub fn finding(&self) -> Finding {
        let channel = self.channel;
        let (outcome, cause, next) = match self.day.mismatch() {
            None => {
                let cause = EmbargoCause::Consistent { channel, lift_at: self.lift_at() };
                (Outcome::Pass, cause, NextStep::Nothing)
            }
            Some(mismatch) => {
                let cause = EmbargoCause::Inconsistent { channel, mismatch };
                (Outcome::Fail, cause, NextStep::ConfirmDate)
            }
        };
        Finding::new(RuleId::E04, outcome, cause, Basis::ReleaseEmbargo).then(next)
    }
}

/// E-03, E-04: the instant from which the internet page of a release is public, once nothing in its embargo is open.
pub fn schedule(lines: &[Embargo]) -> Result<DateTime<Utc>, NotScheduled> {
    let open: Vec<_> = lines.iter().filter_map(|line| Some((line.channel, line.day.mismatch()?))).collect();
    if !open.is_empty() {
        return Err(NotScheduled::Inconsistent(open));
    }
    // Should a release state two internet times, the later one publishes nothing too early.
    let internet = lines.iter().filter(|line| line.channel == Channel::Internet);
    internet.filter_map(Embargo::lift_at).max().ok_or(NotScheduled::NoInternetTime)
}

/// E-01, E-02: whether a scheduled item may be seen by everyone: at its time exactly, it may. The same answer holds
/// for its title, address, search entry, feed, files and pictures.
pub fn is_public(lift_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    lift_at <= now
}

/// E-01: whether an item with these embargo lines may be seen by everyone. What is not scheduled may not.
pub fn release_is_public(lines: &[Embargo], now: DateTime<Utc>) -> bool {
    schedule(lines).is_ok_and(|lift_at| is_public(lift_at, now))
}

/// E-05: whether a call may open at the beginning of its window, given when its notice becomes public.
pub fn call_may_open(window: &Window, public_at: Option<DateTime<Utc>>) -> Result<(), OpensBeforeNotice> {
    let opens_at = window.opens_at();
    match public_at {
        Some(public_at) if public_at <= opens_at => Ok(()),
        _ => Err(OpensBeforeNotice { opens_at, public_at }),
    }
}

#[cfg(test)]
mod tests;
