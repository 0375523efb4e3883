//! The atlas engine against Polars and DuckDB: the same census, the same clusters, whole processes.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::census::{ROWS_2021, SEED, Spec, Variant, write_file};
use crate::measure::{Runs, check, load, machine, measure};
use crate::{peers, results, zones};

/// Longest time for the full census, in seconds.
const BUDGET_SECONDS: f64 = 0.14;
/// Least ratio to the faster peer.
const BUDGET_RATIO: f64 = 6.0;
/// Most memory, in MiB.
const BUDGET_MIB: f64 = 64.0;

/// What to measure.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// The program to measure: `moru`, or the engine alone; otherwise the one built beside this program.
    #[arg(long)]
    pub binary: Option<PathBuf>,
    /// How often each program runs.
    #[arg(long, default_value_t = 9)]
    pub rounds: u32,
    /// Establishments of the census.
    #[arg(long, default_value_t = ROWS_2021)]
    pub rows: u64,
    /// Where the census and the peers are kept; otherwise `bench/output`.
    #[arg(long)]
    pub output: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self { binary: None, rounds: 9, rows: ROWS_2021, output: None }
    }
}

/// A cluster as all three programs must find it.
type Found = BTreeSet<(String, String, String)>;

/// One program under measurement.
struct Contender {
    name: String,
    command: Command,
    /// Where it writes the clusters, and how many columns come before zone, industry and count.
    result: PathBuf,
    columns: [usize; 3],
    runs: Runs,
}

/// Measures, prints the table, writes it to `bench/RESULTS.md`, and says whether the budget is kept.
///
/// # Errors
/// If a program fails, or if the three do not find the same clusters.
pub fn run(options: &Options) -> io::Result<bool> {
    let bench = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = options.output.clone().unwrap_or_else(|| bench.join("output"));
    fs::create_dir_all(&output)?;
    let census = output.join(format!("census-{}.csv", options.rows));
    let tiers = output.join("tiers.csv");
    prepare(&census, &tiers, options.rows)?;
    let python = peers::python(&output)?;
    let binary = options.binary.clone().map_or_else(beside, Ok)?;
    let ours = |name: &str, arguments: &[&str]| {
        let out = output.join(format!("out-{}", name.replace(' ', "-").to_lowercase()));
        let mut command = Command::new(&binary);
        if binary.file_stem().is_some_and(|stem| stem == "moru") {
            command.arg("atlas");
        }
        let profile = bench.join("../crates/clusters/profiles/korea-establishments.toml");
        command
            .arg("build")
            .arg("--profile")
            .arg(profile)
            .arg("--out")
            .arg(&out)
            .args(arguments)
            .arg(&census);
        let (result, runs) = (out.join("clusters.csv"), Runs::default());
        Contender { name: name.to_owned(), command, result, columns: [0, 2, 5], runs }
    };
    let peer = |name: &str, package: &str| {
        let result = output.join(format!("out-{package}.csv"));
        let mut command = Command::new(&python);
        command.arg(bench.join(format!("peers/{package}_clusters.py"))).args([&census, &tiers, &result]);
        let name = format!("{name} {}", peers::version(package));
        Contender { name, command, result, columns: [0, 1, 2], runs: Runs::default() }
    };
    let mut contenders = [
        ours("Moru", &[]),
        ours("Moru with SHA-256", &["--digest", "always"]),
        peer("Polars", "polars"),
        peer("DuckDB", "duckdb"),
    ];
    let load = load();
    let clusters = agree(&mut contenders)?;
    for round in 0..options.rounds {
        eprintln!("bench: round {} of {}", round + 1, options.rounds);
        for contender in &mut contenders {
            fs::remove_file(&contender.result)?;
            contender.runs.push(measure(&mut contender.command)?);
            if !contender.result.exists() {
                return Err(io::Error::other(format!("{} left no clusters behind", contender.name)));
            }
        }
    }
    let (text, kept) = report(&contenders, options, (fs::metadata(&census)?.len(), clusters), &load);
    println!("{text}");
    if options.rows == ROWS_2021 {
        results::write(&bench.join("RESULTS.md"), "atlas", &text)?;
    }
    Ok(kept)
}

