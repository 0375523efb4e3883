//! Stepping back from an application (회피), before the card is signed or after: the card counts for nothing, and what
//! had come out is computed again with a trace.

use programme::{panel::RecusalState, scoring::CardState, states::ApplicationAct};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::{close::recompute, held};
use crate::{
    applying::applications::store as applications,
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::{
        panels::{
            access::State as Meets,
            actions::step_back,
            store::{self as meetings, Meeting, SeatState},
        },
        scores::{
            access::{Act, State, require},
            store::{self, CardId},
        },
    },
    web::urls,
};

/// Steps back from an application. After the stage was closed this is possible until the next one is appointed.
pub async fn recuse(
    app: &App,
    actor: &Actor,
    (meeting, application): (Uuid, Uuid),
    reason: &str,
) -> Outcome<()> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let meeting = held(&transaction, meeting).await?;
    let seat = meetings::seat_of(&transaction, meeting.id, application, actor.scope).await?;
    let seat = seat.filter(|seat| seat.state == SeatState::Seated).ok_or_else(Refusal::not_found)?;
    let closed = meeting.state == Meets::Closed;
    let state = if closed { State::Closed } else { State::Open };
    require(Act::StepBack, actor, Some(seat.evaluator), state)?;
    if closed && next_is_appointed(&transaction, &meeting).await? {
        return Err(too_late(&meeting).into());
    }
    if closed && is_told(&transaction, application).await? {
        return Err(Refusal::conflict(
            "선정 결과를 알린 뒤에는 회피할 수 없습니다.",
            "결과가 달라질 수 있으므로 전담기관 담당자에게 곧바로 전화해 주세요.",
        )
        .leading_to(urls::judging_meeting(&meeting.id), "평가 화면으로")
        .into());
    }
    let id = CardId { meeting: meeting.id, application, evaluator: seat.evaluator };
    let kept = store::find_for_change(&transaction, id).await?;
    let card = kept.as_ref().map_or(CardState::Open, |kept| kept.state.clone());
    let (after, recusal) = step_back(&transaction, app, (&meeting, &seat), reason, card).await?;
    if let (Some(_), CardState::Void { reason, .. }) = (&kept, &after) {
        store::set_aside(&transaction, id, reason, at).await?;
    }
    let late = recusal == RecusalState::Late;
    let detail = json!({ "application": application, "evaluator": seat.evaluator, "late": late });
    let entry = Entry { act: "step-back", entity: "meeting", id: meeting.id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    if closed {
        recompute(&transaction, app, actor, &meeting, "recused").await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Whether a later stage has begun from what this one said.
async fn next_is_appointed(connection: &impl ConnectionTrait, meeting: &Meeting) -> Outcome<bool> {
    let all = meetings::of_call(connection, meeting.call).await?;
    Ok(all.iter().any(|other| other.stage > meeting.stage && other.appointed_at.is_some()))
}

/// Whether the applicant knows the end of it.
async fn is_told(connection: &impl ConnectionTrait, application: Uuid) -> Outcome<bool> {
    let kept = applications::find(connection, application).await?.ok_or_else(Refusal::not_found)?;
    Ok(!kept.state.acts().contains(&ApplicationAct::Withdraw))
}

fn too_late(meeting: &Meeting) -> Refusal {
    Refusal::conflict(
        "다음 단계가 시작되어 이 화면에서 회피할 수 없습니다.",
        "결과가 달라질 수 있으므로 전담기관 담당자에게 곧바로 전화해 주세요.",
    )
    .leading_to(urls::judging_meeting(&meeting.id), "평가 화면으로")
}
