//! `cargo xtask bench`: measures Moru against its budgets.

use anyhow::Result;

use crate::{process, web, workspace};

/// Measure speed, memory and page weight against the budgets and print the table.
///
/// Measure on a machine that does nothing else: figures from a busy one mean nothing.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// The census engine: files to clusters, whole process, beside other tools.
    Atlas(Options),
    /// The server: pages, submissions and bookings under load.
    Web(Options),
    /// Evaluators to applications, beside OR-Tools.
    Assignment(Options),
}

#[derive(clap::Args)]
struct Options {
    /// Measure the program as it is published (link-time optimised; builds for minutes) instead of a quick build.
    #[arg(long)]
    release: bool,
    /// Options of the measuring program.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "OPTIONS")]
    options: Vec<String>,
}

/// Builds what is measured and runs the measuring program.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let (name, options) = match &arguments.what {
        What::Atlas(options) => ("atlas", options),
        What::Web(options) => ("web", options),
        What::Assignment(options) => ("assignment", options),
    };
    let profile = if options.release { "release" } else { "quick" };
    // The assignment is a library, which the measuring program itself holds.
    if !matches!(arguments.what, What::Assignment(_)) {
        web::build(false)?;
        process::run(workspace::cargo().args(["build", "--profile", profile, "--package", "moru"]))?;
    }
    process::run(workspace::cargo().args(["build", "--profile", "quick", "--package", "bench"]))?;
    let program = workspace::target().join("quick/bench");
    let moru = workspace::target().join(profile).join("moru");
    process::become_program(
        workspace::command(program).env("MORU_BIN", moru).arg(name).args(&options.options),
    )
}
