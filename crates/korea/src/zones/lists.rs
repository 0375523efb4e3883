//! The provinces and counties as lists, each with its kind and period.

use chrono::NaiveDate;

use super::table::{rows, sido_kind};
use super::{SidoKind, SigunguKind};

/// A province during one period of its kind and name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sido {
    /// Two digits of the ministry (`mois`).
    pub code: &'static str,
    /// Two digits of Statistics Korea (`kostat`).
    pub kostat_code: &'static str,
    /// Full name (`강원특별자치도`).
    pub name: &'static str,
    /// Short name (`강원`).
    pub short: &'static str,
    /// English name (`Gangwon`).
    pub name_en: &'static str,
    /// Its kind.
    pub kind: SidoKind,
    /// First day.
    pub from: NaiveDate,
    /// First day it was no more; `None` while it lasts.
    pub to: Option<NaiveDate>,
}

/// A county of the ministry's numbering. Those that ended before 2020 are not listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sigungu {
    /// Five digits of the ministry.
    pub code: &'static str,
    /// Full name of the province.
    pub sido: &'static str,
    /// Name (`수원시 장안구`).
    pub name: &'static str,
    /// Its kind.
    pub kind: SigunguKind,
    /// First day.
    pub from: NaiveDate,
    /// First day it was no more; `None` while it lasts.
    pub to: Option<NaiveDate>,
}

/// The 17 provinces as they were on a day (16 before 2012-07-01), by the ministry's code.
pub fn sidos(on: NaiveDate) -> Vec<Sido> {
    let table = include_str!("../../../../data/sidos.tsv");
    let mut found: Vec<Sido> =
        rows(table).filter_map(|row| read_sido(&row)).filter(|s| within(on, s.from, s.to)).collect();
    found.sort_by_key(|sido| sido.code);
    found
}

/// The counties as they were on a day (from 2020 on), by code. A 시 with 일반구 is listed beside its districts; 세종
/// has none.
pub fn sigungus(on: NaiveDate) -> Vec<Sigungu> {
    let table = include_str!("../../../../data/sigungus.tsv");
    rows(table).filter_map(|row| read_sigungu(&row)).filter(|s| within(on, s.from, s.to)).collect()
}

fn within(on: NaiveDate, from: NaiveDate, to: Option<NaiveDate>) -> bool {
    from <= on && to.is_none_or(|to| on < to)
}

/// A date that may be missing.
fn until(text: &str) -> Result<Option<NaiveDate>, chrono::ParseError> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some) }
}

fn read_sido(row: &[&'static str]) -> Option<Sido> {
    let &[_, name, short, name_en, kind, from, to, kostat_code, code] = row else { return None };
    let kind = sido_kind(kind)?;
    Some(Sido {
        code,
        kostat_code,
        name,
        short,
        name_en,
        kind,
        from: from.parse().ok()?,
        to: until(to).ok()?,
    })
}

fn read_sigungu(row: &[&'static str]) -> Option<Sigungu> {
    let &[code, sido, name, kind, from, to] = row else { return None };
    let kind = match kind {
        "Si" => SigunguKind::Si,
        "Gun" => SigunguKind::Gun,
        "AutonomousGu" => SigunguKind::AutonomousGu,
        "GeneralGu" => SigunguKind::GeneralGu,
        "AdministrativeSi" => SigunguKind::AdministrativeSi,
        _ => return None,
    };
    Some(Sigungu { code, sido, name, kind, from: from.parse().ok()?, to: until(to).ok()? })
}

#[cfg(test)]
mod tests {
    use super::super::{ZoneSystem, place_kind};
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn there_are_seventeen_provinces_since_sejong() {
        assert_eq!(sidos(day("2012-06-30")).len(), 16);
        assert_eq!(sidos(day("2012-07-01")).len(), 17);
        assert_eq!(sidos(day("2026-03-01")).len(), 17);
    }

    #[test]
    fn gangwon_changed_its_code_name_and_kind_at_once() {
        let of =
            |on| sidos(day(on)).into_iter().find(|s| s.short == "강원").map(|s| (s.code, s.name, s.kind));
        assert_eq!(of("2023-06-10"), Some(("42", "강원도", SidoKind::Province)));
        assert_eq!(of("2023-06-11"), Some(("51", "강원특별자치도", SidoKind::SpecialSelfGovProvince)));
    }

    #[test]
    fn every_row_is_read() {
        let sidos = include_str!("../../../../data/sidos.tsv");
        assert!(rows(sidos).all(|row| read_sido(&row).is_some()));
        let sigungus = include_str!("../../../../data/sigungus.tsv");
        assert!(rows(sigungus).all(|row| read_sigungu(&row).is_some()));
    }

    #[test]
    fn the_226_local_governments_below_the_provinces_are_listed() {
        // 226 시·군·자치구 since 2014: 일반구 and 행정시 are no local governments.
        for on in ["2021-12-31", "2024-06-30", "2026-03-01"] {
            let own = [SigunguKind::Si, SigunguKind::Gun, SigunguKind::AutonomousGu];
            assert_eq!(sigungus(day(on)).iter().filter(|s| own.contains(&s.kind)).count(), 226, "{on}");
        }
    }

    #[test]
    fn listed_kinds_agree_with_the_digits() {
        for county in sigungus(day("2026-03-01")) {
            let code = format!("{}00000", county.code);
            let kind = place_kind(ZoneSystem::MoisAdm, &code, day("2026-03-01")).unwrap();
            assert_eq!(kind.sigungu, Some(county.kind), "{}", county.name);
        }
    }

    #[test]
    fn gunwi_is_in_one_province_at_a_time() {
        let of = |on| {
            sigungus(day(on)).into_iter().filter(|s| s.name == "군위군").map(|s| s.sido).collect::<Vec<_>>()
        };
        assert_eq!(of("2023-06-30"), ["경상북도"]);
        assert_eq!(of("2023-07-01"), ["대구광역시"]);
    }
}
