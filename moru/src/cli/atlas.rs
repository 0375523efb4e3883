//! `moru atlas`: finds the clusters in a census.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::{Args, Subcommand, ValueEnum};
use clusters::build::{self, DigestPolicy, Request};

/// Find the clusters in a census.
#[derive(Debug, Args)]
pub(crate) struct AtlasArgs {
    #[command(subcommand)]
    command: AtlasCommand,
}

/// What to do with a census.
#[derive(Debug, Subcommand)]
enum AtlasCommand {
    /// Count census files and write clusters, near clusters, cells and rejected rows into a folder.
    Build(BuildArgs),
}

/// Arguments of `moru atlas build`.
#[derive(Debug, Args)]
struct BuildArgs {
    /// What the columns mean (TOML).
    #[arg(long, value_name = "P.toml")]
    profile: PathBuf,
    /// Rules to apply instead of the profile's: a TOML file, or statute-2018 or legacy-19.
    #[arg(long, value_name = "R.toml")]
    rules: Option<PathBuf>,
    /// Folder for the results; made if missing.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Fail when more than this share of rows cannot be used, in per cent.
    #[arg(long, value_name = "PERCENT", default_value_t = 1.0)]
    max_rejected: f64,
    /// Names and places of zones: a CSV with zone_code,zone_name and perhaps x,y.
    #[arg(long, value_name = "FILE")]
    zones: Option<PathBuf>,
    /// Names of industries: a CSV with industry_code,industry_name.
    #[arg(long, value_name = "FILE")]
    industries: Option<PathBuf>,
    /// When to take the SHA-256 of plain files: up to 64 MiB, or always.
    #[arg(long, value_enum, default_value_t = DigestChoice::Auto)]
    digest: DigestChoice,
    /// Threads; as many as processors if not given.
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    threads: usize,
    /// Census files: .csv, .csv.xz, .csv.gz or .parquet; - is the standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// When digests are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DigestChoice {
    Auto,
    Always,
}

/// Runs `moru atlas`.
pub(crate) fn run(args: AtlasArgs) -> ExitCode {
    let AtlasCommand::Build(args) = args.command;
    let started = Instant::now();
    let request = Request {
        rules: args.rules,
        max_rejected: args.max_rejected,
        zones: args.zones,
        industries: args.industries,
        digest: match args.digest {
            DigestChoice::Auto => DigestPolicy::Auto,
            DigestChoice::Always => DigestPolicy::Always,
        },
        threads: args.threads,
        ..Request::new(args.profile, args.out, args.files)
    };
    let elapsed_ms = || u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    let outcome = build::run(&request, elapsed_ms);
    // A reader that has gone away does not change the outcome.
    let _ = match build::say(&outcome) {
        Ok(text) => io::stdout().write_all(text.as_bytes()),
        Err(text) => io::stderr().write_all(text.as_bytes()),
    };
    ExitCode::from(build::exit_code(&outcome))
}
