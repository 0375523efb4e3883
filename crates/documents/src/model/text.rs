use serde::{Deserialize, Serialize};

/// A stretch of text in one style. A line feed breaks the line; nothing in it is ever read as markup.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Run {
    /// What it says.
    pub text: String,
    /// Whether it is bold.
    #[serde(default)]
    pub bold: bool,
    /// Where it leads: an address that begins with `https://`, `http://`, `mailto:` or `tel:`.
    #[serde(default)]
    pub link: Option<String>,
}

impl Run {
    /// Bold text.
    pub fn bold(text: impl Into<String>) -> Self {
        Self { text: text.into(), bold: true, link: None }
    }

    /// Text that leads to an address.
    pub fn link(text: impl Into<String>, address: impl Into<String>) -> Self {
        Self { text: text.into(), bold: false, link: Some(address.into()) }
    }
}

impl From<String> for Run {
    fn from(text: String) -> Self {
        Self { text, bold: false, link: None }
    }
}

impl From<&str> for Run {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

/// Runs, one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(pub Vec<Run>);

impl Text {
    /// The characters without their styles.
    pub fn plain(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }
}

impl From<Vec<Run>> for Text {
    fn from(runs: Vec<Run>) -> Self {
        Self(runs)
    }
}

impl From<Run> for Text {
    fn from(run: Run) -> Self {
        Self(vec![run])
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::from(Run::from(text))
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::from(Run::from(text))
    }
}
