//! What panels are judged by: the plan of the evaluation, the applications that take part, who is tied to whom, and who
//! reads what.

mod assignment;
mod entrants;

pub use assignment::{Assigned, AssignedPanel, NotSeated, Unassigned, Why, assign};
pub use entrants::{Entrant, entrants, entrants_then, live, may_open_stage};

use std::collections::BTreeMap;

use chrono::NaiveDate;
use programme::{
    Finding,
    panel::{Panel, PanelMember, PanelRules, conflicts},
    scoring::Rubric,
};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::store::{Answer, Candidate, Meeting};
use crate::{
    base::errors::{Fault, Outcome},
    judging::evaluators::store::{self as evaluators, Evaluator, KnownTie},
    notices::calls::{Call, store as calls},
};

/// How a call is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The revision of the call that says so.
    pub revision: i32,
    /// What the points are.
    pub rubric: Rubric,
    /// What a panel must be.
    pub panels: PanelRules,
}

/// How a call is judged: by its published revision in force.
pub async fn plan(connection: &impl ConnectionTrait, call: &Call) -> Outcome<Plan> {
    let plan = calls::evaluation_plan(connection, call.id).await?;
    let panels = PanelRules::built_in(&plan.panel_rules).map_err(Fault::new)?;
    Ok(Plan { revision: plan.revision, rubric: plan.rubric, panels })
}

/// People of the register with what ties them to others.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// By id.
    pub known: BTreeMap<Uuid, Evaluator>,
    ties: BTreeMap<Uuid, Vec<KnownTie>>,
}

impl People {
    /// Reads people, in two queries.
    pub async fn read(connection: &impl ConnectionTrait, ids: &[Uuid]) -> Outcome<Self> {
        let known = evaluators::find_all(connection, ids.iter().copied()).await?;
        let ties = evaluators::ties(connection, ids.iter().copied()).await?;
        Ok(Self { known, ties })
    }

    /// SOD-2: what ties somebody to an application on a day. Of somebody whom nobody knows everything is unknown, and
    /// nothing may be opened; such a person has no seat.
    pub fn conflicts(
        &self,
        evaluator: Uuid,
        entrant: &Entrant,
        (rules, on): (&PanelRules, NaiveDate),
    ) -> Vec<Finding> {
        let Some(known) = self.known.get(&evaluator) else { return Vec::new() };
        let judge = evaluators::judge(known, self.ties.get(&evaluator));
        conflicts(&judge, &entrant.parties, &rules.conflicts, on)
    }

    /// The name of somebody.
    pub fn name(&self, evaluator: Uuid) -> &str {
        self.known.get(&evaluator).map_or("", |known| known.name.as_str())
    }
}

/// The panel as far as it has come together: everybody who has accepted.
pub async fn panel(
    connection: &impl ConnectionTrait,
    meeting: &Meeting,
    candidates: &[Candidate],
    people: &People,
) -> Outcome<Panel> {
    let accepted: Vec<Uuid> = accepted(candidates);
    let sittings = evaluators::sittings(connection, accepted.iter().copied()).await?;
    let year = chrono::Datelike::year(&meeting.held_on);
    let member = |id: &Uuid| {
        let known = people.known.get(id)?;
        let others = sittings.iter().filter(|sitting| {
            sitting.evaluator == *id
                && sitting.meeting != meeting.id
                && chrono::Datelike::year(&sitting.held_on) == year
        });
        Some(PanelMember {
            person: known.person(),
            outside: known.outside,
            gender: known.gender,
            other_sittings: u32::try_from(others.count()).unwrap_or(u32::MAX),
        })
    };
    let members = accepted.iter().filter_map(member).collect();
    Ok(Panel { members, share_reason: meeting.share_reason.clone() })
}

/// Everybody who has accepted, in the order drawn.
pub fn accepted(candidates: &[Candidate]) -> Vec<Uuid> {
    let accepted = candidates.iter().filter(|candidate| candidate.answer == Answer::Accepted);
    accepted.map(|candidate| candidate.evaluator).collect()
}
