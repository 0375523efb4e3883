//! Example bonuses and penalties (예시), entered and confirmed by the same acts that people use.

use programme::scoring::{CentiPoints, Ground};
use uuid::Uuid;

use super::{actions, forms::grounds, store};
use crate::{
    applying::intake::store as intake,
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::Role,
    judging::panels::{evidence::plan, example as panels},
    notices::calls::store as calls,
};

/// Decides every ground of every application of a call that is judged and has none yet: none applies, but for the points
/// that `granted` gives, with their evidence.
pub async fn decided(
    app: &App,
    slug: &str,
    granted: impl Fn(Uuid, &str) -> Option<(i64, &'static str)>,
) -> Outcome<()> {
    let reader = app.database.read();
    let call = calls::by_slug(reader, slug).await?.ok_or_else(Refusal::not_found)?;
    let rubric = plan(reader, &call).await?.rubric;
    let known = store::of_call(reader, call.id).await?;
    for application in intake::eligible(reader, call.id).await? {
        if known.contains_key(&application.id) {
            continue;
        }
        let ground = |(kind, item): (_, &programme::scoring::AdjustmentItem)| {
            let (centi, evidence) = granted(application.id, &item.code.0).unwrap_or((0, ""));
            let (item, points_centi) = (item.code.clone(), CentiPoints(centi));
            Ground { kind, item, points_centi, evidence: evidence.to_owned() }
        };
        let all = grounds(&rubric).map(ground).collect();
        actions::enter(app, &panels::agency(app, Role::AgencyOfficer), application.id, all).await?;
        let head = panels::agency(app, Role::AgencyManager);
        actions::confirm(app, &head, application.id, 1).await?;
    }
    Ok(())
}
