//! Answering an objection.

use programme::selection::{About, Answered, Effect, check_answer};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::{opened, text};
use crate::{
    applying::applications::store::{self as applications, Application},
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
        mail,
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::objections::{
        access::Act,
        evidence, mails,
        store::{self, Answer, Objection},
        words,
    },
    judging::selection::actions::corrected,
    web::urls,
};

/// An answer as it was typed.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'a> {
    /// What.
    pub what: Answered,
    /// Why.
    pub reason: &'a str,
    /// What follows from it.
    pub remedy: &'a str,
    /// What changes by it.
    pub effect: Effect,
}

/// Answers, once. Whoever had a part in the decision does not; a late answer is an answer all the same. What is upheld
/// says what is mended, and what changes by it changes in the same moment.
pub async fn answer(app: &App, actor: &Actor, id: Uuid, typed: Typed<'_>) -> Outcome<()> {
    let transaction = app.database.begin().await?;
    let (mut objection, application) = opened(&transaction, actor, id, Act::Answer).await?;
    let told = evidence::told(&transaction, &application).await?;
    if told.is_some_and(|told| told.by.contains(&actor.account)) {
        return Err(Refusal::conflict(
            "그 결정에 참여한 사람은 답할 수 없습니다.",
            "다른 결정 권한자가 답해야 합니다.",
        )
        .leading_to(urls::desk_objection(&id), "이의신청 화면으로")
        .into());
    }
    let next = "신청기관이 그대로 읽게 됩니다.";
    let reason = text(typed.reason, "답하는 까닭을 4,000자 안에서 적어 주세요.", next)?;
    let remedy = if typed.what.changes_something() {
        text(typed.remedy, "무엇을 어떻게 바로잡는지 4,000자 안에서 적어 주세요.", next)?
    } else {
        String::new()
    };
    let possible = evidence::possible(&transaction, &application, objection.about).await?;
    check_answer(typed.what, typed.effect, (objection.about, possible)).map_err(|why| {
        Refusal::conflict(words::refused(why), "답과 바꾸는 것을 다시 골라 주세요.")
            .leading_to(urls::desk_objection(&id), "이의신청 화면으로")
    })?;
    let (what, effect) = (typed.what, typed.effect);
    let answer = Answer { what, reason, remedy, effect, by: actor.account, at: app.clock.now() };
    store::answer(&transaction, id, &answer).await?;
    if effect != Effect::Nothing {
        change(&transaction, app, actor, (&application, &objection), &answer).await?;
    }
    let detail = json!({ "answer": answer.what, "remedy": answer.remedy, "effect": answer.effect });
    objection.answer = Some(answer);
    let letters: Vec<_> = mails::answered(app, &application)?.into_iter().collect();
    mail::queue(&transaction, &app.clock, &letters).await?;
    let entry = Entry { act: "answer", entity: "objection", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}

/// What was decided changes: the application is evaluated, or the list of the selected says why somebody joined it.
async fn change(
    connection: &impl ConnectionTrait,
    app: &App,
    actor: &Actor,
    (application, objection): (&Application, &Objection),
    answer: &Answer,
) -> Outcome<()> {
    let decided = evidence::is_decided(connection, application).await?;
    let state = application.state.uphold(objection.about, answer.effect, decided).map_err(Fault::new)?;
    if !applications::move_to(connection, application, state).await? {
        return Err(Fault::new("a held application was moved by somebody else").into());
    }
    if objection.about == About::Selection {
        corrected(connection, app, (application, state), (&answer.reason, actor)).await?;
    }
    let detail = json!({ "effect": answer.effect, "objection": objection.id });
    let entry = Entry { act: "uphold", entity: "application", id: application.id, detail };
    audit::append(connection, &app.clock, actor.by(), entry).await
}
