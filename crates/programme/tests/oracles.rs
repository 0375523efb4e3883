//! The rules beside programs that other people wrote.
//!
//! Lots are drawn again by a few lines of Python, as anybody may; assignments are held against OR-Tools. Where Python
//! or OR-Tools is missing, these tests fail and say what to run: they never pass over it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use programme::panel::assignment::{Assignment, Judge, Problem, Task, solve};
use programme::panel::lots::draw;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

const INSTALL: &str = "please run: cargo xtask test --only prerequisites";

/// The Python of the environment that the prerequisites make, with the versions that are asked for here.
fn python_with_or_tools() -> PathBuf {
    let environment = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../oracle");
    let installed = fs::read_to_string(environment.join("requirements.txt")).unwrap_or_default();
    assert!(
        installed == include_str!("oracle/requirements.txt"),
        "OR-Tools is missing or of another version; {INSTALL}"
    );
    environment.join("bin/python")
}

/// What a script answers to some input.
fn ask<T: DeserializeOwned>(python: &Path, script: &str, input: &impl Serialize) -> T {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle").join(script);
    let mut command = Command::new(python);
    command.arg(&script).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child =
        command.spawn().unwrap_or_else(|e| panic!("{} does not start: {e}; {INSTALL}", python.display()));
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(&serde_json::to_vec(input).expect("JSON")).expect("a script that reads");
    drop(stdin);
    let output = child.wait_with_output().expect("an end");
    assert!(output.status.success(), "{} failed", script.display());
    serde_json::from_slice(&output.stdout).expect("an answer")
}

/// Chance that is the same in every run.
struct Chance(u64);

impl Chance {
    /// A number below `n` by splitmix64.
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % n
    }
}

#[derive(Serialize)]
struct Lots {
    purpose: String,
    seed: String,
    candidates: Vec<String>,
}

#[test]
fn lots_are_drawn_again_by_a_few_lines_of_python() {
    let mut chance = Chance(7);
    let lots: Vec<Lots> = (0..200)
        .map(|number| {
            let name = |at| format!("{}-{at}", ["가", "힣", "z", "A", "Ω", "🧵"][at % 6]);
            let purpose = format!("위원 추첨 {number}");
            let candidates = (0..chance.below(120) as usize).map(name).collect();
            Lots { purpose, seed: chance.below(1 << 40).to_string(), candidates }
        })
        .collect();
    let orders: Vec<Vec<String>> = ask(Path::new("python3"), "lots.py", &lots);
    assert_eq!(orders.len(), lots.len());
    for (lots, order) in lots.iter().zip(orders) {
        assert_eq!(draw(&lots.purpose, &lots.seed, &lots.candidates).unwrap().order, order);
    }
}

#[derive(Serialize)]
struct Instance {
    tasks: Vec<(u32, u32)>,
    judges: Vec<(u32, bool)>,
    fit: Vec<Vec<Option<u32>>>,
    exact: bool,
}

/// What makes up a random instance.
#[derive(Clone, Copy)]
struct Shape {
    tasks: usize,
    judges: usize,
    seats: u32,
    min_outside: u32,
    most_load: u64,
    /// Fits are below it.
    fits: u64,
    conflict_percent: u64,
    exact: bool,
}

/// The size that is promised: 100 applications with 7 of 300 evaluators, 5 % of the pairs in conflict, load 4.
const PROMISED: Shape = Shape {
    tasks: 100,
    judges: 300,
    seats: 7,
    min_outside: 4,
    most_load: 4,
    fits: 101,
    conflict_percent: 5,
    exact: false,
};

fn instance(shape: Shape, seed: u64) -> Instance {
    let mut chance = Chance(seed);
    let mut judge = || {
        let load = if shape.exact { chance.below(shape.most_load) + 1 } else { shape.most_load };
        (u32::try_from(load).expect("a small load"), chance.below(3) < 2)
    };
    let judges = (0..shape.judges).map(|_| judge()).collect();
    let mut fit = || {
        let forbidden = chance.below(100) < shape.conflict_percent;
        let fit = u32::try_from(chance.below(shape.fits)).expect("a small fit");
        (!forbidden).then_some(fit)
    };
    let mut row = || (0..shape.judges).map(|_| fit()).collect();
    let fit = (0..shape.tasks).map(|_| row()).collect();
    Instance { tasks: vec![(shape.seats, shape.min_outside); shape.tasks], judges, fit, exact: shape.exact }
}

#[derive(Deserialize)]
struct Answer {
    total: Option<u64>,
    weakest: Option<u64>,
}

/// How many instances could be filled, and of how many the weakest panel is proved.
fn compare(instances: &[Instance]) -> (usize, usize) {
    let answers: Vec<Answer> = ask(&python_with_or_tools(), "assignment.py", &instances);
    assert_eq!(answers.len(), instances.len());
    let (mut filled, mut proved) = (0, 0);
    for (number, (instance, answer)) in instances.iter().zip(answers).enumerate() {
        let tasks = instance
            .tasks
            .iter()
            .map(|(seats, min_outside)| Task { seats: *seats, min_outside: *min_outside });
        let judges = instance.judges.iter().map(|(load, outside)| Judge { load: *load, outside: *outside });
        let problem =
            Problem::new(tasks.collect(), judges.collect(), instance.fit.clone()).expect("no contradiction");
        let solved = solve(&problem);
        let ours = solved.as_ref().ok().map(Assignment::total);
        assert_eq!(ours, answer.total, "the totals of instance {number}");
        let Ok(assignment) = solved else { continue };
        filled += 1;
        proved += usize::from(assignment.weakest_is_proved());
        if instance.exact {
            let weakest = assignment.weakest().map(|weakest| weakest.sum);
            assert!(weakest <= answer.weakest, "the weakest panel of instance {number}");
            assert!(
                weakest == answer.weakest || !assignment.weakest_is_proved(),
                "a false proof, instance {number}"
            );
        }
    }
    (filled, proved)
}

#[test]
fn the_promised_size_has_the_optimum_of_or_tools() {
    let fits = [101, 101, 101, 6, 1001, 2];
    let shapes = fits.into_iter().map(|fits| Shape { fits, ..PROMISED });
    let mut instances: Vec<Instance> = (1..).zip(shapes).map(|(seed, shape)| instance(shape, seed)).collect();
    // As tight as it gets: 300 evaluators with a load of 4 for 171 applications with 7, 1197 of 1200 seats.
    instances.push(instance(Shape { tasks: 171, min_outside: 0, ..PROMISED }, 7));
    // One application too many.
    instances.push(instance(Shape { tasks: 172, min_outside: 0, ..PROMISED }, 8));
    let (filled, proved) = compare(&instances);
    assert_eq!(filled, instances.len() - 1);
    println!("{proved} of {filled} with the weakest panel proved");
}

#[test]
fn smaller_ones_have_the_optimum_of_two_models_and_no_false_proof() {
    let shape =
        Shape { tasks: 6, judges: 14, seats: 3, min_outside: 2, most_load: 3, exact: true, ..PROMISED };
    let shapes = (1..=40).map(|seed| (seed, Shape { fits: [4, 10, 30, 101][seed as usize % 4], ..shape }));
    let instances: Vec<Instance> = shapes.map(|(seed, shape)| instance(shape, seed)).collect();
    let (filled, proved) = compare(&instances);
    assert!(filled >= 20, "only {filled} can be filled");
    println!("{proved} of {filled} with the weakest panel proved");
}
