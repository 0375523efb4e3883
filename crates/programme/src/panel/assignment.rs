//! Who evaluates which application: the assignment with the greatest total fit.
//!
//! Every application gets exactly its seats, with enough people from outside the agency; nobody has more applications
//! than their load, the same application twice, or one that a conflict forbids. Of all assignments that keep this,
//! [`solve`] finds one whose fits add up to the most: it is a flow of least cost, found by successive shortest paths
//! with potentials, in whole numbers only.
//!
//! Of the assignments with that greatest sum it then looks for one in which the application with the weakest panel is
//! better off, by exchanges that leave the sum as it is ([`Assignment::weakest_is_proved`] says what is certain).
//! Equal input gives equal output; where several assignments are left, the order of the lists decides, so list people
//! in the order that lots gave them.
//!
//! What a flow cannot keep at the same time is a second quota that cuts across the first, such as one for gender
//! beside the one for people from outside. [`check`](super::check) looks at each panel afterwards.

mod level;
mod problem;
mod residual;
mod shortage;
mod why_not;

pub use problem::{Judge, Problem, ProblemError, Task};
pub use shortage::{Lack, Shortage};
pub use why_not::{Change, Swap, WhyNot};

use residual::{Residual, Search};

/// An assignment, with what is needed to explain it.
#[derive(Debug, Clone)]
pub struct Assignment<'a> {
    net: Residual<'a>,
    weakest_is_proved: bool,
}

/// The application whose panel fits worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weakest {
    /// The place of the application in the list; the first of those that are equal.
    pub application: usize,
    /// The sum of the fits of its panel.
    pub sum: u64,
}

/// The assignment with the greatest total fit.
///
/// # Errors
/// [`Shortage`] if not every seat can be filled: which applications, and why that is so.
pub fn solve(problem: &Problem) -> Result<Assignment<'_>, Shortage> {
    let mut net = Residual::new(problem);
    let mut search = Search::new(net.nodes());
    let mut lacking = Vec::new();
    for (application, task) in problem.tasks().iter().enumerate() {
        for seat in 0..task.seats {
            // One seat after the other: each takes the cheapest way to somebody who has time, through any number of
            // exchanges, so what is filled so far is always the best there is for these seats.
            let Some(cost) = search.shortest(&net, application, net.sink()) else {
                lacking.push(Lack { application, seats: task.seats - seat });
                break;
            };
            search.reprice(&mut net, cost);
            net.apply(&search.path(net.sink()));
        }
    }
    if !lacking.is_empty() {
        return Err(shortage::certify(&net, lacking));
    }
    let weakest_is_proved = level::raise_weakest(&mut net);
    Ok(Assignment { net, weakest_is_proved })
}

impl Assignment<'_> {
    /// The places of the evaluators of an application, in their order.
    pub fn panel(&self, application: usize) -> Vec<usize> {
        self.net.panel(application).collect()
    }

    /// The sum of the fits of all seats: no assignment has more.
    pub fn total(&self) -> u64 {
        self.sums().into_iter().sum()
    }

    /// The sum of the fits of each application's panel.
    pub fn sums(&self) -> Vec<u64> {
        self.net.sums()
    }

    /// The application with the weakest panel; `None` without applications.
    pub fn weakest(&self) -> Option<Weakest> {
        let sums = self.sums().into_iter().enumerate();
        sums.map(|(application, sum)| Weakest { application, sum }).min_by_key(|weakest| weakest.sum)
    }

    /// Whether it is certain that no assignment with the same total has a better weakest panel.
    ///
    /// It is, when one application with the weakest sum has the best panel that it has in any assignment with this
    /// total. That is decided exactly: the panels of one application in all of them are the bases of a matroid, so
    /// one that no exchange of two people improves is the best. Where `false`, a better one may exist: to find it is
    /// a problem for which no fast method is known. The weakest panel is then at least as good as before the
    /// exchanges, and that is all.
    pub const fn weakest_is_proved(&self) -> bool {
        self.weakest_is_proved
    }

    /// Why an evaluator does not sit on the panel of an application, and what it would cost if they had to.
    pub fn why_not(&self, application: usize, evaluator: usize) -> WhyNot {
        why_not::explain(&self.net, application, evaluator)
    }
}
