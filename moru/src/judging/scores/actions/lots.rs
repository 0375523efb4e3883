//! Lots that the committee drew among applications that nothing else tells apart, entered with their minutes.

use chrono::NaiveDate;
use programme::scoring::ApplicationKey;
use serde_json::json;

use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::scores::{
        access::{Act, State, require},
        evidence, store,
    },
    notices::calls::store as calls,
    web::urls,
};

/// Enters a lot. Only a tie that is open can be settled, and only with all of its applications.
pub async fn note_lot(
    app: &App,
    actor: &Actor,
    slug: &str,
    (minute, drawn_on): (&str, Option<NaiveDate>),
    order: &[ApplicationKey],
) -> Outcome<()> {
    require(Act::Close, actor, None, State::Signed)?;
    let transaction = app.database.begin().await?;
    let call = calls::by_slug(&transaction, slug).await?.ok_or_else(Refusal::not_found)?;
    let back = |refusal: Refusal| refusal.leading_to(urls::desk_scores(slug), "순위로 돌아가기");
    let minute = minute.trim();
    let drawn_on = drawn_on.filter(|_| !minute.is_empty() && minute.chars().count() <= 200);
    let drawn_on = drawn_on.ok_or_else(|| {
        back(Refusal::conflict(
            "회의록과 추첨한 날을 적지 않았습니다.",
            "어느 회의록에 적혀 있는지와 날짜를 적어 주세요.",
        ))
    })?;
    let whole = evidence::whole(&transaction, &call).await?;
    let ties = whole.published().map(|published| published.ranking.unresolved).unwrap_or_default();
    let mut drawn = order.to_vec();
    drawn.sort();
    if !ties.contains(&drawn) {
        return Err(back(Refusal::conflict(
            "순위가 같은 신청 모두의 순서를 정해야 합니다.",
            "같은 순서를 두 번 고르지 않았는지 확인해 주세요.",
        ))
        .into());
    }
    let id = app.clock.id();
    store::insert_lot(&transaction, (id, call.id), (minute, drawn_on), order, app.clock.now()).await?;
    let detail = json!({ "minute": minute, "applications": order.len() });
    let entry = Entry { act: "note-lot", entity: "call", id: call.id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}
