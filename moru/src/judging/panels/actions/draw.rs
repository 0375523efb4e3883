//! The list of candidates is frozen, and only then is drawn from it, with a seed that was public by then.

use programme::panel::lots;
use serde_json::json;
use uuid::Uuid;

use super::opened;
use crate::{
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::panels::{
        access::Act,
        store::{self, Meeting, stage_code},
    },
    notices::calls::Call,
    web::urls,
};

/// Longest seed and longest source, in characters.
const LONGEST: usize = 200;

/// What a meeting draws for. No two draws share it.
fn purpose(meeting: &Meeting, call: &Call) -> String {
    format!("{}/{}", call.slug, stage_code(meeting.stage))
}

/// Freezes the list: its hash is known from now on. Refused while there are fewer people than seats.
pub async fn freeze(app: &App, actor: &Actor, id: Uuid) -> Outcome<()> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let (meeting, call) = opened(&transaction, actor, id, Act::Freeze).await?;
    let candidates = store::candidates(&transaction, id).await?;
    if u32::try_from(candidates.len()).unwrap_or(u32::MAX) < meeting.seats {
        return Err(Refusal::conflict(
            crate::base::words::Words::new(
                "명부에 {n}명이 있습니다. 위원 {seats}명보다 적어 추첨할 수 없습니다.",
            )
            .with("n", candidates.len())
            .with("seats", meeting.seats),
            "후보를 더 넣어 주세요.",
        )
        .leading_to(urls::desk_meeting(&id), "평가회의로 돌아가기")
        .into());
    }
    let names: Vec<String> = candidates.iter().map(|known| known.evaluator.to_string()).collect();
    // The hash of the list does not depend on the seed.
    let draw = lots::draw(&purpose(&meeting, &call), "-", &names).map_err(Fault::new)?;
    store::freeze(&transaction, id, &draw.list, at).await?;
    let detail = json!({ "candidates": names.len(), "list": draw.list });
    let entry = Entry { act: "freeze", entity: "meeting", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}

/// Draws lots with a seed and where it is published, and logs the draw.
pub async fn draw(app: &App, actor: &Actor, id: Uuid, (seed, source): (&str, &str)) -> Outcome<()> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let (meeting, call) = opened(&transaction, actor, id, Act::Draw).await?;
    let back = || (urls::desk_meeting(&id), "평가회의로 돌아가기");
    let fits = |text: &str| !text.is_empty() && text.chars().count() <= LONGEST && !text.contains('\n');
    if !fits(seed) || !fits(source) {
        let (address, label) = back();
        return Err(Refusal::conflict(
            "추첨에 쓸 값과 그 출처가 없습니다.",
            "명부를 확정한 뒤에 발표된 값(예: 다음 날 코스피 종가)과 어디에서 볼 수 있는지 한 줄로 적어 주세요.",
        )
        .leading_to(address, label)
        .into());
    }
    let candidates = store::candidates(&transaction, id).await?;
    let names: Vec<String> = candidates.iter().map(|known| known.evaluator.to_string()).collect();
    let draw = lots::draw(&purpose(&meeting, &call), seed, &names).map_err(Fault::new)?;
    if meeting.list_hash.as_deref() != Some(draw.list.as_str()) {
        return Err(Fault::new(format!("the list of meeting {id} is not the one that was frozen")).into());
    }
    let order = draw.order.iter().map(|name| name.parse()).collect::<Result<Vec<Uuid>, _>>();
    store::set_places(&transaction, id, &order.map_err(Fault::new)?).await?;
    store::note_draw(&transaction, id, &draw, source, at).await?;
    let detail = json!({ "algorithm": draw.algorithm, "seed": draw.seed, "list": draw.list });
    let entry = Entry { act: "draw", entity: "meeting", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}
