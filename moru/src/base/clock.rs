//! Time and chance. Everything that needs the hour or a random number asks the one [`Clock`] it was given; tests and
//! the example programme set it.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use rand::RngCore;
use uuid::{ContextV7, Timestamp, Uuid};

/// Where the present comes from.
#[derive(Clone, Debug)]
pub struct Clock {
    source: Source,
}

#[derive(Clone, Debug)]
enum Source {
    /// The machine's clock moved by a fixed number of milliseconds.
    Machine { ahead_ms: i64 },
    /// Stands still until a test moves it; milliseconds since 1970 UTC.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's own clock.
    pub fn machine() -> Self {
        Self { source: Source::Machine { ahead_ms: 0 } }
    }

    /// A clock that shows `start` now and then runs: the example programme lives in 2024.
    pub fn starting_at(start: DateTime<Utc>) -> Self {
        Self { source: Source::Machine { ahead_ms: (start - machine_now()).num_milliseconds() } }
    }

    /// A clock that stands still at `at` until [`Clock::set`] moves it.
    pub fn standing_at(at: DateTime<Utc>) -> Self {
        Self { source: Source::Set(Arc::new(AtomicI64::new(at.timestamp_millis()))) }
    }

    /// Moves a standing clock; a running one ignores it.
    pub fn set(&self, at: DateTime<Utc>) {
        if let Source::Set(millis) = &self.source {
            millis.store(at.timestamp_millis(), Ordering::SeqCst);
        }
    }

    /// Whether the clock shows another time than the machine's, so that pages can say so.
    pub fn is_set(&self) -> bool {
        !matches!(self.source, Source::Machine { ahead_ms: 0 })
    }

    /// Now, in whole milliseconds: the precision in which receipts are given and instants stored.
    pub fn now(&self) -> DateTime<Utc> {
        match &self.source {
            Source::Machine { ahead_ms } => machine_now() + TimeDelta::milliseconds(*ahead_ms),
            Source::Set(millis) => {
                DateTime::from_timestamp_millis(millis.load(Ordering::SeqCst)).unwrap_or(DateTime::UNIX_EPOCH)
            }
        }
    }

    /// A new identifier in time order (UUIDv7).
    pub fn id(&self) -> Uuid {
        let now = self.now();
        let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
        Uuid::new_v7(Timestamp::from_unix(IDS.get_or_init(ContextV7::new), seconds, now.timestamp_subsec_nanos()))
    }

    /// 32 bytes nobody can guess: sessions, keys, salts.
    pub fn secret(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        rand::rng().fill_bytes(&mut bytes);
        bytes
    }
}

static IDS: std::sync::OnceLock<ContextV7> = std::sync::OnceLock::new();

#[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
fn machine_now() -> DateTime<Utc> {
    let now = DateTime::<Utc>::from(std::time::SystemTime::now());
    now.duration_trunc(TimeDelta::milliseconds(1)).unwrap_or(now)
}
