//! What the gates look at: the form as far as it is written, the census cell of its cluster, and whom other
//! applications name.

use std::collections::BTreeSet;

use ledger::Sha256;
use programme::{
    divisions::DivisionRule,
    gates::{
        ClusterEvidence, Debarment, Device, GateInput, GateReport, Institution, PersonKey, Premises,
        StaffMember, assess,
    },
};
use sea_orm::ConnectionTrait;

use super::{
    form::{ApplicationForm, Reading, StaffRow},
    store::{self, Application},
};
use crate::{
    base::errors::Outcome, notices::calls::Call, places::atlas, registry::institutions::store as institutions,
};

/// Judges the five gates of an institution's application as it stands now.
pub async fn judge(
    connection: &impl ConnectionTrait,
    call: &Call,
    application: &Application,
    institution: Option<&institutions::Institution>,
    reading: &Reading,
) -> Outcome<GateReport> {
    Ok(assess(&gathered(connection, call, application, institution, reading).await?))
}

/// What the gates look at.
pub async fn gathered(
    connection: &impl ConnectionTrait,
    call: &Call,
    application: &Application,
    institution: Option<&institutions::Institution>,
    reading: &Reading,
) -> Outcome<GateInput> {
    let kind =
        institution.map_or(programme::gates::InstitutionKind::ForProfit, |institution| institution.kind);
    let people: BTreeSet<PersonKey> = reading.form.staff.iter().filter_map(person_key).collect();
    let named = store::named(connection, [call.id].into(), people.iter().collect()).await?;
    let staff_elsewhere = store::elsewhere(&named, call.id, application.id);
    let cluster = if reading.has_cluster { cluster(connection, call, &reading.form).await? } else { None };
    Ok(GateInput {
        institution: Institution {
            kind,
            does_related_work: None,
            debarment: Debarment::NotChecked,
            capacity: None,
            non_profit: None,
        },
        cluster,
        premises: reading.form.premises.iter().map(premises).collect(),
        devices: reading.form.devices.iter().map(device).collect(),
        staff: reading.form.staff.iter().map(staff).collect(),
        staff_elsewhere,
        call: call.options,
    })
}

async fn cluster(
    connection: &impl ConnectionTrait,
    call: &Call,
    form: &ApplicationForm,
) -> Outcome<Option<ClusterEvidence>> {
    let found = atlas::evidence(connection, &form.zone_code, form.division, &call.ruleset).await?;
    Ok(found.map(|atlas::Evidence { cell, snapshot }| ClusterEvidence {
        cells: vec![cell],
        divisions: if call.ruleset == "legacy-19" {
            DivisionRule::Legacy19
        } else {
            DivisionRule::Statute2018
        },
        snapshot,
        roster: None,
    }))
}

/// Who a person is across applications, without keeping the name and number in a second place.
pub fn person_key(row: &StaffRow) -> Option<PersonKey> {
    key_of(&row.name, &row.phone)
}

/// The same of anybody else with a name and a number (E.164), so that a person is found wherever they are named.
pub fn key_of(name: &str, phone: &str) -> Option<PersonKey> {
    let named = !name.is_empty() && !phone.is_empty();
    named.then(|| PersonKey(Sha256::of_parts(&[name.as_bytes(), b"|", phone.as_bytes()]).to_hex()))
}

fn staff(row: &StaffRow) -> StaffMember {
    StaffMember {
        person: person_key(row),
        employment: row.employment,
        dedicated: row.dedicated,
        qualification: row.qualification,
    }
}

fn premises(row: &super::form::PremisesRow) -> Premises {
    Premises {
        kind: row.kind,
        dedicated: row.dedicated,
        area_centi_m2: row.area_centi_m2,
        tenure: row.tenure,
        inside_cluster: row.inside_cluster,
    }
}

fn device(row: &super::form::DeviceRow) -> Device {
    Device { name: row.name.clone(), quantity: row.quantity, dedicated: row.dedicated }
}