/// Writes the census and the thresholds of its zones, unless they are there.
fn prepare(census: &Path, tiers: &Path, rows: u64) -> io::Result<()> {
    let zones = zones::load()?;
    if !census.exists() {
        eprintln!("bench: writing {}", census.display());
        write_file(Spec { rows, variant: Variant::Plain, seed: SEED }, &zones, census)?;
    }
    let lines = zones.iter().map(|zone| format!("{},{}\n", zone.code, zone.threshold));
    fs::write(tiers, std::iter::once("zone,threshold\n".to_owned()).chain(lines).collect::<String>())
}

/// The program built beside this one.
fn beside() -> io::Result<PathBuf> {
    let folder = std::env::current_exe()?;
    let folder = folder.parent().unwrap_or_else(|| Path::new("."));
    let found = ["moru", "atlas"].map(|name| folder.join(name)).into_iter().find(|path| path.exists());
    found.ok_or_else(|| {
        io::Error::other(format!("neither moru nor atlas was built in {}; give --binary", folder.display()))
    })
}

/// Runs everybody once, which also brings the census into memory, and holds the results against each other.
fn agree(contenders: &mut [Contender]) -> io::Result<usize> {
    let mut first: Option<Found> = None;
    for contender in contenders {
        check(&mut contender.command)?;
        let found = read(&contender.result, contender.columns)?;
        match &first {
            None => first = Some(found),
            Some(expected) if *expected == found => {}
            Some(expected) => {
                let differs = expected.symmetric_difference(&found).next();
                return Err(io::Error::other(format!(
                    "{} finds {} clusters where Moru finds {}; the first that differs is {differs:?}",
                    contender.name,
                    found.len(),
                    expected.len()
                )));
            }
        }
    }
    let clusters = first.map_or(0, |found| found.len());
    if clusters == 0 {
        return Err(io::Error::other("the census has no clusters, so there is nothing to compare"));
    }
    Ok(clusters)
}

/// Zone, industry and count of every cluster in a file.
fn read(path: &Path, columns: [usize; 3]) -> io::Result<Found> {
    let mut found = Found::new();
    for record in csv::Reader::from_path(path)?.into_records() {
        let record = record?;
        let field = |at: usize| record.get(columns[at]).unwrap_or_default().to_owned();
        found.insert((field(0), field(1), field(2)));
    }
    Ok(found)
}

/// The table and the verdict.
fn report(
    contenders: &[Contender; 4],
    options: &Options,
    (bytes, clusters): (u64, usize),
    load: &str,
) -> (String, bool) {
    let [ours, with_digest, peers @ ..] = contenders;
    let best = ours.runs.best().as_secs_f64();
    let mut text = format!(
        "## Atlas: census to clusters, whole process\n\n\
         {} rows, {} bytes, {clusters} clusters found alike by all; {} rounds in turn; the file in the page cache.\n\
         Machine: {}; {} programs wanted to run on average in the minute before.\n\n\
         | program | best | median | processor time | peak memory | best ÷ Moru's best |\n\
         |---|---|---|---|---|---|\n",
        options.rows,
        bytes,
        options.rounds,
        machine(),
        load
    );
    for contender in [ours, with_digest].into_iter().chain(peers) {
        let runs = &contender.runs;
        let written = writeln!(
            text,
            "| {} | {:.3} s | {:.3} s | {:.3} s | {:.1} MiB | {:.1} |",
            contender.name,
            runs.best().as_secs_f64(),
            runs.median().as_secs_f64(),
            runs.cpu().as_secs_f64(),
            runs.peak_mib(),
            runs.best().as_secs_f64() / best
        );
        debug_assert!(written.is_ok(), "writing to a string cannot fail");
    }
    let ratio = peers.iter().map(|peer| peer.runs.best().as_secs_f64() / best).fold(f64::INFINITY, f64::min);
    let verdicts = [
        (best <= BUDGET_SECONDS, format!("{best:.3} s of {BUDGET_SECONDS} s")),
        (ratio >= BUDGET_RATIO, format!("{ratio:.1} times faster than the faster peer, of {BUDGET_RATIO}")),
        (ours.runs.peak_mib() <= BUDGET_MIB, format!("{:.1} MiB of {BUDGET_MIB} MiB", ours.runs.peak_mib())),
    ];
    text.push_str("\nBudget:");
    for (kept, what) in &verdicts {
        let _ = write!(text, " {} {what};", if *kept { "kept" } else { "MISSED" });
    }
    text.pop();
    text.push_str(".\n");
    (text, verdicts.iter().all(|(kept, _)| *kept))
}
