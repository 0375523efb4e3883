//! The whole of `moru atlas build`: profile and files in, a folder of results out.

mod digest;
mod geojson;
mod places;
mod report;
mod summary;
mod tables;

pub use report::{Failure, Report, exit_code, say};

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::thread;

use crate::evaluate::Sums;
use crate::input::{Limits, Opened, open};
use crate::problem::Problem;
use crate::profile::Profile;
use crate::ruleset::Ruleset;
use crate::scan::merge;
use crate::scan::plan::Plan;
use crate::scan::quotes::Chain;
use crate::scan::reject::{Ending, InOrder, REJECTED_HEADER};
use crate::scan::row::Tally;
use crate::scan::worker::{Shared, work};
use digest::Digests;
use places::{Names, built_in};
use report::Totals;
use tables::{Book, Outcome};

/// Files are separated by commas.
const DELIMITER: u8 = b',';

/// When the SHA-256 of a plain file is taken. Streams and packed files always have theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DigestPolicy {
    /// For files of up to 64 MiB: a larger one takes longer to digest than to count.
    #[default]
    Auto,
    /// For every file.
    Always,
}

/// What to build, from what.
#[derive(Debug, Clone)]
pub struct Request {
    /// The profile file.
    pub profile: PathBuf,
    /// A rules file, or the name of a built-in ruleset; otherwise the profile's own rules apply.
    pub rules: Option<PathBuf>,
    /// The folder for the results.
    pub out: PathBuf,
    /// Census files; `-` is the standard input.
    pub files: Vec<PathBuf>,
    /// Rejected rows past which the run fails, in per cent of the rows read.
    pub max_rejected: f64,
    /// A CSV of names and places of zones: `zone_code,zone_name,x,y`.
    pub zones: Option<PathBuf>,
    /// A CSV of names of industries: `industry_code,industry_name`.
    pub industries: Option<PathBuf>,
    /// When digests are taken.
    pub digest: DigestPolicy,
    /// Threads; 0 means as many as there are processors.
    pub threads: usize,
    /// Bytes that a thread reads at once; 0 means the usual number. Results never depend on it.
    pub chunk_bytes: usize,
}

impl Request {
    /// A request with the usual settings.
    pub fn new(profile: impl Into<PathBuf>, out: impl Into<PathBuf>, files: Vec<PathBuf>) -> Self {
        Self {
            profile: profile.into(),
            rules: None,
            out: out.into(),
            files,
            max_rejected: 1.0,
            zones: None,
            industries: None,
            digest: DigestPolicy::Auto,
            threads: 0,
            chunk_bytes: 0,
        }
    }

    fn limits(&self) -> Limits {
        let usual = Limits::default();
        if self.chunk_bytes == 0 { usual } else { Limits { piece: self.chunk_bytes, ahead: 16, ..usual } }
    }

    fn threads(&self) -> usize {
        let most = if self.threads == 0 {
            thread::available_parallelism().map_or(2, std::num::NonZero::get)
        } else {
            self.threads
        };
        most.clamp(1, 16)
    }
}

/// What was counted, before anything is written about it.
struct Counted {
    tallies: Vec<Tally>,
    rejected: u64,
    digests: Digests,
}

/// Counts the files and writes the results; `elapsed_ms` tells how long the run has taken so far.
///
/// # Errors
/// [`Failure`] with a line for each problem: of the profile, the rules, a file, or too many rejected rows.
pub fn run(request: &Request, elapsed_ms: impl Fn() -> u64) -> Result<Report, Failure> {
    let profile = Profile::read(&request.profile)?;
    let ruleset = ruleset(request, &profile)?;
    let names = Names::read(request)?;
    if request.files.is_empty() {
        return Err(Problem::new("no census file was given").into());
    }
    if !(0.0..=100.0).contains(&request.max_rejected) {
        return Err(Problem::new("--max-rejected is a percentage, 0 to 100").into());
    }
    let opened = open_all(request, &profile, &ruleset)?;
    prepare(&request.out)?;
    // The names are prepared while the rows are counted.
    let (counted, built_in) = thread::scope(|scope| {
        let built_in = scope.spawn(|| built_in(&profile));
        (count(request, opened), built_in.join().ok().flatten())
    });
    let (counted, names) = (counted?, names.with(built_in));
    let totals =
        Totals { rows: merge::rows(&counted.tallies), rejected: counted.rejected, digests: counted.digests };
    let counts = merge::counts(&counted.tallies);
    drop(counted.tallies);
    let mut sums = Sums::default();
    for cell in counts.parts.iter().flat_map(|part| &part.cells) {
        sums.add((cell.zone as usize, cell.industry as usize), cell.count);
    }
    let book = Book { counts: &counts, sums: &sums, ruleset: &ruleset, names: &names };
    let failed = totals.too_many_rejected(request.max_rejected);
    let outcome = match &failed {
        Some(_) => book.write(&mut std::io::sink()).map_err(|e| Problem::io(&request.out, "written", &e))?,
        None => write_results(request, &book)?,
    };
    let mut report = Report::new(&profile, &ruleset, totals, &outcome);
    report.failed = failed.is_some();
    report.elapsed_ms = elapsed_ms();
    tables::write_file(&request.out, "summary.json", |out| summary::write(out, &report))?;
    match failed {
        Some(problem) => Err(problem.into()),
        None => Ok(report),
    }
}

