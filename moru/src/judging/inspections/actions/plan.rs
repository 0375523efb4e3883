//! Planning an inspection.

use chrono::NaiveDate;
use programme::{
    inspection::Checklist,
    panel::lots::{self, Draw},
    scoring::Stage,
};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use crate::{
    base::{
        app::App,
        database::is_duplicate,
        errors::{Fault, Outcome, Refusal},
        words::Words,
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::{
        evaluators::access::State as Standing,
        inspections::{
            access::{Act, State, require},
            forms::Plan,
            store::{self, Inspection},
        },
        panels::{
            access::State as Meets,
            evidence::{self as panels, Entrant, People},
            store as meetings,
            words::not_open,
        },
    },
    notices::calls::{Call, store as calls},
    web::{show, urls},
};

/// Plans an inspection, or plans it again while nothing is recorded. Lots are drawn once for a roster.
pub async fn plan(app: &App, actor: &Actor, slug: &str, application: Uuid, plan: Plan) -> Outcome<Uuid> {
    require(Act::Plan, actor, State::Planned)?;
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let call = calls::by_slug(&transaction, slug).await?.ok_or_else(Refusal::not_found)?;
    let back = |refusal: Refusal| refusal.leading_to(urls::desk_inspection(slug, &application), "돌아가기");
    stage_is_open(&transaction, &call).await?;
    let live = panels::live(&transaction, &call, Stage::SiteInspection).await?;
    let entrant = live.iter().find(|one| one.application == application).ok_or_else(Refusal::not_found)?;
    let on = show::day(at).max(show::day(plan.planned_at));
    if let Some(refusal) = unfit(&transaction, &call, (&plan.inspectors, entrant), on).await? {
        return Err(back(refusal).into());
    }
    let before = match store::of_application(&transaction, application).await? {
        Some(before) => store::find_for_change(&transaction, before.id).await?,
        None => None,
    };
    if let Some(before) = &before {
        require(Act::Plan, actor, before.state)?;
    }
    let id = before.as_ref().map_or_else(|| app.clock.id(), |before| before.id);
    let (draw, is_new) = drawn(&transaction, app, (id, entrant), &plan.roster).await?;
    let new = Inspection {
        id,
        application,
        call: call.id,
        state: State::Planned,
        checklist: Checklist::DEFAULT.to_owned(),
        inspectors: plan.inspectors,
        planned_at: plan.planned_at,
        place: plan.place,
        position: plan.position,
        draw,
        closed: None,
    };
    if before.is_some() {
        store::plan_again(&transaction, &new).await?;
    } else {
        match store::insert(&transaction, &new, (actor.account, at)).await {
            Err(error) if is_duplicate(&error) => {
                return Err(back(Refusal::conflict(
                    "방금 다른 사람이 이 실사를 계획했습니다.",
                    "그 계획을 보고 고쳐 주세요.",
                ))
                .into());
            }
            written => written?,
        }
    }
    if is_new {
        store::insert_draw(&transaction, id, &new.draw, at).await?;
    }
    let detail = json!({
        "application": application, "inspectors": new.inspectors, "planned_at": new.planned_at,
        "seed": new.draw.seed, "list": new.draw.list,
    });
    let entry = Entry { act: "plan", entity: "inspection", id: new.id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    transaction.commit().await?;
    Ok(new.id)
}

/// Refused before the stage of inspections may open, and once it is closed. The meeting is held, so that it does
/// not close meanwhile.
async fn stage_is_open(connection: &impl ConnectionTrait, call: &Call) -> Outcome<()> {
    let rubric = panels::plan(connection, call).await?.rubric;
    if let Err(why) = panels::may_open_stage(connection, call, &rubric, Stage::SiteInspection).await? {
        let refusal = Refusal::conflict(not_open(&why), "앞 단계를 마감한 뒤에 방문을 계획해 주세요.");
        return Err(refusal.leading_to(urls::desk_inspections(&call.slug), "현장실사 목록 보기").into());
    }
    let meetings = meetings::of_call(connection, call.id).await?;
    let Some(meeting) = meetings.iter().find(|meeting| meeting.stage == Stage::SiteInspection) else {
        return Ok(());
    };
    let held = meetings::find_for_change(connection, meeting.id).await?;
    if held.is_some_and(|held| held.state == Meets::Closed) {
        return Err(Refusal::conflict(
            "현장실사 단계를 이미 마감했습니다.",
            "마감한 뒤에는 실사를 새로 계획할 수 없습니다.",
        )
        .leading_to(urls::desk_inspections(&call.slug), "현장실사 목록 보기")
        .into());
    }
    Ok(())
}

/// Why these people do not go there on a day (SOD-2): they are people of the register who are active and tied to nobody
/// there.
pub(super) async fn unfit(
    connection: &impl ConnectionTrait,
    call: &Call,
    (inspectors, entrant): (&[Uuid], &Entrant),
    on: NaiveDate,
) -> Outcome<Option<Refusal>> {
    let rules = panels::plan(connection, call).await?.panels;
    let people = People::read(connection, inspectors).await?;
    for &inspector in inspectors {
        let known = people.known.get(&inspector).filter(|known| known.state == Standing::Active);
        if known.is_none() {
            let refusal = Refusal::conflict(
                "활동하는 평가위원만 실사자가 될 수 있습니다.",
                "평가위원 명부에서 활동하는 사람을 골라 주세요.",
            );
            return Ok(Some(refusal));
        }
        if !people.conflicts(inspector, entrant, (&rules, on)).is_empty() {
            let words = Words::new("{name} 위원은 이 신청기관과 이해관계가 있습니다.");
            let words = words.with("name", people.name(inspector));
            return Ok(Some(Refusal::conflict(words, "이해관계가 없는 다른 사람을 골라 주세요.")));
        }
    }
    Ok(None)
}

/// Draws lots among the firms, and says whether that is a new drawing. The seed is made after the roster is given, and is
/// kept with its hash: anybody can draw again, nobody who lists firms can know who comes out, and whoever gives a roster
/// again has the same firms drawn, whatever was given in between.
async fn drawn(
    connection: &impl ConnectionTrait,
    app: &App,
    (id, entrant): (Uuid, &Entrant),
    roster: &[String],
) -> Outcome<(Draw, bool)> {
    let purpose = format!("inspection/{}", entrant.key);
    let draw = lots::draw(&purpose, &hex::encode(app.clock.secret()), roster).map_err(Fault::new)?;
    Ok(match store::seed(connection, id, &draw.list).await? {
        Some(seed) => (lots::draw(&purpose, &seed, roster).map_err(Fault::new)?, false),
        None => (draw, true),
    })
}
