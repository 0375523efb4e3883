//! `moru verify scores FILE`: computes a call's results and order again from the signed cards.

use std::{fs, path::PathBuf, process::ExitCode};

use programme::scoring::{Export, verify};

#[derive(clap::Args)]
pub(super) struct Args {
    /// The score sheet as it was exported
    export: PathBuf,
}

/// Prints a line for each difference and ends with 1, or "no difference" and ends with 0. A file that is no score sheet
/// ends with 2: that nothing could be computed is not the same as that something differs.
pub(super) fn run(args: &Args) -> ExitCode {
    let export = match read(args) {
        Ok(export) => export,
        Err(problem) => {
            eprintln!("moru: {}", one_line(&problem));
            return ExitCode::from(2);
        }
    };
    let differences = verify(&export);
    if differences.is_empty() {
        println!("no difference");
        return ExitCode::SUCCESS;
    }
    for difference in &differences {
        println!("{}", one_line(&difference.to_string()));
    }
    ExitCode::from(1)
}

fn read(args: &Args) -> Result<Export, String> {
    let path = args.export.display();
    let bytes = fs::read(&args.export).map_err(|error| format!("{path}: {error}"))?;
    serde_json::from_slice(&bytes).map_err(|error| format!("{path}: not a score sheet: {error}"))
}

/// The file may come from anybody: nothing in it begins a new line or speaks to the terminal.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_control() { char::REPLACEMENT_CHARACTER } else { letter })
        .collect()
}
