//! The tree speaks of itself alone: no path of somebody's machine, no host a package happened to come from.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Result, ensure};

use super::Session;
use crate::{process, workspace};

/// Written in two halves so that this file does not contain what it looks for.
const HOSTS: [&str; 5] = [
    concat!("registry.", "npmjs.org"),
    concat!("registry.", "yarnpkg.com"),
    concat!("static.", "crates.io"),
    concat!("index.", "crates.io"),
    concat!("files.", "pythonhosted.org"),
];
const HOMES: [&str; 3] = [concat!("/ho", "me/"), concat!("/Us", "ers/"), concat!("/ro", "ot/")];

/// Looks through every file that is committed or would be.
pub(crate) fn run(_: &mut Session) -> Result<()> {
    let mut forbidden: Vec<String> = HOMES.map(str::to_owned).into();
    forbidden.extend(home());
    let root = workspace::root().canonicalize()?;
    forbidden.push(root.to_string_lossy().into_owned());
    let hosts: Vec<String> = HOSTS.map(str::to_owned).into();
    let files = files()?;
    let mut found = Vec::new();
    for file in &files {
        let Ok(bytes) = fs::read(root.join(file)) else { continue };
        if bytes.contains(&0) {
            continue;
        }
        let text = String::from_utf8_lossy(&bytes);
        let words = if file.ends_with("Cargo.lock") { &[][..] } else { &hosts[..] };
        found.extend(
            occurrences(&text, &forbidden, words)
                .map(|(line, word)| format!("  {}:{line}: {word}", file.display())),
        );
    }
    println!("  {} files", files.len());
    for line in &found {
        println!("{line}");
    }
    ensure!(found.is_empty(), "{} lines name a machine's path or a registry's host", found.len());
    Ok(())
}

fn home() -> Option<String> {
    let home = env::var("HOME").ok()?;
    (home.len() > 1).then(|| format!("{}/", home.trim_end_matches('/')))
}

/// What Git knows or would add; without Git everything that is not built.
fn files() -> Result<Vec<PathBuf>> {
    let root = workspace::root();
    if root.join(".git").exists() && workspace::has_program("git") {
        let list = process::output(workspace::command("git").args([
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
        ]))?;
        return Ok(list.lines().map(PathBuf::from).collect());
    }
    let all = workspace::files_below(&root, &["target", "node_modules", "dist", "output", ".git"])?;
    Ok(all.into_iter().filter_map(|file| file.strip_prefix(&root).ok().map(PathBuf::from)).collect())
}

fn occurrences<'a>(
    text: &'a str,
    paths: &'a [String],
    hosts: &'a [String],
) -> impl Iterator<Item = (usize, &'a str)> {
    text.lines().enumerate().filter_map(move |(index, line)| {
        let path = paths.iter().find(|path| begins_in(line, path));
        let word = path.or_else(|| hosts.iter().find(|host| line.contains(host.as_str())))?;
        Some((index + 1, word.as_str()))
    })
}

/// Whether a line has the path from its beginning, and not as the middle of a path inside the project.
fn begins_in(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|before| !before.is_alphanumeric() && !matches!(before, '_' | '-' | '.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_reported_with_its_number_and_what_is_wrong_with_it() {
        let text = "fine\nsee /somewhere/of/mine/file\nfrom packages.example.org\n";
        let paths = ["/somewhere/of/mine".to_owned()];
        let hosts = ["packages.example.org".to_owned()];
        let found: Vec<_> = occurrences(text, &paths, &hosts).collect();
        assert_eq!(found, [(2, "/somewhere/of/mine"), (3, "packages.example.org")]);
    }

    #[test]
    fn a_folder_of_the_project_is_not_a_path_of_the_machine() {
        let paths = ["/somewhere/".to_owned()];
        let text = "src/somewhere/file\n\"/somewhere/file\"\n";
        assert_eq!(occurrences(text, &paths, &[]).map(|(line, _)| line).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn this_program_passes_its_own_check() {
        let text = include_str!("hygiene.rs");
        let paths = HOMES.map(str::to_owned);
        let hosts = HOSTS.map(str::to_owned);
        assert_eq!(occurrences(text, &paths, &hosts).next(), None);
    }
}
