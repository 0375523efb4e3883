//! Evaluators to applications against OR-Tools: the same instances, the same totals, the library's time alone.

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use programme::panel::assignment::{Judge, Problem, Task, solve};

use crate::census::chance;
use crate::measure::{check, load, machine};
use crate::{peers, results};

/// Longest time for the promised size.
const BUDGET: Duration = Duration::from_millis(50);

/// What to measure.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// How often each instance is solved by each.
    #[arg(long, default_value_t = 9)]
    pub rounds: u32,
    /// Where the instances and the peer are kept; otherwise `bench/output`.
    #[arg(long)]
    pub output: Option<PathBuf>,
}

/// An instance, and what was measured of it.
struct Measured {
    name: &'static str,
    shape: Shape,
    tasks: Vec<Task>,
    judges: Vec<Judge>,
    fit: Vec<Vec<Option<u32>>>,
    total: u64,
    weakest: u64,
    is_proved: bool,
    ours: Vec<Duration>,
    theirs: Vec<Duration>,
    /// Theirs without making the graph.
    theirs_solving: Vec<Duration>,
    /// For all pairs of the first application together.
    why_not: Vec<Duration>,
}

/// What makes up an instance. Everywhere 300 evaluators with a load of 4, two of three from outside, and 5 % of the
/// pairs in conflict.
#[derive(Clone, Copy)]
struct Shape {
    tasks: usize,
    min_outside: u32,
    fits: u64,
}

const EVALUATORS: usize = 300;
const SEATS: u32 = 7;
const LOAD: u32 = 4;

const INSTANCES: [(&str, Shape); 4] = [
    ("promised size", Shape { tasks: 100, min_outside: 4, fits: 101 }),
    ("fits 0 to 5, many equal", Shape { tasks: 100, min_outside: 4, fits: 6 }),
    ("without the outside majority", Shape { tasks: 100, min_outside: 0, fits: 101 }),
    ("1197 of 1200 seats taken", Shape { tasks: 171, min_outside: 0, fits: 101 }),
];

