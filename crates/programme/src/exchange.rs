//! Lists of receipts as the network of subsidies (e나라도움, 보조금법 제26조의2) gives them out.
//!
//! Nobody has published the columns of such a list, and no interface between programs is assumed: a person downloads it
//! there and brings it here. So columns are found by their titles, `[PROP]`, wherever they stand.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use korea::{dates::kst, numbers::BusinessNumber};
use serde::{Deserialize, Serialize};

/// The version of [`TITLES`], kept with what was read by them.
pub const TITLES_VERSION: u32 = 1;

/// A column that is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// The number of the receipt.
    Number,
    /// The business number of who applied.
    Business,
    /// When it was received there.
    ReceivedAt,
}

impl Column {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Number, Self::Business, Self::ReceivedAt];

    /// Its title, as it is asked for.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Number => "접수번호",
            Self::Business => "사업자등록번호",
            Self::ReceivedAt => "접수일시",
        }
    }
}

/// Titles of columns without spaces, by what they stand for. `[PROP]`
const TITLES: [(Column, &str); 11] = [
    (Column::Number, "접수번호"),
    (Column::Number, "신청번호"),
    (Column::Number, "신청접수번호"),
    (Column::Business, "사업자등록번호"),
    (Column::Business, "사업자번호"),
    (Column::Business, "고유번호"),
    (Column::ReceivedAt, "접수일시"),
    (Column::ReceivedAt, "접수일자"),
    (Column::ReceivedAt, "신청일시"),
    (Column::ReceivedAt, "제출일시"),
    (Column::ReceivedAt, "접수시각"),
];

/// How far down the titles may stand: above them are the name of the list and when it was made.
const TITLES_WITHIN: usize = 20;
/// The longest number of a receipt, in characters.
const LONGEST_NUMBER: usize = 60;

/// A receipt of the other channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExternalReceipt {
    /// Its number.
    pub number: String,
    /// Ten digits: who applied.
    pub business_number: String,
    /// The time printed on it, which is when the application was received.
    pub received_at: DateTime<Utc>,
}

/// Why a row of the list was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum RowProblem {
    /// There is no number, or one that is too long.
    #[error("no receipt number")]
    Number,
    /// The business number has not ten digits, or its check digit is wrong.
    #[error("no valid business number")]
    Business,
    /// There is no date with a time: of a day alone nobody can tell what was in time.
    #[error("no date and time")]
    ReceivedAt,
    /// The number stands in an earlier row, too, and that row says something else.
    #[error("the number stands in row {row} with something else")]
    Twice {
        /// The earlier row.
        row: usize,
    },
}

/// What a row says, or why it was not read, each with the number of the row in the sheet.
pub type Row = (usize, Result<ExternalReceipt, RowProblem>);

/// Reads a list. Rows are cells as text with the number of the row. A row that repeats an earlier one is left out.
///
/// # Errors
/// The columns that were not found, when they do not all stand in one row near the top.
pub fn read(rows: &[(usize, Vec<String>)]) -> Result<Vec<Row>, Vec<Column>> {
    let (head, places) = rows
        .iter()
        .take(TITLES_WITHIN)
        .map(|(row, cells)| (*row, places(cells)))
        .max_by_key(|(_, places)| places.len())
        .ok_or_else(|| Column::ALL.to_vec())?;
    let missing: Vec<Column> =
        Column::ALL.into_iter().filter(|column| !places.contains_key(column)).collect();
    if !missing.is_empty() {
        return Err(missing);
    }
    let mut seen: BTreeMap<String, (usize, ExternalReceipt)> = BTreeMap::new();
    let mut found = Vec::new();
    for (row, cells) in rows.iter().filter(|(row, _)| *row > head) {
        let cell =
            |column: Column| places.get(&column).and_then(|at| cells.get(*at)).map_or("", String::as_str);
        if Column::ALL.into_iter().all(|column| cell(column).trim().is_empty()) {
            continue;
        }
        let receipt = receipt(cell(Column::Number), cell(Column::Business), cell(Column::ReceivedAt));
        match &receipt {
            Ok(receipt) => match seen.get(&receipt.number) {
                Some((_, earlier)) if earlier == receipt => {}
                Some((earlier, _)) => found.push((*row, Err(RowProblem::Twice { row: *earlier }))),
                None => {
                    seen.insert(receipt.number.clone(), (*row, receipt.clone()));
                    found.push((*row, Ok(receipt.clone())));
                }
            },
            Err(problem) => found.push((*row, Err(*problem))),
        }
    }
    Ok(found)
}

