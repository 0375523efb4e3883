//! When somebody who has not submitted yet is reminded of the close.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// How long before the close a reminder is written. `[PROP]` the three figures are a proposal: a week to gather papers, a
/// day to finish, three hours while the inquiry lines still answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Seven days before.
    SevenDays,
    /// One day before.
    OneDay,
    /// Three hours before.
    ThreeHours,
}

impl Mark {
    /// Every mark, the most urgent one last.
    pub const ALL: [Self; 3] = [Self::SevenDays, Self::OneDay, Self::ThreeHours];

    /// How long before the close.
    pub const fn before(self) -> TimeDelta {
        match self {
            Self::SevenDays => TimeDelta::days(7),
            Self::OneDay => TimeDelta::days(1),
            Self::ThreeHours => TimeDelta::hours(3),
        }
    }

    /// Its name in keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SevenDays => "7d",
            Self::OneDay => "1d",
            Self::ThreeHours => "3h",
        }
    }
}

/// The mark about which somebody is to be written to now: the most urgent one that has come. Earlier ones that nobody
/// wrote about, because the server was down, are skipped. None after the close; none when that mark, or a more urgent
/// one, was written about (`sent`, of this close); none when the mark had passed before the person began or was last
/// told of this close (`told_at`).
pub fn due(
    now: DateTime<Utc>,
    closes_at: DateTime<Utc>,
    told_at: DateTime<Utc>,
    sent: &[Mark],
) -> Option<Mark> {
    if now >= closes_at {
        return None;
    }
    let mark = Mark::ALL.into_iter().rev().find(|mark| closes_at - mark.before() <= now)?;
    let is_new = sent.iter().all(|known| *known < mark);
    (is_new && told_at < closes_at - mark.before()).then_some(mark)
}

#[cfg(test)]
mod tests {
    use super::{
        Mark::{OneDay, SevenDays, ThreeHours},
        *,
    };

    fn at(text: &str) -> DateTime<Utc> {
        format!("2024-{text}+09:00").parse().unwrap()
    }

    #[test]
    fn the_most_urgent_mark_that_has_come_is_due_once() {
        let (close, begun) = (at("05-10T18:00:00"), at("04-20T10:00:00"));
        for (now, sent, expected) in [
            ("05-03T17:59:59.999", &[][..], None),
            ("05-03T18:00:00", &[], Some(SevenDays)),
            ("05-03T18:10:00", &[SevenDays], None),
            ("05-09T17:59:59.999", &[SevenDays], None),
            ("05-09T18:00:00", &[SevenDays], Some(OneDay)),
            ("05-09T18:00:00", &[SevenDays, OneDay], None),
            ("05-10T14:59:59.999", &[SevenDays, OneDay], None),
            ("05-10T15:00:00", &[SevenDays, OneDay], Some(ThreeHours)),
            ("05-10T17:59:59.999", &[SevenDays, OneDay, ThreeHours], None),
            // The server was down at a mark, or at all of them.
            ("05-09T20:00:00", &[], Some(OneDay)),
            ("05-09T20:10:00", &[OneDay], None),
            ("05-10T17:59:59.999", &[], Some(ThreeHours)),
            ("05-10T17:59:59.999", &[SevenDays], Some(ThreeHours)),
            // Too late is too late.
            ("05-10T18:00:00", &[], None),
            ("05-11T09:00:00", &[SevenDays], None),
        ] {
            assert_eq!(due(at(now), close, begun, sent), expected, "{now} {sent:?}");
        }
    }

    #[test]
    fn after_an_extension_the_marks_come_anew() {
        let (later, told) = (at("05-17T18:00:00"), at("05-10T16:00:00"));
        assert_eq!(due(at("05-10T16:10:00"), later, told, &[]), None, "just told of the close");
        assert_eq!(due(at("05-10T18:00:00"), later, told, &[]), Some(SevenDays));
        assert_eq!(due(at("05-16T18:00:00"), later, told, &[SevenDays]), Some(OneDay));
    }

    #[test]
    fn a_mark_that_had_passed_when_somebody_began_is_not_due() {
        let close = at("05-10T18:00:00");
        for (begun, now, expected) in [
            ("05-03T17:59:59.999", "05-03T18:00:00", Some(SevenDays)),
            ("05-03T18:00:00", "05-03T18:10:00", None),
            ("05-09T19:00:00", "05-09T19:10:00", None),
            ("05-09T19:00:00", "05-10T15:00:00", Some(ThreeHours)),
            ("05-10T16:00:00", "05-10T16:10:00", None),
        ] {
            assert_eq!(due(at(now), close, at(begun), &[]), expected, "{begun} {now}");
        }
    }
}
