//! Starting programs so that none outlives this one.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

static INTERRUPTED: OnceLock<Arc<AtomicBool>> = OnceLock::new();

/// From here on Ctrl-C, a hang-up or a polite kill ends the running step, cleans up, and only then this program.
pub(crate) fn catch_signals() -> Result<()> {
    let flag = INTERRUPTED.get_or_init(Arc::default);
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        signal_hook::flag::register(signal, Arc::clone(flag)).context("cannot listen for signals")?;
    }
    Ok(())
}

/// Whether somebody asked this program to stop.
pub(crate) fn interrupted() -> bool {
    INTERRUPTED.get().is_some_and(|flag| flag.load(Ordering::Relaxed))
}

/// Shows a command, runs it to its end, and fails unless it succeeds.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let shown = describe(command);
    println!("  $ {shown}");
    let status = supervise(command).with_context(|| format!("cannot run `{shown}`"))?;
    ensure!(status.success(), "`{shown}` ended with {status}");
    Ok(())
}

/// Runs a command quietly and returns what it wrote to its standard output.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let shown = describe(command);
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot run `{shown}`"))?;
    ensure!(output.status.success(), "`{shown}` ended with {}: {}", output.status, lossy(&output.stderr));
    Ok(lossy(&output.stdout))
}

/// Replaces this program by another, which thereby gets the terminal, every signal and the exit code.
pub(crate) fn become_program(command: &mut Command) -> Result<()> {
    let shown = describe(command);
    println!("  $ {shown}\n");
    Err(command.exec()).with_context(|| format!("cannot run `{shown}`"))
}

/// Waits until a condition holds, or fails after a time or when somebody asks to stop.
pub(crate) fn wait_until(limit: Duration, what: &str, mut holds: impl FnMut() -> Result<bool>) -> Result<()> {
    let start = Instant::now();
    while !holds()? {
        ensure!(!interrupted(), "stopped while waiting for {what}");
        ensure!(start.elapsed() < limit, "waited {} s for {what}", limit.as_secs());
        thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

/// Stops a child with a signal, and with force when it does not listen; returns when it is gone.
pub(crate) fn stop(child: &mut Child, signal: &str, patience: Duration) {
    let pid = child.id().to_string();
    kill(signal, &pid);
    let start = Instant::now();
    while matches!(child.try_wait(), Ok(None)) {
        if start.elapsed() > patience {
            kill("KILL", &pid);
            break;
        }
        thread::sleep(Duration::from_millis(20));
    }
    // It has ended or was killed just now: there is nothing left to report.
    drop(child.wait());
}

/// A process group of its own for one command, so that its children can be ended together with it.
struct Group {
    leader: Child,
}

impl Group {
    fn members_remain(&self) -> bool {
        kill("0", &format!("-{}", self.leader.id()))
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let group = format!("-{}", self.leader.id());
        if !kill("TERM", &group) {
            return;
        }
        let start = Instant::now();
        loop {
            let leader_runs = matches!(self.leader.try_wait(), Ok(None));
            if !leader_runs && !self.members_remain() {
                return;
            }
            if start.elapsed() > Duration::from_secs(10) {
                kill("KILL", &group);
                drop(self.leader.wait());
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
}

fn supervise(command: &mut Command) -> Result<ExitStatus> {
    let leader = command.stdin(Stdio::null()).process_group(0).spawn()?;
    let mut group = Group { leader };
    loop {
        if let Some(status) = group.leader.try_wait()? {
            return Ok(status);
        }
        if interrupted() {
            bail!("stopped on request");
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// Sends a signal to a process (`12`) or a process group (`-12`); tells whether there was one.
fn kill(signal: &str, target: &str) -> bool {
    let sent = Command::new("sh")
        .args(["-c", r#"kill -s "$0" -- "$1""#, signal, target])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .status();
    sent.is_ok_and(|status| status.success())
}

fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let mut words = vec![quoted(&program.to_string_lossy())];
    words.extend(command.get_args().map(|word| quoted(&word.to_string_lossy())));
    words.join(" ")
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_=./:,@%+".contains(c);
    if !word.is_empty() && word.chars().all(plain) { word.to_owned() } else { format!("'{word}'") }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_command_is_named_in_the_error() {
        let error = run(Command::new("sh").args(["-c", "exit 3"])).unwrap_err();
        assert_eq!(format!("{error:#}"), "`sh -c 'exit 3'` ended with exit status: 3");
    }

    #[test]
    fn children_of_a_command_end_with_it() {
        let pid = std::env::temp_dir().join(format!("xtask-group-{}", std::process::id()));
        let script = format!("sleep 60 & echo $! > '{}'", pid.display());
        run(Command::new("sh").args(["-c", &script])).unwrap();
        let child = std::fs::read_to_string(&pid).unwrap();
        std::fs::remove_file(&pid).unwrap();
        assert!(!kill("0", child.trim()), "the background child is still running");
    }
}
