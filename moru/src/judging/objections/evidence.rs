//! What an objection is against: the decision, when it was told, and who made it.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use korea::calendar::Holidays;
use programme::{
    gates::last_day_to_object,
    selection::{About, Effect},
    states::ApplicationState,
};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    applying::{applications::store::Application, intake::store as intake},
    base::errors::{Fault, Outcome},
    judging::selection::store as selections,
    web::show,
};

/// A decision somebody was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Which.
    pub about: About,
    /// When it was told.
    pub at: DateTime<Utc>,
    /// The last day for an objection.
    pub last_day: NaiveDate,
    /// Who found, proposed or decided it: none of them answers.
    pub by: BTreeSet<Uuid>,
}

/// The last decision an applicant was told; none before there is one.
pub async fn told(connection: &impl ConnectionTrait, application: &Application) -> Outcome<Option<Told>> {
    use ApplicationState as State;
    let (about, at, by) = match application.state {
        State::Ineligible => {
            let Some(review) = intake::review(connection, application.id).await? else { return Ok(None) };
            let found = intake::findings(connection, application.id).await?;
            let by = found.iter().map(|found| found.by).chain(review.decided_by);
            let by = by.chain(review.proposal.map(|proposal| proposal.by)).collect();
            (About::Eligibility, review.published_at, by)
        }
        State::Selected | State::Reserve | State::NotSelected | State::Agreed | State::Forfeited => {
            let Some(selection) = selections::find(connection, application.call).await? else {
                return Ok(None);
            };
            let by = [selection.proposed_by].into_iter().chain(selection.confirmed_by).collect();
            (About::Selection, selection.announced_at, by)
        }
        _ => return Ok(None),
    };
    let Some(at) = at else { return Ok(None) };
    let holidays = Holidays::embedded().map_err(Fault::new)?;
    let last_day = last_day_to_object(show::day(at), &holidays).map_err(Fault::new)?;
    Ok(Some(Told { about, at, last_day, by }))
}

/// What can change by the answer to an objection against a decision.
pub async fn possible(
    connection: &impl ConnectionTrait,
    application: &Application,
    about: About,
) -> Outcome<&'static [Effect]> {
    Ok(Effect::possible(about, application.state, is_decided(connection, application).await?))
}

/// Whether everybody was told what the call of an application came to.
pub async fn is_decided(connection: &impl ConnectionTrait, application: &Application) -> Outcome<bool> {
    let selection = selections::find(connection, application.call).await?;
    Ok(selection.is_some_and(|selection| selection.announced_at.is_some()))
}
