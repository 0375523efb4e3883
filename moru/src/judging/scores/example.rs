//! Example cards (예시): written and signed by the same acts that people use.

use programme::scoring::{Criterion, InspectionResult, Stage};
use uuid::Uuid;

use super::{
    access::Act,
    actions,
    evidence::opened,
    store::{self, Typed},
};
use crate::{
    base::{app::App, errors::Outcome},
    identity::accounts::{Actor, Role},
    judging::panels::{example as panels, forms::NewMeeting, store as meetings},
};

/// A card that gives so many percent of every criterion, with a comment on each.
pub fn typed<'a>(leaves: impl Iterator<Item = &'a Criterion>, percent: u32) -> Vec<Typed> {
    leaves
        .map(|leaf| Typed {
            criterion: leaf.code.0.clone(),
            points: (leaf.max_points * percent / 100).to_string(),
            comment: "예시 의견입니다.".to_owned(),
        })
        .collect()
}

/// Writes a draft that gives so many percent.
pub async fn write(app: &App, actor: &Actor, place: (Uuid, Uuid), percent: u32) -> Outcome<()> {
    let seen = opened(app.database.read(), app, actor, place, Act::Score).await?;
    let stage = seen.plan.rubric.scored_stage(seen.meeting.stage);
    let typed = typed(stage.into_iter().flat_map(programme::scoring::ScoredStage::leaves), percent);
    actions::save(app, actor, place, &typed).await?;
    Ok(())
}

/// Writes a card and signs it.
pub async fn sign(
    app: &App,
    actor: &Actor,
    place: (Uuid, Uuid),
    percent: u32,
    password: &str,
) -> Outcome<actions::Signing> {
    write(app, actor, place, percent).await?;
    let seen = opened(app.database.read(), app, actor, place, Act::Sign).await?;
    let kept = store::find(app.database.read(), seen.card()).await?;
    let version = kept.map(|kept| kept.version).unwrap_or_default();
    actions::sign(app, actor, place, version, password).await
}

/// Holds the meeting of a stage from its appointment to its end: every member gives each application in front of them its
/// percent, or every place is found as declared. Returns the meeting and its members, the chair first.
pub async fn held(
    app: &App,
    slug: &str,
    form: NewMeeting,
    evaluators: &[Uuid],
    (percent, password): (impl Fn(Uuid) -> u32, &str),
) -> Outcome<(Uuid, Vec<Actor>)> {
    let stage = form.stage;
    let (meeting, ids) = panels::appointed(app, slug, form, evaluators, None).await?;
    let (mut members, mut inspected) = (Vec::new(), Vec::new());
    for id in ids {
        members.push(panels::ready(app, meeting, id).await?);
    }
    // The chair is first, and signs for the meeting wherever they sit.
    for member in &members {
        for seat in meetings::seats_of_evaluator(app.database.read(), meeting, member.scope).await? {
            let place = (meeting, seat.application);
            if stage != Stage::SiteInspection {
                sign(app, member, place, percent(seat.application), password).await?;
            } else if !inspected.contains(&seat.application) {
                let found = (InspectionResult::Conform, "예시 현장입니다.");
                actions::inspect(app, member, place, found, password).await?;
                inspected.push(seat.application);
            }
        }
    }
    actions::close(app, &panels::agency(app, Role::AgencyManager), meeting).await?;
    Ok((meeting, members))
}
