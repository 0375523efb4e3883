//! With what a new call begins, as versioned data.

use super::CallContent;

/// The texts with which a call begins do not make a call.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the beginning of a call cannot be read: {0}")]
pub struct StandardUnreadable(String);

/// `[PROP]` where no notice says it; the file names the sources.
const STANDARD: &str = include_str!("../../../../data/call-standard-1.toml");
/// The proposed points: a call has a copy of its own.
const RUBRIC: &str = include_str!("../../../../data/rubric-prop-1.toml");

impl CallContent {
    /// The beginning of a new call for a fiscal year: the five gates, three stages, the proposed points, the usual
    /// papers; no dates and nobody to ask.
    pub fn standard(fiscal_year: i32) -> Result<Self, StandardUnreadable> {
        let unreadable = |error: toml::de::Error| StandardUnreadable(error.to_string());
        let mut table: toml::Table = toml::from_str(STANDARD).map_err(unreadable)?;
        let rubric: toml::Table = toml::from_str(RUBRIC).map_err(unreadable)?;
        if let Some(evaluation) = table.get_mut("evaluation").and_then(toml::Value::as_table_mut) {
            evaluation.insert("rubric".to_owned(), toml::Value::Table(rubric));
        }
        let mut content: Self = table.try_into().map_err(unreadable)?;
        content.basics.fiscal_year = fiscal_year;
        content.basics.title = content.basics.title.replace("{year}", &fiscal_year.to_string());
        Ok(content)
    }
}
