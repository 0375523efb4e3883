//! Runs a program and says how long it took and how much memory it held, and what it ran on.

use std::fs;
use std::io;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use command_rusage::GetRUsage;

/// One run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    pub wall: Duration,
    /// Time of processors, its own and the system's on its behalf.
    pub cpu: Duration,
    /// Most memory held at once, in KiB.
    pub peak_kib: u64,
}

/// Runs a program to its end, for nothing but its outcome: an error with what the program said, or nothing.
pub(crate) fn check(command: &mut Command) -> io::Result<()> {
    let output = command.stdin(Stdio::null()).output()?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(io::Error::other(format!("{command:?} failed: {said}")))
}

/// Runs a program to its end. How it went must be told from what it leaves behind.
pub(crate) fn measure(command: &mut Command) -> io::Result<Run> {
    let begun = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let usage = child
        .wait_for_rusage()
        .map_err(|e| io::Error::other(format!("its resources are not known: {e:?}")))?;
    let wall = begun.elapsed();
    Ok(Run { wall, cpu: usage.utime + usage.stime, peak_kib: usage.maxrss as u64 })
}

/// All runs of one program.
#[derive(Debug, Default)]
pub(crate) struct Runs(Vec<Run>);

impl Runs {
    pub(crate) fn push(&mut self, run: Run) {
        self.0.push(run);
    }

    /// The shortest time: what the program takes when nobody else wants the machine.
    pub(crate) fn best(&self) -> Duration {
        self.0.iter().map(|run| run.wall).min().unwrap_or_default()
    }

    /// The least time of processors, which other programs disturb less.
    pub(crate) fn cpu(&self) -> Duration {
        self.0.iter().map(|run| run.cpu).min().unwrap_or_default()
    }

    pub(crate) fn median(&self) -> Duration {
        let mut walls: Vec<Duration> = self.0.iter().map(|run| run.wall).collect();
        walls.sort();
        walls.get(walls.len() / 2).copied().unwrap_or_default()
    }

    /// Most memory in any run, in MiB.
    pub(crate) fn peak_mib(&self) -> f64 {
        self.0.iter().map(|run| run.peak_kib).max().unwrap_or_default() as f64 / 1024.0
    }
}

/// How busy the machine is with other things.
pub(crate) fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or("?").to_owned()
}

/// Processor and number of threads.
pub(crate) fn machine() -> String {
    let cpus = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        cpus.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ").map(|(_, m)| m));
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    format!("{}, {threads} processors", model.unwrap_or("unknown processor"))
}
