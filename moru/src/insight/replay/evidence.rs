//! What is read to show an instant again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use ledger::{Sha256, canonical_bytes};
use programme::{
    gates::{Eligibility, Gate, GateReport, InstitutionKind, PersonKey, Snapshot, assess},
    scoring::StageResult,
    selection::{About, Effect},
    states::{ApplicationState, Conclusion},
};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    applying::{
        applications::{
            evidence::{input, person_key},
            store::{self as applications, Application},
        },
        intake::store::{self as intake, Found},
    },
    base::errors::{Fault, Outcome, Refusal},
    identity::{
        accounts::store as accounts,
        audit::{self, Done},
    },
    judging::{
        objections::store::{self as objections, Objection},
        panels::store::{self as meetings, Meeting},
        scores::store::{self as scores, Closing},
        selection::store::{self as selections, Chosen, Selection},
    },
    notices::calls::{
        Call,
        store::{self as calls, revisions},
    },
    places::atlas,
    registry::institutions::store as institutions,
};

/// The most applications of a call.
const MOST: u64 = 2000;

/// An application as it stood at an instant.
#[derive(Debug)]
pub(super) struct Then {
    pub(super) application: Application,
    pub(super) call: Call,
    pub(super) institution: String,
    /// The revision of the call that was in force: its number and since when.
    pub(super) revision: Option<(i32, DateTime<Utc>)>,
    /// What had been done, and the names of who did it.
    pub(super) done: Vec<Done>,
    pub(super) names: BTreeMap<Uuid, String>,
    /// The state it was in.
    pub(super) state: ApplicationState,
    pub(super) judged: Option<Judged>,
    pub(super) stages: Vec<StageThen>,
    pub(super) decision: Option<Decision>,
    pub(super) objections: Vec<Objection>,
}

/// The gates, if it had been submitted.
#[derive(Debug)]
pub(super) struct Judged {
    /// As they were frozen.
    pub(super) report: GateReport,
    /// Where the count of the cluster came from.
    pub(super) snapshot: Option<Snapshot>,
    /// Whether the form, the census, the call and the people of that moment give the same again.
    pub(super) comes_out_again: bool,
    /// What people had found by then.
    pub(super) found: Vec<Found>,
    /// What both come to.
    pub(super) together: Eligibility,
}

/// What a stage had come to.
#[derive(Debug)]
pub(super) struct StageThen {
    pub(super) meeting: Meeting,
    pub(super) closing: Closing,
    pub(super) result: Option<StageResult>,
    /// Whether what was kept has the hash that was kept with it.
    pub(super) is_unchanged: bool,
}

/// What had been decided about the order.
#[derive(Debug)]
pub(super) struct Decision {
    pub(super) selection: Selection,
    pub(super) chosen: Option<Chosen>,
    /// Whether the order that was kept has the hash that the decision names.
    pub(super) is_unchanged: bool,
}

/// Reads an application as it stood at an instant; none before it was begun.
pub(super) async fn then(
    connection: &impl ConnectionTrait,
    id: Uuid,
    at: DateTime<Utc>,
) -> Outcome<Option<Then>> {
    let application = applications::find(connection, id).await?.ok_or_else(Refusal::not_found)?;
    if at < application.created_at {
        return Ok(None);
    }
    let call = calls::find(connection, application.call).await?.ok_or_else(Refusal::not_found)?;
    let institution = institutions::find(connection, application.institution).await?;
    let done = audit::until(connection, vec![id], at).await?;
    let people = done.iter().filter_map(|done| done.account).collect();
    let mut revision = None;
    for published in revisions::published(connection, call.id).await? {
        if let (Some(number), Some(since)) =
            (published.number, published.published_at.filter(|since| *since <= at))
        {
            revision = revision.max(Some((number, since)));
        }
    }
    let mut filed = Vec::new();
    for about in [About::Eligibility, About::Selection] {
        filed.extend(objections::against(connection, id, about).await?.filter(|one| one.filed_at <= at));
    }
    let decision = decision(connection, &application, at).await?;
    Ok(Some(Then {
        institution: institution.as_ref().map(|known| known.name.clone()).unwrap_or_default(),
        revision,
        names: accounts::names(connection, people).await?,
        state: state(&done, decision.as_ref().and_then(|decision| decision.chosen.as_ref())),
        judged: judged(connection, &application, &call, at).await?,
        stages: stages(connection, &application, at).await?,
        decision,
        objections: filed.into_iter().map(|one| as_of(one, at)).collect(),
        done,
        application,
        call,
    }))
}

