//! Setting a meeting up, and saying who may be drawn for it.

use serde_json::json;
use uuid::Uuid;

use super::opened;
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
    judging::{
        evaluators::{access::State as Standing, store as evaluators},
        panels::{
            access::{Act, State, require},
            evidence,
            forms::NewMeeting,
            store,
        },
    },
    notices::calls::store as calls,
    web::urls,
};

/// Sets up the meeting that judges a stage of a call.
pub async fn set_up(app: &App, actor: &Actor, slug: &str, form: NewMeeting) -> Outcome<Uuid> {
    require(Act::Plan, actor, State::Gathering)?;
    let (id, at) = (app.clock.id(), app.clock.now());
    let transaction = app.database.begin().await?;
    let call = calls::by_slug(&transaction, slug).await?.ok_or_else(Refusal::not_found)?;
    let plan = evidence::plan(&transaction, &call).await?;
    let new = store::NewMeeting {
        id,
        call: call.id,
        stage: form.stage,
        held_on: form.held_on,
        place: form.place,
        seats: form.seats,
        seats_each: form.seats_each,
        rules: plan.panels.name,
        created: (at, actor.account),
    };
    match store::insert(&transaction, new).await {
        Err(error) if is_duplicate(&error) => {
            return Err(Refusal::conflict(
                "이 단계의 평가회의가 이미 있습니다.",
                "한 단계에는 평가회의가 하나입니다. 있는 평가회의를 열어 주세요.",
            )
            .leading_to(urls::desk_meetings(slug), "평가회의 목록 보기")
            .into());
        }
        written => written?,
    }
    let detail = json!({ "call": slug, "stage": store::stage_code(form.stage), "seats": form.seats });
    let entry = Entry { act: "set-up", entity: "meeting", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(id)
}

/// Says who may be drawn. Only people of the register who are active are listed.
pub async fn set_candidates(app: &App, actor: &Actor, id: Uuid, wanted: &[Uuid]) -> Outcome<()> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    opened(&transaction, actor, id, Act::Plan).await?;
    let known = evaluators::find_all(&transaction, wanted.iter().copied()).await?;
    let listed: Vec<Uuid> =
        known.values().filter(|known| known.state == Standing::Active).map(|known| known.id).collect();
    store::set_candidates(&transaction, id, &listed, at).await?;
    let detail = json!({ "candidates": listed.len() });
    let entry = Entry { act: "list-candidates", entity: "meeting", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}
