//! The embedded 읍·면·동 and how people find them.

use std::collections::HashMap;
use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::table::rows;
use crate::text::choseong::{Pattern, Prepared, Rank};

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
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Position {
    /// Degrees east, WGS84.
    pub lon: f64,
    /// Degrees north, WGS84.
    pub lat: f64,
    /// How far to trust it.
    pub quality: PositionQuality,
}

/// A 행정동 as the ministry numbers it ([`super::ZoneSystem::MoisAdm`]).
#[derive(Debug, Clone, PartialEq, Serialize)]
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
    all: Vec<Zone>,
    by_code: HashMap<&'static str, usize>,
    answers: OnceLock<Answers>,
}

/// What zones answer to, prepared when somebody first searches: many programs only look codes up.
#[derive(Debug, Clone)]
struct Answers {
    /// The zones of each bare name, such as `문래동`.
    by_name: HashMap<&'static str, Vec<usize>>,
    /// What a zone answers to: its name, the name without 읍·면·동, and that without its number.
    names: Vec<[Prepared; 3]>,
    /// What the places around a zone answer to, once per county.
    counties: Vec<Vec<Prepared>>,
    county_of: Vec<usize>,
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
        Ok(Self { all: zones, by_code, answers: OnceLock::new() })
    }

    fn answers(&self) -> &Answers {
        self.answers.get_or_init(|| Answers::of(&self.all))
    }

    /// The zone with this ten-digit code.
    pub fn get(&self, code: &str) -> Option<&Zone> {
        self.by_code.get(code).map(|i| &self.all[*i])
    }

    /// The zone that is in force with no end and is written exactly so: `서울특별시 영등포구 문래동`.
    pub fn named(&self, full_name: &str) -> Option<&Zone> {
        let name = full_name.rsplit(' ').next()?;
        let zones = self.answers().by_name.get(name)?.iter().map(|i| &self.all[*i]);
        zones.filter(|zone| zone.to.is_none()).find(|zone| zone.full_name() == full_name)
    }

    /// Every zone by code, ended ones included.
    pub fn iter(&self) -> impl Iterator<Item = &Zone> {
        self.all.iter()
    }

    /// The zones in force on a day, by code.
    pub fn in_force(&self, on: NaiveDate) -> impl Iterator<Item = &Zone> {
        self.all.iter().filter(move |zone| zone.in_force(on))
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
        let answers = self.answers();
        let around: Vec<(bool, Option<Rank>)> = answers
            .counties
            .iter()
            .map(|county| {
                let fits = context.iter().all(|word| rank_among(word, county).is_some());
                (fits, if context.is_empty() { rank_among(last, county) } else { None })
            })
            .collect();
        let mut found: Vec<(Score, &Zone)> = Vec::new();
        for (i, zone) in self.all.iter().enumerate() {
            let (fits, county_rank) = around[answers.county_of[i]];
            if fits && zone.in_force(on) {
                let own = name_rank(last, &answers.names[i]).map(|rank| (0, rank, zone.name.chars().count()));
                found.extend(own.or(county_rank.map(|rank| (1, rank, 0))).map(|score| (score, zone)));
            }
        }
        found.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| x.code.cmp(y.code)));
        found.into_iter().take(limit).map(|(_, zone)| zone).collect()
    }
}

impl Answers {
    fn of(zones: &[Zone]) -> Self {
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (i, zone) in zones.iter().enumerate() {
            by_name.entry(zone.name).or_default().push(i);
        }
        let names = zones.iter().map(|zone| names_of(zone.name)).collect();
        let (mut counties, mut known, mut county_of) = (Vec::new(), HashMap::new(), Vec::new());
        for zone in zones {
            let at = *known.entry((zone.sido, zone.sigungu)).or_insert_with(|| {
                counties.push(places_around(zone));
                counties.len() - 1
            });
            county_of.push(at);
        }
        Self { by_name, names, counties, county_of }
    }
}

/// Zone before county, how well it was matched, and the length of the name; smaller is better.
type Score = (u8, Rank, usize);

/// The name (`역삼1동`), without its ending (`역삼1`), and without its number (`역삼`).
fn names_of(name: &str) -> [Prepared; 3] {
    let bare = name.trim_end_matches(['읍', '면', '동']);
    let numberless = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    [name, bare, numberless].map(Prepared::new)
}

/// The full, short and partial names of the province and county of a zone: 충청남도, 충남, 천안시 동남구, 동남구.
fn places_around(zone: &Zone) -> Vec<Prepared> {
    let short = super::sido_short_name(zone.sido);
    let parts = zone.sigungu.split(' ').chain([zone.sigungu, zone.sido]).chain(short);
    parts.filter(|part| !part.is_empty()).map(Prepared::new).collect()
}

/// A shortened name counts only when the word is the whole of it; otherwise the full name decides.
fn name_rank(word: &Pattern, names: &[Prepared; 3]) -> Option<Rank> {
    let [full, shortened @ ..] = names;
    let whole = shortened.iter().any(|name| word.rank_in(name) == Some(Rank::Whole));
    if whole { Some(Rank::Whole) } else { word.rank_in(full) }
}

fn rank_among(word: &Pattern, names: &[Prepared]) -> Option<Rank> {
    names.iter().filter_map(|name| word.rank_in(name)).min()
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
        assert_eq!(zones.by_code.len(), zones.all.len(), "a code stands twice");
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
    fn every_zone_in_force_is_found_by_its_full_name() {
        let zones = Zones::embedded().expect("the table");
        for zone in zones.iter().filter(|zone| zone.to.is_none()) {
            let found = zones.named(&zone.full_name()).expect("a zone");
            assert_eq!((found.full_name(), found.to), (zone.full_name(), None));
        }
        for absent in
            ["", "문래동", "서울특별시 문래동", "서울특별시 영등포구 문래동 ", "서울특별시 영등포구 "]
        {
            assert_eq!(zones.named(absent), None, "{absent:?}");
        }
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
