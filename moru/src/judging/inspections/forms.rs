//! What is typed about inspections: the plan of the agency, and an item of the checklist.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use korea::{dates::kst, numbers::resident};
use programme::inspection::{Content, Position, Verdict, Visit, may_be_planned};
use uuid::Uuid;

use crate::{
    base::words::Words,
    judging::panels::forms::reason_problem,
    web::forms::{Fields, Problems, hundredths},
};

/// The most lines of a roster.
pub const MOST_LINES: usize = 3_000;
/// The longest line of a roster, in characters.
const LONGEST_LINE: usize = 200;
/// The longest note or remark, in characters.
pub const LONGEST_NOTE: usize = 1_000;
/// The longest name of somebody who confirms, in characters.
pub const LONGEST_NAME: usize = 50;

/// What is said where lots were drawn among other firms meanwhile.
pub const RELISTED: &str =
    "명부가 바뀌어 찾아갈 업체를 다시 뽑았습니다. 화면을 새로 열고 새로 뽑은 업체를 확인해 주세요.";

/// A plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// When they come.
    pub planned_at: DateTime<Utc>,
    /// The declared address.
    pub place: String,
    /// Where that is, if it is known.
    pub position: Option<Position>,
    /// Who comes.
    pub inspectors: [Uuid; 2],
    /// The firms of the roster, each once.
    pub roster: Vec<String>,
}

/// Reads a plan today; `least` firms have to be on the roster.
pub fn plan(fields: &Fields, least: u32, today: NaiveDate) -> Result<Plan, Problems> {
    let mut problems = Problems::default();
    let planned_at = NaiveDateTime::parse_from_str(fields.get("planned_at"), "%Y-%m-%dT%H:%M").ok();
    match planned_at {
        None => problems.add("planned_at", "방문하는 날짜와 시각을 적어 주세요."),
        Some(at) if !may_be_planned(at.date(), today) => {
            problems.add("planned_at", "방문하는 날은 오늘부터 1년 안에서 골라 주세요.");
        }
        Some(_) => {}
    }
    let place = fields.get("place").to_owned();
    if place.is_empty() || place.chars().count() > LONGEST_LINE {
        problems.add("place", "방문하는 주소를 200자 이내로 적어 주세요.");
    }
    let position = match (fields.get("latitude"), fields.get("longitude")) {
        ("", "") => None,
        (latitude, longitude) => {
            let known = millionths(latitude).zip(millionths(longitude));
            let position = known.and_then(|(latitude, longitude)| Position::new(latitude, longitude));
            if position.is_none() {
                problems.add("latitude", "위도와 경도를 함께 숫자로 적어 주세요. 예: 37.516600, 126.894900");
            }
            position
        }
    };
    let inspector = |name: &str| Uuid::parse_str(fields.get(name)).ok();
    let (first, second) = (inspector("first"), inspector("second"));
    if first.is_none() {
        problems.add("first", "첫째 실사자를 골라 주세요.");
    }
    if second.is_none() || second == first {
        problems.add("second", "첫째 실사자와 다른 사람을 골라 주세요.");
    }
    let roster = roster(fields.get("roster"), least, &mut problems);
    match (planned_at, first, second) {
        (Some(planned_at), Some(first), Some(second)) if problems.is_empty() => Ok(Plan {
            planned_at: kst::instant(planned_at),
            place,
            position,
            inspectors: [first, second],
            roster,
        }),
        _ => Err(problems),
    }
}

