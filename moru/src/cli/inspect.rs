//! `moru inspect`: opens one file from the standard input within limits and says what it is. The server asks itself.

use crate::base::{errors::Fault, inspector};

/// Arguments of `moru inspect`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Read the rows of a workbook, at most this many
    #[arg(long, value_name = "N")]
    rows: Option<usize>,
}

/// Answers once and ends.
pub(super) fn run(args: &Args) -> Result<(), Fault> {
    inspector::in_this_process(args.rows)
}
