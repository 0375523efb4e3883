//! The profile: what the columns of a census file mean. TOML; a key that is not known is an error.

use std::path::Path;

use chrono::NaiveDate;
use korea::zones::ZoneSystem;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::problem::Problem;
use crate::ruleset::{Ruleset, Thresholds, default_gun, default_near_percent};

/// A profile file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Where the numbers come from.
    pub source: Source,
    /// Names of columns, as the header of the file writes them.
    pub columns: Columns,
    /// Which industries are kept, and what is the same industry.
    pub industry: Industry,
    /// What the zone codes are.
    pub zone: Zone,
    /// What makes a cluster, unless a rules file says it.
    pub rules: Rules,
}

/// `[source]`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Name of the census.
    pub name: String,
    /// The day that the numbers describe.
    pub reference_date: NaiveDate,
    /// What a row is.
    pub kind: Kind,
    /// How the bytes are to be read.
    #[serde(default)]
    pub encoding: Encoding,
    /// Values that stand for a suppressed number.
    #[serde(default)]
    pub unknown: Vec<String>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A row is a cell, or a part of one, with a number of establishments.
    Counts,
    /// A row is one establishment.
    Establishments,
}

/// How the bytes of a file are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Encoding {
    /// UTF-8 if the beginning of the file is UTF-8, else CP949.
    #[default]
    #[serde(rename = "auto")]
    Auto,
    /// UTF-8, with or without a byte order mark.
    #[serde(rename = "utf-8")]
    Utf8,
    /// CP949, the Windows superset of EUC-KR.
    #[serde(rename = "cp949")]
    Cp949,
}

/// `[columns]`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Columns {
    /// Zone code.
    pub zone: String,
    /// Industry code.
    pub industry: String,
    /// Number of establishments (counts only).
    pub count: Option<String>,
    /// Regular workers (establishments only, as all below).
    pub regular_workers: Option<String>,
    /// Persons engaged.
    pub persons: Option<String>,
    /// Year, month or day of founding.
    pub founded: Option<String>,
    /// East, or longitude.
    pub x: Option<String>,
    /// North, or latitude.
    pub y: Option<String>,
}

impl Columns {
    /// The names of all columns that are named.
    pub fn names(&self) -> Vec<&str> {
        let others = [&self.count, &self.regular_workers, &self.persons, &self.founded, &self.x, &self.y];
        let others = others.into_iter().filter_map(Option::as_deref);
        [self.zone.as_str(), self.industry.as_str()].into_iter().chain(others).collect()
    }
}

/// `[industry]`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Industry {
    /// Beginnings of the codes that are kept.
    pub prefixes: Vec<String>,
    /// Digits that make the same industry, after a section letter if there is one.
    pub digits: usize,
}

/// `[zone]`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Zone {
    /// Who numbered the zones.
    pub system: ZoneSystem,
    /// Where the tier comes from.
    pub tier: TierSource,
}

/// Where the tier of a zone comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TierSource {
    /// One threshold everywhere.
    Fixed,
    /// 특별시·광역시, 시 or 군, from the zone code and the reference date.
    Korea,
}

/// `[rules]`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Only establishments with fewer regular workers count; 0 counts all sizes.
    #[serde(default)]
    pub below_regular_workers: u32,
    /// Establishments that make a cluster.
    pub thresholds: Thresholds,
    /// How far below the threshold, in per cent of it, a cell is still near.
    #[serde(default = "default_near_percent")]
    pub near_percent: u32,
}

/// The number that stands for the size of an establishment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadcountBasis {
    /// Establishments of all sizes count, or the source did not say how it chose.
    AllSizes,
    /// Regular workers, as the statute says.
    RegularWorkers,
    /// Persons engaged, the owner included: an undercount by the rule of the statute.
    Persons,
}

impl HeadcountBasis {
    /// The word used in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AllSizes => "all-sizes",
            Self::RegularWorkers => "regular-workers",
            Self::Persons => "persons-engaged",
        }
    }
}

impl Profile {
    /// Reads a profile file.
    pub fn read(path: &Path) -> Result<Self, Vec<Problem>> {
        Self::parse(&text_of(path)?, path)
    }

