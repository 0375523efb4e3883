//! What results are computed from, and what a member may open.

use std::collections::{BTreeMap, BTreeSet};

use ledger::Sha256;
use programme::{
    gates::PersonKey,
    panel::{Barred, Declaration, Record, may_open},
    scoring::{
        ApplicationKey, Candidate, Card, EvaluatorKey, Given, GivenProblem, Inspection, Outcome as Published,
        PanelSeats, Stage, StageResult, StageRule, evaluate, stage_result,
    },
};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    access::{Act, State, require},
    store::{self, CardId},
};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::Actor,
    judging::adjustments::store as adjustments,
    judging::evaluators::store::Evaluator,
    judging::panels::{
        access::State as Meets,
        evidence::{self as panels, Entrant, People, Plan},
        store::{self as meetings, Meeting, Seat, SeatState},
    },
    notices::calls::{Call, store as calls},
    web::{show, urls},
};

/// A member's name in results and score sheets: it tells nobody who it is.
pub fn evaluator_key(meeting: Uuid, evaluator: Uuid) -> EvaluatorKey {
    let hash = Sha256::of_parts(&[meeting.as_bytes(), evaluator.as_bytes()]).to_hex();
    EvaluatorKey(format!("E-{}", &hash[..8]))
}

/// Everything about the results of a call.
#[derive(Clone, Debug)]
pub struct Whole {
    /// How it is judged.
    pub plan: Plan,
    /// The applications, in the order of the receipts.
    pub entrants: Vec<Entrant>,
    /// The meetings, in the order of the stages.
    pub meetings: Vec<Meeting>,
    /// Who sits where, by meeting.
    pub seats: BTreeMap<Uuid, Vec<Seat>>,
    /// What results are computed from.
    pub given: Given,
    /// Who is behind a name of the results.
    pub names: BTreeMap<EvaluatorKey, Uuid>,
    /// The applications whose bonuses and penalties are not all decided and confirmed.
    pub unsettled: BTreeSet<ApplicationKey>,
}

/// Why there is no order yet.
#[derive(Clone, Debug, Default)]
pub struct NoOrder {
    /// The stages that are not closed.
    pub open: Vec<Stage>,
    /// What stands in the way of a result.
    pub problems: Vec<GivenProblem>,
    /// The applications with final points whose bonuses and penalties nobody has confirmed.
    pub unsettled: Vec<ApplicationKey>,
}

/// Reads everything about the results of a call, in a number of queries that does not grow with its applications.
pub async fn whole(connection: &impl ConnectionTrait, call: &Call) -> Outcome<Whole> {
    let entrants = panels::entrants(connection, call).await?;
    among(connection, call, entrants).await
}

/// The same as a meeting that has closed found it: see [`panels::entrants_then`].
pub async fn whole_then(connection: &impl ConnectionTrait, call: &Call, meeting: &Meeting) -> Outcome<Whole> {
    let entrants = panels::entrants_then(connection, call, meeting).await?;
    among(connection, call, entrants).await
}

async fn among(connection: &impl ConnectionTrait, call: &Call, entrants: Vec<Entrant>) -> Outcome<Whole> {
    let plan = panels::plan(connection, call).await?;
    let meetings = meetings::of_call(connection, call.id).await?;
    let ids: Vec<Uuid> = meetings.iter().map(|meeting| meeting.id).collect();
    let mut seats = BTreeMap::new();
    for meeting in &meetings {
        seats.insert(meeting.id, meetings::seats(connection, meeting.id).await?);
    }
    let kept = store::cards(connection, ids.iter().copied()).await?;
    let found = store::inspections(connection, ids).await?;
    let key = |id: Uuid| entrants.iter().find(|one| one.application == id).map(|one| one.key.clone());
    let stage = |id: Uuid| meetings.iter().find(|meeting| meeting.id == id).map(|meeting| meeting.stage);
    let mut names = BTreeMap::new();
    let mut cards: Vec<Card> = Vec::new();
    for card in &kept {
        let evaluator = evaluator_key(card.id.meeting, card.id.evaluator);
        names.insert(evaluator.clone(), card.id.evaluator);
        if let (Some(application), Some(stage)) = (key(card.id.application), stage(card.id.meeting)) {
            cards.push(card.card(evaluator, application, stage));
        }
    }
    // A seat without a card is a card that nobody has begun: it is waited for, not passed over.
    for (meeting, seat) in
        seats.iter().flat_map(|(meeting, seats)| seats.iter().map(move |seat| (meeting, seat)))
    {
        let scored = stage(*meeting).filter(|stage| plan.rubric.scored_stage(*stage).is_some());
        let begun = kept.iter().any(|card| {
            card.id == CardId { meeting: *meeting, application: seat.application, evaluator: seat.evaluator }
        });
        let evaluator = evaluator_key(*meeting, seat.evaluator);
        names.insert(evaluator.clone(), seat.evaluator);
        if let (Some(application), Some(stage), false, SeatState::Seated) =
            (key(seat.application), scored, begun, seat.state)
        {
            let state = programme::scoring::CardState::Open;
            cards.push(Card { evaluator, application, stage, state, scores: Vec::new() });
        }
    }
    let inspection = |one: &store::Found| {
        let (application, stage) = (key(one.application)?, stage(one.meeting)?);
        Some(Inspection { application, stage, result: one.result, signed_at: one.signed_at })
    };
    let candidate = |one: &Entrant| Candidate {
        application: one.key.clone(),
        manufacturer_count: one.manufacturers,
        withdrawn: false,
    };
    let entered = adjustments::of_call(connection, call.id).await?;
    let (mut adjustments, mut unsettled) = (Vec::new(), BTreeSet::new());
    for one in &entrants {
        match entered.get(&one.application).filter(|entered| entered.counts(&plan.rubric)) {
            Some(entered) => {
                adjustments.extend(entered.grounds.iter().filter_map(|ground| ground.adjustment(&one.key)));
            }
            None if plan.rubric.has_adjustments() => drop(unsettled.insert(one.key.clone())),
            None => {}
        }
    }
    let given = Given {
        rubric: plan.rubric.clone(),
        seats: call.target.count,
        applications: entrants.iter().map(candidate).collect(),
        panels: panels_of(&plan, &entrants, &meetings, &seats),
        inspections: found.iter().filter_map(inspection).collect(),
        adjustments,
        lots: store::lots(connection, call.id).await?,
        cards,
    };
    Ok(Whole { plan, entrants, meetings, seats, given, names, unsettled })
}

