//! Commands for people who work on Moru, run as `cargo xtask <command>`.
//!
//! This program only starts others and reports on them: it knows how the pieces are built, in which order they
//! are checked, and how to leave nothing behind.

mod bench;
mod data;
mod demo;
mod postgres;
mod process;
mod test;
mod web;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Builds, demonstrates, checks and measures Moru.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Demo(demo::Arguments),
    Test(test::Arguments),
    Bench(bench::Arguments),
    /// Derive the embedded data in data/ (zones, boundaries, divisions, holidays, the demo census) from its sources.
    ///
    /// The results are committed, so this is needed only when a source changes. docs and data/ say where each
    /// source comes from and under which licence it may be used.
    Data,
    Web(web::Arguments),
    Postgres(postgres::Arguments),
}

fn main() -> ExitCode {
    let outcome = process::catch_signals().and_then(|()| match Arguments::parse().command {
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Data => Ok(data::run()?),
        Command::Web(arguments) => web::run(&arguments),
        Command::Postgres(arguments) => postgres::run(&arguments),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
