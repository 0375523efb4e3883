//! What can be wrong with a run as a whole, one clear line each.

use std::fmt;
use std::path::{Path, PathBuf};

/// Something that makes a run impossible. Prints as one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file it is about, if any.
    pub file: Option<PathBuf>,
    /// What is wrong and what would be right.
    pub message: String,
}

impl Problem {
    /// A problem with a file.
    pub fn in_file(file: &Path, message: impl fmt::Display) -> Self {
        Self { file: Some(file.to_owned()), message: one_line(&message.to_string()) }
    }

    /// A problem with the request itself.
    pub fn new(message: impl fmt::Display) -> Self {
        Self { file: None, message: one_line(&message.to_string()) }
    }

    /// A file that could not be opened, read or written.
    pub fn io(file: &Path, doing: &str, error: &std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;
        match error.kind() {
            Kind::NotFound => Self::in_file(file, "no such file or directory"),
            Kind::IsADirectory => Self::in_file(file, "is a directory, not a file"),
            Kind::PermissionDenied => Self::in_file(file, format_args!("may not be {doing}: permission denied")),
            _ => Self::in_file(file, format_args!("cannot be {doing}: {error}")),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.file {
            Some(file) => write!(f, "{}: {}", file.display(), self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for Problem {}

/// Messages of parsers may run over several lines; ours never do.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