/// The state that follows from what had been done.
pub(super) fn state(done: &[Done], chosen: Option<&Chosen>) -> ApplicationState {
    use ApplicationState as State;
    let mut state = State::Draft;
    for done in done {
        state = match done.act.as_str() {
            // Entries of one millisecond have no order among themselves, so what comes first is said by the state.
            "submit" if state == State::Draft => State::Submitted,
            "withdraw" => State::Withdrawn,
            "intake_find" if state == State::Submitted => State::Intake,
            "request_supplement" => State::SupplementRequested,
            "supplement" | "lapse_supplement" => State::Supplemented,
            "intake_publish" if done.detail["eligible"] == true => State::Eligible,
            "intake_publish" => State::Ineligible,
            "announce" => match chosen.map(|chosen| chosen.choice.conclusion) {
                Some(Conclusion::Selected) => State::Selected,
                Some(Conclusion::Reserve) => State::Reserve,
                Some(Conclusion::NotSelected) => State::NotSelected,
                None => state,
            },
            "forfeit" => State::Forfeited,
            "promote" => State::Selected,
            "uphold" => match serde_json::from_value(done.detail["effect"].clone()) {
                Ok(Effect::Evaluated) => State::Eligible,
                Ok(Effect::Reserve) => State::Reserve,
                Ok(Effect::Selected) => State::Selected,
                Ok(Effect::Nothing) | Err(_) => state,
            },
            _ => state,
        };
    }
    state
}

async fn judged(
    connection: &impl ConnectionTrait,
    application: &Application,
    call: &Call,
    at: DateTime<Utc>,
) -> Outcome<Option<Judged>> {
    let Some(report) = application
        .frozen_report()?
        .filter(|_| application.received_at.is_some_and(|received| received <= at))
    else {
        return Ok(None);
    };
    let mut found = intake::findings(connection, application.id).await?;
    found.retain(|found| found.at <= at);
    let holds: BTreeMap<Gate, bool> =
        intake::latest(&found).into_iter().map(|(gate, found)| (gate, found.holds)).collect();
    let snapshot = report.snapshot().cloned();
    let again = again(connection, application, call, snapshot.as_ref()).await?;
    Ok(Some(Judged {
        comes_out_again: again.as_ref() == Some(&report),
        together: report.eligibility_with(&holds),
        snapshot,
        report,
        found,
    }))
}

/// Judges the gates once more from the frozen form, the census that was current then, the options of the call, which may
/// not change once it has opened, and the people whom others had named before.
async fn again(
    connection: &impl ConnectionTrait,
    application: &Application,
    call: &Call,
    snapshot: Option<&Snapshot>,
) -> Outcome<Option<GateReport>> {
    let (Some(form), Some(received_at)) = (application.form()?, application.received_at) else {
        return Ok(None);
    };
    let counted = match snapshot {
        Some(snapshot) => {
            Some(atlas::counted_in(connection, &snapshot.sha256, &form.zone_code, form.division).await?)
        }
        None => None,
    };
    let kind = institutions::find(connection, application.institution)
        .await?
        .map_or(InstitutionKind::ForProfit, |known| known.kind);
    let others = applications::handed_in(connection, call.id, None, MOST).await?;
    let others: Vec<&Application> =
        others.iter().filter(|other| other.receipt_number < application.receipt_number).collect();
    let withdrawn: BTreeSet<Uuid> =
        audit::until(connection, others.iter().map(|other| other.id).collect(), received_at)
            .await?
            .into_iter()
            .filter(|done| done.act == "withdraw")
            .map(|done| done.id)
            .collect();
    let mut elsewhere: BTreeSet<PersonKey> = BTreeSet::new();
    for other in others.into_iter().filter(|other| !withdrawn.contains(&other.id)) {
        elsewhere.extend(other.form()?.iter().flat_map(|form| &form.staff).filter_map(person_key));
    }
    let own: BTreeSet<PersonKey> = form.staff.iter().filter_map(person_key).collect();
    elsewhere.retain(|person| own.contains(person));
    Ok(Some(assess(&input(&form, kind, (call, counted), elsewhere))))
}

async fn stages(
    connection: &impl ConnectionTrait,
    application: &Application,
    at: DateTime<Utc>,
) -> Outcome<Vec<StageThen>> {
    let number = application.receipt_number.as_deref().unwrap_or_default();
    let mut stages = Vec::new();
    for meeting in meetings::of_call(connection, application.call).await? {
        let Some((closing, results)) = scores::results_until(connection, meeting.id, at).await? else {
            continue;
        };
        let mut by_number: BTreeMap<String, StageResult> = serde_json::from_str(&results)?;
        stages.push(StageThen {
            is_unchanged: Sha256::of(results.as_bytes()).to_hex() == closing.sha256,
            result: by_number.remove(number),
            meeting,
            closing,
        });
    }
    Ok(stages)
}

async fn decision(
    connection: &impl ConnectionTrait,
    application: &Application,
    at: DateTime<Utc>,
) -> Outcome<Option<Decision>> {
    let selection = selections::find(connection, application.call).await?;
    let Some(selection) = selection.filter(|selection| selection.announced_at.is_some_and(|told| told <= at))
    else {
        return Ok(None);
    };
    let bytes = canonical_bytes(&selection.computed).map_err(Fault::new)?;
    Ok(Some(Decision {
        is_unchanged: Sha256::of(&bytes).to_hex() == selection.sha256,
        chosen: selections::choice_of(connection, application.call, application.id).await?,
        selection,
    }))
}

/// An objection without what was done about it later.
fn as_of(mut objection: Objection, at: DateTime<Utc>) -> Objection {
    objection.answer = objection.answer.filter(|answer| answer.at <= at);
    objection.put_off = objection.put_off.filter(|(_, put_off_at)| *put_off_at <= at);
    objection
}
