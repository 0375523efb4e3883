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

/// How many members the example's panels have.
pub const SEATS: u32 = 5;

/// Somebody of the agency.
pub fn agency(app: &App, role: Role) -> Actor {
    Actor {
        account: app.clock.id(),
        name: "예시 담당자".to_owned(),
        role,
        scope: Uuid::nil(),
        roles: vec![(role, Uuid::nil())],
    }
}

/// Sets a meeting up and draws lots among these people.
pub async fn drawn(
    app: &App,
    slug: &str,
    stage: Stage,
    held_on: NaiveDate,
    evaluators: &[Uuid],
) -> Outcome<Uuid> {
    let officer = agency(app, Role::AgencyOfficer);
    let form =
        NewMeeting { stage, held_on, place: "예시 회의실".to_owned(), seats: SEATS, seats_each: SEATS };
    let id = actions::set_up(app, &officer, slug, form).await?;
    actions::set_candidates(app, &officer, id, evaluators).await?;
    actions::freeze(app, &officer, id).await?;
    actions::draw(app, &officer, id, ("예시 값 2724.18", "예시 출처")).await?;
    Ok(id)
}

/// Takes candidates in the order drawn, passing over those with whom the panel would not be one, and spreads the
/// applications.
pub async fn gathered(app: &App, id: Uuid) -> Outcome<()> {
    let officer = agency(app, Role::AgencyOfficer);
    let rules = PanelRules::built_in(PanelRules::DEFAULT).map_err(Fault::new)?;
    let candidates = store::candidates(app.database.read(), id).await?;
    let ids: Vec<Uuid> = candidates.iter().map(|candidate| candidate.evaluator).collect();
    let people = People::read(app.database.read(), &ids).await?;
    let (mut seated, mut inside, mut women, mut men) = (0, 0, 0, 0);
    let most = SEATS - rules.min_of_each_gender(SEATS);
    for evaluator in ids {
        if seated == SEATS {
            break;
        }
        let known = people.known.get(&evaluator).ok_or_else(Refusal::not_found)?;
        let same = if known.gender == Some(Gender::Female) { &mut women } else { &mut men };
        let fits = *same < most && (known.outside || inside < SEATS - rules.min_outside(SEATS));
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
    stage: Stage,
    held_on: NaiveDate,
    evaluators: &[Uuid],
) -> Outcome<(Uuid, Vec<Uuid>)> {
    let id = drawn(app, slug, stage, held_on, evaluators).await?;
    gathered(app, id).await?;
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
