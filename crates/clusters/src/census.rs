//! A census as cells: how many establishments of one industry there are in one zone.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Which threshold a zone falls under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// One threshold for all zones; the zones carry no kinds.
    Fixed,
    /// A 읍·면·동 of a 특별시 or 광역시, its 군 included.
    Metropolitan,
    /// A 읍·면·동 of a 시, of 세종 or of 제주.
    Si,
    /// A 읍·면 of a 군 outside the metropolitan cities.
    Gun,
}

impl Tier {
    /// The word used in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Metropolitan => "metropolitan",
            Self::Si => "si",
            Self::Gun => "gun",
        }
    }
}

impl fmt::Display for Tier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<korea::zones::Tier> for Tier {
    fn from(tier: korea::zones::Tier) -> Self {
        match tier {
            korea::zones::Tier::Metropolitan => Self::Metropolitan,
            korea::zones::Tier::Si => Self::Si,
            korea::zones::Tier::Gun => Self::Gun,
        }
    }
}

/// How many establishments a cell has, as far as the source says.
///
/// A suppressed number is not zero. A cell that adds known numbers and a suppressed one has at least the known
/// part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// Exactly so many.
    Exact(u64),
    /// Unknown, but no fewer than this; 0 where nothing is known.
    AtLeast(u64),
}

impl Count {
    /// No fewer than this.
    pub const fn lower_bound(self) -> u64 {
        match self {
            Self::Exact(n) | Self::AtLeast(n) => n,
        }
    }

    /// The number, if the source says it.
    pub const fn exact(self) -> Option<u64> {
        match self {
            Self::Exact(n) => Some(n),
            Self::AtLeast(_) => None,
        }
    }
}

/// The sum is exact only if both parts are.
impl std::ops::Add for Count {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let sum = self.lower_bound().saturating_add(other.lower_bound());
        match (self, other) {
            (Self::Exact(_), Self::Exact(_)) => Self::Exact(sum),
            _ => Self::AtLeast(sum),
        }
    }
}

/// A place in the coordinates of the source.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// East, or longitude.
    pub x: f64,
    /// North, or latitude.
    pub y: f64,
}

impl Point {
    /// Whether the point can be longitude and latitude in degrees.
    pub fn is_degrees(self) -> bool {
        self.x.abs() <= 180.0 && self.y.abs() <= 90.0
    }
}

/// One industry in one zone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Code of the zone.
    pub zone: Arc<str>,
    /// Code of the industry, at the level that counts as the same industry.
    pub industry: Arc<str>,
    /// Which threshold applies.
    pub tier: Tier,
    /// Establishments.
    pub count: Count,
    /// Mean place of the establishments whose place is known.
    pub point: Option<Point>,
}

/// All cells of a census, in the order of zone and industry codes, each pair once.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Census {
    /// The cells.
    pub cells: Vec<Cell>,
}

impl Census {
    /// Orders cells by zone and industry and adds up those that come more than once.
    pub fn from_cells(mut cells: Vec<Cell>) -> Self {
        cells.sort_by(|a, b| (&a.zone, &a.industry).cmp(&(&b.zone, &b.industry)));
        cells.dedup_by(|later, first| {
            let same = later.zone == first.zone && later.industry == first.industry;
            if same {
                first.count = first.count + later.count;
                first.point = first.point.or(later.point);
            }
            same
        });
        Self { cells }
    }

    /// Establishments in all cells.
    pub fn establishments(&self) -> Count {
        self.cells.iter().fold(Count::Exact(0), |sum, cell| sum + cell.count)
    }
}
