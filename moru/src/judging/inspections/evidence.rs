//! An inspection with everything recorded in it, and what the application says that it is held against.

use std::collections::{BTreeMap, BTreeSet};

use programme::{
    gates::PremisesKind,
    inspection::{
        Checklist, Confirmed, Given, Item, Measure, Missing, Record, Signer, Standing, Verdict, missing,
        report_hash, result, standing,
    },
    scoring::InspectionResult,
};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    access::{Act, State, require_own},
    store::{self, Closed, Confirmation, Exchanged, Inspection, Listed, Photo, Recorded},
};
use crate::{
    applying::applications::{form::ApplicationForm, store as applications},
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
    },
    identity::accounts::Actor,
    judging::panels::evidence::{self as panels, People},
    notices::calls::store as calls,
    registry::institutions::store as institutions,
    web::show,
};

/// An inspection with everything recorded in it.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The inspection.
    pub inspection: Inspection,
    /// Its checklist.
    pub checklist: Checklist,
    /// Every record.
    pub recorded: Vec<Recorded>,
    /// The records alone, in the same order.
    pub records: Vec<Record>,
    /// Every photo.
    pub photos: Vec<Photo>,
    /// Every confirmation.
    pub confirmations: Vec<Confirmation>,
    /// The declared area of the office, hundredths of a square metre.
    pub declared_area: Option<u32>,
}

/// Reads everything about an inspection, in a number of queries that does not grow with it.
pub async fn whole(connection: &impl ConnectionTrait, inspection: Inspection) -> Outcome<Whole> {
    let application = applications::find(connection, inspection.application).await?;
    let form = application.map(|application| application.form()).transpose()?.flatten();
    let recorded = store::records(connection, inspection.id).await?;
    Ok(Whole {
        checklist: Checklist::built_in(&inspection.checklist).map_err(Fault::new)?,
        records: recorded.iter().map(|one| one.record.clone()).collect(),
        recorded,
        photos: store::photos(connection, inspection.id).await?,
        confirmations: store::confirmations(connection, inspection.id).await?,
        declared_area: form.as_ref().and_then(office),
        inspection,
    })
}

/// The area of the room that is declared as the office; of the first room where none is.
fn office(form: &ApplicationForm) -> Option<u32> {
    let office = form.premises.iter().find(|room| room.kind == PremisesKind::Office);
    office.or(form.premises.first()).map(|room| room.area_centi_m2)
}

impl Whole {
    /// The firms to walk to, in the order drawn: as many as have to be.
    pub fn sample(&self) -> &[String] {
        sample(&self.checklist, &self.inspection)
    }

    /// The hash of what is recorded now.
    pub fn report(&self) -> String {
        let photos: Vec<(String, &str)> =
            self.photos.iter().map(|photo| (photo.id.to_string(), photo.sha256.as_str())).collect();
        report_hash(
            self.records.iter().map(|record| record.id.as_str()),
            photos.iter().map(|(id, sha256)| (id.as_str(), *sha256)),
        )
    }

    /// The confirmations that count for a report: made of it, by those who inspect now and their host.
    pub fn counting<'a>(&'a self, report: &'a str) -> impl Iterator<Item = &'a Confirmation> {
        self.confirmations.iter().filter(move |one| !one.is_void && one.report == report)
    }

    /// How far from the declared address the nearest photo of the place was taken.
    pub fn metres(&self) -> Option<u32> {
        let declared = self.inspection.position?;
        let place =
            |number: u8| self.checklist.item(number).is_some_and(|item| item.measure == Some(Measure::Place));
        let of_place = self.photos.iter().filter(|photo| place(photo.item));
        of_place.filter_map(|photo| Some(photo.position?.metres_to(declared))).min()
    }

    /// The measured area of the office, hundredths of a square metre; none while it is not settled.
    pub fn measured_area(&self) -> Option<u32> {
        let item = self.checklist.items.iter().find(|item| item.measure == Some(Measure::Area))?;
        match standing(&self.records, item.number) {
            Standing::One(one, _) => one.content.area_centi_m2,
            Standing::Empty | Standing::Conflict(_) => None,
        }
    }

    /// What is missing before it can be closed.
    pub fn missing(&self) -> Vec<Missing> {
        let report = self.report();
        let confirmed = |one: &Confirmation| Confirmed { signer: one.signer, report: one.report.clone() };
        let confirmed: Vec<Confirmed> = self.counting(&report).map(confirmed).collect();
        missing(&Given {
            checklist: &self.checklist,
            records: &self.records,
            photographed: self.photos.iter().map(|photo| photo.item).collect::<BTreeSet<u8>>(),
            metres: self.metres(),
            declared_area: self.declared_area,
            confirmed: &confirmed,
            report: &report,
        })
    }

    /// What it proposes as it stands.
    pub fn result(&self) -> InspectionResult {
        result(&self.checklist, &self.records)
    }
}

