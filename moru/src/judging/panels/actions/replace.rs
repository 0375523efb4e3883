//! Somebody else takes the seat of a member who had to step aside: replaced, not averaged away.

use programme::{Basis, Finding, Outcome as Found, RuleId, panel::PanelCause};
use serde_json::json;
use uuid::Uuid;

use super::opened;
use crate::{
    base::{
        app::App,
        database::is_duplicate,
        errors::{Outcome, Refusal},
        words::Words,
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::panels::{
        access::Act,
        evidence::{self, People},
        forms::reason_problem,
        store::{self, SeatState},
        words,
    },
    web::{show, urls},
};

/// Seats another member of the panel in front of an application in place of one who stepped aside.
pub async fn replace(
    app: &App,
    actor: &Actor,
    id: Uuid,
    (application, leaves, joins): (Uuid, Uuid, Uuid),
    reason: &str,
) -> Outcome<()> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let (meeting, call) = opened(&transaction, actor, id, Act::Replace).await?;
    let refuse = |what: Words, next: &'static str| {
        Refusal::conflict(what, next).leading_to(urls::desk_meeting(&id), "평가회의로 돌아가기")
    };
    if let Some(problem) = reason_problem(reason) {
        return Err(refuse(problem, "왜 이 위원으로 바꾸는지 적어 주세요.").into());
    }
    let seat = store::seat_of(&transaction, id, application, leaves).await?.ok_or_else(Refusal::not_found)?;
    if seat.state != SeatState::Void {
        return Err(
            refuse("비어 있는 자리가 아닙니다.".into(), "회피한 위원의 자리만 바꿀 수 있습니다.").into()
        );
    }
    let members = evidence::accepted(&store::candidates(&transaction, id).await?);
    if !members.contains(&joins) {
        return Err(Refusal::not_found().into());
    }
    let plan = evidence::plan(&transaction, &call).await?;
    let people = People::read(&transaction, &members).await?;
    let entrants = evidence::live(&transaction, &call, meeting.stage).await?;
    let entrant = entrants.iter().find(|entrant| entrant.application == application);
    let entrant = entrant.ok_or_else(Refusal::not_found)?;
    let found = people.conflicts(joins, entrant, (&plan.panels, show::day(at).max(meeting.held_on)));
    if let Some(finding) = found.first() {
        return Err(refuse(words::conflict(finding, entrant), "이해관계가 없는 위원을 골라 주세요.").into());
    }
    let own = store::seats(&transaction, id).await?;
    let outside = own
        .iter()
        .filter(|one| one.application == application && one.state == SeatState::Seated)
        .map(|one| one.evaluator)
        .chain([joins])
        .filter(|one| people.known.get(one).is_some_and(|known| known.outside))
        .count();
    let (outside, required) =
        (u32::try_from(outside).unwrap_or(u32::MAX), plan.panels.min_outside(meeting.seats_each));
    let empty =
        own.iter().filter(|one| one.application == application && one.state == SeatState::Void).count();
    // Seats that are still empty may yet go to people from outside.
    if outside + u32::try_from(empty.saturating_sub(1)).unwrap_or(u32::MAX) < required {
        let cause = PanelCause::FewFromOutside { outside, required };
        let finding = Finding::new(RuleId::P02, Found::Fail, cause, Basis::HouseRule);
        return Err(refuse(words::panel(&finding, &people), "외부 위원을 골라 주세요.").into());
    }
    match store::write_seats(&transaction, id, &[(application, joins)], reason, at).await {
        Err(error) if is_duplicate(&error) => {
            let what = "이 위원은 이미 이 신청을 맡았거나 회피했습니다.".into();
            return Err(refuse(what, "다른 위원을 골라 주세요.").into());
        }
        written => written?,
    }
    store::set_seat(&transaction, &seat, SeatState::Replaced, at).await?;
    let detail = json!({ "application": application, "leaves": leaves, "joins": joins, "reason": reason });
    let entry = Entry { act: "replace", entity: "meeting", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}
