//! Workbooks as rows of text.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use crate::Problem;

/// A row: the text of its cells from the first column on.
pub type Cells = Vec<String>;

/// The most columns that are read.
const MOST_COLUMNS: usize = 200;

/// The rows of the first sheet, at most `most`, each with its number in the sheet, counted from one. Numbers are written as people read them: whole ones
/// without a point, days as `2024-05-10`, moments as `2024-05-10 17:59:59`. Empty rows are left out.
///
/// # Errors
/// [`Problem::Unreadable`] when it is no workbook or has no sheet, [`Problem::TooMuchInside`] when it has more rows.
pub fn rows(content: &[u8], most: usize) -> Result<Vec<(usize, Cells)>, Problem> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(content)).map_err(|_| Problem::Unreadable)?;
    let sheet = book.worksheet_range_at(0).ok_or(Problem::Unreadable)?.map_err(|_| Problem::Unreadable)?;
    let (first, left) = sheet.start().map_or((0, 0), |(row, column)| (row as usize, column as usize));
    let mut found = Vec::new();
    for (place, row) in sheet.rows().enumerate() {
        let padding = std::iter::repeat_n(String::new(), left);
        let cells: Cells = padding.chain(row.iter().map(written)).take(MOST_COLUMNS).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        if found.len() == most {
            return Err(Problem::TooMuchInside);
        }
        found.push((first + place + 1, cells));
    }
    Ok(found)
}

/// Whole numbers up to this can be told apart in a workbook.
const EXACT: f64 = 9_007_199_254_740_992.0;

fn written(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        #[expect(clippy::cast_possible_truncation, reason = "whole and exact")]
        Data::Float(number) if number.fract() == 0.0 && number.abs() < EXACT => (*number as i64).to_string(),
        Data::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute, second) == (0, 0, 0) {
                date
            } else {
                format!("{date} {hour:02}:{minute:02}:{second:02}")
            }
        }
        other => other.to_string().trim().to_owned(),
    }
}
