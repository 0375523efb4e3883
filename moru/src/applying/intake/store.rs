//! Queries and writes of the review.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use programme::{gates::Gate, states::ApplicationState};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use uuid::Uuid;

use super::tables::{finding, review};
use crate::{
    applying::applications::store::{self as applications, Application},
    base::errors::{Fault, Outcome},
};

/// The most applications of a call that are judged.
const MOST: u64 = 2000;

/// What a person found for a gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The gate.
    pub gate: Gate,
    /// Whether it holds.
    pub holds: bool,
    /// Why, for the applicant to read.
    pub reason: String,
    /// Which paper shows it; may be empty.
    pub paper: String,
    /// Who found it.
    pub by: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

/// What a person proposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proposed {
    /// The application may be evaluated.
    Eligible,
    /// It may not.
    Ineligible,
}

/// A proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What.
    pub what: Proposed,
    /// By whom.
    pub by: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

/// A review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Of which application.
    pub application: Uuid,
    /// The number of an external receipt, where submissions go elsewhere.
    pub external_receipt: Option<String>,
    /// What was proposed.
    pub proposal: Option<Proposal>,
    /// Who decided so as a second person.
    pub decided_by: Option<Uuid>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// When the applicant was told.
    pub published_at: Option<DateTime<Utc>>,
}

/// The applications of a call that may be evaluated, in the order of their receipts: those that were told so, at
/// whatever stage they are now.
pub async fn eligible(connection: &impl ConnectionTrait, call: Uuid) -> Outcome<Vec<Application>> {
    let mut found = applications::handed_in(connection, call, None, MOST).await?;
    found.retain(|application| is_eligible(application.state));
    Ok(found)
}

/// Whether an application of this state may be evaluated, or was.
pub fn is_eligible(state: ApplicationState) -> bool {
    !is_in_review(state) && !is_out(state)
}

/// The applications of a call that wait for their result, in the order of their receipts.
pub async fn waiting(connection: &impl ConnectionTrait, call: Uuid) -> Outcome<Vec<Application>> {
    let mut found = applications::handed_in(connection, call, None, MOST).await?;
    found.retain(|application| is_in_review(application.state));
    Ok(found)
}

fn is_in_review(state: ApplicationState) -> bool {
    use ApplicationState as State;
    matches!(state, State::Submitted | State::Intake | State::SupplementRequested | State::Supplemented)
}

/// Whoever is not selected in the end has been evaluated all the same.
fn is_out(state: ApplicationState) -> bool {
    use ApplicationState as State;
    matches!(state, State::Draft | State::Withdrawn | State::Ineligible)
}

/// The code of a gate in forms and rows.
pub fn code_of(gate: Gate) -> &'static str {
    match gate {
        Gate::G1 => "g1",
        Gate::G2 => "g2",
        Gate::G3 => "g3",
        Gate::G4 => "g4",
        Gate::G5 => "g5",
    }
}

/// The gate of a code.
pub fn gate_of(code: &str) -> Option<Gate> {
    Gate::ALL.into_iter().find(|gate| code_of(*gate) == code)
}

/// Everything found about an application, oldest first.
pub async fn findings(connection: &impl ConnectionTrait, application: Uuid) -> Outcome<Vec<Found>> {
    let found = findings_of(connection, vec![application]).await?;
    Ok(found.into_values().next().unwrap_or_default())
}

/// Everything found about these applications, oldest first, in one query.
pub async fn findings_of(
    connection: &impl ConnectionTrait,
    applications: Vec<Uuid>,
) -> Outcome<BTreeMap<Uuid, Vec<Found>>> {
    let rows = finding::Entity::find()
        .filter(finding::Column::ApplicationId.is_in(applications))
        .order_by_asc(finding::Column::Place)
        .all(connection)
        .await?;
    let mut all: BTreeMap<Uuid, Vec<Found>> = BTreeMap::new();
    for row in rows {
        let gate = gate_of(&row.gate).ok_or_else(|| Fault::new("a finding of a gate that is none"))?;
        all.entry(row.application_id).or_default().push(Found {
            gate,
            holds: row.holds,
            reason: row.reason,
            paper: row.paper,
            by: row.found_by,
            at: row.found_at,
        });
    }
    Ok(all)
}

/// What counts: the last finding of each gate.
pub fn latest(found: &[Found]) -> BTreeMap<Gate, &Found> {
    found.iter().map(|found| (found.gate, found)).collect()
}

