//! The panel is appointed: by somebody who leads the office, only as the rules want it, and only when its stage may
//! open.

use programme::{
    Finding,
    panel::{self, Exclusion, Record},
};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::opened;
use crate::{
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
        mail::{self, Letter},
        words::Words,
    },
    identity::{
        accounts::Actor,
        audit::{self, Entry},
    },
    judging::{
        evaluators::store::{self as evaluators, Sitting},
        panels::{
            access::Act,
            evidence::{self, Assigned, Entrant, People, Plan},
            store::{self, Appointment, Candidate, Meeting},
            words,
        },
    },
    notices::calls::Call,
    web::{show, urls},
};

/// What the rules say against the panel as it has come together.
pub async fn findings(
    connection: &impl ConnectionTrait,
    meeting: &Meeting,
    (candidates, people): (&[Candidate], &People),
    plan: &Plan,
    share_reason: Option<&str>,
) -> Outcome<Vec<Finding>> {
    let mut panel = evidence::panel(connection, meeting, candidates, people).await?;
    panel.share_reason = share_reason.map(str::to_owned).or(panel.share_reason);
    Ok(panel::check(&panel, &plan.panels))
}

/// Appoints the panel with its chair. Whatever the rules find against it stops this, and is said.
pub async fn appoint(app: &App, actor: &Actor, id: Uuid, (chair, share_reason): (Uuid, &str)) -> Outcome<()> {
    let at = app.clock.now();
    let transaction = app.database.begin().await?;
    let (meeting, call) = opened(&transaction, actor, id, Act::Appoint).await?;
    let plan = evidence::plan(&transaction, &call).await?;
    let candidates = store::candidates(&transaction, id).await?;
    let members = evidence::accepted(&candidates);
    // Held in one order: a second panel that counts the sittings of the same person waits here.
    evaluators::find_all_for_change(&transaction, members.iter().copied()).await?;
    let people = People::read(&transaction, &members).await?;
    let share_reason = Some(share_reason.trim()).filter(|reason| !reason.is_empty());
    let found = findings(&transaction, &meeting, (&candidates, &people), &plan, share_reason).await?;
    if let Some(finding) = found.iter().find(|finding| !finding.outcome.allows()) {
        return Err(refused(id, words::panel(finding, &people)).into());
    }
    if !members.contains(&chair) {
        return Err(refused(id, "위원장을 위원 가운데에서 골라 주세요.".into()).into());
    }
    if at < call.window.closes_at() {
        let why = Words::new("접수가 {at}에 끝나기 전에는 위촉할 수 없습니다.");
        return Err(refused(id, why.with("at", show::date_time(call.window.closes_at()))).into());
    }
    if let Err(why) = evidence::may_open_stage(&transaction, &call, &plan.rubric, meeting.stage).await? {
        return Err(refused(id, words::not_open(&why)).into());
    }
    let entrants = evidence::live(&transaction, &call, meeting.stage).await?;
    if entrants.is_empty() {
        return Err(refused(id, "평가할 신청이 없습니다.".into()).into());
    }
    let assigned = meeting.assignment.as_ref().filter(|assigned| fits(assigned, &members, &entrants));
    let assigned = assigned.ok_or_else(|| {
        refused(id, "위원이나 신청이 바뀌어 배정을 다시 해야 합니다. 배정하기를 눌러 주세요.".into())
    })?;
    let day = show::day(at).max(meeting.held_on);
    exclude(&transaction, app, &meeting, (&entrants, &people, assigned), (&plan, day)).await?;
    let appointment = Appointment { chair, share_reason, by: actor.account, at };
    write(&transaction, &meeting, &call, (&members, assigned), appointment).await?;
    let (count, revision) = (members.len(), plan.revision);
    let detail = json!({ "members": count, "applications": entrants.len(), "revision": revision });
    let entry = Entry { act: "appoint", entity: "meeting", id, detail };
    audit::append(&transaction, &app.clock, actor.by(), entry).await?;
    mail::queue(&transaction, &app.clock, &letters(app, &meeting, &members, &people)).await?;
    transaction.commit().await?;
    Ok(())
}

