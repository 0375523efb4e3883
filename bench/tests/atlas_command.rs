//! The command itself: standard input, exit codes, what it says and where.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use bench::census::{SEED, Spec, Variant, write_file};
use bench::zones;

const ROWS: u64 = 20_000;

/// A folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&path).expect("a folder");
    path
}

fn census(folder: &Path, variant: Variant) -> PathBuf {
    let path = folder.join(format!("{}.csv", variant.name()));
    write_file(Spec { rows: ROWS, variant, seed: SEED }, &zones::load().expect("zones"), &path)
        .expect("a census");
    path
}

fn build(out: &Path, arguments: &[&str], file: &Path, stdin: Option<&Path>) -> Output {
    let profile =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/clusters/profiles/korea-establishments.toml");
    let mut command = Command::new(env!("CARGO_BIN_EXE_atlas"));
    command.arg("build").arg("--profile").arg(profile).arg("--out").arg(out).args(arguments).arg(file);
    if let Some(path) = stdin {
        command.stdin(File::open(path).expect("a file"));
    }
    command.output().expect("the command")
}

#[test]
fn every_variant_gives_the_same_cells_also_from_standard_input() {
    let folder = folder("variants");
    let mut expected = None;
    for variant in Variant::ALL {
        let path = census(&folder, variant);
        let out = folder.join("out");
        for (file, stdin) in [(path.as_path(), None), (Path::new("-"), Some(path.as_path()))] {
            let output = build(&out, &[], file, stdin);
            assert!(output.status.success(), "{output:?}");
            assert!(output.stderr.is_empty());
            assert!(String::from_utf8_lossy(&output.stdout).contains("20000 read"));
            let cells = std::fs::read_to_string(out.join("cells.csv")).expect("cells");
            assert!(cells.lines().count() > 1_000);
            assert_eq!(*expected.get_or_insert_with(|| cells.clone()), cells, "{variant:?} {stdin:?}");
        }
    }
}

#[test]
fn problems_are_lines_on_standard_error_and_exit_code_2() {
    let folder = folder("problems");
    let path = census(&folder, Variant::Plain);
    let output = build(&folder.join("out"), &["--rules", "nowhere.toml"], &path, None);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "nowhere.toml: no such file or directory\n");
    let output = build(&folder.join("out"), &[], &folder.join("nowhere.csv"), None);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).ends_with("nowhere.csv: no such file or directory\n"));
    let output = build(&folder.join("out"), &["--digest", "always", "--rules", "legacy-19"], &path, None);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

/// The census is the same on every machine.
#[test]
fn the_census_never_changes() {
    let mut bytes = Vec::new();
    let zones = zones::load().expect("zones");
    bench::census::write(Spec { rows: 3, variant: Variant::Plain, seed: SEED }, &zones, &mut bytes)
        .expect("rows");
    let mut again = Vec::new();
    bench::census::write(Spec { rows: 3, variant: Variant::Plain, seed: SEED }, &zones, &mut again)
        .expect("rows");
    assert_eq!(bytes, again);
    let text = String::from_utf8(bytes).expect("text");
    assert_eq!(text.lines().count(), 4);
    assert!(text.lines().skip(1).all(|line| line.split(',').count() == 9), "{text}");
}
