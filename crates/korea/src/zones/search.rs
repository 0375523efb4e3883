//! The embedded 읍·면·동 and how people find them.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::table::rows;
use crate::text::choseong::{Pattern, Rank};

/// Whether a zone is a 읍, a 면 or a 동.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum EmdKind {
    /// 읍.
    Eup,
    /// 면.
    Myeon,
    /// 동.
    Dong,
}

/// How far the position of a zone can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PositionQuality {
    /// Inside a 법정동 that belongs to this zone alone.
    Area,
    /// Inside a 법정동 shared by several zones, spread by a fixed rule.
    Shared,
    /// Inside the older 법정동 that a new town was carved from.
    Near,
}

/// A point of a zone, for a map at the scale of a city.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// Degrees east, WGS84.
    pub lon: f64,
    /// Degrees north, WGS84.
    pub lat: f64,
    /// How far to trust it.
    pub quality: PositionQuality,
}

/// A 행정동 as the ministry numbers it ([`super::ZoneSystem::MoisAdm`]).
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    /// Ten digits.
    pub code: &'static str,
    /// The province (`서울특별시`).
    pub sido: &'static str,
    /// The county (`영등포구`, `수원시 장안구`); empty in 세종.
    pub sigungu: &'static str,
    /// The zone itself (`문래동`).
    pub name: &'static str,
    /// 읍, 면 or 동.
    pub kind: EmdKind,
    /// First day.
    pub from: NaiveDate,
    /// First day it was no more; `None` while it is in force.
    pub to: Option<NaiveDate>,
    /// Where it lies.
    pub position: Position,
}

impl Zone {
    /// `서울특별시 영등포구 문래동`.
    pub fn full_name(&self) -> String {
        [self.sido, self.sigungu, self.name]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The five digits of the county.
    pub fn sigungu_code(&self) -> &'static str {
        &self.code[..5]
    }

    /// The two digits of the province.
    pub fn sido_code(&self) -> &'static str {
        &self.code[..2]
    }

    /// Whether the zone was in force on a day.
    pub fn in_force(&self, on: NaiveDate) -> bool {
        self.from <= on && self.to.is_none_or(|to| on < to)
    }
}

/// All zones of `data/zones.tsv`: those in force at its base date and those that ended since 2020.
#[derive(Debug, Clone)]
pub struct Zones {
    zones: Vec<Zone>,
    by_code: HashMap<&'static str, usize>,
}

/// A row of the embedded table that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("row {row} of the zone table cannot be read: {text:?}")]
pub struct ZoneTableError {
    /// The row after the header, counted from 1.
    pub row: usize,
    /// Its fields.
    pub text: String,
}

impl Zones {
    /// Parses the embedded table, about 4,100 rows; do it once and keep the value.
    ///
    /// # Errors
    /// Never in a build that passed its tests.
    pub fn embedded() -> Result<Self, ZoneTableError> {
        let table = include_str!("../../../../data/zones.tsv");
        let mut zones = Vec::with_capacity(4_200);
        for (i, row) in rows(table).enumerate() {
            let zone = read_row(&row).ok_or_else(|| ZoneTableError { row: i + 1, text: row.join("\t") })?;
            zones.push(zone);
        }
        let by_code = zones.iter().enumerate().map(|(i, zone)| (zone.code, i)).collect();
        Ok(Self { zones, by_code })
    }

    /// The zone with this ten-digit code.
    pub fn get(&self, code: &str) -> Option<&Zone> {
        self.by_code.get(code).map(|i| &self.zones[*i])
    }

    /// Every zone by code, ended ones included.
    pub fn iter(&self) -> impl Iterator<Item = &Zone> {
        self.zones.iter()
    }

    /// The zones in force on a day, by code.
    pub fn in_force(&self, on: NaiveDate) -> impl Iterator<Item = &Zone> {
        self.zones.iter().filter(move |zone| zone.in_force(on))
    }

    /// The zones in force on a day that a person may mean by `문래`, `영등포구 문래`, `ㅁㄹ` or `ㅇㄷㅍ ㅁㄹ`, best
    /// first, at most `limit`.
    ///
    /// The last word names the zone; each word before it must be found in the province or county. One word alone
    /// may also be a county, whose zones then follow. Whole names come before beginnings, beginnings before
    /// insides, and ties go by code. An empty query finds nothing.
    pub fn search(&self, query: &str, on: NaiveDate, limit: usize) -> Vec<&Zone> {
        let words: Vec<Pattern> = query.split_whitespace().map(Pattern::new).collect();
        let Some((last, context)) = words.split_last() else { return Vec::new() };
        let mut found: Vec<(Score, &Zone)> = self
            .in_force(on)
            .filter(|zone| context.iter().all(|word| place_rank(word, zone).is_some()))
            .filter_map(|zone| score(last, context.is_empty(), zone).map(|score| (score, zone)))
            .collect();
        found.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| x.code.cmp(y.code)));
        found.into_iter().take(limit).map(|(_, zone)| zone).collect()
    }
}

/// What was matched, how well, and how much longer the name is; smaller is better.
type Score = (u8, Rank, usize);

fn score(word: &Pattern, alone: bool, zone: &Zone) -> Option<Score> {
    let bare = zone.name.trim_end_matches(['읍', '면', '동']);
    let numberless = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let whole = [bare, numberless].into_iter().any(|name| word.rank(name) == Some(Rank::Whole));
    let rank = if whole { Some(Rank::Whole) } else { word.rank(zone.name) };
    if let Some(rank) = rank {
        return Some((0, rank, zone.name.chars().count()));
    }
    if alone { place_rank(word, zone).map(|rank| (1, rank, 0)) } else { None }
}

