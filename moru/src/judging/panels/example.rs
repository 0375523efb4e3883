//! An example panel (예시): listed, drawn, gathered and appointed by the same acts that people use.

use chrono::NaiveDate;
use programme::{
    panel::{Gender, PanelRules},
    scoring::Stage,
};
use uuid::Uuid;

use super::{
    actions,
    evidence::{self, People},
    forms::NewMeeting,
    store::{self, Answer},
};
use crate::{
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
    },
    identity::accounts::{Actor, Role},
};

pub use crate::applying::intake::example::agency;

/// A meeting of so many members, all of whom read every application.
pub fn meeting(stage: Stage, held_on: NaiveDate, seats: u32) -> NewMeeting {
    NewMeeting { stage, held_on, place: "예시 회의실".to_owned(), seats, seats_each: seats }
}

/// Sets a meeting up and lists these people for it.
pub async fn listed(app: &App, slug: &str, form: NewMeeting, evaluators: &[Uuid]) -> Outcome<Uuid> {
    let officer = agency(app, Role::AgencyOfficer);
    let id = actions::set_up(app, &officer, slug, form).await?;
    actions::set_candidates(app, &officer, id, evaluators).await?;
    Ok(id)
}

/// The same, with lots drawn among them.
pub async fn drawn(app: &App, slug: &str, form: NewMeeting, evaluators: &[Uuid]) -> Outcome<Uuid> {
    let officer = agency(app, Role::AgencyOfficer);
    let id = listed(app, slug, form, evaluators).await?;
    actions::freeze(app, &officer, id).await?;
    actions::draw(app, &officer, id, ("예시 값 2724.18", "예시 출처")).await?;
    Ok(id)
}

/// Takes candidates in the order drawn, passing over those with whom the panel would not be one, and spreads the
/// applications. A seat is kept for `kept`, a woman from outside.
pub async fn gathered(app: &App, id: Uuid, kept: Option<Uuid>) -> Outcome<()> {
    let officer = agency(app, Role::AgencyOfficer);
    let rules = PanelRules::built_in(PanelRules::DEFAULT).map_err(Fault::new)?;
    let seats = store::find(app.database.read(), id).await?.map_or(0, |meeting| meeting.seats);
    let candidates = store::candidates(app.database.read(), id).await?;
    let ids: Vec<Uuid> = candidates.iter().map(|candidate| candidate.evaluator).collect();
    let people = People::read(app.database.read(), &ids).await?;
    let reserved = u32::from(kept.is_some());
    let (mut seated, mut inside, mut women, mut men) = (reserved, 0, reserved, 0);
    let most = seats - rules.min_of_each_gender(seats);
    for evaluator in ids {
        let known = people.known.get(&evaluator).ok_or_else(Refusal::not_found)?;
        if kept == Some(evaluator) {
            actions::note_answer(app, &officer, id, evaluator, (Answer::Accepted, "")).await?;
            continue;
        }
        let same = if known.gender == Some(Gender::Female) { &mut women } else { &mut men };
        let may_inside = known.outside || inside < seats - rules.min_outside(seats);
        let fits = seated < seats && *same < most && may_inside;
        let answer = if fits {
            (Answer::Accepted, "")
        } else {
            (Answer::Declined, "구성 기준을 맞추기 위해")
        };
        actions::note_answer(app, &officer, id, evaluator, answer).await?;
        if fits {
            seated += 1;
            *same += 1;
            inside += u32::from(!known.outside);
        }
    }
    actions::assign(app, &officer, id).await
}

/// An appointed panel and its members, the chair first.
pub async fn appointed(
    app: &App,
    slug: &str,
    form: NewMeeting,
    evaluators: &[Uuid],
    kept: Option<Uuid>,
) -> Outcome<(Uuid, Vec<Uuid>)> {
    let id = drawn(app, slug, form, evaluators).await?;
    gathered(app, id, kept).await?;
    let members = evidence::accepted(&store::candidates(app.database.read(), id).await?);
    let chair = members.first().copied().unwrap_or_default();
    actions::appoint(app, &agency(app, Role::AgencyManager), id, (chair, "")).await?;
    Ok((id, members))
}

/// A member of a panel, as they act.
pub async fn member(app: &App, evaluator: Uuid) -> Outcome<Actor> {
    let known = People::read(app.database.read(), &[evaluator]).await?;
    let known = known.known.get(&evaluator).ok_or_else(Refusal::not_found)?;
    Ok(Actor {
        account: known.account,
        name: known.name.clone(),
        role: Role::Evaluator,
        scope: evaluator,
        roles: vec![(Role::Evaluator, evaluator)],
    })
}

/// Signs the declaration of a member without a conflict, and checks them in at the desk.
pub async fn ready(app: &App, meeting: Uuid, evaluator: Uuid) -> Outcome<Actor> {
    let actor = member(app, evaluator).await?;
    actions::declare(app, &actor, meeting, &[]).await?;
    let officer = agency(app, Role::AgencyOfficer);
    let (code, _) = actions::issue_code(app, &officer, meeting, evaluator).await?;
    actions::check_in(app, &actor, meeting, &code).await?;
    Ok(actor)
}
