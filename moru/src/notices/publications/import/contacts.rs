//! The table of departments. Its cells are merged downwards: an empty one means the one above.

use korea::phone::Phone;

use super::{
    super::document::{ContactEntry, Duty},
    Line, compact,
    problem::{LineProblem, Trouble},
};

/// Whose departments stand in the table without an organisation before them.
pub(super) const MINISTRY: &str = "중소벤처기업부";

/// How names of organisations end, in contrast to names of departments.
const ORGANISATION_ENDS: [&str; 9] = ["청", "공단", "부", "재단", "진흥원", "공사", "센터", "협회", "연구원"];

/// Reads the rows. A row that cannot be read is a problem and is left out.
pub(super) fn read(lines: &[Line<'_>], problems: &mut Vec<LineProblem>) -> Vec<ContactEntry> {
    let mut above: Option<(String, String)> = None;
    let mut entries = Vec::new();
    for (number, line) in lines {
        match row(line, &mut above) {
            Ok(entry) => entries.push(entry),
            Err(trouble) => problems.push(LineProblem { line: *number, trouble }),
        }
    }
    entries
}

/// Whether a line is a row of the table, even where its tabs were lost on the way.
pub(super) fn is_row(line: &str) -> bool {
    let has_phone = || {
        let (_, inside) = line.trim_end().strip_suffix(')')?.rsplit_once('(')?;
        inside.trim_start_matches('☎').trim().parse::<Phone>().ok()
    };
    line.contains('\t') || (line.split_whitespace().any(|word| duty(word).is_some()) && has_phone().is_some())
}

fn row(line: &str, above: &mut Option<(String, String)>) -> Result<ContactEntry, Trouble> {
    if !line.contains('\t') {
        return Err(Trouble::NoTabs);
    }
    let cells: Vec<&str> = line.trim_end().split('\t').map(str::trim).collect();
    let (place, duty) =
        cells.iter().enumerate().find_map(|(i, cell)| Some((i, duty(cell)?))).ok_or(Trouble::NoDuty)?;
    let office = cells[..place].iter().rev().find(|cell| !cell.is_empty() && !is_label(cell));
    if let Some(office) = office {
        *above = Some(divide(office));
    }
    let (organisation, department) = above.clone().ok_or(Trouble::NoOrganisation)?;
    let last = cells.last().copied().unwrap_or_default();
    let number = last.split_once('(').map_or(last, |(_, inside)| inside.trim_end_matches(')'));
    let number = number.trim_start_matches('☎').trim();
    let phone: Phone = number.parse().map_err(|_| Trouble::Phone(number.to_owned()))?;
    let rank = cells
        .get(place + 1)
        .filter(|_| place + 2 < cells.len())
        .map(|cell| compact(cell))
        .unwrap_or_default();
    Ok(ContactEntry {
        organisation,
        department,
        duty,
        rank,
        phone,
        flags: Vec::new(),
        raw_text: line.trim_end().to_owned(),
    })
}

fn duty(cell: &str) -> Option<Duty> {
    match compact(cell).as_str() {
        "책임자" => Some(Duty::Head),
        "담당자" => Some(Duty::Officer),
        _ => None,
    }
}

/// The first column says what kind of office follows, not which.
fn is_label(cell: &str) -> bool {
    matches!(compact(cell).as_str(), "담당부서" | "전담기관" | "협조부서" | "주관기관" | "공동" | "총괄")
}

/// The organisation and the department of a cell. Without an organisation it is the ministry's own.
fn divide(office: &str) -> (String, String) {
    let (first, rest) = office.split_once(' ').unwrap_or((office, ""));
    if ORGANISATION_ENDS.iter().any(|end| first.ends_with(end)) {
        (first.to_owned(), rest.trim().to_owned())
    } else {
        (MINISTRY.to_owned(), office.to_owned())
    }
}
