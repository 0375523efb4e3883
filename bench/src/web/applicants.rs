//! The institutions that were prepared: each has a session and a complete draft.

use std::io;
use std::path::Path;

/// One of them.
#[derive(Debug, Clone)]
pub(super) struct Applicant {
    pub session: String,
    pub application: String,
}

impl Applicant {
    /// The header line that signs it in.
    pub(super) fn cookie(&self) -> String {
        format!("cookie: moru_session={}\r\n", self.session)
    }
}

/// Reads the list that `moru demo --applicants` wrote.
pub(super) fn read(folder: &Path) -> io::Result<Vec<Applicant>> {
    let text = std::fs::read_to_string(folder.join("applicants.tsv"))?;
    let one = |line: &str| {
        let (session, application) = line.split_once('\t')?;
        Some(Applicant { session: session.to_owned(), application: application.to_owned() })
    };
    Ok(text.lines().filter_map(one).collect())
}
