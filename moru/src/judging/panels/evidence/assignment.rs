//! Who reads which application, and why nobody else: `programme::panel::assignment` with the people and applications of
//! a meeting.

use chrono::NaiveDate;
use programme::panel::{
    PanelRules,
    assignment::{Judge, Problem, ProblemError, Shortage, Task, WhyNot, solve},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Entrant, People};

/// How well somebody fits who knows the division of an application.
const KNOWS: u32 = 2;
/// How well anybody else fits.
const GENERAL: u32 = 1;

/// Who reads what, as it was computed: kept with the meeting, so that the reasons stay what they were.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assigned {
    /// The panel it was computed for, in the order drawn.
    pub members: Vec<Uuid>,
    /// How many applications one member has at most: the fewest with which every seat is filled.
    pub load: u32,
    /// The applications with their members.
    pub panels: Vec<AssignedPanel>,
}

/// An application with its members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignedPanel {
    /// The application.
    pub application: Uuid,
    /// Who reads it.
    pub seated: Vec<Uuid>,
    /// Who does not.
    pub others: Vec<NotSeated>,
}

/// A member who does not read an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotSeated {
    /// Who.
    pub evaluator: Uuid,
    /// Why.
    pub why: Why,
}

/// Why a member does not read an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Why {
    /// A conflict.
    Conflict,
    /// They have as many as anybody may have.
    Full {
        /// Which of theirs would have to go to somebody else.
        gives_way: Uuid,
        /// By how much the sum of all fits would be lower.
        loss: u64,
    },
    /// Others fit as well or better.
    Fit {
        /// Who would have to give the seat up.
        instead_of: Uuid,
        /// By how much the sum of all fits would be lower.
        loss: u64,
    },
    /// Every other way leaves a seat of some application empty.
    Needed,
}

/// Why not every application gets its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unassigned {
    /// There are not enough people who may read them.
    Shortage(Shortage),
    /// The numbers contradict each other.
    Problem(ProblemError),
}

/// What is to be assigned, but for how many applications each member takes.
struct Table {
    tasks: Vec<Task>,
    outside: Vec<bool>,
    fit: Vec<Vec<Option<u32>>>,
}

impl Table {
    fn problem(&self, loads: &[u32]) -> Result<Problem, Unassigned> {
        let judge = |(load, outside): (&u32, &bool)| Judge { load: *load, outside: *outside };
        let judges = loads.iter().zip(&self.outside).map(judge).collect();
        Problem::new(self.tasks.clone(), judges, self.fit.clone()).map_err(Unassigned::Problem)
    }

    /// The lowest load with which every seat is filled, and the greatest sum of fits with it.
    fn least_load(&self, seats_each: u32) -> Result<(u32, u64), Unassigned> {
        let members = u32::try_from(self.outside.len()).unwrap_or(u32::MAX);
        let most = u32::try_from(self.tasks.len()).unwrap_or(u32::MAX).max(1);
        let fewest = most.saturating_mul(seats_each).div_ceil(members.max(1)).clamp(1, most);
        let mut load = fewest;
        loop {
            let problem = self.problem(&vec![load; self.outside.len()])?;
            match solve(&problem) {
                Ok(assignment) => return Ok((load, assignment.total())),
                Err(shortage) if load >= most => return Err(Unassigned::Shortage(shortage)),
                Err(_) => load += 1,
            }
        }
    }

    /// How many each member takes at most, so that work is even: who can take one less without a loss does, the last
    /// drawn first.
    fn even_loads(&self, (load, total): (u32, u64)) -> Result<Vec<u32>, Unassigned> {
        let mut loads = vec![load; self.outside.len()];
        for judge in (0..loads.len()).rev().filter(|_| load > 1) {
            loads[judge] -= 1;
            let problem = self.problem(&loads)?;
            if solve(&problem).map_or(0, |assignment| assignment.total()) < total {
                loads[judge] += 1;
            }
        }
        Ok(loads)
    }
}

/// Spreads applications over the members of a panel. The load is the lowest with which every seat is filled.
///
/// # Errors
/// If no load fills every seat.
pub fn assign(
    entrants: &[Entrant],
    members: &[Uuid],
    people: &People,
    (rules, on): (&PanelRules, NaiveDate),
    seats_each: u32,
) -> Result<Assigned, Unassigned> {
    let fit = |entrant: &Entrant, member: &Uuid| {
        let is_free = people.conflicts(*member, entrant, (rules, on)).is_empty();
        let knows = people.known.get(member)?.divisions.contains(&entrant.division);
        is_free.then_some(if knows { KNOWS } else { GENERAL })
    };
    let table = Table {
        tasks: vec![Task { seats: seats_each, min_outside: rules.min_outside(seats_each) }; entrants.len()],
        outside: members
            .iter()
            .map(|member| people.known.get(member).is_some_and(|known| known.outside))
            .collect(),
        fit: entrants
            .iter()
            .map(|entrant| members.iter().map(|member| fit(entrant, member)).collect())
            .collect(),
    };
    let least = table.least_load(seats_each)?;
    let problem = table.problem(&table.even_loads(least)?)?;
    let assignment = solve(&problem).map_err(Unassigned::Shortage)?;
    let panel = |(place, entrant): (usize, &Entrant)| {
        let seated = assignment.panel(place);
        let other = |judge: usize| {
            let why = why(assignment.why_not(place, judge), entrants, members);
            NotSeated { evaluator: members[judge], why }
        };
        AssignedPanel {
            application: entrant.application,
            others: (0..members.len()).filter(|judge| !seated.contains(judge)).map(other).collect(),
            seated: seated.iter().map(|judge| members[*judge]).collect(),
        }
    };
    let panels = entrants.iter().enumerate().map(panel).collect();
    Ok(Assigned { members: members.to_vec(), load: least.0, panels })
}

fn why(why: WhyNot, entrants: &[Entrant], members: &[Uuid]) -> Why {
    match why {
        WhyNot::Forbidden => Why::Conflict,
        WhyNot::LoadFull { gives_way, swap } => {
            Why::Full { gives_way: entrants[gives_way].application, loss: swap.loss }
        }
        WhyNot::LowerFit { instead_of, swap } => {
            Why::Fit { instead_of: members[instead_of], loss: swap.loss }
        }
        WhyNot::Seated | WhyNot::Impossible => Why::Needed,
    }
}
