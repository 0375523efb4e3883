//! Filing an objection.

use korea::calendar::Holidays;
use programme::selection::last_day_to_answer;
use serde_json::json;
use uuid::Uuid;

use super::text;
use crate::{
    applying::applications::store as applications,
    base::{
        app::App,
        database::is_duplicate,
        errors::{Fault, Outcome, Refusal},
        mail,
        words::Words,
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::objections::{
        access::{Act, State, require_own},
        evidence, mails,
        store::{self, Objection},
    },
    web::{show, urls},
};

/// Files an objection against the last decision that was told, within thirty days (행정기본법 제36조제1항).
pub async fn file(app: &App, actor: &Actor, application: Uuid, grounds: &str) -> Outcome<()> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let application = applications::find_for_change(&transaction, application).await?;
    let application = application.ok_or_else(Refusal::not_found)?;
    require_own(Act::ReadOwn, actor, application.institution, State::None)?;
    let told = evidence::told(&transaction, &application).await?.ok_or_else(Refusal::not_found)?;
    let before = store::against(&transaction, application.id, told.about).await?;
    let state = before.as_ref().map_or(State::None, Objection::state);
    require_own(Act::File, actor, application.institution, state)?;
    let back = |refusal: Refusal| refusal.leading_to(urls::objection(&application.id), "이의신청 화면으로");
    if show::day(at) > told.last_day {
        return Err(back(Refusal::conflict(
            Words::new("이의신청 기간이 {day}에 끝났습니다.").with("day", show::date(told.last_day)),
            "행정심판이나 행정소송은 따로 할 수 있습니다. 문의처에 물어봐 주세요.",
        ))
        .into());
    }
    let next = "어떤 점이 왜 잘못되었는지 적어 주세요.";
    let grounds = text(grounds, "이의신청하는 까닭을 4,000자 안에서 적어 주세요.", next)?;
    let holidays = Holidays::embedded().map_err(Fault::new)?;
    let due_on = last_day_to_answer(show::day(at), false, &holidays).map_err(Fault::new)?;
    let new = Objection {
        id: app.clock.id(),
        application: application.id,
        about: told.about,
        grounds,
        filed_by: actor.account,
        filed_at: at,
        due_on,
        put_off: None,
        answer: None,
    };
    store::insert(&transaction, &new).await.map_err(|error| {
        let twice = Refusal::conflict(
            "이미 이의신청을 했습니다.",
            "같은 결정에는 한 번만 이의신청을 할 수 있습니다.",
        );
        if is_duplicate(&error) { back(twice).into() } else { crate::base::errors::Failure::from(error) }
    })?;
    let letters: Vec<_> = mails::filed(app, &application, &new)?.into_iter().collect();
    mail::queue(&transaction, &app.clock, &letters).await?;
    let detail = json!({ "application": application.id, "about": new.about });
    let entry = Entry { act: "file", entity: "objection", id: new.id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}
