//! The parts after the release: headings with □, lines with dashes, and a table whose cells hold lists.

use super::{
    super::document::{Item, Row, Section},
    Line, bare, compact,
};

/// Reads the sections.
pub(super) fn read(lines: &[Line<'_>]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for (_, line) in lines {
        if let Some(title) = heading(line.trim()) {
            let title = title.to_owned();
            sections.push(Section { title, items: Vec::new(), columns: Vec::new(), rows: Vec::new() });
        } else if let Some(section) = sections.last_mut() {
            add(section, line);
        }
    }
    sections
}

/// The title of a heading: after □, or a line that calls itself an annex.
pub(super) fn heading(line: &str) -> Option<&str> {
    let is_annex = ["붙임", "【", "[붙임", "<붙임"].into_iter().any(|start| line.starts_with(start));
    line.strip_prefix('□').map(str::trim).or(is_annex.then_some(line))
}

fn add(section: &mut Section, line: &str) {
    if line.contains('\t') {
        let cells: Vec<String> = line.split('\t').map(without_tags).collect();
        if section.columns.is_empty() {
            section.columns =
                cells.iter().map(|cell| compact(cell)).filter(|cell| !cell.is_empty()).collect();
        } else {
            section.rows.push(row(&cells, section.rows.last()));
        }
        return;
    }
    let text = bare(line).to_owned();
    let stars = line.trim().trim_start_matches(['-', ' ']).starts_with('*');
    section.items.push(Item { is_note: stars, text });
}

/// A row: labels, then the cell with the list, then the remark.
fn row(cells: &[String], above: Option<&Row>) -> Row {
    let place =
        cells.iter().position(|cell| cell.contains('■')).unwrap_or(cells.len().saturating_sub(1).min(1));
    let carried = |i: usize| above.and_then(|row| row.labels.get(i)).cloned().unwrap_or_default();
    let labels = cells.iter().take(place).enumerate();
    let labels = labels.map(|(i, cell)| if cell.is_empty() { carried(i) } else { cell.clone() }).collect();
    let list = cells.get(place).map_or("", String::as_str);
    let items = list.split('■').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect();
    let remark = cells.iter().skip(place + 1).find(|cell| !cell.is_empty()).cloned().unwrap_or_default();
    Row { labels, items, remark: if remark == "-" { String::new() } else { remark } }
}

/// A cell without the markup that a converter left in it.
fn without_tags(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut inside = false;
    for c in cell.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => inside = false,
            _ if inside => {}
            _ => out.push(c),
        }
    }
    out.trim().to_owned()
}
