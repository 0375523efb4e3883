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
    let fit: Vec<Vec<Option<u32>>> = entrants
        .iter()
        .map(|entrant| {
            let fit = |member: &Uuid| {
                let is_free = people.conflicts(*member, entrant, (rules, on)).is_empty();
                let known = people.known.get(member)?;
                let knows = known.divisions.contains(&entrant.division);
                is_free.then_some(if knows { KNOWS } else { GENERAL })
            };
            members.iter().map(fit).collect()
        })
        .collect();
    let tasks = vec![Task { seats: seats_each, min_outside: rules.min_outside(seats_each) }; entrants.len()];
    let outside = |member: &Uuid| people.known.get(member).is_some_and(|known| known.outside);
    let most = u32::try_from(entrants.len()).unwrap_or(u32::MAX).max(1);
    let wanted = most.saturating_mul(seats_each);
    let fewest = wanted.div_ceil(u32::try_from(members.len()).unwrap_or(u32::MAX).max(1)).clamp(1, most);
    let mut shortage = None;
    for load in fewest..=most {
        let judges = members.iter().map(|member| Judge { load, outside: outside(member) }).collect();
        let problem = Problem::new(tasks.clone(), judges, fit.clone()).map_err(Unassigned::Problem)?;
        match solve(&problem) {
            Ok(assignment) => {
                let panels = entrants.iter().enumerate().map(|(place, entrant)| {
                    let seated = assignment.panel(place);
                    let others = (0..members.len()).filter(|judge| !seated.contains(judge)).map(|judge| {
                        let why = why(assignment.why_not(place, judge), entrants, members);
                        NotSeated { evaluator: members[judge], why }
                    });
                    AssignedPanel {
                        application: entrant.application,
                        others: others.collect(),
                        seated: seated.iter().map(|judge| members[*judge]).collect(),
                    }
                });
                return Ok(Assigned { members: members.to_vec(), load, panels: panels.collect() });
            }
            Err(found) => shortage = Some(found),
        }
    }
    Err(Unassigned::Shortage(shortage.unwrap_or_else(|| Shortage {
        lacking: Vec::new(),
        applications: Vec::new(),
        seats: u64::from(wanted),
        full: Vec::new(),
        from_full: 0,
        from_others: 0,
        lack_outsiders: Vec::new(),
    })))
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