fn refused(id: Uuid, why: Words) -> Refusal {
    Refusal::conflict(why, "평가회의 화면에서 고친 뒤 다시 위촉해 주세요.")
        .leading_to(urls::desk_meeting(&id), "평가회의로 돌아가기")
}

/// Whether an assignment is of this panel and these applications.
fn fits(assigned: &Assigned, members: &[Uuid], entrants: &[Entrant]) -> bool {
    let mut applications: Vec<Uuid> = assigned.panels.iter().map(|panel| panel.application).collect();
    let mut wanted: Vec<Uuid> = entrants.iter().map(|entrant| entrant.application).collect();
    applications.sort_unstable();
    wanted.sort_unstable();
    assigned.members == members && applications == wanted
}

/// 제척: what the rules find between a member and an application is recorded, and no such pair is seated.
pub(super) async fn exclude(
    connection: &impl ConnectionTrait,
    app: &App,
    meeting: &Meeting,
    (entrants, people, assigned): (&[Entrant], &People, &Assigned),
    (plan, day): (&Plan, chrono::NaiveDate),
) -> Outcome<()> {
    for entrant in entrants {
        for member in &assigned.members {
            let found = people.conflicts(*member, entrant, (&plan.panels, day));
            if found.is_empty() {
                continue;
            }
            let panel = assigned.panels.iter().find(|panel| panel.application == entrant.application);
            if panel.is_some_and(|panel| panel.seated.contains(member)) {
                let why = Words::new(
                    "{name} 위원과 {application} 사이에 이해관계가 생겼습니다. 배정을 다시 해 주세요.",
                );
                let why = why.with("name", people.name(*member)).with("application", &entrant.institution);
                return Err(refused(meeting.id, why).into());
            }
            let person = people.known.get(member).map(evaluators::Evaluator::person);
            let person = person.ok_or_else(|| Fault::new("a member of no register"))?;
            let exclusion = Exclusion::record(person, entrant.key.clone(), day, found).map_err(Fault::new)?;
            let pair = (meeting.id, entrant.application, *member);
            let record = Record::Excluded(exclusion);
            store::insert_record(connection, app.clock.id(), pair, &record, app.clock.now()).await?;
        }
    }
    Ok(())
}

async fn write(
    connection: &impl ConnectionTrait,
    meeting: &Meeting,
    call: &Call,
    (members, assigned): (&[Uuid], &Assigned),
    appointment: Appointment<'_>,
) -> Outcome<()> {
    let pairs: Vec<(Uuid, Uuid)> = assigned
        .panels
        .iter()
        .flat_map(|panel| panel.seated.iter().map(|member| (panel.application, *member)))
        .collect();
    store::write_seats(connection, meeting.id, &pairs, "", appointment.at).await?;
    let sitting = |member: &Uuid| Sitting {
        evaluator: *member,
        meeting: meeting.id,
        held_on: meeting.held_on,
        call: call.title.clone(),
        stage: store::stage_code(meeting.stage).to_owned(),
    };
    evaluators::note_sittings(connection, members.iter().map(sitting).collect(), appointment.at).await?;
    store::appoint(connection, meeting.id, appointment).await
}

fn letters(app: &App, meeting: &Meeting, members: &[Uuid], people: &People) -> Vec<Letter> {
    let link = format!("{}{}", app.config.public_url, urls::judging_meeting(&meeting.id));
    let letter = |member: &Uuid| {
        let known = people.known.get(member)?;
        Some(Letter {
            to: known.email.clone(),
            subject: "[모루] 평가위원 위촉 / Appointed as an evaluator".to_owned(),
            text: format!(
                "{} 평가위원으로 위촉되셨습니다.\n날짜: {}\n장소: {}\n먼저 아래 주소에서 서약해 주세요.\n\n\
                 You were appointed as an evaluator. Please sign the declaration first:\n\n{link}\n",
                words::stage(meeting.stage),
                show::date(meeting.held_on),
                meeting.place,
            ),
        })
    };
    members.iter().filter_map(letter).collect()
}
