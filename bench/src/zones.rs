//! The zones that the made-up census is spread over.

use std::io;

use chrono::NaiveDate;
use korea::zones::{Tier, ZoneSystem, Zones, tier};

/// The day that the made-up census describes.
pub const REFERENCE: NaiveDate = NaiveDate::from_ymd_opt(2021, 12, 31).expect("a day of the calendar");

/// A 행정동, and how many establishments of one division make a cluster there.
#[derive(Debug, Clone)]
pub struct Zone {
    /// Ten digits.
    pub code: String,
    /// 50, 40 or 20.
    pub threshold: u32,
}

/// The 행정동 that were in force on [`REFERENCE`].
pub fn load() -> io::Result<Vec<Zone>> {
    let list = Zones::embedded().map_err(io::Error::other)?;
    let zone = |zone: &korea::zones::Zone| {
        let tier = tier(ZoneSystem::MoisAdm, zone.code, REFERENCE, Tier::Gun).map_err(io::Error::other)?;
        let threshold = match tier {
            Tier::Metropolitan => 50,
            Tier::Si => 40,
            Tier::Gun => 20,
        };
        Ok(Zone { code: zone.code.to_owned(), threshold })
    };
    list.in_force(REFERENCE).map(zone).collect()
}
