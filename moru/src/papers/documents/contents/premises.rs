//! Rooms and devices (시설·장비 현황, D-07). Plans, photographs and leases are files of the application.

use documents::Column;
use programme::gates::{Gate, PremisesKind, Tenure};

use super::{
    Paper,
    application::Filled,
    blocks::{facts, heading, table},
};
use crate::{
    applying::applications::form::{DeviceRow, PREMISES, PremisesRow},
    web::show,
};

/// Rooms and devices.
pub(super) fn paper(form: &Filled) -> Paper {
    let mut paper = form.paper("시설·장비 현황");
    paper.push(heading("공간"));
    let columns = [
        ("쓰임", Column::centered(2)),
        ("주소", Column::text(5)),
        ("면적", Column::number(2)),
        ("전용", Column::centered(1)),
        ("집적지 안", Column::centered(2)),
        ("사용 권한", Column::text(4)),
    ];
    paper.push(table(columns, form.form.premises.iter().map(room), "적은 공간이 없습니다."));
    paper.push(heading("기기"));
    let columns = [("기기", Column::text(6)), ("수량", Column::number(2)), ("전용", Column::centered(2))];
    paper.push(table(columns, form.form.devices.iter().map(device), "적은 기기가 없습니다."));
    paper.push(heading("전용 공간과 기기"));
    let line = form.lines().into_iter().zip(&form.report.gates).find(|(_, result)| result.gate == Gate::G4);
    if let Some((line, _)) = line {
        paper.push(facts([("판정 자료", line.detail), ("근거", line.basis)]));
    }
    paper.push(heading("붙임 서류"));
    paper.push(form.files());
    paper
}

fn room(room: &PremisesRow) -> [String; 6] {
    let inside = match room.inside_cluster {
        Some(true) => "예",
        Some(false) => "아니요",
        None => "모름",
    };
    [
        kind(room.kind).to_owned(),
        room.address.clone(),
        area(room.area_centi_m2),
        yes(room.dedicated),
        inside.to_owned(),
        tenure(room.tenure),
    ]
}

fn device(device: &DeviceRow) -> [String; 3] {
    [device.name.clone(), show::count(i64::from(device.quantity)), yes(device.dedicated)]
}

fn yes(is: bool) -> String {
    if is { "예" } else { "아니요" }.to_owned()
}

fn kind(of: PremisesKind) -> &'static str {
    PREMISES.iter().find(|(_, known, _)| *known == of).map_or("", |(.., korean)| korean)
}

fn tenure(of: Tenure) -> String {
    match of {
        Tenure::Own => "소유".to_owned(),
        Tenure::FreeUse => "무상 사용".to_owned(),
        Tenure::Lease { until, renewal_pledged } => {
            let pledge = if renewal_pledged { ", 연장 약속" } else { "" };
            format!("임차 ({}까지{pledge})", show::date(until))
        }
    }
}

/// "66.12㎡".
pub(super) fn area(centi_m2: u32) -> String {
    format!("{}.{:02}㎡", show::count(i64::from(centi_m2 / 100)), centi_m2 % 100)
}
