//! Candidates are asked in the order drawn, and the applications are spread over those who sit.

use serde_json::json;
use uuid::Uuid;

use super::opened;
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::panels::{
        access::Act,
        evidence::{self, People},
        forms::reason_problem,
        store::{self, Answer},
        words,
    },
    web::{show, urls},
};

/// Notes what a candidate answered. Nobody is asked before those who were drawn earlier have answered, and the panel
/// takes no more than its seats; passing somebody over needs a reason.
pub async fn note_answer(
    app: &App,
    actor: &Actor,
    id: Uuid,
    evaluator: Uuid,
    (answer, reason): (Answer, &str),
) -> Outcome<()> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let (meeting, _) = opened(&transaction, actor, id, Act::Gather).await?;
    let candidates = store::candidates(&transaction, id).await?;
    let place = candidates.iter().position(|known| known.evaluator == evaluator);
    let place = place.ok_or_else(Refusal::not_found)?;
    let refuse = |refusal: Refusal| refusal.leading_to(urls::desk_meeting(&id), "평가회의로 돌아가기");
    if answer == Answer::Declined
        && let Some(problem) = reason_problem(reason)
    {
        return Err(refuse(Refusal::conflict(
            problem,
            "본인이 거절했는지, 연락이 닿지 않았는지, 구성 기준 때문인지 적어 주세요.",
        ))
        .into());
    }
    if candidates[..place].iter().any(|earlier| earlier.answer == Answer::Waiting) {
        return Err(refuse(Refusal::conflict(
            "먼저 뽑힌 사람의 답을 아직 적지 않았습니다.",
            "추첨 순서대로 답을 적어 주세요.",
        ))
        .into());
    }
    let others = candidates.iter().filter(|known| known.evaluator != evaluator);
    let seated = others.filter(|known| known.answer == Answer::Accepted).count();
    if answer == Answer::Accepted && u32::try_from(seated).unwrap_or(u32::MAX) >= meeting.seats {
        return Err(refuse(Refusal::conflict(
            "위원 자리가 다 찼습니다.",
            "바꾸려면 먼저 위원 한 사람을 참여하지 않음으로 고쳐 주세요.",
        ))
        .into());
    }
    store::answer(&transaction, (id, evaluator), answer, reason, at).await?;
    // Whoever reads what was computed for another panel.
    store::set_assignment(&transaction, id, None).await?;
    let detail = json!({ "evaluator": evaluator, "answer": answer.code(), "reason": reason });
    let entry = Entry { act: "note-answer", entity: "meeting", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}

/// Spreads the applications over the panel.
pub async fn assign(app: &App, actor: &Actor, id: Uuid) -> Outcome<()> {
    let transaction = app.database.begin().await?;
    let (meeting, call) = opened(&transaction, actor, id, Act::Gather).await?;
    let plan = evidence::plan(&transaction, &call).await?;
    let members = evidence::accepted(&store::candidates(&transaction, id).await?);
    let people = People::read(&transaction, &members).await?;
    let entrants = evidence::live(&transaction, &call, meeting.stage).await?;
    let rules = (&plan.panels, show::day(app.clock.now()).max(meeting.held_on));
    let assigned = evidence::assign(&entrants, &members, &people, rules, meeting.seats_each);
    let assigned = assigned.map_err(|why| {
        Refusal::conflict(
            words::unassigned(&why),
            "다음 순서의 후보를 위원으로 받거나, 이해관계가 많은 위원을 다른 사람으로 바꾸어 주세요.",
        )
        .leading_to(urls::desk_meeting(&id), "평가회의로 돌아가기")
    })?;
    store::set_assignment(&transaction, id, Some(&assigned)).await?;
    let detail = json!({ "applications": entrants.len(), "load": assigned.load });
    let entry = Entry { act: "assign", entity: "meeting", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(())
}
