//! The synthetic census (가상 자료) of the example programme, the same numbers every time.
//!
//! It follows published figures: about 520,000 manufacturing establishments with fewer than ten workers, the provinces'
//! shares of small businesses, and the sizes of single clusters that the press gave. Everything in between is made up.
//! How many clusters come out is not among what it is fitted to. Only addition, multiplication and division are used,
//! so that every machine makes the same bytes.

use chrono::NaiveDate;
use korea::zones::{EmdKind, Zone, ZoneSystem};
use programme::gates::HeadcountBasis;
use uuid::Uuid;

use super::{
    actions::{self, NewSnapshot},
    store::{Cell, CellCount},
};
use crate::{
    base::{app::App, errors::Outcome},
    identity::audit::PROGRAM,
    registry::zones::zones,
};

/// Establishments in all: about 587,000 in manufacturing, 88.5 % of them below ten workers.
const TOTAL: u64 = 520_000;

/// Tenths of a per cent of all small businesses by province (2018); the provinces that the source does not name share
/// the rest.
const PROVINCES: [(&str, u64); 17] = [
    ("경기", 219),
    ("서울", 190),
    ("부산", 72),
    ("경남", 72),
    ("경북", 59),
    ("대구", 54),
    ("인천", 50),
    ("충남", 42),
    ("전남", 42),
    ("전북", 38),
    ("강원", 32),
    ("충북", 32),
    ("광주", 29),
    ("대전", 28),
    ("울산", 21),
    ("제주", 16),
    ("세종", 4),
];

/// How common a division is among small manufacturers, beside the others; made up.
const DIVISIONS: [(u8, u64); 25] = [
    (10, 122),
    (11, 12),
    (12, 1),
    (13, 60),
    (14, 92),
    (15, 22),
    (16, 24),
    (17, 20),
    (18, 56),
    (19, 1),
    (20, 22),
    (21, 3),
    (22, 60),
    (23, 30),
    (24, 22),
    (25, 172),
    (26, 32),
    (27, 32),
    (28, 45),
    (29, 106),
    (30, 20),
    (31, 8),
    (32, 48),
    (33, 60),
    (34, 30),
];

/// Cells that are set: the clusters that the press gave a number for (a 법정동 of several 행정동 is divided among
/// them), and the cells that the example programme shows the rule with.
const SET: [(&str, u8, CellCount); 18] = [
    // 문래동 기계금속 1,350.
    ("1156060500", 25, CellCount::Known(812)),
    ("1156060500", 29, CellCount::Known(538)),
    // 중곡동 봉제 400.
    ("1121574000", 14, CellCount::Known(118)),
    ("1121575000", 14, CellCount::Known(92)),
    ("1121576000", 14, CellCount::Known(101)),
    ("1121577000", 14, CellCount::Known(89)),
    // 노원동 안경 227.
    ("2723079000", 27, CellCount::Known(227)),
    // 가산면 가구 146.
    ("4165033000", 32, CellCount::Known(146)),
    // 관양동 전자부품 115.
    ("4117356000", 26, CellCount::Known(115)),
    // 당정동 금속 200, in 군포1동.
    ("4141051000", 25, CellCount::Known(200)),
    // 평리동 의류 178.
    ("2717062000", 14, CellCount::Known(52)),
    ("2717064000", 14, CellCount::Known(96)),
    ("2717065000", 14, CellCount::Known(30)),
    // One short of the threshold, exactly at it, and one that nobody can tell.
    (demo::ONE_SHORT.0, demo::ONE_SHORT.1, CellCount::Known(49)),
    (demo::EXACTLY.0, demo::EXACTLY.1, CellCount::Known(50)),
    (demo::WITHHELD.0, demo::WITHHELD.1, CellCount::Unknown { at_least: 38, at_most: None }),
    // Two neighbours of 30 that do not add up.
    ("2814055500", 29, CellCount::Known(30)),
    ("2814058000", 29, CellCount::Known(30)),
];

/// Cells (zone, division) that the example programme applies with.
pub mod demo {
    /// 서울 영등포구 문래동, 금속가공: far above its threshold of 50.
    pub const LARGE: (&str, u8) = ("1156060500", 25);
    /// 대구 북구 노원동, 안경: above 50.
    pub const GLASSES: (&str, u8) = ("2723079000", 27);
    /// 경기 포천시 가산면, 가구: above 40.
    pub const FURNITURE: (&str, u8) = ("4165033000", 32);
    /// 경기 안양시 관양2동, 전자부품: above 40.
    pub const ELECTRONICS: (&str, u8) = ("4117356000", 26);
    /// 인천 동구 송림4동, 금속가공: exactly 50.
    pub const EXACTLY: (&str, u8) = ("2814061000", 25);
    /// 인천 동구 송현3동, 금속가공: 49, one short.
    pub const ONE_SHORT: (&str, u8) = ("2814057000", 25);
    /// 서울 종로구 창신제1동, 의복: withheld, at least 38 of 50.
    pub const WITHHELD: (&str, u8) = ("1111067000", 14);
}

