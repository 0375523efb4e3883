//! Answering an objection.

use programme::selection::Answered;
use serde_json::json;
use uuid::Uuid;

use super::{opened, text};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
        mail,
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::objections::{
        access::Act,
        evidence, mails,
        store::{self, Answer},
    },
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
}

/// Answers, once. Whoever had a part in the decision does not; a late answer is an answer all the same. What is upheld
/// says what is mended.
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
    let answer = Answer { what: typed.what, reason, remedy, by: actor.account, at: app.clock.now() };
    store::answer(&transaction, id, &answer).await?;
    let detail = json!({ "answer": answer.what, "remedy": answer.remedy });
    objection.answer = Some(answer);
    let letters: Vec<_> = mails::answered(app, &application)?.into_iter().collect();
    mail::queue(&transaction, &app.clock, &letters).await?;
    let entry = Entry { act: "answer", entity: "objection", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}
