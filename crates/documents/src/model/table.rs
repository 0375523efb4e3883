use serde::{Deserialize, Serialize};

use super::Text;

/// How text stands in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// At the left; paragraphs are justified.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
    /// At the right with digits of equal width.
    Number,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its share of the width, relative to the shares of the others; at least 1.
    pub share: u16,
    /// How its cells stand unless they say otherwise.
    #[serde(default)]
    pub align: Align,
}

impl Column {
    /// A column of text.
    pub fn text(share: u16) -> Self {
        Self { share, align: Align::Left }
    }

    /// A column of short words, centred.
    pub fn centered(share: u16) -> Self {
        Self { share, align: Align::Center }
    }

    /// A column of numbers.
    pub fn number(share: u16) -> Self {
        Self { share, align: Align::Number }
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// What it says.
    pub text: Text,
    /// How many columns it covers; at least 1.
    #[serde(default = "one")]
    pub columns: u16,
    /// How many rows it covers; at least 1.
    #[serde(default = "one")]
    pub rows: u16,
    /// How it stands, when not as its column does.
    #[serde(default)]
    pub align: Option<Align>,
    /// Whether it names its row. Cells of header rows name their columns anyway.
    #[serde(default)]
    pub heading: bool,
}

fn one() -> u16 {
    1
}

impl<T: Into<Text>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self { text: text.into(), columns: 1, rows: 1, align: None, heading: false }
    }
}

impl Cell {
    /// A cell that names its row.
    pub fn heading(text: impl Into<Text>) -> Self {
        Self { heading: true, ..Self::from(text) }
    }

    /// The cell over several columns and rows.
    #[must_use]
    pub fn spanning(self, columns: u16, rows: u16) -> Self {
        Self { columns, rows, ..self }
    }
}

/// The cells that begin in one row, from left to right; at least one. Places covered from above are left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Row(pub Vec<Cell>);

/// A table with thin lines. Its header rows are repeated on every page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Table {
    /// What the table shows, above it on the left.
    pub caption: Option<String>,
    /// The unit of its numbers, above it on the right, for example "(단위: 원)".
    pub unit: Option<String>,
    /// The columns; 1 to 40.
    pub columns: Vec<Column>,
    /// How many of the first rows are the header.
    pub header_rows: u16,
    /// All rows, those of the header first.
    pub rows: Vec<Row>,
}

/// A cell and where it lies, both counted from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed<'a> {
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
    /// The cell.
    pub cell: &'a Cell,
}

/// Why the cells of a table do not cover it exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ragged {
    /// The row has more or fewer places than there are columns.
    Row(usize),
    /// A cell of the row covers nothing, or reaches past the last row or out of the header.
    Span(usize),
}

impl Table {
    /// A table without rows.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self { columns: columns.into_iter().collect(), ..Self::default() }
    }

    /// Adds a row of the header; headers come before other rows.
    #[must_use]
    pub fn header(mut self, cells: impl IntoIterator<Item = impl Into<Cell>>) -> Self {
        self.header_rows += 1;
        self.row(cells)
    }

    /// Adds a row.
    #[must_use]
    pub fn row(mut self, cells: impl IntoIterator<Item = impl Into<Cell>>) -> Self {
        self.rows.push(Row(cells.into_iter().map(Into::into).collect()));
        self
    }

    /// The cells with their places, row by row. `None` when they do not cover the table exactly.
    pub fn placed(&self) -> Option<Vec<Placed<'_>>> {
        self.place().ok()
    }

    pub(crate) fn place(&self) -> Result<Vec<Placed<'_>>, Ragged> {
        // For each column, the row from which it is free again.
        let mut free = vec![0_usize; self.columns.len()];
        let mut out = Vec::new();
        let header = usize::from(self.header_rows);
        for (row, cells) in self.rows.iter().enumerate() {
            if cells.0.is_empty() {
                // Word processors refuse a row in which no cell begins.
                return Err(Ragged::Row(row));
            }
            let mut column = 0;
            for cell in &cells.0 {
                while free.get(column).is_some_and(|from| *from > row) {
                    column += 1;
                }
                let end = row + usize::from(cell.rows);
                let section_end = if row < header { header } else { self.rows.len() };
                if cell.rows == 0 || cell.columns == 0 || end > section_end {
                    return Err(Ragged::Span(row));
                }
                let columns = column..column + usize::from(cell.columns);
                let covered = free.get_mut(columns).ok_or(Ragged::Row(row))?;
                if covered.iter().any(|from| *from > row) {
                    return Err(Ragged::Row(row));
                }
                covered.fill(end);
                out.push(Placed { row, column, cell });
                column += usize::from(cell.columns);
            }
            if free.iter().any(|from| *from <= row) {
                return Err(Ragged::Row(row));
            }
        }
        Ok(out)
    }
}
