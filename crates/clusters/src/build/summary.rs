//! `summary.json`.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::digest::{hex, of_all};
use super::report::Report;

/// Writes the numbers of a run. Only `elapsed_ms` differs between runs over the same bytes.
pub(super) fn write(out: &mut impl Write, report: &Report) -> io::Result<()> {
    let inputs: Vec<Value> = report
        .inputs
        .iter()
        .map(|input| json!({ "name": input.name, "bytes": input.bytes, "sha256": input.sha256.map(hex) }))
        .collect();
    let summary = json!({
        "source": report.source,
        "reference_date": report.reference_date,
        "rows_read": report.rows_read,
        "rows_used": report.rows_used,
        "rows_outside": report.rows_outside,
        "rows_over_size": report.rows_over_size,
        "rows_rejected": report.rows_rejected,
        "cells": report.cells,
        "unknown_cells": report.unknown_cells,
        "establishments": report.establishments,
        "clusters": report.clusters,
        "near_clusters": report.near_clusters,
        "ruleset": report.ruleset.name,
        "rules": report.ruleset,
        "headcount_basis": report.headcount_basis.as_str(),
        "sizes": sizes(report),
        "input_sha256": of_all(&report.inputs).map(hex),
        "inputs": inputs,
        "failed": report.failed,
        "elapsed_ms": report.elapsed_ms,
    });
    serde_json::to_writer_pretty(&mut *out, &summary)?;
    writeln!(out)
}

fn sizes(report: &Report) -> String {
    match report.ruleset.below_regular_workers {
        0 => "all sizes are counted".to_owned(),
        n if report.headcount_basis == crate::profile::HeadcountBasis::AllSizes => {
            format!("the source does not give sizes: the limit of {n} was not applied")
        }
        n => format!("below {n}"),
    }
}
