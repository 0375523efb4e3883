//! Tables, and what is drawn as one.

use super::{
    pictures::{millimetres, place},
    section::{HAIRLINE, IN_TABLE, SMALL, Section, side},
    stories::TEXT_WIDTH,
    styles::{BODY, Border, CharStyle, ParaStyle, Side},
};
use crate::{Run, flow::TablePiece};

/// The lowest row, in HWPUNIT; text makes it higher.
const ROW_HEIGHT: u64 = 2200;

/// The outside of a table.
pub(super) struct Grid<'a> {
    pub(super) widths: &'a [u64],
    pub(super) rows: usize,
    pub(super) repeat_header: bool,
    /// Whether it stands in its line like a letter. Tables that do are never divided between pages.
    pub(super) in_line: bool,
}

/// Where a cell lies and how its edge looks.
pub(super) struct Place {
    row: usize,
    column: usize,
    rows: u16,
    columns: u16,
    border: u32,
    header: bool,
}

impl Place {
    pub(super) fn at(row: usize, column: usize, border: u32) -> Self {
        Self { row, column, rows: 1, columns: 1, border, header: false }
    }
}

/// Opens a table in a run. Rows follow; closing is left to the caller.
pub(super) fn open(section: &mut Section, grid: &Grid<'_>) {
    let id = section.next_id();
    let width: u64 = grid.widths.iter().sum();
    let (rows, columns) = (grid.rows.to_string(), grid.widths.len().to_string());
    let xml = &mut section.xml;
    xml.open(
        "hp:tbl",
        &[
            ("id", &id),
            ("zOrder", "0"),
            ("numberingType", "TABLE"),
            ("textWrap", "TOP_AND_BOTTOM"),
            ("textFlow", "BOTH_SIDES"),
            ("lock", "0"),
            ("dropcapstyle", "None"),
            ("pageBreak", "CELL"),
            ("repeatHeader", if grid.repeat_header { "1" } else { "0" }),
            ("rowCnt", &rows),
            ("colCnt", &columns),
            ("cellSpacing", "0"),
            ("borderFillIDRef", "1"),
            ("noAdjust", "0"),
        ],
    );
    let height = ROW_HEIGHT * grid.rows as u64;
    xml.empty(
        "hp:sz",
        &[
            ("width", &width.to_string()),
            ("widthRelTo", "ABSOLUTE"),
            ("height", &height.to_string()),
            ("heightRelTo", "ABSOLUTE"),
            ("protect", "0"),
        ],
    );
    if grid.in_line {
        place(xml);
    } else {
        xml.empty(
            "hp:pos",
            &[
                ("treatAsChar", "0"),
                ("affectLSpacing", "0"),
                ("flowWithText", "1"),
                ("allowOverlap", "0"),
                ("holdAnchorAndSO", "0"),
                ("vertRelTo", "PARA"),
                ("horzRelTo", "COLUMN"),
                ("vertAlign", "TOP"),
                ("horzAlign", "RIGHT"),
                ("vertOffset", "0"),
                ("horzOffset", "0"),
            ],
        );
    }
    xml.empty("hp:outMargin", &[("left", "0"), ("right", "0"), ("top", "200"), ("bottom", "600")]);
    margin(section, "hp:inMargin");
}

fn margin(section: &mut Section, name: &'static str) {
    section.xml.empty(name, &[("left", "510"), ("right", "510"), ("top", "200"), ("bottom", "200")]);
}

/// A cell with the paragraphs that `inside` writes; at least one.
pub(super) fn cell(section: &mut Section, place: &Place, width: u64, inside: impl FnOnce(&mut Section)) {
    section.xml.open(
        "hp:tc",
        &[
            ("name", ""),
            ("header", if place.header { "1" } else { "0" }),
            ("hasMargin", "0"),
            ("protect", "0"),
            ("editable", "0"),
            ("dirty", "0"),
            ("borderFillIDRef", &place.border.to_string()),
        ],
    );
    section.xml.open(
        "hp:subList",
        &[
            ("id", ""),
            ("textDirection", "HORIZONTAL"),
            ("lineWrap", "BREAK"),
            ("vertAlign", "CENTER"),
            ("linkListIDRef", "0"),
            ("linkListNextIDRef", "0"),
            ("textWidth", "0"),
            ("textHeight", "0"),
            ("hasTextRef", "0"),
            ("hasNumRef", "0"),
        ],
    );
    inside(section);
    section.xml.close();
    let xml = &mut section.xml;
    let (column, row) = (place.column.to_string(), place.row.to_string());
    xml.empty("hp:cellAddr", &[("colAddr", &column), ("rowAddr", &row)]);
    let (columns, rows) = (place.columns.to_string(), place.rows.to_string());
    xml.empty("hp:cellSpan", &[("colSpan", &columns), ("rowSpan", &rows)]);
    let height = ROW_HEIGHT * u64::from(place.rows);
    xml.empty("hp:cellSz", &[("width", &width.to_string()), ("height", &height.to_string())]);
    margin(section, "hp:cellMargin");
    section.xml.close();
}

