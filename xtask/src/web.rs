//! `cargo xtask web`: bundles the front end into `web/dist`, which the server embeds.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use crate::{process, workspace};

/// Bundle the front end (styles, scripts, fonts, icons) into web/dist.
///
/// Does nothing when neither its sources nor the letters that the interface shows have changed.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Bundle again even when nothing has changed.
    #[arg(long)]
    force: bool,
}

/// Bundles the front end when it is out of date.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    build(arguments.force)
}

/// Bundles the front end when it is out of date, or always when forced.
pub(crate) fn build(force: bool) -> Result<()> {
    let web = workspace::root().join("web");
    if !web.exists() {
        println!("  There is no web/ folder in this tree: nothing to bundle.");
        return Ok(());
    }
    ensure!(web.join("package.json").is_file(), "web/package.json is missing");
    install_packages(&web)?;
    let stamp = web.join("node_modules/.moru-bundle");
    let manifest = web.join("dist/manifest.json");
    let inputs = inputs(&web)?;
    if !force && manifest.is_file() && fs::read_to_string(&stamp).is_ok_and(|known| known == inputs) {
        println!("  web/dist is up to date.");
        return Ok(());
    }
    process::run(workspace::command("npm").args(["run", "build"]).current_dir(&web))?;
    if !manifest.is_file() {
        bail!("the build of web/ left no dist/manifest.json, which the server reads its file names from");
    }
    fs::write(&stamp, inputs).context("cannot remember what web/dist was built from")
}

/// Checks the types of the scripts, and what they compute.
pub(crate) fn check() -> Result<()> {
    let web = workspace::root().join("web");
    if !web.exists() {
        return Ok(());
    }
    process::run(workspace::command("npm").args(["run", "check"]).current_dir(&web))?;
    process::run(workspace::command("npm").args(["test"]).current_dir(&web))
}

/// Installs exactly what a folder's lock file says, unless that is what is installed already.
pub(crate) fn install_packages(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    ensure!(lock.is_file(), "{} is missing; `npm install` in that folder writes it", lock.display());
    let stamp = folder.join("node_modules/.moru-packages");
    let wanted = workspace::fingerprint(&[folder.join("package.json"), lock])?;
    if fs::read_to_string(&stamp).is_ok_and(|known| known == wanted) {
        return Ok(());
    }
    ensure!(workspace::has_program("npm"), "npm is missing: install Node 20 or newer with npm");
    process::run(workspace::command("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder))?;
    // A package list without packages leaves no folder behind.
    fs::create_dir_all(folder.join("node_modules"))?;
    fs::write(&stamp, wanted).context("cannot remember which packages are installed")
}

/// What the bundle is made from: its sources, and the letters of the interface, which decide what the first font
/// file holds.
fn inputs(web: &Path) -> Result<String> {
    let sources = workspace::fingerprint(&workspace::files_below(web, &["node_modules", "dist"])?)?;
    let root = workspace::root();
    let mut letters = BTreeSet::new();
    for folder in ["moru/src", "moru/locales", "crates", "data"] {
        let folder = root.join(folder);
        if !folder.is_dir() {
            continue;
        }
        for file in workspace::files_below(&folder, &[])? {
            if shows_words(&file) {
                let text =
                    fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
                letters.extend(text.chars().filter(|letter| !letter.is_ascii()));
            }
        }
    }
    Ok(format!("{sources} {}", letters.into_iter().collect::<String>()))
}

fn shows_words(file: &Path) -> bool {
    let kinds = ["html", "rs", "yml", "yaml", "json", "toml", "tsv"];
    file.extension().is_some_and(|kind| kinds.iter().any(|known| kind == *known))
}