/// The firms of an inspection to walk to.
pub fn sample<'a>(checklist: &Checklist, inspection: &'a Inspection) -> &'a [String] {
    let order = &inspection.draw.order;
    &order[..order.len().min(checklist.walk_least as usize)]
}

/// Lets an act of one of its inspectors through, or refuses it. To somebody who is tied to the institution by now there is
/// nothing, as with the papers of an application (SOD-2): nobody can be sure of a tie on the day of the plan.
pub async fn admit(
    connection: &impl ConnectionTrait,
    app: &App,
    (actor, act): (&Actor, Act),
    inspection: &Inspection,
) -> Outcome<()> {
    require_own(act, actor, inspection)?;
    let call = calls::find(connection, inspection.call).await?.ok_or_else(Refusal::not_found)?;
    let entrants = panels::entrants(connection, &call).await?;
    let entrant = entrants.iter().find(|one| one.application == inspection.application);
    let entrant = entrant.ok_or_else(Refusal::not_found)?;
    let rules = panels::plan(connection, &call).await?.panels;
    let people = People::read(connection, &[actor.scope]).await?;
    let on = show::day(app.clock.now()).max(show::day(inspection.planned_at));
    if people.conflicts(actor.scope, entrant, (&rules, on)).is_empty() {
        return Ok(());
    }
    Err(Refusal::not_found().into())
}

/// In which place somebody inspects.
pub fn signer(inspection: &Inspection, evaluator: Uuid) -> Signer {
    if inspection.inspectors[0] == evaluator { Signer::First } else { Signer::Second }
}

/// What pages say about an inspection besides what was recorded.
#[derive(Clone, Debug)]
pub struct About {
    /// The institution.
    pub institution: String,
    /// The number of the receipt.
    pub number: String,
    /// What was applied for.
    pub form: Option<ApplicationForm>,
    /// Its inspectors, and those who were.
    pub people: People,
    /// Who came for whom.
    pub exchanges: Vec<Exchanged>,
}

/// Reads it.
pub async fn about(connection: &impl ConnectionTrait, inspection: &Inspection) -> Outcome<About> {
    let application = applications::find(connection, inspection.application).await?;
    let application = application.ok_or_else(Refusal::not_found)?;
    let institution = institutions::find(connection, application.institution).await?;
    let exchanges = store::exchanges(connection, inspection.id).await?;
    let before = exchanges.iter().map(|one| one.leaves);
    let people: Vec<Uuid> = inspection.inspectors.into_iter().chain(before).collect();
    Ok(About {
        institution: institution.map(|known| known.name).unwrap_or_default(),
        number: application.receipt_number.clone().unwrap_or_default(),
        form: application.form()?,
        people: People::read(connection, &people).await?,
        exchanges,
    })
}

/// Which of these applications are still to be visited; none where nobody is visited in this call. The stage of
/// inspections does not close before.
pub async fn unvisited(
    connection: &impl ConnectionTrait,
    call: Uuid,
    applications: &[Uuid],
) -> Outcome<Vec<Uuid>> {
    let planned = store::of_call(connection, call).await?;
    if planned.is_empty() {
        return Ok(Vec::new());
    }
    let done = |application: &Uuid| {
        planned.iter().any(|one| one.application == *application && one.state == State::Closed)
    };
    Ok(applications.iter().copied().filter(|application| !done(application)).collect())
}

/// What the panel of the stage reads of a closed inspection: what it proposes, and each item that was not as declared
/// with what was written about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// How it ended.
    pub closed: Closed,
    /// The items, by number.
    pub differing: Vec<(u8, String)>,
}

/// What the inspection of an application proposes, once it is closed.
pub async fn proposal(connection: &impl ConnectionTrait, application: Uuid) -> Outcome<Option<Proposal>> {
    let inspection = store::of_application(connection, application).await?;
    let Some((inspection, closed)) =
        inspection.and_then(|one| one.closed.clone().map(|closed| (one, closed)))
    else {
        return Ok(None);
    };
    let whole = whole(connection, inspection).await?;
    let differs = |item: &Item| match standing(&whole.records, item.number) {
        Standing::One(one, _) if one.content.verdict != Some(Verdict::Conform) => {
            Some((item.number, one.content.note.clone()))
        }
        _ => None,
    };
    let differing = whole.checklist.items.iter().filter_map(differs).collect();
    Ok(Some(Proposal { closed, differing }))
}

/// The institution of each inspection, by application.
pub async fn names(
    connection: &impl ConnectionTrait,
    inspections: &[Listed],
) -> Outcome<BTreeMap<Uuid, String>> {
    let applications =
        applications::find_all(connection, inspections.iter().map(|one| one.application)).await?;
    let owners = applications.values().map(|application| application.institution).collect();
    let known = institutions::find_all(connection, owners).await?;
    let names: BTreeMap<Uuid, String> = known.into_iter().map(|one| (one.id, one.name)).collect();
    let name = |one: &applications::Application| Some((one.id, names.get(&one.institution)?.clone()));
    Ok(applications.values().filter_map(name).collect())
}
