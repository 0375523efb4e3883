//! The 39 centres of the example programme. They are made up (예시); how many there were in which year and how they
//! spread over the provinces follows the published figures: 6 in 2013, 25 in 2015, 32 in 2018, 39 in April 2024.

use chrono::NaiveDate;

use super::actions::{self, NewCentre};
use crate::{
    base::{app::App, errors::Outcome},
    identity::audit::PROGRAM,
    registry::zones::zones,
};

/// The first day, and the centres that opened on it: zone, short name of the place, trade.
type Year = ((i32, u32, u32), &'static [(&'static str, &'static str, &'static str)]);

const YEARS: [Year; 4] = [
    (
        (2013, 10, 1),
        &[
            ("1156060500", "문래", "기계금속"),
            ("1121574000", "중곡", "의류봉제"),
            ("4141051000", "군포", "금속가공"),
            ("2723079000", "노원", "안경"),
            ("2653064500", "감전", "기계부품"),
            ("2826058000", "가좌", "목재가공"),
        ],
    ),
    (
        (2015, 7, 1),
        &[
            ("1111068000", "창신", "의류봉제"),
            ("1120069000", "성수", "수제화"),
            ("1114060500", "을지로", "인쇄"),
            ("1126058000", "상봉", "의류봉제"),
            ("1171064600", "장지", "귀금속"),
            ("4165033000", "가산", "가구"),
            ("4148025000", "문산", "인쇄"),
            ("4127354500", "원곡", "도금"),
            ("4139059100", "정왕", "기계부품"),
            ("2644056000", "녹산", "조선기자재"),
            ("2717064000", "평리", "의류"),
            ("2711059500", "대신", "섬유"),
            ("2920064000", "하남", "전자부품"),
            ("3023052000", "대화", "기계금속"),
            ("4311425300", "오창", "식료품"),
            ("4471025000", "금산", "인삼가공"),
            ("5214041000", "왕궁", "귀금속"),
            ("4721025000", "풍기", "인견"),
            ("4817059500", "상봉", "실크"),
        ],
    ),
    (
        (2018, 5, 1),
        &[
            ("2814061000", "송림", "금속가공"),
            ("4157025300", "고촌", "가구"),
            ("4163053000", "회천", "섬유"),
            ("5113025000", "문막", "식료품"),
            ("4683025300", "삼호", "조선기자재"),
            ("4719053500", "원평", "전자부품"),
            ("4825025000", "진영", "기계금속"),
        ],
    ),
    (
        (2023, 5, 1),
        &[
            ("4117355000", "관양", "전자부품"),
            ("3120051000", "농소", "자동차부품"),
            ("4420033000", "탕정", "전자부품"),
            ("5271025300", "봉동", "식료품"),
            ("4825034000", "한림", "기계부품"),
            ("2644056000", "녹산 제2", "표면처리"),
            ("4681025000", "강진", "식료품"),
        ],
    ),
];

/// Opens the 39 centres.
pub async fn seed(app: &App) -> Outcome<()> {
    for new in centres() {
        actions::open(app, PROGRAM, new).await?;
    }
    Ok(())
}

/// The 39 centres.
pub fn centres() -> Vec<NewCentre> {
    let mut all = Vec::with_capacity(39);
    for ((year, month, day), opened) in YEARS {
        let opened_on = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        for (zone, place, trade) in opened {
            all.push(NewCentre {
                name: format!("예시 {place} {trade} 소공인특화지원센터"),
                operator: operator(all.len(), place),
                address: address(zone),
                speciality: (*trade).to_owned(),
                zone_code: (*zone).to_owned(),
                opened_on,
                is_example: true,
            });
        }
    }
    all
}

fn operator(number: usize, place: &str) -> String {
    let kind = ["산업진흥원", "대학교 산학협력단", "테크노파크", "상공회의소", "소공인협회"][number % 5];
    format!("예시 {place} {kind}")
}

fn address(zone: &str) -> String {
    zones().get(zone).map(|zone| format!("{} 예시로 1", zone.full_name())).unwrap_or_default()
}
