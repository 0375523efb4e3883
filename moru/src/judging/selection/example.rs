//! An example decision (예시): as the order proposes, by the same acts that people use.

use chrono::NaiveDate;
use programme::selection::proposed;

use super::{
    actions::{self, Proposal},
    evidence, store,
};
use crate::{
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
    },
    identity::accounts::Role,
    judging::panels::example::agency,
    notices::calls::store as calls,
};

/// Writes down that the committee followed the order, confirms it and tells everybody.
pub async fn decided(app: &App, slug: &str, met_on: NaiveDate) -> Outcome<()> {
    let call = calls::by_slug(app.database.read(), slug).await?.ok_or_else(Refusal::not_found)?;
    let order = evidence::order(app.database.read(), &call).await?;
    let proposal = Proposal {
        met_on,
        minutes: "예시 회의록: 순위대로 의결했습니다.".to_owned(),
        reason: String::new(),
        choices: proposed(&order.computed.ranking),
    };
    let written = actions::propose(app, &agency(app, Role::AgencyOfficer), slug, proposal).await?;
    written.map_err(|problems| Fault::new(format!("an example that cannot be decided: {problems:?}")))?;
    let seen = store::find(app.database.read(), call.id).await?.map_or(0, |selection| selection.version);
    actions::confirm(app, &agency(app, Role::MinistryManager), slug, seen).await?;
    actions::announce(app, &agency(app, Role::AgencyManager), slug).await?;
    Ok(())
}
