//! The tier of a zone: which of three cluster thresholds applies (도시형소공인법 시행령 제3조).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{SidoKind, SigunguKind, ZoneCodeError, ZoneSystem, place_kind};

/// Which threshold a zone falls under. The numbers themselves belong to a ruleset, not to the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// A 읍·면·동 of a 특별시 or 광역시, its 군 included.
    Metropolitan,
    /// A 읍·면·동 of a 시, of 세종 or of 제주.
    Si,
    /// A 읍·면 of a 군 outside the metropolitan cities.
    Gun,
}

/// The tier of the zone `code` on the date `on`.
///
/// The law is ambiguous for a 군 of a 특별자치도 (강원 since 2023-06-11, 전북 since 2024-01-18):
/// `gun_in_special_province` decides, and comes from the ruleset. The result depends only on the arguments, so a
/// caller may keep it per code.
///
/// # Errors
/// As [`place_kind`].
pub fn tier(
    system: ZoneSystem,
    code: &str,
    on: NaiveDate,
    gun_in_special_province: Tier,
) -> Result<Tier, ZoneCodeError> {
    let kind = place_kind(system, code, on)?;
    Ok(match (kind.sido, kind.sigungu) {
        (SidoKind::Special | SidoKind::Metropolitan, _) => Tier::Metropolitan,
        (SidoKind::SpecialSelfGovProvince, Some(SigunguKind::Gun)) => gun_in_special_province,
        (SidoKind::Province, Some(SigunguKind::Gun)) => Tier::Gun,
        _ => Tier::Si,
    })
}
