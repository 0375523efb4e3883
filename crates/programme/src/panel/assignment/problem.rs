//! What is to be assigned.

use serde::{Deserialize, Serialize};

/// An application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// How many evaluators it gets.
    pub seats: u32,
    /// How many of them come from outside the agency, at least (P-02).
    pub min_outside: u32,
}

/// An evaluator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judge {
    /// How many applications they take at most.
    pub load: u32,
    /// Whether they come from outside the agency.
    pub outside: bool,
}

/// Applications, evaluators, and how well each fits each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    tasks: Vec<Task>,
    judges: Vec<Judge>,
    /// Row by row: the applications, and in each the evaluators.
    fit: Vec<Option<u32>>,
}

/// A problem that contradicts itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProblemError {
    /// The table of fits has not one row for each application and one column for each evaluator.
    #[error("the fits are not {rows} rows of {columns}")]
    Shape {
        /// How many applications there are.
        rows: usize,
        /// How many evaluators there are.
        columns: usize,
    },
    /// An application wants more people from outside than it has seats.
    #[error("application {application} wants more people from outside than it has seats")]
    Outside {
        /// Its place in the list.
        application: usize,
    },
}

impl Problem {
    /// A problem. `fit` has a row for each application and in it a number for each evaluator, larger for more
    /// expertise; `None` forbids the pair: a conflict, a standing record, or a seat that is filled already.
    ///
    /// # Errors
    /// [`ProblemError`] for the first contradiction.
    pub fn new(
        tasks: Vec<Task>,
        judges: Vec<Judge>,
        fit: Vec<Vec<Option<u32>>>,
    ) -> Result<Self, ProblemError> {
        let (rows, columns) = (tasks.len(), judges.len());
        if fit.len() != rows || fit.iter().any(|row| row.len() != columns) {
            return Err(ProblemError::Shape { rows, columns });
        }
        if let Some(application) = tasks.iter().position(|task| task.min_outside > task.seats) {
            return Err(ProblemError::Outside { application });
        }
        Ok(Self { tasks, judges, fit: fit.into_iter().flatten().collect() })
    }

    /// The applications.
    pub fn tasks(&self) -> &[Task] {
        &self.tasks
    }

    /// The evaluators.
    pub fn judges(&self) -> &[Judge] {
        &self.judges
    }

    /// How well an evaluator fits an application; `None` where the pair is forbidden.
    pub fn fit(&self, application: usize, evaluator: usize) -> Option<u32> {
        self.row(application)[evaluator]
    }

    /// The fits of an application.
    pub(super) fn row(&self, application: usize) -> &[Option<u32>] {
        &self.fit[application * self.judges.len()..][..self.judges.len()]
    }

    /// How many people of the agency an application takes at most.
    pub(super) fn most_inside(&self, application: usize) -> u32 {
        let task = self.tasks[application];
        task.seats - task.min_outside
    }

    /// The greatest fit.
    pub(super) fn greatest(&self) -> u32 {
        self.fit.iter().flatten().copied().max().unwrap_or(0)
    }
}
