//! Example cards (예시): written and signed by the same acts that people use.

use programme::scoring::Criterion;
use uuid::Uuid;

use super::{
    access::Act,
    actions,
    evidence::opened,
    store::{self, Typed},
};
use crate::{
    base::{app::App, errors::Outcome},
    identity::accounts::Actor,
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
