//! `cargo xtask test`: every check there is, in the order in which a failure costs least.

mod browser;
mod dependencies;
mod generated;
mod hygiene;
mod prerequisites;

use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};

use crate::postgres::Cluster;
use crate::{process, web, workspace};

/// Run every check, exactly as continuous integration does.
///
/// Installs the Debian packages, Cargo tools and npm packages it needs when it may (as root); otherwise prints the
/// line to run. Starts its own PostgreSQL and leaves nothing running.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Run only this step; may be given several times.
    #[arg(long, value_name = "STEP")]
    only: Vec<String>,
    /// Go on after a failing step and report all failures at the end.
    #[arg(long)]
    keep_going: bool,
    /// List the steps and end.
    #[arg(long)]
    list: bool,
    /// Options for the test runner; needs exactly one of --only tests, doctests or browser.
    ///
    /// For example: cargo xtask test --only tests -- -E 'test(seat)'
    #[arg(last = true, value_name = "OPTIONS")]
    options: Vec<String>,
}

/// What the steps share.
pub(crate) struct Session {
    options: Vec<String>,
    cluster: Option<Cluster>,
}

impl Session {
    /// The address of the test server, which is started when the first step asks for it.
    fn postgres(&mut self) -> Result<String> {
        if let Some(cluster) = &mut self.cluster {
            cluster.check()?;
            return Ok(cluster.url().to_owned());
        }
        let cluster = Cluster::start()?;
        Ok(self.cluster.insert(cluster).url().to_owned())
    }
}

struct Step {
    name: &'static str,
    what: &'static str,
    run: fn(&mut Session) -> Result<()>,
}

const STEPS: [Step; 10] = [
    Step { name: "prerequisites", what: "Programs and fonts the checks need", run: prerequisites::run },
    Step { name: "format", what: "Formatting of Rust sources", run: format },
    Step { name: "hygiene", what: "No machine paths, no registry hosts", run: hygiene::run },
    Step { name: "dependencies", what: "Licences, bans and sources of dependencies", run: dependencies::run },
    Step { name: "web", what: "Front end: bundle, and types of the scripts", run: bundle },
    Step { name: "lints", what: "Compiler warnings and Clippy", run: lints },
    Step { name: "tests", what: "Unit, feature and property tests on SQLite and PostgreSQL", run: tests },
    Step { name: "generated", what: "Generated files are up to date", run: generated::run },
    Step { name: "doctests", what: "Examples in the documentation", run: doctests },
    Step { name: "browser", what: "Journeys in a real browser", run: browser::run },
];

enum Outcome {
    Passed(Duration),
    Failed(Duration, anyhow::Error),
    NotRun,
}

/// Runs the chosen steps and prints what became of each.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if arguments.list {
        for step in &STEPS {
            println!("{:15} {}", step.name, step.what);
        }
        return Ok(());
    }
    let chosen = choose(&arguments.only)?;
    if !arguments.options.is_empty() {
        let single = chosen.len() == 1 && ["tests", "doctests", "browser"].contains(&chosen[0].name);
        ensure!(single, "options after -- need exactly one of --only tests, doctests or browser");
    }
    let start = Instant::now();
    let mut session = Session { options: arguments.options.clone(), cluster: None };
    let mut outcomes = Vec::new();
    let mut going = true;
    for (index, step) in chosen.iter().enumerate() {
        if !going {
            outcomes.push(Outcome::NotRun);
            continue;
        }
        println!(
            "\n=== {}/{}  {}: {}  [{}]",
            index + 1,
            chosen.len(),
            step.name,
            step.what,
            words(start.elapsed())
        );
        let outcome = run_step(step, &mut session);
        going = !process::interrupted() && (arguments.keep_going || matches!(outcome, Outcome::Passed(_)));
        outcomes.push(outcome);
    }
    drop(session);
    summarise(&chosen, &outcomes, start.elapsed())
}

fn choose(only: &[String]) -> Result<Vec<&'static Step>> {
    for name in only {
        let known = STEPS.iter().any(|step| step.name == name);
        ensure!(known, "there is no step {name}; `cargo xtask test --list` names them");
    }
    Ok(STEPS.iter().filter(|step| only.is_empty() || only.iter().any(|name| name == step.name)).collect())
}

fn run_step(step: &Step, session: &mut Session) -> Outcome {
    let start = Instant::now();
    let result = (step.run)(session);
    let elapsed = start.elapsed();
    match result {
        Ok(()) => {
            println!("--- {} passed in {}", step.name, words(elapsed));
            Outcome::Passed(elapsed)
        }
        Err(error) => {
            println!("--- {} FAILED after {}: {error:#}", step.name, words(elapsed));
            Outcome::Failed(elapsed, error)
        }
    }
}

fn summarise(steps: &[&Step], outcomes: &[Outcome], total: Duration) -> Result<()> {
    println!("\n{:15}  {:8}  {:>12}", "step", "result", "time");
    let mut failures = Vec::new();
    for (step, outcome) in steps.iter().zip(outcomes) {
        let (result, time) = match outcome {
            Outcome::Passed(elapsed) => ("passed", words(*elapsed)),
            Outcome::Failed(elapsed, error) => {
                failures.push(format!("{}: {error:#}", step.name));
                ("FAILED", words(*elapsed))
            }
            Outcome::NotRun => ("not run", String::new()),
        };
        println!("{:15}  {result:8}  {time:>12}", step.name);
    }
    println!("{:15}  {:8}  {:>12}", "total", "", words(total));
    if !failures.is_empty() {
        bail!("{}", failures.join("\nxtask: "));
    }
    ensure!(!process::interrupted(), "stopped on request");
    println!("\nAll {} steps passed.", steps.len());
    Ok(())
}

fn words(time: Duration) -> String {
    if time.as_secs() < 60 {
        return format!("{:.1} s", time.as_secs_f64());
    }
    format!("{} min {:02} s", time.as_secs() / 60, time.as_secs() % 60)
}

fn format(_: &mut Session) -> Result<()> {
    process::run(workspace::cargo().args(["fmt", "--all", "--check", "--", "--files-with-diff"]))
}

fn bundle(_: &mut Session) -> Result<()> {
    web::build(false)?;
    web::check()
}

fn lints(_: &mut Session) -> Result<()> {
    process::run(workspace::cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn tests(session: &mut Session) -> Result<()> {
    let postgres = session.postgres()?;
    let mut command = workspace::cargo();
    command.args(["nextest", "run", "--no-fail-fast"]).args(&session.options);
    if !session.options.iter().any(|option| option == "-p" || option == "--package") {
        command.arg("--workspace");
    }
    process::run(command.env("MORU_TEST_POSTGRES", postgres))
}

fn doctests(session: &mut Session) -> Result<()> {
    let postgres = session.postgres()?;
    let mut command = workspace::cargo();
    command.args(["test", "--doc", "--workspace"]).args(&session.options);
    process::run(command.env("MORU_TEST_POSTGRES", postgres))
}
