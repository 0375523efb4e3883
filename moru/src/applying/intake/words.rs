//! What the review came to, in words.

use programme::{
    Outcome,
    gates::{Gate, GateReport},
};

use super::store::{self, Found};
use crate::{
    applying::applications::words,
    web::{page::Page, parts::FindingLine},
};

/// Each gate with what counts in the end and why, as its applicant reads it.
pub fn told(page: &Page, report: &GateReport, found: &[Found]) -> Vec<FindingLine> {
    let latest = store::latest(found);
    let lines = Gate::ALL.into_iter().zip(words::lines(page, report, None));
    let line = |(gate, line): (Gate, FindingLine)| {
        let found = latest.get(&gate);
        FindingLine {
            state: words::state(report.reviewed(gate, found.map(|found| found.holds))),
            // What the evidence fails, nobody's finding explains.
            detail: match found {
                Some(found) if report.outcome(gate) != Outcome::Fail => found.reason.clone(),
                _ => line.detail,
            },
            ..line
        }
    };
    lines.map(line).collect()
}