/// Where the columns stand in a row of titles.
fn places(cells: &[String]) -> BTreeMap<Column, usize> {
    let mut places = BTreeMap::new();
    for (at, cell) in cells.iter().enumerate() {
        let title: String = cell.chars().filter(|letter| !letter.is_whitespace()).collect();
        if let Some((column, _)) = TITLES.iter().find(|(_, known)| *known == title) {
            places.entry(*column).or_insert(at);
        }
    }
    places
}

fn receipt(number: &str, business: &str, received_at: &str) -> Result<ExternalReceipt, RowProblem> {
    let number = number.trim();
    if number.is_empty() || number.chars().count() > LONGEST_NUMBER {
        return Err(RowProblem::Number);
    }
    let business: BusinessNumber = business.parse().map_err(|_| RowProblem::Business)?;
    Ok(ExternalReceipt {
        number: number.to_owned(),
        business_number: business.digits(),
        received_at: moment(received_at).ok_or(RowProblem::ReceivedAt)?,
    })
}

/// A moment in Korean time: year, month, day, hour, minute and perhaps second, whatever stands between them.
fn moment(text: &str) -> Option<DateTime<Utc>> {
    let parts: Vec<&str> =
        text.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let number = |at: usize| parts.get(at).map_or(Ok(0), |part| part.parse::<u32>()).ok();
    if !(5..=6).contains(&parts.len())
        || parts[0].len() != 4
        || text.contains("오후")
        || text.to_lowercase().contains("pm")
    {
        return None;
    }
    let day = NaiveDate::from_ymd_opt(parts[0].parse().ok()?, number(1)?, number(2)?)?;
    Some(kst::instant(day.and_hms_opt(number(3)?, number(4)?, number(5)?)?))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn sheet(rows: &[&[&str]]) -> Vec<(usize, Vec<String>)> {
        rows.iter()
            .enumerate()
            .map(|(at, row)| (at + 1, row.iter().map(|cell| (*cell).to_owned()).collect()))
            .collect()
    }

    const TITLES_ROW: &[&str] = &["순번", "접수 번호", "기관명", "사업자등록번호", "접수일시"];

    #[test]
    fn a_list_is_read_under_its_titles() {
        let list = sheet(&[
            &["e나라도움 접수 목록"],
            &["2024-05-13 출력"],
            TITLES_ROW,
            &["1", "GOS-1", "예시기관", "101-82-00013", "2024-05-10 17:59:59"],
            &["2", "GOS-2", "예시기관", "1018200013", "2024. 5. 10. 18:00"],
            &["", "", "", "", ""],
        ]);
        let read = read(&list).expect("a list");
        let at = |text: &str| format!("{text}+09:00").parse::<DateTime<Utc>>().expect("a time");
        let receipt = |number: &str, time: &str| {
            Ok(ExternalReceipt {
                number: number.to_owned(),
                business_number: "1018200013".to_owned(),
                received_at: at(time),
            })
        };
        assert_eq!(
            read,
            [(4, receipt("GOS-1", "2024-05-10T17:59:59")), (5, receipt("GOS-2", "2024-05-10T18:00:00"))]
        );
    }

    #[rstest]
    #[case::no_number(&["", "1018200013", "2024-05-10 17:59:59"], RowProblem::Number)]
    #[case::wrong_check_digit(&["G", "1018200014", "2024-05-10 17:59:59"], RowProblem::Business)]
    #[case::only_a_day(&["G", "1018200013", "2024-05-10"], RowProblem::ReceivedAt)]
    #[case::no_such_day(&["G", "1018200013", "2024-02-30 10:00"], RowProblem::ReceivedAt)]
    #[case::afternoon_is_ambiguous(&["G", "1018200013", "2024-05-10 오후 05:59"], RowProblem::ReceivedAt)]
    fn a_bad_row_says_why(#[case] row: &[&str], #[case] problem: RowProblem) {
        let list = sheet(&[&["접수번호", "사업자번호", "접수일시"], row]);
        assert_eq!(read(&list).expect("a list"), [(2, Err(problem))]);
    }

    #[test]
    fn a_number_twice_is_one_receipt_or_a_problem() {
        let row: &[&str] = &["1", "GOS-1", "예시기관", "1018200013", "2024-05-10 17:59:59"];
        let other: &[&str] = &["2", "GOS-1", "예시기관", "1018200013", "2024-05-10 17:00:00"];
        let read = read(&sheet(&[TITLES_ROW, row, row, other])).expect("a list");
        assert_eq!(read.len(), 2);
        assert_eq!(read[1], (4, Err(RowProblem::Twice { row: 2 })));
    }

    #[test]
    fn a_list_without_its_columns_names_them() {
        assert_eq!(read(&[]), Err(Column::ALL.to_vec()));
        let list = sheet(&[&["접수번호", "기관명"], &["GOS-1", "예시기관"]]);
        assert_eq!(read(&list), Err(vec![Column::Business, Column::ReceivedAt]));
    }
}
