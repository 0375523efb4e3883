//! `cargo run -p bench --profile quick -- atlas` or `-- web` or `-- assignment`: dispatches to the measurements.

use std::path::PathBuf;
use std::process::ExitCode;

use bench::census::{ROWS_2021, SEED, Spec, Variant, write_file};
use bench::{assignment, atlas, web, zones};
use clap::{Parser, Subcommand};

/// Measures Moru.
#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The atlas engine against Polars and DuckDB.
    Atlas(atlas::Options),
    /// The server: pages and submissions under load.
    Web(web::Options),
    /// Evaluators to applications, against OR-Tools.
    Assignment(assignment::Options),
    /// Writes a made-up census.
    Census {
        /// Where to.
        out: PathBuf,
        /// How many establishments.
        #[arg(long, default_value_t = ROWS_2021)]
        rows: u64,
        /// How it is written.
        #[arg(long, value_enum, default_value_t = Variant::Plain)]
        variant: Variant,
    },
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().what {
        What::Atlas(options) => atlas::run(&options),
        What::Web(options) => web::run(&options),
        What::Assignment(options) => assignment::run(&options),
        What::Census { out, rows, variant } => zones::load()
            .and_then(|zones| write_file(Spec { rows, variant, seed: SEED }, &zones, &out))
            .map(|()| true),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::from(2)
        }
    }
}