/// A whole table in a paragraph of its own.
fn whole(section: &mut Section, grid: &Grid<'_>, rows: impl FnOnce(&mut Section)) {
    section.around(ParaStyle::new(Side::Left), |section| {
        // The line that the table hangs on is as low as a line can be.
        section.run(CharStyle::plain(HAIRLINE));
        open(section, grid);
        rows(section);
        section.xml.close();
        section.xml.close();
    });
}

/// A table of the document.
pub(super) fn table(section: &mut Section, table: &TablePiece) {
    let small = CharStyle::plain(SMALL);
    if !table.caption.is_empty() {
        let style = ParaStyle { above: 600, ..ParaStyle::new(Side::Left) };
        section.paragraph(style, CharStyle::bold(IN_TABLE), &table.caption);
    }
    if !table.unit.is_empty() {
        section.paragraph(ParaStyle::new(Side::Right), small, &table.unit);
    }
    let shares: u64 = table.shares.iter().map(|share| u64::from(*share)).sum();
    let widths: Vec<u64> =
        table.shares.iter().map(|share| TEXT_WIDTH * u64::from(*share) / shares.max(1)).collect();
    let grid =
        Grid { widths: &widths, rows: table.rows, repeat_header: table.header_rows > 0, in_line: false };
    whole(section, &grid, |section| {
        let mut row = None;
        for piece in &table.cells {
            if row != Some(piece.row) {
                if row.is_some() {
                    section.xml.close();
                }
                section.xml.open("hp:tr", &[]);
                row = Some(piece.row);
            }
            let place = Place {
                row: piece.row,
                column: piece.column,
                rows: piece.rows,
                columns: piece.columns,
                border: if piece.heading { Border::SHADED } else { Border::CELL },
                header: piece.row < table.header_rows,
            };
            let covered = piece.column..piece.column + usize::from(piece.columns);
            let width = widths[covered].iter().sum();
            let char = CharStyle { bold: piece.heading, ..CharStyle::plain(IN_TABLE) };
            let style = ParaStyle::new(side(piece.align, Side::Left));
            cell(section, &place, width, |section| {
                section.around(style, |section| section.runs(char, &piece.runs));
            });
        }
        section.xml.close();
    });
}

/// Labels and what they stand for.
pub(super) fn facts(section: &mut Section, rows: &[(String, Vec<Run>)]) {
    let label_width = millimetres(30);
    let widths = [label_width, TEXT_WIDTH - label_width];
    let grid = Grid { widths: &widths, rows: rows.len(), repeat_header: false, in_line: false };
    let left = ParaStyle::new(Side::Left);
    whole(section, &grid, |section| {
        for (row, (label, runs)) in rows.iter().enumerate() {
            section.xml.open("hp:tr", &[]);
            cell(section, &Place::at(row, 0, Border::SHADED), widths[0], |section| {
                section.paragraph(left, CharStyle::bold(IN_TABLE), label);
            });
            cell(section, &Place::at(row, 1, Border::CELL), widths[1], |section| {
                section.around(left, |section| section.runs(CharStyle::plain(IN_TABLE), runs));
            });
            section.xml.close();
        }
    });
}

/// Lines to sign on, at the right.
pub(super) fn signatures(section: &mut Section, lines: &[[String; 3]]) {
    let widths = [millimetres(45), millimetres(45), millimetres(30)];
    let grid = Grid { widths: &widths, rows: lines.len(), repeat_header: false, in_line: false };
    let borders = [Border::NONE, Border::BELOW, Border::NONE];
    let sides = [Side::Right, Side::Center, Side::Left];
    whole(section, &grid, |section| {
        for (row, line) in lines.iter().enumerate() {
            section.xml.open("hp:tr", &[]);
            for (column, text) in line.iter().enumerate() {
                cell(section, &Place::at(row, column, borders[column]), widths[column], |section| {
                    let style = ParaStyle { above: 500, ..ParaStyle::new(sides[column]) };
                    section.paragraph(style, CharStyle::plain(BODY), text);
                });
            }
            section.xml.close();
        }
    });
}

/// A box with one cell.
pub(super) fn callout(section: &mut Section, title: &str, runs: &[Run]) {
    let grid = Grid { widths: &[TEXT_WIDTH], rows: 1, repeat_header: false, in_line: false };
    let left = ParaStyle::new(Side::Left);
    whole(section, &grid, |section| {
        section.xml.open("hp:tr", &[]);
        cell(section, &Place::at(0, 0, Border::SHADED), TEXT_WIDTH, |section| {
            if !title.is_empty() {
                section.paragraph(left, CharStyle::bold(BODY), title);
            }
            section.around(left, |section| section.runs(CharStyle::plain(BODY), runs));
        });
        section.xml.close();
    });
}
