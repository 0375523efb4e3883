//! The table of what was measured against the budgets.

use std::fmt::Write as _;
use std::time::Duration;

use super::Options;
use super::load::Outcome;
use super::store::Rows;

/// One run of a plan.
#[derive(Debug, Clone, Default)]
pub(super) struct Measured {
    pub outcome: Outcome,
    /// Processor time of the server per request, in milliseconds.
    pub server_ms: f64,
    /// The same of this program.
    pub client_ms: f64,
}

/// The last minute.
#[derive(Debug)]
pub(super) struct Rush {
    pub measured: Measured,
    pub genuine: usize,
    pub holds: bool,
    pub peak_mib: f64,
}

/// Everything that was found.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub binary_mb: f64,
    pub starts: Vec<Duration>,
    pub idle_mib: f64,
    pub peak_mib: f64,
    pub loads: Vec<String>,
    pub floor: Vec<Measured>,
    pub call: Vec<Measured>,
    pub call_gzip: Vec<Measured>,
    pub form: Vec<Measured>,
    pub submissions: Vec<Measured>,
    pub syncs: Vec<f64>,
    pub commits: Vec<f64>,
    /// Genuine receipts, how many there should be, and whether they stand in the log without a gap.
    pub receipts: (usize, usize, bool),
    pub rush: Option<Rush>,
    pub rows: Option<Rows>,
}

/// A figure with its limit.
struct Line {
    what: &'static str,
    found: String,
    budget: &'static str,
    kept: bool,
}

impl Findings {
    /// Whether every budget is kept.
    pub(super) fn keep_budgets(&self) -> bool {
        self.lines().iter().all(|line| line.kept)
    }

    fn lines(&self) -> Vec<Line> {
        let (call, form, submitted) = (best(&self.call), best(&self.form), best(&self.submissions));
        let errors = |runs: &[Measured]| runs.iter().map(|run| run.outcome.errors).sum::<usize>();
        let wrong =
            errors(&self.call) + errors(&self.call_gzip) + errors(&self.form) + errors(&self.submissions);
        let start = self.starts.iter().min().copied().unwrap_or_default();
        let rate = |what, run: &Measured, budget, least| {
            let found = run.outcome.per_second();
            Line { what, found: format!("{found:.0}/s"), budget, kept: found >= least }
        };
        let p99 = |what, run: &Measured, budget, most: u64| {
            let found = run.outcome.within(0.99);
            Line { what, found: ms(found), budget, kept: found <= Duration::from_millis(most) }
        };
        let most = |what, found: f64, unit: &str, budget, most| Line {
            what,
            found: format!("{found:.2} {unit}"),
            budget,
            kept: found <= most,
        };
        let (genuine, expected, holds) = self.receipts;
        let mut lines = vec![
            rate("call page", call, "≥ 6,000/s", 6_000.0),
            p99("call page, p99", call, "≤ 30 ms", 30),
            most("call page, server", call.server_ms, "CPU-ms", "≤ 0.3 CPU-ms", 0.3),
            rate("form page", form, "≥ 3,000/s", 3_000.0),
            p99("form page, p99", form, "≤ 50 ms", 50),
            rate("submissions", submitted, "≥ 800/s", 800.0),
            p99("submissions, p99", submitted, "≤ 150 ms", 150),
            Line { what: "errors", found: wrong.to_string(), budget: "0", kept: wrong == 0 },
            Line {
                what: "genuine receipts, one place each, no gap",
                found: format!("{genuine} of {expected}{}", if holds { "" } else { ", NOT in order" }),
                budget: "all",
                kept: holds,
            },
            most("memory idle", self.idle_mib, "MiB", "≤ 60 MiB", 60.0),
            most("memory, most under load", self.peak_mib, "MiB", "≤ 120 MiB", 120.0),
            most("start to first page, existing database", start.as_secs_f64(), "s", "≤ 0.15 s", 0.15),
            most("binary", self.binary_mb, "MB", "≤ 60 MB", 60.0),
        ];
        if let Some(rows) = &self.rows {
            lines.push(Line {
                what: "rows: receipts, log leaves, submitted applications",
                found: format!("{}, {}, {}", rows.receipts, rows.leaves, rows.submitted),
                budget: "equal",
                kept: rows.receipts == rows.leaves && rows.leaves == rows.submitted,
            });
        }
        if let Some(rush) = &self.rush {
            let outcome = &rush.measured.outcome;
            lines.push(Line {
                what: "10,000 submissions in the last minute: genuine receipts",
                found: format!("{} of {}, {} errors", rush.genuine, outcome.requests, outcome.errors),
                budget: "all",
                kept: rush.holds && outcome.errors == 0,
            });
            lines.push(p99(
                "the same, p99 from the moment each was due",
                &rush.measured,
                "answered",
                u64::MAX,
            ));
            lines.push(most("the same, most memory", rush.peak_mib, "MiB", "≤ 120 MiB", 120.0));
        }
        lines
    }
}

