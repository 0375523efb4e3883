//! What a run has to say for itself.

use std::fmt::Write as _;

use super::digest::{Digests, Input};
use super::tables::Outcome;
use crate::problem::Problem;
use crate::profile::{HeadcountBasis, Profile};
use crate::ruleset::Ruleset;
use crate::scan::tally::Rows;

/// The numbers of a run; `summary.json` holds the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Name of the census.
    pub source: String,
    /// The day that it describes, as `yyyy-mm-dd`.
    pub reference_date: String,
    /// Rows after the header, without blank lines.
    pub rows_read: u64,
    /// Rows that are part of a cell.
    pub rows_used: u64,
    /// Rows of industries that are not kept.
    pub rows_outside: u64,
    /// Establishments too large to count.
    pub rows_over_size: u64,
    /// Rows that could not be used.
    pub rows_rejected: u64,
    /// Cells.
    pub cells: u64,
    /// Cells with a part that is not known.
    pub unknown_cells: u64,
    /// Establishments that are known, in all cells.
    pub establishments: u64,
    /// Clusters.
    pub clusters: u64,
    /// Near clusters.
    pub near_clusters: u64,
    /// The rules that were applied.
    pub ruleset: Ruleset,
    /// What stood for the size of an establishment.
    pub headcount_basis: HeadcountBasis,
    /// The files that were read.
    pub inputs: Vec<Input>,
    /// Whether too many rows were rejected.
    pub failed: bool,
    /// How long it took.
    pub elapsed_ms: u64,
}

/// What the counting of all files came to, besides the cells.
pub(super) struct Totals {
    pub rows: Rows,
    pub rejected: u64,
    pub digests: Digests,
}

impl Totals {
    /// The problem of more rejected rows than `most` per cent.
    pub(super) fn too_many_rejected(&self, most: f64) -> Option<Problem> {
        let share = self.rejected as f64 * 100.0 / self.rows.read.max(1) as f64;
        (share > most).then(|| {
            Problem::new(format_args!(
                "{} of {} rows were rejected: {share:.2} %, more than {most} % (see rejected.csv)",
                self.rejected, self.rows.read
            ))
        })
    }
}

impl Report {
    pub(super) fn new(
        profile: &Profile,
        ruleset: &Ruleset,
        Totals { rows, rejected, digests }: Totals,
        outcome: &Outcome,
    ) -> Self {
        Self {
            source: profile.source.name.clone(),
            reference_date: profile.source.reference_date.to_string(),
            rows_read: rows.read,
            rows_used: rows.read - rows.outside - rows.over_size - rejected,
            rows_outside: rows.outside,
            rows_over_size: rows.over_size,
            rows_rejected: rejected,
            cells: outcome.cells,
            unknown_cells: outcome.unknown,
            establishments: outcome.establishments,
            clusters: outcome.clusters.len() as u64,
            near_clusters: outcome.near.len() as u64,
            ruleset: ruleset.clone(),
            headcount_basis: profile.headcount_basis(ruleset),
            inputs: digests.into_inputs(),
            failed: false,
            elapsed_ms: 0,
        }
    }

    /// The run in a few lines for people.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let rules = match self.ruleset.version.as_str() {
            "" => self.ruleset.name.clone(),
            version => format!("{} ({version})", self.ruleset.name),
        };
        let sizes = match (self.headcount_basis, self.ruleset.below_regular_workers) {
            (HeadcountBasis::AllSizes, _) => "establishments of all sizes".to_owned(),
            (HeadcountBasis::RegularWorkers, n) => format!("establishments below {n} regular workers"),
            (HeadcountBasis::Persons, n) => {
                format!(
                    "establishments below {n} persons engaged, which leaves out some below {n} regular workers"
                )
            }
        };
        let written = writeln!(
            text,
            "{}, {}: {} clusters and {} near ones in {} cells ({} of them unknown)\n\
             counted: {sizes}; rules: {rules}\n\
             rows: {} read, {} used, {} of other industries, {} too large, {} rejected; {} establishments; {} ms",
            self.source,
            self.reference_date,
            self.clusters,
            self.near_clusters,
            self.cells,
            self.unknown_cells,
            self.rows_read,
            self.rows_used,
            self.rows_outside,
            self.rows_over_size,
            self.rows_rejected,
            self.establishments,
            self.elapsed_ms,
        );
        debug_assert!(written.is_ok(), "writing to a string cannot fail");
        text
    }
}

/// Why a run gave no clusters: one problem or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The problems, each one line.
    pub problems: Vec<Problem>,
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self { problems: vec![problem] }
    }
}

impl From<Vec<Problem>> for Failure {
    fn from(problems: Vec<Problem>) -> Self {
        Self { problems }
    }
}

/// The exit code of a run: 0, or 2 for a bad profile, a bad file or too many rejected rows.
pub fn exit_code(outcome: &Result<Report, Failure>) -> u8 {
    if outcome.is_ok() { 0 } else { 2 }
}

/// What a command says about a run: to the standard output if it went well, else to the standard error.
pub fn say(outcome: &Result<Report, Failure>) -> Result<String, String> {
    match outcome {
        Ok(report) => Ok(report.text()),
        Err(failure) => {
            let lines: Vec<String> = failure.problems.iter().map(ToString::to_string).collect();
            Err(lines.join("\n") + "\n")
        }
    }
}
