//! What makes a cluster: thresholds, sizes and industries, as data with a name.

use korea::zones::Tier as KoreanTier;
use serde::{Deserialize, Serialize};

use crate::census::Tier;

/// How many establishments of one industry in one zone make a cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "RawThresholds", into = "RawThresholds")]
pub enum Thresholds {
    /// The same number everywhere.
    Fixed(u32),
    /// A number for each tier.
    ByTier {
        /// 특별시 and 광역시.
        metropolitan: u32,
        /// 시, 특별자치시, 제주.
        si: u32,
        /// 군.
        gun: u32,
    },
}

impl Thresholds {
    /// The number for a tier. Where tiers have numbers and the zone has no tier, the largest number applies.
    pub fn of(self, tier: Tier) -> u32 {
        match (self, tier) {
            (Self::Fixed(n), _) => n,
            (Self::ByTier { metropolitan, .. }, Tier::Metropolitan) => metropolitan,
            (Self::ByTier { si, .. }, Tier::Si) => si,
            (Self::ByTier { gun, .. }, Tier::Gun) => gun,
            (Self::ByTier { metropolitan, si, gun }, Tier::Fixed) => metropolitan.max(si).max(gun),
        }
    }
}

/// The thresholds as files write them.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawThresholds {
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metropolitan: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    si: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gun: Option<u32>,
}

impl TryFrom<RawThresholds> for Thresholds {
    type Error = &'static str;

    fn try_from(raw: RawThresholds) -> Result<Self, Self::Error> {
        let thresholds = match (raw.fixed, raw.metropolitan, raw.si, raw.gun) {
            (Some(n), None, None, None) => Self::Fixed(n),
            (None, Some(metropolitan), Some(si), Some(gun)) => Self::ByTier { metropolitan, si, gun },
            _ => return Err("thresholds are either `fixed` alone or `metropolitan`, `si` and `gun` together"),
        };
        if [raw.fixed, raw.metropolitan, raw.si, raw.gun].contains(&Some(0)) {
            return Err("a threshold is at least 1");
        }
        Ok(thresholds)
    }
}

impl From<Thresholds> for RawThresholds {
    fn from(thresholds: Thresholds) -> Self {
        match thresholds {
            Thresholds::Fixed(n) => Self { fixed: Some(n), ..Self::default() },
            Thresholds::ByTier { metropolitan, si, gun } => {
                Self { fixed: None, metropolitan: Some(metropolitan), si: Some(si), gun: Some(gun) }
            }
        }
    }
}

/// The rules that a census is judged by. Never changed once used: a new version gets a new name or version.
///
/// This is also the rules file: the same fields in TOML, unknown keys being errors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ruleset {
    /// Name, such as `statute-2018`.
    pub name: String,
    /// Version or date of effect.
    #[serde(default)]
    pub version: String,
    /// Where the rules are written.
    #[serde(default)]
    pub source: String,
    /// Establishments that make a cluster.
    pub thresholds: Thresholds,
    /// Only establishments with fewer regular workers count; 0 counts all sizes.
    #[serde(default)]
    pub below_regular_workers: u32,
    /// How far below the threshold, in per cent of it, a cell is still near.
    #[serde(default = "default_near_percent")]
    pub near_percent: u32,
    /// Tier of a 군 in a 특별자치도, which the law leaves open.
    #[serde(default = "default_gun")]
    pub gun_in_special_province: KoreanTier,
    /// Beginnings of the industry codes that count; empty means all that the profile keeps.
    #[serde(default)]
    pub eligible_prefixes: Vec<String>,
}

pub(crate) const fn default_near_percent() -> u32 {
    20
}

pub(crate) const fn default_gun() -> KoreanTier {
    KoreanTier::Gun
}

impl Ruleset {
    /// The names of the rulesets that are built in.
    pub const BUILT_IN: [&'static str; 2] = ["statute-2018", "legacy-19"];

    /// 도시형소공인법 시행령 제2조·제3조 since 2018-10-30: every division of manufacturing; 50, 40 and 20.
    pub fn statute_2018() -> Self {
        Self {
            name: "statute-2018".to_owned(),
            version: "2018-10-30".to_owned(),
            source: "도시형소공인 지원에 관한 특별법 시행령 제2조, 제3조".to_owned(),
            thresholds: Thresholds::ByTier { metropolitan: 50, si: 40, gun: 20 },
            below_regular_workers: 10,
            near_percent: default_near_percent(),
            gun_in_special_province: default_gun(),
            eligible_prefixes: vec!["C".to_owned()],
        }
    }

    /// The 19 divisions counted before 2018-10-30: without C12, C19, C21, C30 and C31; C34 did not exist.
    pub fn legacy_19() -> Self {
        let left_out = [12, 19, 21, 30, 31];
        let divisions = (10..=33).filter(|d| !left_out.contains(d)).map(|d| format!("C{d}"));
        Self {
            name: "legacy-19".to_owned(),
            version: "2015".to_owned(),
            eligible_prefixes: divisions.collect(),
            ..Self::statute_2018()
        }
    }

    /// A built-in ruleset by its name.
    pub fn built_in(name: &str) -> Option<Self> {
        match name {
            "statute-2018" => Some(Self::statute_2018()),
            "legacy-19" => Some(Self::legacy_19()),
            _ => None,
        }
    }

    /// Whether establishments of this industry count.
    pub fn is_eligible(&self, industry: &str) -> bool {
        self.eligible_prefixes.is_empty() || self.eligible_prefixes.iter().any(|p| industry.starts_with(p))
    }
}
