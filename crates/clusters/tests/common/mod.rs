//! What the tests of the whole run share.
#![allow(dead_code, clippy::allow_attributes, reason = "each test file uses a part of it")]

use std::fs;
use std::path::{Path, PathBuf};

use clusters::build::{Failure, Report, Request, run};
use tempfile::TempDir;

/// A profile of establishments with Korean zones, judged by the statute.
pub(crate) const KOREA: &str = r#"
[source]
name = "시험"
reference_date = "2021-12-31"
kind = "establishments"
unknown = ["N/A", "X"]
[columns]
zone = "zone"
industry = "ksic"
regular_workers = "workers"
[industry]
prefixes = ["C"]
digits = 2
[zone]
system = "kostat7"
tier = "korea"
[rules]
below_regular_workers = 10
thresholds = { metropolitan = 50, si = 40, gun = 20 }
near_percent = 20
"#;

/// A profile of counts with one threshold.
pub(crate) const COUNTS: &str = r#"
[source]
name = "counts"
reference_date = "2016-12-31"
kind = "counts"
unknown = ["N/A", "X", "D"]
[columns]
zone = "zone"
industry = "industry"
count = "count"
[industry]
prefixes = ["31", "32"]
digits = 3
[zone]
system = "other"
tier = "fixed"
[rules]
thresholds = { fixed = 50 }
"#;

/// A folder for one test.
pub(crate) struct Bench {
    pub(crate) folder: TempDir,
}

impl Bench {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().expect("a temporary folder") }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).expect("a file in the temporary folder");
        path
    }

    /// A request for `profile` over files of these names and bytes.
    pub(crate) fn request(&self, profile: &str, files: &[(&str, &[u8])]) -> Request {
        let profile = self.write("profile.toml", profile);
        let files = files.iter().map(|(name, bytes)| self.write(name, bytes)).collect();
        Request::new(profile, self.path("out"), files)
    }

    pub(crate) fn run(&self, profile: &str, bytes: impl AsRef<[u8]>) -> Result<Report, Failure> {
        run(&self.request(profile, &[("in.csv", bytes.as_ref())]), || 0)
    }

    /// The lines of the failure that these bytes lead to.
    pub(crate) fn fails(&self, profile: &str, bytes: impl AsRef<[u8]>) -> Vec<String> {
        lines(&self.run(profile, bytes))
    }

    pub(crate) fn out(&self, name: &str) -> String {
        fs::read_to_string(self.path("out").join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.path("out").join(name).exists()
    }

    /// The records of a result, header included.
    pub(crate) fn table(&self, name: &str) -> Vec<Vec<String>> {
        let text = self.out(name);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|r| r.expect("csv").iter().map(str::to_owned).collect()).collect()
    }
}

/// The lines that a command would say about a failure.
pub(crate) fn lines(outcome: &Result<Report, Failure>) -> Vec<String> {
    match clusters::build::say(outcome) {
        Ok(text) => panic!("the run went well: {text}"),
        Err(text) => text.lines().map(str::to_owned).collect(),
    }
}

/// The folder of real data beside the project. Without it these tests fail and say so: a test that passes over what it
/// is there for has shown nothing.
pub(crate) fn shared() -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    assert!(path.is_dir(), "this test reads real data at {}, which is not there", path.display());
    path
}
