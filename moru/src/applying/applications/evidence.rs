//! What the gates look at: the form as far as it is written, the census cell of its cluster, and whom other
//! applications name.

use std::collections::BTreeSet;

use ledger::Sha256;
use programme::{
    divisions::DivisionRule,
    gates::{
        ClusterEvidence, Debarment, Device, GateInput, GateReport, Institution, InstitutionKind, PersonKey,
        Premises, StaffMember, assess,
    },
};
use sea_orm::ConnectionTrait;

mod partners;

pub use partners::{Partner, Settled, partners, settle, terms_hash};

use super::{
    form::{ApplicationForm, Reading, StaffRow},
    store::{self, Application},
};
use crate::{
    base::{
        errors::{Outcome, Refusal},
        question::Question,
    },
    notices::calls::{Call, store as calls},
    places::atlas,
    registry::institutions::store as institutions,
};

/// An application's call and institution, and what the gates look at.
#[derive(Clone, Debug)]
pub struct Gathered {
    /// The call.
    pub call: Call,
    /// The institution that applies.
    pub institution: Option<institutions::Institution>,
    /// What the gates look at.
    pub input: GateInput,
}

impl Gathered {
    /// Judges the five gates as everything stands now.
    pub fn judge(&self) -> GateReport {
        assess(&self.input)
    }
}

/// Asks four features at once; refused where the call is not known.
pub async fn gathered(
    connection: &impl ConnectionTrait,
    application: &Application,
    reading: &Reading,
) -> Outcome<Gathered> {
    let form = &reading.form;
    let people: BTreeSet<PersonKey> = form.staff.iter().filter_map(person_key).collect();
    let counted = if reading.has_cluster {
        atlas::counted(&form.zone_code, form.division).map(Some)
    } else {
        Question::known(None)
    };
    let question = calls::asked(application.call)
        .and(institutions::asked(application.institution))
        .and(store::named([application.call].into(), people))
        .and(counted);
    let (((call, institution), named), counted) = question.ask(connection).await?;
    let call = call.ok_or_else(Refusal::not_found)?;
    let kind = institution.as_ref().map_or(InstitutionKind::ForProfit, |institution| institution.kind);
    let elsewhere = store::elsewhere(&named, call.id, application.id);
    let input = input(form, kind, (&call, counted), elsewhere);
    Ok(Gathered { call, institution, input })
}

/// What the gates look at: a form, the kind of its institution, the call with the census cell of the cluster, and whom
/// other applications name.
pub fn input(
    form: &ApplicationForm,
    kind: InstitutionKind,
    (call, counted): (&Call, Option<atlas::Counted>),
    staff_elsewhere: BTreeSet<PersonKey>,
) -> GateInput {
    GateInput {
        institution: Institution {
            kind,
            does_related_work: None,
            debarment: Debarment::NotChecked,
            capacity: None,
            non_profit: None,
        },
        cluster: counted.and_then(|counted| cluster(counted, call)),
        premises: form.premises.iter().map(premises).collect(),
        devices: form.devices.iter().map(device).collect(),
        staff: form.staff.iter().map(staff).collect(),
        staff_elsewhere,
        call: call.options,
    }
}

fn cluster(counted: atlas::Counted, call: &Call) -> Option<ClusterEvidence> {
    let atlas::Evidence { cell, snapshot } = counted.under(&call.ruleset)?;
    let is_legacy = call.ruleset == "legacy-19";
    Some(ClusterEvidence {
        cells: vec![cell],
        divisions: if is_legacy { DivisionRule::Legacy19 } else { DivisionRule::Statute2018 },
        snapshot,
        roster: None,
    })
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
