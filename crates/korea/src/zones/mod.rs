//! Places: code systems, kinds at a date, and the tier that chooses a cluster threshold.
//!
//! Two authorities number the same places differently: Statistics Korea (통계청, `kostat`) and the Ministry of
//! the Interior and Safety (행정안전부, `mois`). A code therefore never travels without its [`ZoneSystem`].
//! What a place *is* changes by law (군위군 moved to 대구 on 2023-07-01), so every question about kinds takes
//! a date. The answers come from `data/sidos.tsv` and `data/moves.tsv`, not from branches in code.

mod kind;
mod lists;
mod search;
mod system;
mod table;
#[cfg(test)]
mod tests;
mod tier;

pub use kind::{PlaceKind, SidoKind, SigunguKind, place_kind};
pub use lists::{Sido, Sigungu, sidos, sigungus};
pub use search::{EmdKind, Position, PositionQuality, Zone, ZoneTableError, Zones};
pub use system::{UnknownZoneSystem, ZoneSystem};
pub use tier::{Tier, tier};

/// The short name of a province (`충남`) from any of its names: full, short, or one it had before (`강원도`).
pub fn sido_short_name(name: &str) -> Option<&'static str> {
    table::TABLE.short_name(name.trim())
}

/// Why a zone code says nothing about its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ZoneCodeError {
    /// The code is not the number of digits its system uses.
    #[error("zone code {code:?} is not {expected} digits of {system}")]
    Malformed {
        /// The code as given.
        code: String,
        /// The system it was read in.
        system: ZoneSystem,
        /// The lengths the system allows, in words.
        expected: &'static str,
    },
    /// No province has these first two digits in this system.
    #[error("zone code {code:?} starts with a province that {system} does not have")]
    UnknownSido {
        /// The code as given.
        code: String,
        /// The system it was read in.
        system: ZoneSystem,
    },
    /// The province of the code did not exist at the date asked about.
    #[error("the province of zone code {code:?} did not exist on {on}")]
    NotInForce {
        /// The code as given.
        code: String,
        /// The date asked about.
        on: chrono::NaiveDate,
    },
    /// The system is not Korean, so its codes carry no kind.
    #[error("codes of the system \"other\" carry no kind of place")]
    NoKind,
}
