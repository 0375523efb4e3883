//! Giving the place of an inspector to somebody else, once something is recorded.

use serde_json::json;
use uuid::Uuid;

use super::plan::unfit;
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::{
        inspections::{
            access::{Act, require},
            forms::Exchange,
            store,
        },
        panels::evidence as panels,
    },
    notices::calls::store as calls,
    web::{show, urls},
};

/// Gives the place of an inspector to somebody else. What was recorded stays with whoever wrote it; what was confirmed
/// counts no more, since each confirms with the people who are there. Sent twice it is done once.
pub async fn exchange(
    app: &App,
    actor: &Actor,
    (slug, application): (&str, Uuid),
    new: &Exchange,
) -> Outcome<()> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let call = calls::by_slug(&transaction, slug).await?.ok_or_else(Refusal::not_found)?;
    let known = store::of_application(&transaction, application).await?.ok_or_else(Refusal::not_found)?;
    let inspection = store::find_for_change(&transaction, known.id).await?.ok_or_else(Refusal::not_found)?;
    require(Act::Exchange, actor, inspection.state)?;
    let entrants = panels::entrants(&transaction, &call).await?;
    let entrant = entrants.iter().find(|one| one.application == application);
    let entrant = entrant.ok_or_else(Refusal::not_found)?;
    let back = |refusal: Refusal| refusal.leading_to(urls::desk_inspection(slug, &application), "돌아가기");
    let is_there = |one: Uuid| inspection.inspectors.contains(&one);
    match (is_there(new.leaves), is_there(new.joins)) {
        (true, false) => {}
        (false, true) => return Ok(()),
        (true, true) => {
            let refusal = Refusal::conflict("이미 이 실사를 맡은 사람입니다.", "다른 사람을 골라 주세요.");
            return Err(back(refusal).into());
        }
        (false, false) => {
            let next = "지금 누가 맡고 있는지 보고 다시 골라 주세요.";
            return Err(back(Refusal::conflict("바꾸려는 실사자가 이미 바뀌었습니다.", next)).into());
        }
    }
    let on = show::day(at).max(show::day(inspection.planned_at));
    if let Some(refusal) = unfit(&transaction, &call, (&[new.joins], entrant), on).await? {
        return Err(back(refusal).into());
    }
    let id = inspection.id;
    let inspectors = inspection.inspectors.map(|one| if one == new.leaves { new.joins } else { one });
    store::set_inspectors(&transaction, id, inspectors).await?;
    store::void_confirmations(&transaction, id, at).await?;
    let exchanged = store::Exchanged { leaves: new.leaves, joins: new.joins, reason: new.reason.clone(), at };
    store::insert_exchange(&transaction, (app.clock.id(), id), &exchanged, actor.account).await?;
    let detail = json!({ "leaves": new.leaves, "joins": new.joins, "reason": new.reason });
    let entry = Entry { act: "exchange", entity: "inspection", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}
