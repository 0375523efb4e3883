//! What has to be on the machine, and how it gets there.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use super::Session;
use crate::{postgres, process, workspace};

/// A Debian package and the question whether what it brings is there already.
struct Package {
    name: &'static str,
    why: &'static str,
    present: fn() -> bool,
}

const PACKAGES: [Package; 5] = [
    Package {
        name: "postgresql",
        why: "the second database engine",
        present: || postgres::programs().is_some(),
    },
    Package {
        name: "chromium",
        why: "journeys in a real browser",
        present: || Path::new("/usr/bin/chromium").exists(),
    },
    Package {
        name: "fonts-nanum",
        why: "Korean letters in screenshots and documents",
        present: has_korean_font,
    },
    Package {
        name: "poppler-utils",
        why: "what another program reads in our PDF files",
        present: || ["pdftotext", "pdftoppm"].into_iter().all(workspace::has_program),
    },
    Package {
        name: "python3-venv",
        why: "second implementations that results are held against",
        present: has_python,
    },
];

/// What the tests hold results against, as a list of Python packages with their versions.
const ORACLE: &str = "crates/programme/tests/oracle/requirements.txt";
/// A second implementation that reads our HWPX files.
const HWPX_READER: &str = "crates/documents/tests/files/requirements.txt";

/// A Cargo tool: the subcommand it adds, and how it is built when there is none.
struct Tool {
    subcommand: &'static str,
    version: &'static str,
    /// Without what only somebody at a keyboard needs, such as updating itself.
    features: &'static [&'static str],
}

const TOOLS: [Tool; 2] = [
    Tool { subcommand: "nextest", version: "0.9.151", features: &["--no-default-features"] },
    Tool { subcommand: "deny", version: "0.20.2", features: &[] },
];

/// Installs or asks for what is missing.
pub(crate) fn run(_: &mut Session) -> Result<()> {
    check_node()?;
    install_packages()?;
    install_environment(&workspace::target().join("oracle"), ORACLE)?;
    install_environment(&workspace::tools().join("hwpx"), HWPX_READER)?;
    TOOLS.iter().try_for_each(install_tool)
}

fn check_node() -> Result<()> {
    ensure!(workspace::has_program("npm"), "npm is missing: install Node 20 or newer with npm");
    let version = process::output(workspace::command("node").arg("--version"))?;
    let major: u32 =
        version.trim_start_matches('v').split('.').next().unwrap_or_default().parse().unwrap_or(0);
    ensure!(major >= 20, "Node {version} is too old: 20 or newer is needed");
    println!("  Node {version}");
    Ok(())
}

fn install_packages() -> Result<()> {
    let missing: Vec<&Package> = PACKAGES.iter().filter(|package| !(package.present)()).collect();
    for package in &PACKAGES {
        let state = if (package.present)() { "present" } else { "missing" };
        println!("  {}: {state} ({})", package.name, package.why);
    }
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = missing.iter().map(|package| package.name).collect();
    let line = format!("apt-get update && apt-get install --yes --no-install-recommends {}", names.join(" "));
    if !postgres::running_as_root()? {
        bail!("please run this once as root, then try again:\n\n  {line}\n");
    }
    process::run(apt().arg("update"))?;
    process::run(apt().args(["install", "--yes", "--no-install-recommends"]).args(&names))?;
    let still: Vec<&str> =
        missing.iter().filter(|package| !(package.present)()).map(|package| package.name).collect();
    ensure!(still.is_empty(), "installed, but still not found: {}", still.join(", "));
    Ok(())
}

/// Package installation without questions. In run level 1 the packaged PostgreSQL is installed but not started:
/// the checks use a cluster of their own.
fn apt() -> Command {
    let mut command = workspace::command("apt-get");
    command.args(["--quiet"]).env("DEBIAN_FRONTEND", "noninteractive").env("RUNLEVEL", "1");
    command
}

fn has_korean_font() -> bool {
    process::output(Command::new("fc-list").arg(":lang=ko")).is_ok_and(|fonts| !fonts.is_empty())
}

fn has_python() -> bool {
    process::output(workspace::command("python3").args(["-c", "import ensurepip, venv"])).is_ok()
}

/// A folder with the Python packages of a list, made again when the list has changed. The list is put there last, so
/// that the tests know whether it holds what they ask for.
fn install_environment(folder: &Path, list: &str) -> Result<()> {
    let wanted =
        fs::read_to_string(workspace::root().join(list)).with_context(|| format!("cannot read {list}"))?;
    let marker = folder.join("requirements.txt");
    let names = wanted.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join(", ");
    if fs::read_to_string(&marker).is_ok_and(|installed| installed == wanted) {
        println!("  {names}: present");
        return Ok(());
    }
    println!("  {names}: installing, once, which takes some minutes");
    process::run(workspace::command("python3").args(["-m", "venv", "--clear"]).arg(folder))?;
    let mut install = workspace::command(folder.join("bin/python"));
    install.args(["-m", "pip", "install", "--quiet", "--requirement", list]);
    process::run(&mut install).context("cannot install what results are held against")?;
    fs::write(&marker, wanted).with_context(|| format!("cannot write {}", marker.display()))
}

fn install_tool(tool: &Tool) -> Result<()> {
    let Tool { subcommand, version, features } = tool;
    let program = format!("cargo-{subcommand}");
    let ours = workspace::tools().join("bin").join(&program);
    if ours.is_file() || workspace::has_program(&program) {
        println!("  {program}: present");
        return Ok(());
    }
    println!("  {program}: building {version}, once, which takes some minutes");
    let mut command = workspace::cargo();
    // A debug build takes a fraction of the time and is fast enough for what it does here.
    command.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "0");
    command.args(["install", "--quiet", "--locked", "--debug", "--version", version]).args(*features);
    command
        .arg("--root")
        .arg(workspace::tools())
        .arg("--target-dir")
        .arg(workspace::tools().join("build"))
        .arg(&program);
    process::run(&mut command).with_context(|| format!("cannot build {program}"))
}