/// The run of the highest rate: what the server does when its neighbours leave it the machine.
fn best(runs: &[Measured]) -> &Measured {
    static NONE: std::sync::LazyLock<Measured> = std::sync::LazyLock::new(Measured::default);
    runs.iter().max_by(|a, b| a.outcome.per_second().total_cmp(&b.outcome.per_second())).unwrap_or(&NONE)
}

fn ms(duration: Duration) -> String {
    format!("{:.1} ms", duration.as_secs_f64() * 1e3)
}

/// The tables of a report.
pub(super) fn table(findings: &Findings, options: &Options) -> String {
    let engine = if options.database.is_some() { "PostgreSQL" } else { "SQLite" };
    let mut text = format!(
        "## Web: the server under load, {engine}\n\n{} connections, {} rounds of {} s a page and {} submissions, the best round \
         of each; client and server share 2 processors.\nLoad average before and after: {}.\n\n",
        options.connections,
        options.rounds,
        options.seconds,
        options.submissions,
        findings.loads.join(", "),
    );
    text.push_str(
        "| request | req/s | p50 | p99 | longest | errors | server CPU-ms | client CPU-ms | body |\n",
    );
    text.push_str("|---|---|---|---|---|---|---|---|---|\n");
    let mut rows = vec![
        ("/healthz (floor)", best(&findings.floor)),
        ("call page", best(&findings.call)),
        ("call page, gzip", best(&findings.call_gzip)),
        ("form page, all steps", best(&findings.form)),
        ("final submission", best(&findings.submissions)),
    ];
    if let Some(rush) = &findings.rush {
        rows.push(("final submission, last minute", &rush.measured));
    }
    for (name, run) in rows {
        let outcome = &run.outcome;
        // Writing into a String cannot fail.
        let _ = writeln!(
            text,
            "| {name} | {:.0} | {} | {} | {} | {} | {:.3} | {:.3} | {} |",
            outcome.per_second(),
            ms(outcome.within(0.5)),
            ms(outcome.within(0.99)),
            ms(outcome.within(1.0)),
            outcome.errors,
            run.server_ms,
            run.client_ms,
            outcome.body,
        );
    }
    let highest = |values: &[f64]| values.iter().copied().fold(0.0, f64::max);
    let _ = writeln!(
        text,
        "\nFloors beside the submissions: {:.0} confirmed 4 KiB writes/s, {:.0} one-row SQLite commits/s.",
        highest(&findings.syncs),
        highest(&findings.commits),
    );
    if let Some(rows) = &findings.rows {
        let _ = writeln!(
            text,
            "Rows afterwards, the example's own included: {} receipts, {} log leaves, {} submitted applications.",
            rows.receipts, rows.leaves, rows.submitted,
        );
    }
    text.push_str("\n| budget | found | limit | |\n|---|---|---|---|\n");
    for line in findings.lines() {
        let verdict = if line.kept { "kept" } else { "MISSED" };
        let _ = writeln!(text, "| {} | {} | {} | {verdict} |", line.what, line.found, line.budget);
    }
    text
}
