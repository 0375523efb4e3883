//! The server under load, through real HTTP: pages, final submissions, the rush before the close.
//!
//! `moru demo --applicants N` prepares N institutions, each with a session and a complete draft, so that nothing but the
//! submission is left to do. The server then starts again on that database, and everything measured is one HTTP request
//! after another from this process, whose own processor time is reported beside the server's: both share the machine.

mod applicants;
mod check;
mod http;
mod load;
mod report;
mod server;
mod store;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use applicants::Applicant;
use load::{Outcome, Plan};
use report::{Findings, Measured, Rush};
use server::{Server, Setup, cpu_of, get, post};

use crate::results;

/// The page that everybody opens.
const CALL_PAGE: &str = "/calls/2024";
/// The steps of the form.
const STEPS: [&str; 5] = ["institution", "cluster", "resources", "plan", "review"];
/// When applicants are prepared and pages are measured, and when the rush begins: a minute before the close.
const BEFORE: &str = "2024-05-10T17:45:00+09:00";
const LAST_MINUTE: &str = "2024-05-10T17:59:00+09:00";
/// Submissions of the rush, and how many seconds of the last minute they take.
const RUSH: usize = 10_000;
const RUSH_SECONDS: f64 = 55.0;
/// People who wait at once in the rush.
const RUSH_CONNECTIONS: usize = 512;

/// What to measure.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// The program to measure; otherwise MORU_BIN, or the one built beside this program.
    #[arg(long, env = "MORU_BIN")]
    pub binary: Option<PathBuf>,
    /// postgres://… with the right to create a database; otherwise SQLite.
    #[arg(long)]
    pub database: Option<String>,
    /// Connections at once.
    #[arg(long, default_value_t = 64)]
    pub connections: usize,
    /// How long each page is asked for, in seconds, in each round.
    #[arg(long, default_value_t = 10)]
    pub seconds: u64,
    /// Rounds of pages and of submissions; the best one counts, because others use the machine too.
    #[arg(long, default_value_t = 3)]
    pub rounds: usize,
    /// Submissions in each round.
    #[arg(long, default_value_t = 3_000)]
    pub submissions: usize,
    /// Then also 10,000 submissions in the last minute before the close.
    #[arg(long)]
    pub rush: bool,
    /// Print only, without writing bench/RESULTS.md.
    #[arg(long)]
    pub dry: bool,
}

/// Measures, prints the table, writes it to `bench/RESULTS.md`, and says whether the budgets are kept.
///
/// # Errors
/// If the server does not start or stops answering.
pub fn run(options: &Options) -> io::Result<bool> {
    let output = Path::new(env!("CARGO_MANIFEST_DIR")).join("output/web");
    if output.exists() {
        fs::remove_dir_all(&output)?;
    }
    fs::create_dir_all(&output)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let findings = runtime.block_on(with_database(options, &output))?;
    let section = if options.database.is_some() { "web-postgresql" } else { "web" };
    let text = report::table(&findings, options);
    println!("{text}");
    if !options.dry {
        results::write(&Path::new(env!("CARGO_MANIFEST_DIR")).join("RESULTS.md"), section, &text)?;
    }
    Ok(findings.keep_budgets())
}

/// On PostgreSQL, gives the measurement a database of its own and drops it afterwards.
async fn with_database(options: &Options, output: &Path) -> io::Result<Findings> {
    let Some(server) = &options.database else {
        let url = format!("sqlite:{}", output.join("moru.db").display());
        return measure(options, output, None, &url).await;
    };
    let name = format!("moru_bench_{}", std::process::id());
    store::on_server(server, "CREATE", &name).await?;
    let (place, _) = server.rsplit_once('/').unwrap_or((server, ""));
    let url = format!("{place}/{name}");
    let findings = measure(options, output, Some(url.clone()), &url).await;
    store::on_server(server, "DROP", &name).await?;
    findings
}

async fn measure(
    options: &Options,
    output: &Path,
    database: Option<String>,
    url: &str,
) -> io::Result<Findings> {
    let program = options.binary.clone().map_or_else(beside, Ok)?;
    let setup = Setup { program, folder: output.to_owned(), database };
    let rush = if options.rush { RUSH } else { 0 };
    let in_turn = options.rounds * options.submissions;
    let spare = options.connections;
    eprintln!("bench: preparing {} applicants", in_turn + rush + spare);
    setup.start(BEFORE, in_turn + rush + spare, "/healthz").await?.stop().await?;
    let all = applicants::read(output)?;
    let (for_pages, rest) = all.split_at(spare);
    let (for_rounds, for_rush) = rest.split_at(in_turn);

    let mut findings = Findings { binary_mb: server::megabytes(&setup.program)?, ..Findings::default() };
    findings.loads.push(load_average());
    for _ in 0..5 {
        let server = setup.start(BEFORE, 0, CALL_PAGE).await?;
        findings.starts.push(server.started_in);
        server.stop().await?;
    }
    let server = setup.start(BEFORE, 0, CALL_PAGE).await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    findings.idle_mib = server.memory("VmRSS");
    pages(options, &server, for_pages, &mut findings).await?;
    for round in for_rounds.chunks(options.submissions) {
        findings.syncs.push(store::syncs_per_second(output)?);
        findings.commits.push(store::commits_per_second(output).await?);
        let measured = one(&server, submissions(options, &server, round)).await?;
        findings.submissions.push(measured);
    }
    findings.peak_mib = server.memory("VmHWM");
    findings.loads.push(load_average());
    eprintln!("bench: verifying receipts");
    let checked = check::receipts(server.address, for_rounds).await?;
    findings.receipts = (checked.genuine, in_turn, checked.holds(in_turn));
    server.stop().await?;
    if options.rush {
        findings.rush = Some(last_minute(&setup, for_rush).await?);
    }
    findings.rows = Some(store::rows(url).await?);
    Ok(findings)
}

