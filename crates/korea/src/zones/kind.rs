//! What kind of place a zone lies in, at a date.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::table::{Family, TABLE};
use super::{ZoneCodeError, ZoneSystem};

/// The kind of a province-level place (지방자치법 제2조제1항제1호).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SidoKind {
    /// 특별시.
    Special,
    /// 광역시.
    Metropolitan,
    /// 특별자치시.
    SpecialSelfGovCity,
    /// 특별자치도.
    SpecialSelfGovProvince,
    /// 도.
    Province,
}

/// The kind of a county-level place (지방자치법 제2조, 제3조).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SigunguKind {
    /// 시.
    Si,
    /// 군.
    Gun,
    /// 자치구, a district of a 특별시 or 광역시.
    AutonomousGu,
    /// 일반구, a district without self-government that belongs to its 시.
    GeneralGu,
    /// 행정시, a city without self-government (제주시, 서귀포시).
    AdministrativeSi,
}

/// The kinds of the province and the county that a zone lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PlaceKind {
    /// Kind of the province.
    pub sido: SidoKind,
    /// Kind of the county; `None` in a 특별자치시, which has none.
    pub sigungu: Option<SigunguKind>,
}

/// The kinds of the places that the zone `code` lies in on the date `on`.
///
/// Either code of a place that was renumbered (강원 42 → 51, 전북 45 → 52, 군위군 47720 → 27720) means the place
/// itself, whatever the date: a file that still uses the old number for a later date is understood.
///
/// # Errors
/// [`ZoneCodeError`] if the code has the wrong shape, an unknown province, a province that did not exist yet, or
/// belongs to [`ZoneSystem::Other`].
pub fn place_kind(system: ZoneSystem, code: &str, on: NaiveDate) -> Result<PlaceKind, ZoneCodeError> {
    let Some(expected) = system.expected_digits() else { return Err(ZoneCodeError::NoKind) };
    let bytes = code.as_bytes();
    if !system.allows_len(bytes.len()) || !bytes.iter().all(u8::is_ascii_digit) {
        return Err(ZoneCodeError::Malformed { code: code.to_owned(), system, expected });
    }
    let family = Family::of(system);
    let county = &code[..5];
    let place = match TABLE.moved(family, county, on) {
        Some(place) => place,
        None => TABLE
            .place(family, &bytes[..2])
            .ok_or_else(|| ZoneCodeError::UnknownSido { code: code.to_owned(), system })?,
    };
    let sido =
        TABLE.kind(place, on).ok_or_else(|| ZoneCodeError::NotInForce { code: code.to_owned(), on })?;
    Ok(PlaceKind { sido, sigungu: sigungu_kind(family, sido, place, &bytes[..5]) })
}

/// The county kind from the digits: the third digit tells a 군 (except in a 특별시, which has none and uses all
/// digits), the fifth a 일반구.
fn sigungu_kind(family: Family, sido: SidoKind, place: usize, county: &[u8]) -> Option<SigunguKind> {
    if sido == SidoKind::SpecialSelfGovCity {
        return None;
    }
    if TABLE.has_administrative_cities(place) {
        return Some(SigunguKind::AdministrativeSi);
    }
    let is_gun = county[2] >= family.first_gun_digit();
    Some(match sido {
        SidoKind::Special => SigunguKind::AutonomousGu,
        _ if is_gun => SigunguKind::Gun,
        SidoKind::Metropolitan => SigunguKind::AutonomousGu,
        _ if county[4] != b'0' => SigunguKind::GeneralGu,
        _ => SigunguKind::Si,
    })
}