/// How a word is found in the province or the county of a zone.
fn place_rank(word: &Pattern, zone: &Zone) -> Option<Rank> {
    let parts = zone.sigungu.split(' ').chain([zone.sigungu, zone.sido]).filter(|part| !part.is_empty());
    parts.filter_map(|part| word.rank(part)).chain(short_rank(word, zone.sido)).min()
}

/// A province is also found by its short name (충남 of 충청남도).
fn short_rank(word: &Pattern, sido: &str) -> Option<Rank> {
    super::sido_short_name(sido).and_then(|short| word.rank(short))
}

fn read_row(row: &[&'static str]) -> Option<Zone> {
    let &[code, sido, sigungu, name, kind, from, to, lon, lat, quality] = row else { return None };
    let kind = match kind {
        "Eup" => EmdKind::Eup,
        "Myeon" => EmdKind::Myeon,
        "Dong" => EmdKind::Dong,
        _ => return None,
    };
    let quality = match quality {
        "area" => PositionQuality::Area,
        "shared" => PositionQuality::Shared,
        "near" => PositionQuality::Near,
        _ => return None,
    };
    let to = if to.is_empty() { None } else { Some(to.parse().ok()?) };
    let position = Position { lon: lon.parse().ok()?, lat: lat.parse().ok()?, quality };
    (code.len() == 10).then_some(Zone {
        code,
        sido,
        sigungu,
        name,
        kind,
        from: from.parse().ok()?,
        to,
        position,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{SigunguKind, ZoneSystem, place_kind};
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn names(query: &str, limit: usize) -> Vec<String> {
        let zones = Zones::embedded().unwrap();
        zones.search(query, day("2026-03-01"), limit).into_iter().map(Zone::full_name).collect()
    }

    #[test]
    fn the_embedded_table_is_whole() {
        let zones = Zones::embedded().unwrap();
        assert!((3_500..3_650).contains(&zones.in_force(day("2026-03-01")).count()));
        assert!((3_450..3_650).contains(&zones.in_force(day("2021-12-31")).count()));
        assert_eq!(zones.by_code.len(), zones.zones.len(), "a code stands twice");
        for zone in zones.iter() {
            let Position { lon, lat, .. } = zone.position;
            assert!((124.0..132.0).contains(&lon) && (33.0..38.7).contains(&lat));
            assert!(zone.to.is_none_or(|to| zone.from < to), "{} ends before it begins", zone.code);
            assert_eq!(zone.kind == EmdKind::Eup, zone.name.ends_with('읍'), "{}", zone.code);
        }
    }

    #[test]
    fn kinds_by_digits_agree_with_the_names_of_counties() {
        let zones = Zones::embedded().unwrap();
        for zone in zones.iter() {
            let on = zone.to.map_or(day("2026-03-01"), |to| to - chrono::Days::new(1));
            let kind = place_kind(ZoneSystem::MoisAdm, zone.code, on).unwrap().sigungu;
            let expected = match zone.sigungu {
                "" => None,
                _ if zone.sido.starts_with("제주") => Some(SigunguKind::AdministrativeSi),
                county if county.ends_with('군') => Some(SigunguKind::Gun),
                county if county.ends_with('시') => Some(SigunguKind::Si),
                county if county.contains(' ') => Some(SigunguKind::GeneralGu),
                _ => Some(SigunguKind::AutonomousGu),
            };
            assert_eq!(kind, expected, "{} {}", zone.code, zone.full_name());
        }
    }

    #[test]
    fn a_zone_is_found_by_its_code_in_force_or_not() {
        let zones = Zones::embedded().unwrap();
        assert_eq!(zones.get("1156060500").unwrap().full_name(), "서울특별시 영등포구 문래동");
        let old = zones.get("4772025000").unwrap();
        assert!(old.in_force(day("2023-06-30")) && !old.in_force(day("2023-07-01")));
        assert!(zones.get("2772025000").unwrap().in_force(day("2023-07-01")));
        assert_eq!(zones.get("9999999999"), None);
    }

    #[test]
    fn mullae_is_found_by_name_and_by_initials() {
        assert_eq!(names("문래", 1), ["서울특별시 영등포구 문래동"]);
        assert_eq!(names("영등포구 문래", 5), ["서울특별시 영등포구 문래동"]);
        assert_eq!(names("영등포 ㅁㄹ", 1), ["서울특별시 영등포구 문래동"]);
        assert!(names("ㅁㄹ", 20).contains(&"서울특별시 영등포구 문래동".to_owned()));
        assert!(names("서울 ㅇㄷㅍ ㅁㄹㄷ", 5).contains(&"서울특별시 영등포구 문래동".to_owned()));
    }

    #[test]
    fn a_county_alone_gives_its_zones() {
        let found = names("영등포구", 100);
        assert_eq!(found.len(), 18);
        assert!(found.iter().all(|name| name.starts_with("서울특별시 영등포구")));
        assert!(names("충남", 200).iter().any(|name| name.starts_with("충청남도")));
    }

    #[test]
    fn results_are_limited_and_an_empty_query_finds_nothing() {
        assert_eq!(names("동", 7).len(), 7);
        assert!(names("", 7).is_empty() && names("   ", 7).is_empty());
        assert!(names("없는이름", 7).is_empty());
    }

    #[test]
    fn a_town_of_today_is_not_found_in_the_past() {
        let zones = Zones::embedded().unwrap();
        let found = zones.search("봉담읍", day("2021-12-31"), 5);
        assert_eq!(found.iter().map(|z| z.code).collect::<Vec<_>>(), ["4159025300"]);
    }
}
