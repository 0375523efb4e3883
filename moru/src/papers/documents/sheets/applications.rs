//! The applications to a call, in the order of their receipts.

use std::collections::BTreeMap;

use documents::sheets::{Kind, Sheet, Value};
use korea::ksic::{Revision, division};
use programme::{
    gates::{Gate, GateReport},
    states::ApplicationState,
};
use uuid::Uuid;

use super::{call, sheet};
use crate::{
    applying::{
        applications::{
            access::{Act, require},
            store::{self as applications, Application},
            words,
        },
        intake::store::{self as intake, Found},
    },
    base::{app::App, errors::Outcome},
    identity::accounts::{Actor, permissions::Subject},
    papers::documents::contents::verdict,
    registry::institutions::{
        kinds,
        store::{self as institutions, Institution},
    },
    web::show,
};

/// The most applications of a call.
const MOST: u64 = 2000;

pub(super) async fn sheets(app: &App, actor: &Actor, slug: &str) -> Outcome<Vec<Sheet>> {
    require(Act::List, actor, &Subject { owner: None, state: ApplicationState::Submitted })?;
    let (call, database) = (call(app, slug).await?, app.database.read());
    let found = applications::handed_in(database, call.id, None, MOST).await?;
    let ids = found.iter().map(|one| one.institution).collect();
    let names: BTreeMap<Uuid, Institution> =
        institutions::find_all(database, ids).await?.into_iter().map(|one| (one.id, one)).collect();
    let notes = intake::findings_of(database, found.iter().map(|one| one.id).collect()).await?;
    let none = Vec::new();
    let rows = found.iter().map(|one| {
        let notes = notes.get(&one.id).unwrap_or(&none);
        row(one, names.get(&one.institution), notes)
    });
    let columns = [
        ("접수번호", Kind::Text, 22),
        ("받은 때", Kind::Text, 28),
        ("신청기관", Kind::Text, 30),
        ("기관 유형", Kind::Text, 30),
        ("사업자등록번호", Kind::Text, 16),
        ("집적지", Kind::Text, 34),
        ("업종", Kind::Text, 24),
        ("신청액(원)", Kind::Won, 16),
        ("상태", Kind::Text, 14),
        ("① 운영 역량", Kind::Text, 12),
        ("② 집적지 규모", Kind::Text, 12),
        ("③ 비영리기관", Kind::Text, 12),
        ("④ 전용 공간과 기기", Kind::Text, 16),
        ("⑤ 운영인력", Kind::Text, 12),
    ];
    Ok(vec![sheet("접수된 신청", columns, rows.collect::<Outcome<Vec<_>>>()?)])
}

fn row(one: &Application, institution: Option<&Institution>, notes: &[Found]) -> Outcome<[Value; 14]> {
    let form = one.form()?;
    let report = one.frozen_report()?;
    let name = form.as_ref().and_then(|form| division(form.division, Revision::R10));
    let gate = |gate| report.as_ref().map_or("", |report| outcome(report, notes, gate)).into();
    Ok([
        one.receipt_number.clone().into(),
        one.received_at.map(show::exact).into(),
        institution.map(|known| known.name.clone()).into(),
        institution.map(|known| kinds::korean(known.kind)).into(),
        institution.map(|known| known.business_number.clone()).into(),
        form.as_ref().map(|form| form.zone_name.clone()).into(),
        name.map(|known| format!("C{} {}", known.code, known.name)).into(),
        form.and_then(|form| form.requested_won).into(),
        words::state_word(one.state).into(),
        gate(Gate::G1),
        gate(Gate::G2),
        gate(Gate::G3),
        gate(Gate::G4),
        gate(Gate::G5),
    ])
}

fn outcome(report: &GateReport, notes: &[Found], gate: Gate) -> &'static str {
    let latest = intake::latest(notes);
    verdict(words::state(report.reviewed(gate, latest.get(&gate).map(|found| found.holds))))
}
