//! `moru verify receipt FILE`: whether a receipt is genuine. `moru verify scores FILE`: whether a score sheet is what its
//! cards say. Needs no server, no database and no network.

mod scores;

use std::{fs, path::PathBuf, process::ExitCode};

use clap::Subcommand;
use ledger::{CheckName, Content, Outcome, PublicKey, Receipt, Verification};

use crate::web::show;

/// Arguments of `moru verify`.
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Args {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    receipt: Option<ReceiptArgs>,
}

#[derive(Subcommand)]
enum What {
    /// Verify a receipt and, when given, the files it names
    Receipt(ReceiptArgs),
    /// Compute a call's results and order again from the signed cards, and print every difference
    Scores(scores::Args),
}

#[derive(clap::Args)]
struct ReceiptArgs {
    /// The receipt file
    receipt: PathBuf,
    /// The public key the receipt must carry, 64 hexadecimal digits
    #[arg(long)]
    key: Option<String>,
    /// A file that was attached; may be given several times
    #[arg(long = "file")]
    files: Vec<PathBuf>,
}

/// Prints every check, or every difference, and ends with 0 only when all is well.
pub(super) fn run(args: &Args) -> ExitCode {
    match (&args.what, &args.receipt) {
        (Some(What::Scores(args)), _) => scores::run(args),
        (Some(What::Receipt(args)), _) | (None, Some(args)) => receipt(args),
        (None, None) => {
            eprintln!("moru: name the receipt file to verify");
            ExitCode::from(2)
        }
    }
}

fn receipt(args: &ReceiptArgs) -> ExitCode {
    match verify(args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(problem) => {
            eprintln!("moru: {problem}");
            ExitCode::from(1)
        }
    }
}

fn verify(args: &ReceiptArgs) -> Result<bool, String> {
    let read = |path: &PathBuf| fs::read(path).map_err(|error| format!("{}: {error}", path.display()));
    let bytes = read(&args.receipt)?;
    let key = args.key.as_deref().map(|text| text.trim().parse::<PublicKey>()).transpose();
    let key = key.map_err(|error| format!("--key: {error}"))?;
    let files = args
        .files
        .iter()
        .map(|path| Ok((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), read(path)?)))
        .collect::<Result<Vec<_>, String>>()?;
    let contents: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), Content::Bytes(bytes))).collect();
    let verification = Receipt::verify(&bytes, key.as_ref(), &contents);
    print(&verification);
    Ok(verification.holds())
}

/// What was received and when, then every check on a line of its own.
fn print(verification: &Verification) {
    if let Some(receipt) = &verification.receipt {
        let entry = &receipt.issued.entry;
        println!("receipt      {}", entry.receipt_no);
        println!("received at  {}", show::exact(entry.received_at));
        println!("call         {}", entry.call.title);
        println!("institution  {}", entry.institution);
        for file in &entry.attachments {
            println!("attachment   {} ({} bytes, sha256 {})", file.name, file.bytes, file.sha256);
        }
    }
    for check in &verification.checks {
        let outcome = match check.outcome {
            Outcome::Passed => "holds",
            Outcome::Failed => "FAILS",
            Outcome::NotChecked => "not checked",
        };
        println!("{:<12} {outcome}", name(&check.name));
    }
    println!("{}", verdict(verification));
}

/// What the checks show together. Without an expected key they show that nothing was changed, not who sealed it.
fn verdict(verification: &Verification) -> &'static str {
    match (verification.holds(), verification.outcome(&CheckName::Key)) {
        (false, _) => "The receipt is NOT genuine.",
        (true, Outcome::Passed) => "The receipt is genuine.",
        (true, _) => {
            "The receipt agrees with itself. Give --key to know that it was sealed with the published key."
        }
    }
}

fn name(check: &CheckName) -> String {
    match check {
        CheckName::Parses => "format".to_owned(),
        CheckName::Canonical => "canonical".to_owned(),
        CheckName::Seal => "seal".to_owned(),
        CheckName::Key => "key".to_owned(),
        CheckName::Package => "package".to_owned(),
        CheckName::Leaf => "leaf".to_owned(),
        CheckName::Inclusion => "inclusion".to_owned(),
        CheckName::Attachment(file) => format!("file {file}"),
    }
}

#[cfg(test)]
mod tests {
    use ledger::Check;

    use super::*;

    fn verdict_of(key: Outcome, seal: Outcome) -> &'static str {
        let check = |name, outcome| Check { name, outcome };
        let checks = vec![check(CheckName::Seal, seal), check(CheckName::Key, key)];
        verdict(&Verification { receipt: None, checks })
    }

    #[test]
    fn only_a_known_key_makes_a_receipt_genuine() {
        assert_eq!(verdict_of(Outcome::Passed, Outcome::Passed), "The receipt is genuine.");
        assert!(verdict_of(Outcome::NotChecked, Outcome::Passed).contains("Give --key"));
        assert_eq!(verdict_of(Outcome::NotChecked, Outcome::Failed), "The receipt is NOT genuine.");
        assert_eq!(verdict_of(Outcome::Failed, Outcome::Passed), "The receipt is NOT genuine.");
    }
}
