//! Keeping a draft of a card.

use serde_json::json;
use uuid::Uuid;

use super::is_there;
use crate::{
    base::{
        app::App,
        database::is_duplicate,
        errors::{Outcome, Refusal},
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::scores::{
        access::Act,
        evidence::opened,
        forms,
        store::{self, Typed},
    },
    web::{forms::Problems, urls},
};

/// How keeping a draft ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is kept, complete or not.
    Kept,
    /// Something in it must not be kept at all.
    Unfit(Problems),
}

/// Keeps a draft, right or wrong, unless the card is signed by now.
pub async fn save(app: &App, actor: &Actor, place: (Uuid, Uuid), typed: &[Typed]) -> Outcome<Saved> {
    let problems = forms::unfit(typed);
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let opened = opened(&transaction, app, actor, place, Act::Score).await?;
    is_there(&transaction, actor, &opened.meeting).await?;
    if !problems.is_empty() {
        return Ok(Saved::Unfit(problems));
    }
    let id = opened.card();
    let begun = store::find(&transaction, id).await?.is_some();
    if begun {
        if !store::keep(&transaction, id, typed, at).await? {
            return Err(signed_already(place).into());
        }
    } else {
        match store::insert(&transaction, id, opened.meeting.stage, typed, at).await {
            // Another window began it in this moment: what is there is not written over.
            Err(error) if is_duplicate(&error) => return Err(changed_elsewhere(place).into()),
            written => written?,
        }
    }
    let detail = json!({ "application": id.application, "evaluator": id.evaluator });
    let entry = Entry { act: "save-card", entity: "meeting", id: id.meeting, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(Saved::Kept)
}

pub(super) fn signed_already((meeting, application): (Uuid, Uuid)) -> Refusal {
    Refusal::conflict(
        "이미 서명한 평가표라서 바꿀 수 없습니다.",
        "서명한 내용은 평가표 화면에서 볼 수 있습니다.",
    )
    .leading_to(urls::judging_card(&meeting, &application), "평가표 보기")
}

pub(super) fn changed_elsewhere((meeting, application): (Uuid, Uuid)) -> Refusal {
    Refusal::conflict("다른 창에서 평가표가 바뀌었습니다.", "지금 저장된 평가표를 다시 확인해 주세요.")
        .leading_to(urls::judging_card(&meeting, &application), "평가표 보기")
}
