//! Entering bonuses and penalties, and confirming them.

use http::StatusCode;
use programme::{
    scoring::Ground,
    states::{ApplicationAct, ApplicationState},
};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::{
    access::{Act, State, require},
    store::{self, Entered},
};
use crate::{
    applying::{applications::store as applications, intake::store as intake},
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::panels::evidence::plan,
    notices::calls::{Call, store as calls},
    web::urls,
};

/// How far the grounds of an application are.
pub fn state(application: ApplicationState, entered: Option<&Entered>) -> State {
    match entered {
        _ if !application.acts().contains(&ApplicationAct::Withdraw) => State::Told,
        None => State::Open,
        Some(Entered { confirmed: None, .. }) => State::Entered,
        Some(_) => State::Confirmed,
    }
}

/// The call of an application that is judged, held until the transaction ends, and what was entered. The order of a call
/// rests on all of them, so whoever decides on it waits here, and is waited for.
async fn held(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
    act: Act,
) -> Outcome<(Call, Option<Entered>)> {
    let application = applications::find(connection, id).await?.ok_or_else(Refusal::not_found)?;
    let call = calls::find(connection, application.call).await?.ok_or_else(Refusal::not_found)?;
    let call = calls::for_update(connection, &call.slug).await?.ok_or_else(Refusal::not_found)?;
    let application = applications::find_for_change(connection, id).await?.ok_or_else(Refusal::not_found)?;
    if !intake::is_eligible(application.state) {
        require(Act::Read, actor, State::Open)?;
        return Err(not_judged().into());
    }
    let entered = store::of_application(connection, id).await?;
    require(act, actor, state(application.state, entered.as_ref()))?;
    Ok((call, entered))
}

/// The refusal of an application that is not evaluated.
pub(super) fn not_judged() -> Refusal {
    Refusal::conflict(
        "평가하는 신청이 아니어서 가점·감점이 없습니다.",
        "신청자격 검토를 마치고 알린 신청에만 가점·감점을 적습니다.",
    )
}

/// Enters what was decided of every ground.
pub async fn enter(app: &App, actor: &Actor, id: Uuid, grounds: Vec<Ground>) -> Outcome<()> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let (call, before) = held(&transaction, actor, id, Act::Enter).await?;
    let rubric = plan(&transaction, &call).await?.rubric;
    let is_whole = grounds.iter().all(|ground| ground.check(&rubric).is_ok())
        && programme::scoring::undecided(&rubric, &grounds).is_empty();
    if !is_whole {
        return Err(Refusal::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "모든 항목을 정하지 않았습니다.",
            "가점·감점 화면을 다시 열어 항목마다 점수를 적어 주세요.",
        )
        .leading_to(urls::adjustments(&id), "가점·감점 화면으로")
        .into());
    }
    let version = before.map_or(0, |before| before.version) + 1;
    let new = Entered { application: id, version, grounds, by: actor.account, at, confirmed: None };
    store::write(&transaction, call.id, &new).await?;
    let detail = json!({ "version": version, "grounds": new.grounds });
    let entry = Entry { act: "enter-adjustments", entity: "application", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}

/// Confirms the entry that somebody has read. Whoever entered it does not confirm it.
pub async fn confirm(app: &App, actor: &Actor, id: Uuid, version: i64) -> Outcome<()> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let (_, entered) = held(&transaction, actor, id, Act::Confirm).await?;
    let entered = entered.ok_or_else(Refusal::not_found)?;
    let back = |refusal: Refusal| refusal.leading_to(urls::adjustments(&id), "가점·감점 화면으로");
    if entered.version != version {
        return Err(back(Refusal::conflict(
            "그사이 가점·감점이 바뀌었습니다.",
            "바뀐 내용을 다시 읽고 확인해 주세요.",
        ))
        .into());
    }
    if entered.by == actor.account {
        return Err(back(Refusal::conflict(
            "적은 사람은 확인할 수 없습니다.",
            "다른 책임자가 확인해야 합니다.",
        ))
        .into());
    }
    store::confirm(&transaction, id, (actor.account, at)).await?;
    let detail = json!({ "version": version });
    let entry = Entry { act: "confirm-adjustments", entity: "application", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}
