//! Why seats stay empty: a set of applications that needs more than there is for it.

use serde::{Deserialize, Serialize};

use super::residual::Residual;

/// Seats of an application that stay empty in a fullest assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lack {
    /// The place of the application in the list.
    pub application: usize,
    /// How many of its seats.
    pub seats: u32,
}

/// The proof that not every seat can be filled, in the manner of Hall's theorem.
///
/// Together the applications need `seats`. The people in `full` may sit on several of them and give at most their
/// loads, `from_full`; everybody else may sit on few, and gives at most `from_others`. Whatever is assigned,
/// `seats - from_full - from_others` seats stay empty. Anybody can add this up from the lists alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shortage {
    /// Where seats stay empty in one assignment that leaves as few empty as possible.
    pub lacking: Vec<Lack>,
    /// The applications that need too much together.
    pub applications: Vec<usize>,
    /// How many seats they have.
    pub seats: u64,
    /// The evaluators who have no time left for them: a higher load for these would help.
    pub full: Vec<usize>,
    /// The sum of their loads.
    pub from_full: u64,
    /// How many seats all others can fill: those who are not forbidden to, people of the agency up to the limit.
    pub from_others: u64,
    /// Those of the applications that have people of the agency to spare but may not take more: they lack people
    /// from outside.
    pub lack_outsiders: Vec<usize>,
}

impl Shortage {
    /// How many seats stay empty at least.
    pub const fn missing(&self) -> u64 {
        self.seats - self.from_full - self.from_others
    }
}

/// Reads the proof from the cut: what can be reached from the applications that lack somebody.
pub(super) fn certify(net: &Residual<'_>, lacking: Vec<Lack>) -> Shortage {
    let problem = net.problem();
    let mut reached = vec![false; net.nodes()];
    let mut left: Vec<usize> = lacking.iter().map(|lack| lack.application).collect();
    while let Some(node) = left.pop() {
        if !std::mem::replace(&mut reached[node], true) {
            net.open(node, |next, _| left.push(next));
        }
    }
    let applications: Vec<usize> = (0..problem.tasks().len()).filter(|at| reached[*at]).collect();
    let evaluators = 0..problem.judges().len();
    let is_full = |evaluator: &usize| reached[net.node_of(*evaluator)];
    let full: Vec<usize> = evaluators.clone().filter(is_full).collect();
    let (mut from_others, mut lack_outsiders) = (0, Vec::new());
    for application in &applications {
        let others = evaluators.clone().filter(|evaluator| !is_full(evaluator));
        let able = others.filter(|evaluator| problem.fit(*application, *evaluator).is_some());
        let (outside, inside): (Vec<_>, Vec<_>) =
            able.partition(|evaluator| problem.judges()[*evaluator].outside);
        let most = problem.most_inside(*application) as usize;
        from_others += (outside.len() + inside.len().min(most)) as u64;
        if inside.len() > most {
            lack_outsiders.push(*application);
        }
    }
    Shortage {
        lacking,
        seats: applications.iter().map(|at| u64::from(problem.tasks()[*at].seats)).sum(),
        from_full: full.iter().map(|at| u64::from(problem.judges()[*at].load)).sum(),
        applications,
        full,
        from_others,
        lack_outsiders,
    }
}
