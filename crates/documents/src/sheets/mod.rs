//! Tables for spreadsheets: columns of one kind each, so that a telephone number stays what it is.

mod write;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use write::write;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Text. Registration numbers, telephone numbers and postcodes are text: their leading zeros are part of them.
    #[default]
    Text,
    /// Whole numbers.
    Integer,
    /// Amounts in won, with separators.
    Won,
    /// Days.
    Date,
    /// Addresses that can be opened.
    Link,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetColumn {
    /// Its title.
    pub title: String,
    /// What it holds.
    pub kind: Kind,
    /// Its width in digits, at most 255.
    pub width: u8,
}

impl SheetColumn {
    /// A column.
    pub fn new(title: impl Into<String>, kind: Kind, width: u8) -> Self {
        Self { title: title.into(), kind, width }
    }
}

/// What a cell holds. A value stands in a column of its kind; nothing may stand anywhere.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Nothing.
    #[default]
    Nothing,
    /// Text, which is never read as a formula.
    Text(String),
    /// A whole number or an amount in won, of at most 15 digits: spreadsheets count no further.
    Number(i64),
    /// A day from 1900 to 9999.
    Date(NaiveDate),
    /// An address on the web or of mail, and what is shown for it.
    Link {
        /// What is shown.
        text: String,
        /// Where it leads.
        address: String,
    },
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<NaiveDate> for Value {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its name: 1 to 31 characters without `[ ] : * ? / \`, unlike the names of other sheets.
    pub name: String,
    /// Its columns.
    pub columns: Vec<SheetColumn>,
    /// Its rows, each with one value for each column.
    pub rows: Vec<Vec<Value>>,
}

/// Sheets that make up a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workbook {
    /// The title in the metadata.
    pub title: String,
    /// The instant in the metadata.
    pub created: DateTime<Utc>,
    /// The sheets; at least one.
    pub sheets: Vec<Sheet>,
}

/// Why there is no file. Rows are counted from zero, without the header.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// There is no sheet.
    #[error("there is no sheet")]
    NoSheet,
    /// A name is empty, too long, taken, or holds a character that names cannot hold.
    #[error("no sheet can be named {0:?}")]
    Name(String),
    /// A sheet has 1 to 16,384 columns and at most 1,048,575 rows below the header.
    #[error("sheet {0:?} is too large, or has no column")]
    Size(String),
    /// A row has more or fewer values than there are columns.
    #[error("row {row} of sheet {sheet:?} has more or fewer values than columns")]
    Ragged {
        /// The sheet.
        sheet: String,
        /// The row.
        row: usize,
    },
    /// A value does not stand in a column of its kind, is too long or too large, or leads nowhere.
    #[error("row {row}, column {column} of sheet {sheet:?}: the value has no place there")]
    Value {
        /// The sheet.
        sheet: String,
        /// The row.
        row: usize,
        /// The column.
        column: usize,
    },
    /// The file cannot be packed.
    #[error("the file cannot be packed: {0}")]
    Pack(String),
}