    /// Reads a profile from its text; `path` is named in problems.
    pub fn parse(text: &str, path: &Path) -> Result<Self, Vec<Problem>> {
        let profile: Self = from_toml(text, path)?;
        let problems = profile.problems();
        if problems.is_empty() {
            Ok(profile)
        } else {
            Err(problems.iter().map(|message| Problem::in_file(path, message)).collect())
        }
    }

    /// The ruleset of the profile itself.
    pub fn ruleset(&self) -> Ruleset {
        Ruleset {
            name: "profile".to_owned(),
            version: String::new(),
            source: String::new(),
            thresholds: self.rules.thresholds,
            below_regular_workers: self.rules.below_regular_workers,
            near_percent: self.rules.near_percent,
            gun_in_special_province: default_gun(),
            eligible_prefixes: Vec::new(),
        }
    }

    /// What stands for the size of an establishment when `ruleset` is applied.
    pub fn headcount_basis(&self, ruleset: &Ruleset) -> HeadcountBasis {
        if ruleset.below_regular_workers == 0 || self.source.kind == Kind::Counts {
            HeadcountBasis::AllSizes
        } else if self.columns.regular_workers.is_some() {
            HeadcountBasis::RegularWorkers
        } else {
            HeadcountBasis::Persons
        }
    }

    /// What contradicts itself when `ruleset` is applied.
    pub fn problems_with(&self, ruleset: &Ruleset) -> Vec<&'static str> {
        let mut found = Vec::new();
        if self.zone.tier == TierSource::Fixed && matches!(ruleset.thresholds, Thresholds::ByTier { .. }) {
            found.push("zone.tier is \"fixed\", so the thresholds must be `fixed` too");
        }
        let sizes = self.columns.regular_workers.is_some() || self.columns.persons.is_some();
        if ruleset.below_regular_workers > 0 && self.source.kind == Kind::Establishments && !sizes {
            found.push(
                "below_regular_workers needs columns.regular_workers, or columns.persons as an approximation",
            );
        }
        found
    }

    fn problems(&self) -> Vec<&'static str> {
        let mut found = Vec::new();
        let columns = &self.columns;
        let of_establishments =
            [&columns.regular_workers, &columns.persons, &columns.founded, &columns.x, &columns.y];
        match self.source.kind {
            Kind::Counts => {
                if columns.count.is_none() {
                    found.push("columns.count is missing: a file of counts needs it");
                }
                if of_establishments.into_iter().any(Option::is_some) {
                    found
                        .push("regular_workers, persons, founded, x and y belong to files of establishments");
                }
            }
            Kind::Establishments => {
                if columns.count.is_some() {
                    found.push("columns.count belongs to files of counts; here a row is one establishment");
                }
                if columns.x.is_some() != columns.y.is_some() {
                    found.push("columns.x and columns.y come together or not at all");
                }
            }
        }
        if self.industry.prefixes.is_empty() || self.industry.prefixes.iter().any(String::is_empty) {
            found.push("industry.prefixes must name what is kept");
        }
        if !(1..=10).contains(&self.industry.digits) {
            found.push("industry.digits must be 1 to 10");
        }
        if self.zone.tier == TierSource::Korea && self.zone.system == ZoneSystem::Other {
            found.push("zone.tier is \"korea\", so zone.system must be a Korean one");
        }
        if self.zone.tier == TierSource::Fixed && matches!(self.rules.thresholds, Thresholds::ByTier { .. }) {
            found.push("zone.tier is \"fixed\", so rules.thresholds must be { fixed = … }");
        }
        found
    }
}

impl Ruleset {
    /// Reads a rules file.
    pub fn read(path: &Path) -> Result<Self, Vec<Problem>> {
        Self::parse(&text_of(path)?, path)
    }

    /// Reads a rules file from its text; `path` is named in problems.
    pub fn parse(text: &str, path: &Path) -> Result<Self, Vec<Problem>> {
        from_toml(text, path)
    }
}

fn text_of(path: &Path) -> Result<String, Vec<Problem>> {
    let bytes = std::fs::read(path).map_err(|e| vec![Problem::io(path, "read", &e)])?;
    String::from_utf8(bytes).map_err(|_| vec![Problem::in_file(path, "is not UTF-8 text")])
}

fn from_toml<T: DeserializeOwned>(text: &str, path: &Path) -> Result<T, Vec<Problem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
        vec![Problem::in_file(path, format_args!("line {line}: {}", error.message()))]
    })
}
