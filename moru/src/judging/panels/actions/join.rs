//! An application comes to a stage after its panel was appointed, because an objection was upheld: members of the same panel
//! read it, by the same rules. A closed stage is open again until their cards are signed; cards that are signed stay.

use serde_json::json;
use uuid::Uuid;

use super::{appoint::exclude, opened};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
        words::Words,
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::panels::{
        access::{Act, State},
        evidence::{self, Assigned, Entrant, People},
        store::{self, Meeting},
        words,
    },
    notices::calls::Call,
    web::{show, urls},
};

/// The applications of a stage in front of which nobody of its panel was ever seated.
pub async fn latecomers(
    connection: &impl sea_orm::ConnectionTrait,
    meeting: &Meeting,
    call: &Call,
) -> Outcome<Vec<Entrant>> {
    let seats = store::seats(connection, meeting.id).await?;
    let mut entrants = evidence::live(connection, call, meeting.stage).await?;
    entrants.retain(|entrant| seats.iter().all(|seat| seat.application != entrant.application));
    Ok(entrants)
}

/// Seats members of the panel in front of them.
pub async fn join(app: &App, actor: &Actor, id: Uuid) -> Outcome<()> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let (meeting, call) = opened(&transaction, actor, id, Act::Join).await?;
    let plan = evidence::plan(&transaction, &call).await?;
    let refuse = |what: Words, next: &'static str| {
        Refusal::conflict(what, next).leading_to(urls::desk_meeting(&id), "평가회의로 돌아가기")
    };
    let entrants = latecomers(&transaction, &meeting, &call).await?;
    if entrants.is_empty() {
        let what = "새로 평가할 신청이 없습니다.".into();
        return Err(refuse(what, "평가회의 화면에서 신청마다 위원을 확인해 주세요.").into());
    }
    if let Err(why) = evidence::may_open_stage(&transaction, &call, &plan.rubric, meeting.stage).await? {
        return Err(refuse(words::not_open(&why), "앞 단계의 평가를 먼저 마쳐 주세요.").into());
    }
    let members = evidence::accepted(&store::candidates(&transaction, id).await?);
    let people = People::read(&transaction, &members).await?;
    let day = show::day(at).max(meeting.held_on);
    let rules = (&plan.panels, day);
    let assigned = evidence::assign(&entrants, &members, &people, rules, meeting.seats_each);
    let assigned = assigned.map_err(|why| {
        refuse(words::unassigned(&why), "이해관계가 없는 위원이 모자랍니다. 책임자와 상의해 주세요.")
    })?;
    exclude(&transaction, app, &meeting, (&entrants, &people, &assigned), (&plan, day)).await?;
    let seats = assigned.panels.iter();
    let seats = seats.flat_map(|panel| panel.seated.iter().map(|member| (panel.application, *member)));
    let seats: Vec<(Uuid, Uuid)> = seats.collect();
    store::write_seats(&transaction, id, &seats, "", at).await?;
    store::set_assignment(&transaction, id, Some(&together(&meeting, assigned))).await?;
    if meeting.state == State::Closed {
        store::set_closed(&transaction, id, None).await?;
    }
    let joined: Vec<Uuid> = entrants.iter().map(|entrant| entrant.application).collect();
    let detail = json!({ "applications": joined, "open_again": meeting.state == State::Closed });
    let entry = Entry { act: "join", entity: "meeting", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}

/// Who reads what, with those who came later.
fn together(meeting: &Meeting, later: Assigned) -> Assigned {
    let Some(mut assigned) = meeting.assignment.clone() else { return later };
    assigned.panels.extend(later.panels);
    assigned
}
