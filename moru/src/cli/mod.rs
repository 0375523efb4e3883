//! The command line: each command in a file of its own.

mod archive;
mod atlas;
mod backup;
mod check_config;
mod demo;
mod inspect;
mod migrate;
mod restore;
mod serve;
mod telemetry;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::base::errors::Fault;

/// Moru (모루): Korea's support-centre programme for small manufacturers, from the census to the settlement.
#[derive(Parser)]
#[command(name = "moru", version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the site
    Serve(serve::Args),
    /// Serve the example programme from a temporary folder
    Demo(demo::Args),
    /// Find clusters in a business census
    Atlas(atlas::AtlasArgs),
    /// Verify a receipt or a score sheet, with nothing but the file
    Verify(verify::Args),
    /// Copy database and files into a folder while the site is served
    Backup(backup::Args),
    /// Put a backup back, after checking every byte of it
    Restore(restore::Args),
    /// Bring the database schema up to date and stop
    Migrate(migrate::Args),
    /// Open one file within limits; the server does this for each that arrives
    #[command(hide = true)]
    Inspect(inspect::Args),
    /// Read the settings and say what is wrong with them
    CheckConfig(check_config::Args),
}

/// Reads the command line and does what it says.
pub fn run() -> ExitCode {
    match Cli::parse().command {
        Command::Serve(args) => report(serve::run(args)),
        Command::Demo(args) => report(demo::run(&args)),
        Command::Atlas(args) => atlas::run(args),
        Command::Verify(args) => verify::run(&args),
        Command::Backup(args) => report(backup::run(args)),
        Command::Restore(args) => report(restore::run(args)),
        Command::Migrate(args) => report(migrate::run(args)),
        Command::Inspect(args) => report(inspect::run(&args)),
        Command::CheckConfig(args) => check_config::run(args),
    }
}

/// One clear line for what stopped a command.
fn report(outcome: Result<(), Fault>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("moru: {fault}");
            ExitCode::from(2)
        }
    }
}

/// Runs asynchronous work on every core.
fn block_on<T>(work: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Fault::new)?.block_on(work)
}

/// All problems with the settings as one fault, a line each.
fn settle(settings: crate::base::config::Settings) -> Result<crate::base::config::Config, Fault> {
    settings.resolve().map_err(|problems| {
        Fault::new(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\nmoru: "))
    })
}