/// Adds a finding after those there are; the application is held.
pub async fn insert_finding(
    connection: &impl ConnectionTrait,
    id: Uuid,
    application: Uuid,
    found: &Found,
) -> Outcome<()> {
    let before = finding::Entity::find().filter(finding::Column::ApplicationId.eq(application));
    let place = before.count(connection).await? + 1;
    let row = finding::ActiveModel {
        id: Set(id),
        application_id: Set(application),
        place: Set(i32::try_from(place).map_err(Fault::new)?),
        gate: Set(code_of(found.gate).to_owned()),
        holds: Set(found.holds),
        reason: Set(found.reason.clone()),
        paper: Set(found.paper.clone()),
        found_by: Set(found.by),
        found_at: Set(found.at),
    };
    finding::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// The review of an application.
pub async fn review(connection: &impl ConnectionTrait, application: Uuid) -> Outcome<Option<Review>> {
    review::Entity::find_by_id(application).one(connection).await?.map(read).transpose()
}

/// The reviews of these applications, in one query.
pub async fn reviews(connection: &impl ConnectionTrait, applications: Vec<Uuid>) -> Outcome<Vec<Review>> {
    let rows = review::Entity::find()
        .filter(review::Column::ApplicationId.is_in(applications))
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

fn read(row: review::Model) -> Outcome<Review> {
    let what = match row.proposed.as_deref() {
        Some("eligible") => Some(Proposed::Eligible),
        Some("ineligible") => Some(Proposed::Ineligible),
        Some(_) => return Err(Fault::new("a proposal that is none").into()),
        None => None,
    };
    let proposal =
        what.zip(row.proposed_by).zip(row.proposed_at).map(|((what, by), at)| Proposal { what, by, at });
    Ok(Review {
        application: row.application_id,
        external_receipt: row.external_receipt,
        proposal,
        decided_by: row.decided_by,
        decided_at: row.decided_at,
        published_at: row.published_at,
    })
}

/// Begins the review of an application.
pub async fn take_in(
    connection: &impl ConnectionTrait,
    application: Uuid,
    external_receipt: Option<String>,
    by: Uuid,
    at: DateTime<Utc>,
) -> Outcome<()> {
    let row = review::ActiveModel {
        application_id: Set(application),
        external_receipt: Set(external_receipt),
        taken_in_at: Set(at),
        taken_in_by: Set(by),
        proposed: Set(None),
        proposed_by: Set(None),
        proposed_at: Set(None),
        decided_by: Set(None),
        decided_at: Set(None),
        published_at: Set(None),
    };
    review::Entity::insert(row).exec_without_returning(connection).await?;
    Ok(())
}

/// Writes a proposal, or takes it back.
pub async fn propose(
    connection: &impl ConnectionTrait,
    application: Uuid,
    proposal: Option<&Proposal>,
) -> Outcome<()> {
    use review::Column;
    let word = proposal.map(|proposal| match proposal.what {
        Proposed::Eligible => "eligible",
        Proposed::Ineligible => "ineligible",
    });
    review::Entity::update_many()
        .col_expr(Column::Proposed, Expr::value(word))
        .col_expr(Column::ProposedBy, Expr::value(proposal.map(|proposal| proposal.by)))
        .col_expr(Column::ProposedAt, Expr::value(proposal.map(|proposal| proposal.at)))
        .filter(Column::ApplicationId.eq(application))
        .exec(connection)
        .await?;
    Ok(())
}

/// Notes the decision of a second person.
pub async fn decide(
    connection: &impl ConnectionTrait,
    application: Uuid,
    by: Uuid,
    at: DateTime<Utc>,
) -> Outcome<()> {
    use review::Column;
    review::Entity::update_many()
        .col_expr(Column::DecidedBy, Expr::value(by))
        .col_expr(Column::DecidedAt, Expr::value(at))
        .filter(Column::ApplicationId.eq(application))
        .exec(connection)
        .await?;
    Ok(())
}

/// Notes when applicants were told.
pub async fn publish(
    connection: &impl ConnectionTrait,
    applications: Vec<Uuid>,
    at: DateTime<Utc>,
) -> Outcome<()> {
    use review::Column;
    review::Entity::update_many()
        .col_expr(Column::PublishedAt, Expr::value(at))
        .filter(Column::ApplicationId.is_in(applications))
        .exec(connection)
        .await?;
    Ok(())
}