fn ruleset(request: &Request, profile: &Profile) -> Result<Ruleset, Vec<Problem>> {
    let Some(path) = &request.rules else { return Ok(profile.ruleset()) };
    let built_in = path.to_str().and_then(Ruleset::built_in);
    let ruleset = match built_in {
        Some(ruleset) if !path.exists() => ruleset,
        _ => Ruleset::read(path)?,
    };
    let problems = profile.problems_with(&ruleset);
    if problems.is_empty() {
        Ok(ruleset)
    } else {
        Err(problems.into_iter().map(|why| Problem::in_file(path, why)).collect())
    }
}

/// Opens every file and finds the columns in each, before anything is counted.
fn open_all<'r>(
    request: &'r Request,
    profile: &Profile,
    ruleset: &Ruleset,
) -> Result<Vec<(&'r Path, Opened, Plan)>, Vec<Problem>> {
    let mut ready = Vec::new();
    let mut problems = Vec::new();
    if let Some(why) = profile.problems_with(ruleset).first() {
        problems.push(Problem::in_file(&request.profile, why));
    }
    let wanted = profile.columns.names();
    for path in &request.files {
        match open(path, profile.source.encoding, DELIMITER, request.limits(), &wanted) {
            Err(problem) => problems.push(problem),
            Ok(opened) => match Plan::new(profile, ruleset, &opened.header) {
                Ok(plan) => ready.push((path.as_path(), opened, plan)),
                Err(missing) => problems.extend(missing.iter().map(|why| Problem::in_file(path, why))),
            },
        }
    }
    if problems.is_empty() { Ok(ready) } else { Err(problems) }
}

/// Makes the folder, without results of an earlier run in it.
fn prepare(out: &Path) -> Result<(), Problem> {
    fs::create_dir_all(out).map_err(|e| Problem::io(out, "made", &e))?;
    for name in ["clusters.csv", "cells.csv", "near.csv", "rejected.csv", "clusters.geojson", "summary.json"]
    {
        let path = out.join(name);
        match fs::remove_file(&path) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                return Err(Problem::io(&path, "replaced", &e));
            }
            _ => {}
        }
    }
    Ok(())
}

fn count(request: &Request, opened: Vec<(&Path, Opened, Plan)>) -> Result<Counted, Failure> {
    let path = request.out.join("rejected.csv");
    let failed = |e: std::io::Error| Problem::io(&path, "written", &e);
    let mut out = BufWriter::new(File::create(&path).map_err(failed)?);
    out.write_all(REJECTED_HEADER.as_bytes()).map_err(failed)?;
    let mut tallies: Vec<Tally> = Vec::new();
    tallies.resize_with(request.threads(), Tally::default);
    let mut rejected = 0;
    let mut digests = Digests::default();
    for (file, opened, plan) in opened {
        let name = file.display().to_string();
        let (ending, digest) = thread::scope(|scope| {
            let digest = Digests::begin(scope, file, &opened, request.digest);
            (count_file(&name, &opened, &plan, &mut tallies, &mut out), digest.finish())
        });
        rejected += ending.rejected;
        if let Some(error) = ending.write_error {
            return Err(failed(error).into());
        }
        if let Some(fatal) = ending.fatal {
            out.flush().map_err(failed)?;
            return Err(Problem::in_file(file, fatal).into());
        }
        digests.end(&name, digest.map_err(|e| Problem::io(file, "read", &e))?);
    }
    out.flush().map_err(failed)?;
    Ok(Counted { tallies, rejected, digests })
}

/// Counts one file with a thread for each tally.
fn count_file(
    name: &str,
    opened: &Opened,
    plan: &Plan,
    tallies: &mut [Tally],
    rejected: &mut (dyn Write + Send),
) -> Ending {
    let chain = Chain::new();
    let ahead = 4 * tallies.len() + 4;
    let order = InOrder::new(rejected, (name, &opened.header), opened.charset, opened.first_line, ahead);
    let shared = Shared {
        chunks: &opened.chunks,
        chain: &chain,
        order: &order,
        plan,
        charset: opened.charset,
        delimiter: DELIMITER,
    };
    thread::scope(|scope| {
        let mut rest = tallies.iter_mut();
        let own = rest.next();
        for tally in rest {
            let shared = &shared;
            scope.spawn(move || work(shared, tally));
        }
        if let Some(tally) = own {
            work(&shared, tally);
        }
    });
    order.finish()
}

fn write_results(request: &Request, book: &Book<'_>) -> Result<Outcome, Problem> {
    let (out, names) = (&request.out, book.names);
    let outcome = tables::write_file(out, "cells.csv", |out| book.write(out))?;
    thread::scope(|scope| {
        let geojson = scope.spawn(|| {
            let features = geojson::features(book.counts, &outcome.clusters, names);
            if features.is_empty() {
                return Ok(());
            }
            tables::write_file(out, "clusters.geojson", |out| geojson::write(out, &features, names))
        });
        tables::write_file(out, "clusters.csv", |out| tables::write(out, &outcome.clusters, names))?;
        tables::write_file(out, "near.csv", |out| tables::write(out, &outcome.near, names))?;
        geojson.join().unwrap_or_else(|_| Err(Problem::new("clusters.geojson could not be written")))
    })?;
    Ok(outcome)
}
