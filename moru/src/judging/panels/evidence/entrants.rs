//! The applications that take part in a stage, as the rules of panels and points look at them.

use std::collections::BTreeMap;

use programme::{
    Evidence,
    gates::{Count, GateReport},
    panel::{InstitutionKey, Named, Parties},
    scoring::{ApplicationKey, NotOpen, Progress, Rubric, Stage, StageResult, may_open},
};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::store::{self, Meeting};
use crate::{
    applying::{
        applications::{
            evidence::person_key,
            store::{self as applications, Application},
        },
        intake::store as intake,
    },
    base::errors::Outcome,
    notices::calls::Call,
    registry::institutions::store::{self as institutions, Institution},
};

/// An application that takes part.
#[derive(Clone, Debug)]
pub struct Entrant {
    /// The application.
    pub application: Uuid,
    /// What its receipt and the score sheet call it.
    pub key: ApplicationKey,
    /// What the institution is called.
    pub institution: String,
    /// Where its cluster lies.
    pub zone: String,
    /// Of which division it is.
    pub division: u8,
    /// How many small manufacturers the cluster had when it was received.
    pub manufacturers: u32,
    /// Whom it concerns.
    pub parties: Parties,
}

/// Every application of a call that is judged, in the order of the receipts.
pub async fn entrants(connection: &impl ConnectionTrait, call: &Call) -> Outcome<Vec<Entrant>> {
    entrants_of(connection, &intake::eligible(connection, call.id).await?).await
}

/// The applications of a call as a meeting that has closed found them, those withdrawn since included: what its papers say
/// does not change by what comes later.
pub async fn entrants_then(
    connection: &impl ConnectionTrait,
    call: &Call,
    meeting: &Meeting,
) -> Outcome<Vec<Entrant>> {
    let mut found = intake::eligible(connection, call.id).await?;
    let judged = store::outcomes(connection, [meeting.id]).await?.into_keys();
    let gone = judged.filter(|id| found.iter().all(|known| known.id != *id)).collect::<Vec<Uuid>>();
    found.extend(applications::find_all(connection, gone).await?.into_values());
    found.sort_by(|one, other| one.receipt_number.cmp(&other.receipt_number));
    entrants_of(connection, &found).await
}

async fn entrants_of(connection: &impl ConnectionTrait, found: &[Application]) -> Outcome<Vec<Entrant>> {
    let ids = found.iter().map(|application| application.institution).collect();
    let names: BTreeMap<Uuid, Institution> =
        institutions::find_all(connection, ids).await?.into_iter().map(|known| (known.id, known)).collect();
    found.iter().map(|application| entrant(application, names.get(&application.institution))).collect()
}

fn entrant(application: &Application, institution: Option<&Institution>) -> Outcome<Entrant> {
    let form = application.form()?;
    let report = application.frozen_report()?;
    let key = ApplicationKey(application.receipt_number.clone().unwrap_or_default());
    let staff = form.iter().flat_map(|form| &form.staff);
    let people = staff.filter_map(person_key).map(|person| Named { person, employer: None }).collect();
    let partners = form.iter().flat_map(|form| &form.partners);
    let number = institution.map(|known| known.business_number.clone()).unwrap_or_default();
    Ok(Entrant {
        application: application.id,
        institution: institution.map(|known| known.name.clone()).unwrap_or_default(),
        zone: form.as_ref().map(|form| form.zone_name.clone()).unwrap_or_default(),
        division: form.as_ref().map_or(0, |form| form.division),
        manufacturers: report.as_ref().map(manufacturers).unwrap_or_default(),
        parties: Parties {
            application: key.clone(),
            lead: InstitutionKey(number),
            partners: partners.map(|partner| InstitutionKey(partner.business_number.clone())).collect(),
            people,
        },
        key,
    })
}

/// How many small manufacturers the largest cell counts that gate ② looked at.
fn manufacturers(report: &GateReport) -> u32 {
    let evidence = report.gates.iter().flat_map(|gate| &gate.findings).flat_map(|finding| &finding.evidence);
    let counts = evidence.filter_map(|evidence| match evidence {
        Evidence::Cell(cell) => match cell.count {
            Count::Known(count) => Some(count),
            Count::Unknown { .. } => None,
        },
        _ => None,
    });
    counts.max().unwrap_or_default()
}

/// The applications that a meeting judges: those that no earlier stage has stopped.
pub async fn live(connection: &impl ConnectionTrait, call: &Call, stage: Stage) -> Outcome<Vec<Entrant>> {
    let results = results(connection, call.id).await?;
    let stopped = |entrant: &Entrant| {
        let of = results.get(&entrant.application);
        of.into_iter().flatten().any(|result| result.stage < stage && !result.passes())
    };
    let mut entrants = entrants(connection, call).await?;
    entrants.retain(|entrant| !stopped(entrant));
    Ok(entrants)
}

/// What every stage has said so far, by application.
async fn results(connection: &impl ConnectionTrait, call: Uuid) -> Outcome<BTreeMap<Uuid, Vec<StageResult>>> {
    let meetings: Vec<Meeting> = store::of_call(connection, call).await?;
    store::outcomes(connection, meetings.iter().map(|meeting| meeting.id)).await
}

/// whether a stage of a call may open.
pub async fn may_open_stage(
    connection: &impl ConnectionTrait,
    call: &Call,
    rubric: &Rubric,
    stage: Stage,
) -> Outcome<Result<(), NotOpen>> {
    let results = results(connection, call.id).await?;
    let entrants = entrants(connection, call).await?;
    let none = Vec::new();
    let progress: Vec<Progress<'_>> = entrants
        .iter()
        .map(|entrant| Progress {
            application: &entrant.key,
            live: true,
            results: results.get(&entrant.application).unwrap_or(&none),
        })
        .collect();
    Ok(may_open(rubric, stage, &progress))
}