/// The floor and the pages, in turn, so that all meet the same neighbours.
async fn pages(
    options: &Options,
    server: &Server,
    own: &[Applicant],
    findings: &mut Findings,
) -> io::Result<()> {
    let plan = |request: Box<dyn Fn(usize) -> Vec<u8> + Send + Sync>| Plan {
        address: server.address,
        connections: options.connections,
        status: 200,
        count: None,
        time: Duration::from_secs(options.seconds),
        due: None,
        request,
    };
    let forms: Vec<Vec<u8>> = own
        .iter()
        .flat_map(|own| {
            STEPS.map(|step| get(&format!("/applications/{}/steps/{step}", own.application), &own.cookie()))
        })
        .collect();
    for round in 0..options.rounds {
        eprintln!("bench: pages, round {} of {}", round + 1, options.rounds);
        findings.floor.push(one(server, plan(Box::new(|_| get("/healthz", "")))).await?);
        findings.call.push(one(server, plan(Box::new(|_| get(CALL_PAGE, "")))).await?);
        let gzip = Box::new(|_| get(CALL_PAGE, "accept-encoding: gzip\r\n"));
        findings.call_gzip.push(one(server, plan(gzip)).await?);
        let forms = forms.clone();
        findings.form.push(one(server, plan(Box::new(move |n| forms[n % forms.len()].clone()))).await?);
    }
    Ok(())
}

fn submit(applicant: &Applicant) -> Vec<u8> {
    post(&format!("/applications/{}/submit", applicant.application), &applicant.cookie())
}

fn submissions(options: &Options, server: &Server, own: &[Applicant]) -> Plan {
    let requests: Vec<Vec<u8>> = own.iter().map(submit).collect();
    Plan {
        address: server.address,
        connections: options.connections,
        status: 303,
        count: Some(requests.len()),
        time: Duration::ZERO,
        due: None,
        request: Box::new(move |n| requests[n].clone()),
    }
}

/// The last minute: ever more submissions a second until shortly before the close.
async fn last_minute(setup: &Setup, own: &[Applicant]) -> io::Result<Rush> {
    eprintln!("bench: {} submissions in the last minute", own.len());
    let server = setup.start(LAST_MINUTE, 0, CALL_PAGE).await?;
    let requests: Vec<Vec<u8>> = own.iter().map(submit).collect();
    let plan = Plan {
        address: server.address,
        connections: RUSH_CONNECTIONS,
        status: 303,
        count: Some(requests.len()),
        time: Duration::ZERO,
        due: Some(|number, count| {
            Duration::from_secs_f64(RUSH_SECONDS * (number as f64 / count as f64).sqrt())
        }),
        request: Box::new(move |n| requests[n].clone()),
    };
    let measured = one(&server, plan).await?;
    let checked = check::receipts(server.address, own).await?;
    let rush = Rush {
        measured,
        genuine: checked.genuine,
        holds: checked.holds(own.len()),
        peak_mib: server.memory("VmHWM"),
    };
    server.stop().await?;
    Ok(rush)
}

/// Runs a plan and notes the processor time of both sides.
async fn one(server: &Server, plan: Plan) -> io::Result<Measured> {
    let (theirs, ours) = (server.cpu(), cpu_of("self"));
    let outcome: Outcome = load::run(plan).await?;
    let per_request = 1e3 / outcome.requests.max(1) as f64;
    if let Some(error) = &outcome.first_error {
        eprintln!("bench: {} of {} failed, the first with {error}", outcome.errors, outcome.requests);
    }
    Ok(Measured {
        server_ms: (server.cpu() - theirs) * per_request,
        client_ms: (cpu_of("self") - ours) * per_request,
        outcome,
    })
}

/// The program built beside this one.
fn beside() -> io::Result<PathBuf> {
    let moru = std::env::current_exe()?.with_file_name("moru");
    if moru.exists() {
        return Ok(moru);
    }
    Err(io::Error::other("there is no moru to measure: build it, or name one with --binary"))
}

/// Processes that wanted a processor in the last minute, the measured ones included.
fn load_average() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or_default().to_owned()
}