/// The lines of a roster, each once. Lots are drawn among them, and they go onto the phones of the inspectors.
fn roster(text: &str, least: u32, problems: &mut Problems) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines: BTreeSet<String> = lines.map(str::to_owned).collect();
    if resident::contains(text) {
        problems.add(
            "roster",
            "주민등록번호로 보이는 숫자가 있습니다. 주민등록번호는 받지 않습니다. 지우고 다시 적어 주세요.",
        );
    } else if lines.len() > MOST_LINES || lines.iter().any(|line| line.chars().count() > LONGEST_LINE) {
        let words = Words::new("명부는 {n}줄까지, 한 줄은 200자까지 적을 수 있습니다.");
        problems.add("roster", words.with("n", MOST_LINES));
    } else if lines.len() < least as usize {
        let words = Words::new("명부에 서로 다른 업체를 {n}곳 이상 적어 주세요. 지금은 {now}곳입니다.");
        problems.add("roster", words.with("n", least).with("now", lines.len()));
    }
    lines.into_iter().collect()
}

/// Who comes for an inspector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// Who inspects there no more.
    pub leaves: Uuid,
    /// Who inspects there instead.
    pub joins: Uuid,
    /// Why.
    pub reason: String,
}

/// Reads who comes for whom.
pub fn exchange(fields: &Fields) -> Result<Exchange, Problems> {
    let mut problems = Problems::default();
    let person = |name: &str| Uuid::parse_str(fields.get(name)).ok();
    let (leaves, joins, reason) = (person("leaves"), person("joins"), fields.get("reason"));
    if leaves.is_none() {
        problems.add("leaves", "누구를 바꾸는지 골라 주세요.");
    }
    if joins.is_none() {
        problems.add("joins", "대신 갈 사람을 골라 주세요.");
    }
    if let Some(problem) = reason_problem(reason) {
        problems.add("reason", problem);
    }
    match (leaves, joins) {
        (Some(leaves), Some(joins)) if problems.is_empty() => {
            Ok(Exchange { leaves, joins, reason: reason.to_owned() })
        }
        _ => Err(problems),
    }
}

/// "37.5166" as millionths of a degree.
fn millionths(text: &str) -> Option<i32> {
    let degrees: f64 = text.parse().ok().filter(|degrees: &f64| degrees.abs() <= 180.0)?;
    Some((degrees * 1e6).round() as i32)
}

/// An item as it was typed, and the records that it replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// What it says.
    pub content: Content,
    /// What it replaces.
    pub bases: BTreeSet<String>,
}

/// Reads an item; so many firms were drawn among those of a list.
pub fn item(fields: &Fields, (firms, list): (usize, &str)) -> Result<Typed, Problems> {
    let mut problems = Problems::default();
    let code = |value: &str| serde_json::Value::String(value.to_owned());
    let verdict: Option<Verdict> = serde_json::from_value(code(fields.get("verdict"))).ok();
    let note = fields.get("note").to_owned();
    if let Some(problem) = text_problem(&note) {
        problems.add("note", problem);
    }
    let area = fields.get("area");
    let area_centi_m2 = hundredths(area);
    if !area.is_empty() && area_centi_m2.is_none() {
        problems.add("area", "면적을 숫자로 적어 주세요. 예: 66.12");
    }
    let visit = |place: usize| {
        serde_json::from_value(code(fields.get(&format!("visit.{place}")))).unwrap_or(Visit::NotVisited)
    };
    let visits: Vec<Visit> = if fields.has("visit.0") { (0..firms).map(visit).collect() } else { Vec::new() };
    if !visits.is_empty() && fields.get("list") != list {
        problems.add("visit.0", RELISTED);
    }
    let bases = fields.get("bases").split(',').filter(|base| !base.is_empty()).map(str::to_owned).collect();
    if problems.is_empty() {
        Ok(Typed { content: Content { verdict, note, area_centi_m2, visits }, bases })
    } else {
        Err(problems)
    }
}

/// What is wrong with a note.
pub fn text_problem(text: &str) -> Option<Words> {
    if text.chars().count() > LONGEST_NOTE {
        Some(Words::new("{n}자까지 적을 수 있습니다.").with("n", LONGEST_NOTE))
    } else if resident::contains(text) {
        Some(
            "주민등록번호로 보이는 숫자가 있습니다. 주민등록번호는 받지 않습니다. 지우고 다시 적어 주세요."
                .into(),
        )
    } else {
        None
    }
}