/// How large the panel of each application is in each scored stage: somebody who was replaced has no seat any more,
/// somebody who was not keeps it.
fn panels_of(
    plan: &Plan,
    entrants: &[Entrant],
    meetings: &[Meeting],
    seats: &BTreeMap<Uuid, Vec<Seat>>,
) -> Vec<PanelSeats> {
    let mut out = Vec::new();
    for meeting in meetings.iter().filter(|meeting| plan.rubric.scored_stage(meeting.stage).is_some()) {
        let all = seats.get(&meeting.id).map(Vec::as_slice).unwrap_or_default();
        for entrant in entrants {
            let own = all
                .iter()
                .filter(|seat| seat.application == entrant.application && seat.state != SeatState::Replaced);
            let count = u32::try_from(own.count()).unwrap_or(u32::MAX);
            if count > 0 {
                let (application, stage) = (entrant.key.clone(), meeting.stage);
                out.push(PanelSeats { application, stage, seats: count });
            }
        }
    }
    out
}

impl Whole {
    /// A meeting.
    pub fn meeting(&self, id: Uuid) -> Option<&Meeting> {
        self.meetings.iter().find(|meeting| meeting.id == id)
    }

    /// The applications that a meeting judges: those in front of which somebody was seated.
    pub fn judged(&self, meeting: Uuid) -> Vec<&Entrant> {
        let seats = self.seats.get(&meeting).map(Vec::as_slice).unwrap_or_default();
        let judged = |one: &&Entrant| seats.iter().any(|seat| seat.application == one.application);
        self.entrants.iter().filter(judged).collect()
    }

    /// Whether every stage of the call is closed: until then the order is nobody's business.
    pub fn is_closed(&self) -> bool {
        let closed = |rule: &StageRule| {
            self.meetings.iter().any(|one| one.stage == rule.stage() && one.state == Meets::Closed)
        };
        self.plan.rubric.stages.iter().all(closed)
    }

    /// The order. There is none before every stage is closed and the bonuses and penalties of everybody who has final
    /// points are confirmed: none is forgotten.
    ///
    /// # Errors
    /// Everything that is still to be done.
    pub fn published(&self) -> Result<Published, NoOrder> {
        let is_closed =
            |stage: Stage| self.meetings.iter().any(|one| one.stage == stage && one.state == Meets::Closed);
        let open: Vec<Stage> =
            self.plan.rubric.stages.iter().map(StageRule::stage).filter(|stage| !is_closed(*stage)).collect();
        if !open.is_empty() {
            return Err(NoOrder { open, ..NoOrder::default() });
        }
        let published = evaluate(&self.given)
            .map_err(|incomplete| NoOrder { problems: incomplete.problems, ..NoOrder::default() })?;
        let has_points = published.results.iter().filter(|result| result.final_points.is_some());
        let unsettled: Vec<ApplicationKey> = has_points
            .map(|result| result.application.clone())
            .filter(|key| self.unsettled.contains(key))
            .collect();
        if unsettled.is_empty() { Ok(published) } else { Err(NoOrder { unsettled, ..NoOrder::default() }) }
    }

    /// How far the cards of a meeting are.
    pub fn state(&self, meeting: &Meeting) -> State {
        if meeting.state == Meets::Closed {
            return State::Closed;
        }
        let judged = self.judged(meeting.id);
        let is_in = |entrant: &&Entrant| match self.plan.rubric.scored_stage(meeting.stage) {
            Some(_) => {
                let mut own = self.cards_of(entrant, meeting.stage).filter(|card| !card.is_void()).peekable();
                own.peek().is_some() && own.all(Card::is_locked)
            }
            None => self
                .given
                .inspections
                .iter()
                .any(|one| one.application == entrant.key && one.stage == meeting.stage),
        };
        if !judged.is_empty() && judged.iter().all(is_in) { State::Signed } else { State::Open }
    }

