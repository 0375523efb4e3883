//! The code systems of small areas.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Who numbered a zone, and with how many digits.
///
/// The names in profiles and files are `kostat7`, `kostat8`, `mois-adm`, `mois-legal` and `other`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ZoneSystem {
    /// Statistics Korea, 행정동, 7 digits (until the 2020s).
    #[serde(rename = "kostat7")]
    Kostat7,
    /// Statistics Korea, 행정동, 8 digits.
    #[serde(rename = "kostat8")]
    Kostat8,
    /// Ministry of the Interior and Safety, 행정동, 10 digits.
    #[serde(rename = "mois-adm")]
    MoisAdm,
    /// Ministry of the Interior and Safety, 법정동, 8 digits (읍·면·동) or 10 digits (with 리).
    #[serde(rename = "mois-legal")]
    MoisLegal,
    /// Anything else, such as the postal areas of another country; no kinds are known.
    #[serde(rename = "other")]
    Other,
}

impl ZoneSystem {
    /// Every system, in the order of declaration.
    pub const ALL: [Self; 5] = [Self::Kostat7, Self::Kostat8, Self::MoisAdm, Self::MoisLegal, Self::Other];

    /// The name used in profiles and files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kostat7 => "kostat7",
            Self::Kostat8 => "kostat8",
            Self::MoisAdm => "mois-adm",
            Self::MoisLegal => "mois-legal",
            Self::Other => "other",
        }
    }

    /// The numbers of digits that a code of 읍·면·동 may have, in words; `None` if the system does not say.
    pub const fn expected_digits(self) -> Option<&'static str> {
        match self {
            Self::Kostat7 => Some("7"),
            Self::Kostat8 => Some("8"),
            Self::MoisAdm => Some("10"),
            Self::MoisLegal => Some("8 or 10"),
            Self::Other => None,
        }
    }

    /// Whether a code of this many bytes can belong to the system.
    pub const fn allows_len(self, len: usize) -> bool {
        match self {
            Self::Kostat7 => len == 7,
            Self::Kostat8 => len == 8,
            Self::MoisAdm => len == 10,
            Self::MoisLegal => len == 8 || len == 10,
            Self::Other => len > 0,
        }
    }
}

impl fmt::Display for ZoneSystem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is not the name of a [`ZoneSystem`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown zone system {0:?}; known are kostat7, kostat8, mois-adm, mois-legal, other")]
pub struct UnknownZoneSystem(pub String);

impl FromStr for ZoneSystem {
    type Err = UnknownZoneSystem;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|s| s.as_str() == text).ok_or_else(|| UnknownZoneSystem(text.to_owned()))
    }
}
