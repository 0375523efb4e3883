//! `moru atlas` alone, for measuring without the rest of the application.

use std::process::ExitCode;

use clap::Parser;

#[path = "../../../moru/src/cli/atlas.rs"]
mod atlas;

/// Find the clusters in a census.
#[derive(Debug, Parser)]
struct Cli {
    #[command(flatten)]
    args: atlas::AtlasArgs,
}

fn main() -> ExitCode {
    atlas::run(Cli::parse().args)
}
