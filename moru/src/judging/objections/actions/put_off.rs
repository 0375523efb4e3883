//! Putting the answer off, once.

use korea::calendar::Holidays;
use programme::selection::last_day_to_answer;
use serde_json::json;
use uuid::Uuid;

use super::{opened, text};
use crate::{
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
        mail,
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::objections::{access::Act, mails, store},
    web::{show, urls},
};

/// Puts the answer off by up to ten days, once and before it is due (행정기본법 제36조제2항 단서).
pub async fn put_off(app: &App, actor: &Actor, id: Uuid, reason: &str) -> Outcome<()> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let (mut objection, application) = opened(&transaction, actor, id, Act::PutOff).await?;
    let back = |refusal: Refusal| refusal.leading_to(urls::desk_objection(&id), "이의신청 화면으로");
    if objection.put_off.is_some() {
        let refusal = Refusal::conflict("이미 한 번 늦추었습니다.", "답하는 날은 한 번만 늦출 수 있습니다.");
        return Err(back(refusal).into());
    }
    if show::day(at) > objection.due_on {
        let refusal =
            Refusal::conflict("답할 기간이 이미 지났습니다.", "늦출 수 없습니다. 곧바로 답해 주세요.");
        return Err(back(refusal).into());
    }
    let next = "신청기관이 그대로 읽게 됩니다.";
    let reason = text(reason, "늦추는 까닭을 4,000자 안에서 적어 주세요.", next)?;
    let holidays = Holidays::embedded().map_err(Fault::new)?;
    let filed_on = show::day(objection.filed_at);
    objection.due_on = last_day_to_answer(filed_on, true, &holidays).map_err(Fault::new)?;
    store::put_off(&transaction, id, objection.due_on, (reason.clone(), at)).await?;
    let letters: Vec<_> = mails::put_off(app, &application, &objection)?.into_iter().collect();
    mail::queue(&transaction, &app.clock, &letters).await?;
    let entry = Entry { act: "put-off", entity: "objection", id, detail: json!({ "reason": reason }) };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}
