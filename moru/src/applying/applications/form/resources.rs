//! People, rooms and devices: groups of rows.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use korea::phone::Phone;
use programme::gates::{Employment, PremisesKind, Tenure};

use super::{
    MOST_ROWS,
    choices::{EMPLOYMENTS, PREMISES, QUALIFICATIONS, TENURES},
    read::Reader,
    typed::{DeviceRow, PremisesRow, StaffRow},
};
use crate::{applying::applications::store::Answers, web::forms::hundredths};

const STAFF: [&str; 6] = ["name", "phone", "job", "employment", "dedicated", "qualification"];
const ROOMS: [&str; 8] =
    ["kind", "address", "area", "dedicated", "inside", "tenure", "lease_until", "pledge"];
const DEVICES: [&str; 3] = ["name", "quantity", "dedicated"];

/// The groups with the fields of their rows.
const GROUPS: [(&str, &[&str]); 3] = [("staff", &STAFF), ("premises", &ROOMS), ("devices", &DEVICES)];

/// Whether a name is a field of a row, such as `staff.0.name`.
pub(super) fn is_field(field: &str) -> bool {
    let mut parts = field.splitn(3, '.');
    let (Some(group), Some(row), Some(name)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let known = GROUPS.iter().any(|(known, names)| *known == group && names.contains(&name));
    known && row.parse::<usize>().is_ok_and(|row| row < MOST_ROWS)
}

/// Fields that say something even in an untouched row, because their first choice is chosen.
const CHOSEN_FROM_THE_START: [&str; 2] = [".employment", ".kind"];

/// The rows of a group in which something is written, in order.
pub fn rows(answers: &Answers, group: &str) -> Vec<usize> {
    let written = answers.iter().filter(|(field, answer)| {
        let untouched = CHOSEN_FROM_THE_START.iter().any(|name| field.ends_with(name));
        !untouched && !answer.value.trim().is_empty()
    });
    let rows: BTreeSet<usize> = written
        .filter_map(|(field, _)| {
            field.strip_prefix(group)?.strip_prefix('.')?.split('.').next()?.parse().ok()
        })
        .collect();
    rows.into_iter().filter(|row| *row < MOST_ROWS).collect()
}

/// Reads the three groups.
pub(super) fn read(reader: &mut Reader<'_>) -> (Vec<StaffRow>, Vec<PremisesRow>, Vec<DeviceRow>) {
    let numbers = |reader: &Reader<'_>, group: &str| rows(reader.answers(), group);
    let staff = numbers(reader, "staff").into_iter().map(|row| person(reader, row)).collect::<Vec<_>>();
    let premises = numbers(reader, "premises").into_iter().map(|row| room(reader, row)).collect::<Vec<_>>();
    let devices = numbers(reader, "devices").into_iter().map(|row| device(reader, row)).collect::<Vec<_>>();
    // What the gates ask for beyond one row is theirs to say; an empty group can not be judged at all.
    if staff.is_empty() {
        reader.problem("staff.0.name", "운영인력을 적어 주세요.");
    }
    if premises.is_empty() {
        reader.problem("premises.0.address", "센터가 쓸 공간을 적어 주세요.");
    }
    if devices.is_empty() {
        reader.problem("devices.0.name", "센터가 쓸 기기를 적어 주세요. 예: 컴퓨터");
    }
    (staff, premises, devices)
}

fn person(reader: &mut Reader<'_>, row: usize) -> StaffRow {
    let field = |name: &str| format!("staff.{row}.{name}");
    let phone: Option<Phone> = reader.value(&field("phone"), "전화번호를 확인해 주세요. 예: 010-1234-5678");
    let employment = reader.optional_text(&field("employment"));
    let qualification = reader.optional_text(&field("qualification"));
    StaffRow {
        name: reader.text(&field("name"), "이름을 입력해 주세요."),
        phone: phone.map(|phone| phone.e164()).unwrap_or_default(),
        job: reader.text(&field("job"), "맡을 일을 적어 주세요. 예: 센터장"),
        employment: EMPLOYMENTS
            .iter()
            .find(|(code, ..)| *code == employment)
            .map_or(Employment::FullTime, |(_, employment, _)| *employment),
        dedicated: reader.ticked(&field("dedicated")),
        qualification: QUALIFICATIONS
            .iter()
            .find(|(code, ..)| *code == qualification)
            .map(|(_, qualification, _)| *qualification),
    }
}

fn room(reader: &mut Reader<'_>, row: usize) -> PremisesRow {
    let field = |name: &str| format!("premises.{row}.{name}");
    let kind = reader.optional_text(&field("kind"));
    let area = reader.optional_text(&field("area"));
    let area_centi_m2 = hundredths(&area);
    if area_centi_m2.is_none() {
        reader.problem(field("area"), "면적을 숫자로 적어 주세요. 예: 66.12");
    }
    let inside = reader.optional_text(&field("inside"));
    PremisesRow {
        kind: PREMISES
            .iter()
            .find(|(code, ..)| *code == kind)
            .map_or(PremisesKind::Office, |(_, kind, _)| *kind),
        address: reader.text(&field("address"), "주소를 입력해 주세요."),
        area_centi_m2: area_centi_m2.unwrap_or_default(),
        dedicated: reader.ticked(&field("dedicated")),
        inside_cluster: match inside.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        tenure: tenure(reader, row),
    }
}

fn tenure(reader: &mut Reader<'_>, row: usize) -> Tenure {
    let field = |name: &str| format!("premises.{row}.{name}");
    let code = reader.optional_text(&field("tenure"));
    if !TENURES.iter().any(|(known, _)| *known == code) {
        reader.problem(field("tenure"), "소유, 임차, 무상 사용 가운데 하나를 골라 주세요.");
    }
    match code.as_str() {
        "lease" => {
            let until: Option<NaiveDate> =
                reader.value(&field("lease_until"), "임차가 끝나는 날을 적어 주세요. 예: 2026-12-31");
            let renewal_pledged = reader.ticked(&field("pledge"));
            Tenure::Lease { until: until.unwrap_or_default(), renewal_pledged }
        }
        "free_use" => Tenure::FreeUse,
        _ => Tenure::Own,
    }
}

fn device(reader: &mut Reader<'_>, row: usize) -> DeviceRow {
    let field = |name: &str| format!("devices.{row}.{name}");
    let quantity: Option<u32> = reader.value(&field("quantity"), "수량을 숫자로 적어 주세요. 예: 1");
    DeviceRow {
        name: reader.text(&field("name"), "기기 이름을 입력해 주세요."),
        quantity: quantity.unwrap_or_default(),
        dedicated: reader.ticked(&field("dedicated")),
    }
}