/// The day the synthetic census describes.
pub fn reference_date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 12, 31).unwrap_or_default()
}

/// Publishes the synthetic census and returns the id of its snapshot.
pub async fn seed(app: &App) -> Outcome<Uuid> {
    actions::publish_snapshot(app, PROGRAM, census()).await
}

/// The synthetic census.
pub fn census() -> NewSnapshot {
    NewSnapshot {
        name: "2021년 예시 사업체 자료".to_owned(),
        reference_date: reference_date(),
        source: "가상 자료 (2021년 전국사업체조사의 공표 총량에 맞춘 합성 자료)".to_owned(),
        zone_system: ZoneSystem::MoisAdm,
        ksic_revision: 10,
        headcount: HeadcountBasis::PersonsEngagedBand,
        is_synthetic: true,
        cells: cells(),
    }
}

fn cells() -> Vec<Cell> {
    let day = reference_date();
    let mut cells = Vec::with_capacity(60_000);
    for (province, tenths) in PROVINCES {
        let inside: Vec<&Zone> = zones()
            .in_force(day)
            .filter(|zone| korea::zones::sido_short_name(zone.sido) == Some(province))
            .collect();
        let weights: Vec<f64> = inside.iter().map(|zone| zone_weight(zone)).collect();
        for (zone, establishments) in inside.iter().zip(divide(TOTAL * tenths / 1_000, &weights)) {
            let weights: Vec<f64> =
                DIVISIONS.iter().map(|(division, share)| division_weight(zone, *division, *share)).collect();
            for ((division, _), count) in DIVISIONS.iter().zip(divide(establishments, &weights)) {
                cells.extend(cell(zone.code, *division, u32::try_from(count).unwrap_or(u32::MAX)));
            }
        }
    }
    for (zone, division, count) in SET {
        cells.retain(|cell| cell.zone != zone || cell.division != division);
        cells.push(Cell { zone: zone.to_owned(), division, count });
    }
    cells
}

/// One cell in four hundred is withheld: the source then says only that it has at least some of them.
fn cell(zone: &str, division: u8, count: u32) -> Option<Cell> {
    let is_withheld = count >= 3 && mix(&[zone.as_bytes(), &[division], b"withheld"]).is_multiple_of(400);
    let count = if is_withheld {
        CellCount::Unknown { at_least: count * 3 / 5, at_most: None }
    } else {
        CellCount::Known(count)
    };
    (count != CellCount::Known(0)).then(|| Cell { zone: zone.to_owned(), division, count })
}

/// Some places have many workshops, most have few; the countryside has somewhat fewer per place.
fn zone_weight(zone: &Zone) -> f64 {
    let kind = match zone.kind {
        EmdKind::Dong => 1.0,
        EmdKind::Eup => 1.3,
        EmdKind::Myeon => 0.6,
    };
    kind * heavy(&[zone.sigungu_code().as_bytes(), b"county"], 0.4)
        * heavy(&[zone.code.as_bytes(), b"zone"], 0.12)
}

/// Trades gather: in a county, and once more in a single place.
fn division_weight(zone: &Zone, division: u8, share: u64) -> f64 {
    share as f64
        * heavy(&[zone.sigungu_code().as_bytes(), &[division], b"trade"], 0.3)
        * heavy(&[zone.code.as_bytes(), &[division], b"trade"], 0.15)
}

/// A number that is mostly near one and seldom large; the smaller `floor`, the larger it can get.
fn heavy(key: &[&[u8]], floor: f64) -> f64 {
    let unit = (mix(key) >> 11) as f64 / 9_007_199_254_740_992.0;
    1.0 / (floor + 1.0 - unit)
}

/// Divides a whole number by weights so that nothing is lost: each part is the difference of two rounded sums.
fn divide(whole: u64, weights: &[f64]) -> Vec<u64> {
    let all: f64 = weights.iter().sum();
    let (mut weight_so_far, mut given) = (0.0, 0);
    weights
        .iter()
        .map(|weight| {
            weight_so_far += weight;
            let until = rounded(whole as f64 * weight_so_far / all);
            let part = until.saturating_sub(given);
            given += part;
            part
        })
        .collect()
}

#[expect(clippy::cast_sign_loss, reason = "sums of positive weights")]
fn rounded(value: f64) -> u64 {
    (value + 0.5) as u64
}

/// 64 evenly spread bits from a key (FNV-1a, then the finisher of SplitMix64).
fn mix(key: &[&[u8]]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in key.iter().flat_map(|part| part.iter()) {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}