fn instance((name, shape): (&'static str, Shape), seed: u64) -> Measured {
    let judge = |at| Judge { load: LOAD, outside: chance(seed, at, 0) % 3 < 2 };
    let pair = |task: u64, at: u64| {
        let bits = chance(seed, task * EVALUATORS as u64 + at, 1);
        let fit = u32::try_from((bits >> 16) % shape.fits).unwrap_or(0);
        (bits % 100 >= 5).then_some(fit)
    };
    let row = |task| (0..EVALUATORS as u64).map(|at| pair(task, at)).collect();
    Measured {
        name,
        shape,
        tasks: vec![Task { seats: SEATS, min_outside: shape.min_outside }; shape.tasks],
        judges: (0..EVALUATORS as u64).map(judge).collect(),
        fit: (0..shape.tasks as u64).map(row).collect(),
        total: 0,
        weakest: 0,
        is_proved: false,
        ours: Vec::new(),
        theirs: Vec::new(),
        theirs_solving: Vec::new(),
        why_not: Vec::new(),
    }
}

/// Measures, prints the table, writes it to `bench/RESULTS.md`, and says whether the budget is kept.
///
/// # Errors
/// If the peer fails, if an instance cannot be filled, or if the totals differ.
pub fn run(options: &Options) -> io::Result<bool> {
    let bench = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = options.output.clone().unwrap_or_else(|| bench.join("output"));
    fs::create_dir_all(&output)?;
    let (python, load) = (peers::python(&output)?, load());
    let mut all: Vec<Measured> =
        INSTANCES.into_iter().zip(1..).map(|(shape, seed)| instance(shape, seed)).collect();
    let (instances, answers) = (output.join("assignments.json"), output.join("assignments.txt"));
    fs::write(&instances, json(&all))?;
    for round in 0..options.rounds {
        eprintln!("bench: round {} of {}", round + 1, options.rounds);
        all.iter_mut().try_for_each(measure)?;
        let script = bench.join("peers/ortools_assignment.py");
        check(Command::new(&python).arg(script).args([&instances, &answers]))?;
        compare(&mut all, &fs::read_to_string(&answers)?)?;
    }
    let (text, kept) = report(&all, options, &load);
    println!("{text}");
    results::write(&bench.join("RESULTS.md"), "assignment", &text)?;
    Ok(kept)
}

/// Solves an instance once: from lists to panels, the exchanges for the weakest panel included.
fn measure(instance: &mut Measured) -> io::Result<()> {
    let (tasks, judges, fit) = (instance.tasks.clone(), instance.judges.clone(), instance.fit.clone());
    let begun = Instant::now();
    let problem = Problem::new(tasks, judges, fit).map_err(io::Error::other)?;
    let assignment = solve(&problem);
    instance.ours.push(begun.elapsed());
    let assignment = assignment.map_err(|shortage| {
        io::Error::other(format!("{}: {} seats stay empty", instance.name, shortage.missing()))
    })?;
    instance.total = assignment.total();
    instance.weakest = assignment.weakest().map_or(0, |weakest| weakest.sum);
    instance.is_proved = assignment.weakest_is_proved();
    let begun = Instant::now();
    for evaluator in 0..EVALUATORS {
        black_box(assignment.why_not(0, evaluator));
    }
    instance.why_not.push(begun.elapsed());
    Ok(())
}

/// Reads what the peer found: nanoseconds to make the graph, to solve it, and the total.
fn compare(all: &mut [Measured], answers: &str) -> io::Result<()> {
    let mut lines = answers.lines();
    for instance in all {
        let line = lines.next().unwrap_or_default();
        let numbers: Vec<u64> = line.split(' ').filter_map(|number| number.parse().ok()).collect();
        let [made, solved, total] = numbers[..] else {
            return Err(io::Error::other(format!("the peer says {line:?} to {}", instance.name)));
        };
        if total != instance.total {
            let (name, ours) = (instance.name, instance.total);
            return Err(io::Error::other(format!("{name}: OR-Tools finds {total} where Moru finds {ours}")));
        }
        instance.theirs.push(Duration::from_nanos(made + solved));
        instance.theirs_solving.push(Duration::from_nanos(solved));
    }
    Ok(())
}

/// The instances as the peer reads them.
fn json(all: &[Measured]) -> String {
    let number = |fit: &Option<u32>| fit.map_or_else(|| "null".to_owned(), |fit| fit.to_string());
    let row = |row: &Vec<Option<u32>>| format!("[{}]", row.iter().map(number).collect::<Vec<_>>().join(","));
    let one = |instance: &Measured| {
        let tasks = instance.tasks.iter().map(|task| format!("[{},{}]", task.seats, task.min_outside));
        let judges = instance.judges.iter().map(|judge| format!("[{},{}]", judge.load, judge.outside));
        format!(
            r#"{{"tasks":[{}],"judges":[{}],"fit":[{}]}}"#,
            tasks.collect::<Vec<_>>().join(","),
            judges.collect::<Vec<_>>().join(","),
            instance.fit.iter().map(row).collect::<Vec<_>>().join(",")
        )
    };
    format!("[{}]", all.iter().map(one).collect::<Vec<_>>().join(",\n"))
}

fn best(times: &[Duration]) -> f64 {
    times.iter().min().copied().unwrap_or_default().as_secs_f64() * 1e3
}

fn median(times: &[Duration]) -> f64 {
    let mut times = times.to_vec();
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default().as_secs_f64() * 1e3
}

/// The table and the verdict.
fn report(all: &[Measured], options: &Options, load: &str) -> (String, bool) {
    let mut text = format!(
        "## Assignment: evaluators to applications\n\n\
         {EVALUATORS} evaluators with a load of {LOAD}, two of three from outside, 5 % of the pairs in conflict; {SEATS} seats \
         for each application.\n\
         The totals are those of OR-Tools {} in every instance; {} rounds in turn; lists to panels, in the process.\n\
         OR-Tools finds a total and looks at no weakest panel. Milliseconds.\n\
         Machine: {}; {load} programs wanted to run on average in the minute before.\n\n\
         | instance | applications | total | weakest panel | Moru, best | median | OR-Tools, best | solving alone | \
         OR-Tools ÷ Moru | why not, one pair |\n\
         |---|---|---|---|---|---|---|---|---|---|\n",
        peers::version("ortools"),
        options.rounds,
        machine(),
    );
    for instance in all {
        let (ours, theirs) = (best(&instance.ours), best(&instance.theirs));
        let proof = if instance.is_proved { "proved best" } else { "not proved" };
        let written = writeln!(
            text,
            "| {} | {} | {} | {}, {proof} | {ours:.2} | {:.2} | {theirs:.2} | {:.2} | {:.1} | {:.3} |",
            instance.name,
            instance.shape.tasks,
            instance.total,
            instance.weakest,
            median(&instance.ours),
            best(&instance.theirs_solving),
            theirs / ours,
            best(&instance.why_not) / EVALUATORS as f64,
        );
        debug_assert!(written.is_ok(), "writing to a string cannot fail");
    }
    let slowest =
        all.iter().filter(|instance| instance.shape.tasks == 100).map(|instance| best(&instance.ours));
    let slowest = slowest.fold(0.0, f64::max);
    let kept = slowest <= BUDGET.as_secs_f64() * 1e3;
    let verdict = if kept { "kept" } else { "MISSED" };
    let _ = writeln!(
        text,
        "\nBudget: {verdict} {slowest:.2} ms of {} ms for 100 applications.",
        BUDGET.as_millis()
    );
    (text, kept)
}