    /// The cards of an application in a stage.
    pub fn cards_of<'a>(&'a self, entrant: &'a Entrant, stage: Stage) -> impl Iterator<Item = &'a Card> {
        self.given.cards.iter().filter(move |card| card.application == entrant.key && card.stage == stage)
    }

    /// What the stage of a meeting says about an application.
    pub fn result(&self, entrant: &Entrant, stage: Stage) -> Result<StageResult, GivenProblem> {
        stage_result(&self.given, &entrant.key, stage)
    }
}

/// An application in front of a member.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The meeting.
    pub meeting: Meeting,
    /// Its call.
    pub call: Call,
    /// How it is judged.
    pub plan: Plan,
    /// The seat.
    pub seat: Seat,
    /// The application.
    pub entrant: Entrant,
    /// How far the cards are for this member: their own is what can change.
    pub state: State,
    /// Who signs for the meeting where there are no points: the chair, or whoever sits here where the chair must not.
    pub signer: Uuid,
}

impl Opened {
    /// Whose card it is.
    pub const fn card(&self) -> CardId {
        CardId {
            meeting: self.seat.meeting,
            application: self.seat.application,
            evaluator: self.seat.evaluator,
        }
    }
}

/// An application for the member in front of it who may do this now. To somebody without a seat there, with a conflict,
/// or with a record that stands, there is nothing (SOD-2); before the declaration nothing is open yet.
pub async fn opened(
    connection: &impl ConnectionTrait,
    app: &App,
    actor: &Actor,
    (meeting, application): (Uuid, Uuid),
    act: Act,
) -> Outcome<Opened> {
    let meeting = meetings::find(connection, meeting).await?.ok_or_else(Refusal::not_found)?;
    let seat = meetings::seat_of(connection, meeting.id, application, actor.scope).await?;
    let seat = seat.filter(|seat| seat.state == SeatState::Seated).ok_or_else(Refusal::not_found)?;
    let state = if meeting.state == Meets::Closed { State::Closed } else { State::Open };
    require(act, actor, Some(seat.evaluator), state)?;
    let call = calls::find(connection, meeting.call).await?.ok_or_else(Refusal::not_found)?;
    let plan = panels::plan(connection, &call).await?;
    let entrants = panels::entrants(connection, &call).await?;
    let entrant = entrants.into_iter().find(|one| one.application == application);
    let entrant = entrant.ok_or_else(Refusal::not_found)?;
    let barred = barred(connection, app, (&meeting, &seat, &entrant), &plan).await?;
    match barred.as_slice() {
        [] => {
            let signer = signer(connection, &meeting, &seat).await?;
            Ok(Opened { meeting, call, plan, seat, entrant, state, signer })
        }
        [Barred::NotDeclared] => Err(Refusal::conflict(
            "서약하기 전에는 신청 서류를 볼 수 없습니다.",
            "먼저 이해관계를 확인하고 서약해 주세요.",
        )
        .leading_to(urls::judging_declaration(&meeting.id), "서약하러 가기")
        .into()),
        _ => Err(Refusal::not_found().into()),
    }
}

async fn signer(connection: &impl ConnectionTrait, meeting: &Meeting, seat: &Seat) -> Outcome<Uuid> {
    let Some(chair) = meeting.chair else { return Ok(seat.evaluator) };
    let seats = meetings::seat_of(connection, meeting.id, seat.application, chair).await?;
    let sits = seats.is_some_and(|seat| seat.state == SeatState::Seated);
    Ok(if sits { chair } else { seat.evaluator })
}

/// Every reason why the papers stay closed to a member.
async fn barred(
    connection: &impl ConnectionTrait,
    app: &App,
    (meeting, seat, entrant): (&Meeting, &Seat, &Entrant),
    plan: &Plan,
) -> Outcome<Vec<Barred>> {
    let people = People::read(connection, &[seat.evaluator]).await?;
    let person: PersonKey =
        people.known.get(&seat.evaluator).map(Evaluator::person).ok_or_else(Refusal::not_found)?;
    let signed_at = meetings::declaration(connection, meeting.id, seat.evaluator).await?;
    let declaration = Declaration {
        evaluator: person.clone(),
        application: entrant.key.clone(),
        signed_at,
        names_conflict: false,
    };
    let now = app.clock.now();
    let found = people.conflicts(seat.evaluator, entrant, (&plan.panels, show::day(now)));
    let records: Vec<Record> =
        meetings::records(connection, meeting.id).await?.into_iter().map(|(_, record, _)| record).collect();
    Ok(may_open((&person, &entrant.key), &[declaration], &found, &records, now).err().unwrap_or_default())
}
