//! XLSX.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate, Timelike};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook as File, Worksheet,
    XlsxError,
};

use super::{Kind, Sheet, SheetError, Value, Workbook};
use crate::{clean::clean, problems::is_address};

const MOST_ROWS: usize = 1_048_575;
const MOST_COLUMNS: usize = 16_384;
const LONGEST_TEXT: usize = 32_767;
const LONGEST_ADDRESS: usize = 2_000;
/// Numbers are kept as doubles and shown with 15 digits.
const LARGEST: u64 = 999_999_999_999_999;

/// Writes a workbook as XLSX: a frozen header with a filter, columns with their widths and formats. Equal workbooks make
/// equal bytes.
pub fn write(workbook: &Workbook) -> Result<Vec<u8>, SheetError> {
    if workbook.sheets.is_empty() {
        return Err(SheetError::NoSheet);
    }
    let mut file = File::new();
    let at = workbook.created.naive_utc();
    let created = date(at.date())
        .and_then(|date| date.and_hms(at.hour() as u16, at.minute() as u8, f64::from(at.second())).ok());
    let mut properties = DocProperties::new().set_title(clean(&workbook.title));
    if let Some(created) = created {
        properties = properties.set_creation_datetime(&created);
    }
    file.set_properties(&properties);
    let formats = Formats::new();
    let mut names = HashSet::new();
    for sheet in &workbook.sheets {
        if !names.insert(sheet.name.to_lowercase()) {
            return Err(SheetError::Name(sheet.name.clone()));
        }
        fill(file.add_worksheet(), sheet, &formats)?;
    }
    file.save_to_buffer().map_err(|error| SheetError::Pack(error.to_string()))
}

struct Formats {
    header: Format,
    text: Format,
    /// For text that a spreadsheet would read as a formula once somebody edits it.
    quoted: Format,
    integer: Format,
    date: Format,
    link: Format,
}

impl Formats {
    fn new() -> Self {
        let base = Format::new().set_align(FormatAlign::Top);
        let text = base.clone().set_num_format("@").set_text_wrap();
        Self {
            header: Format::new()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap()
                .set_background_color(Color::RGB(0xF2_F4F6))
                .set_border_bottom(FormatBorder::Thin),
            quoted: text.clone().set_quote_prefix(),
            text,
            integer: base.clone().set_num_format("#,##0"),
            date: base.clone().set_num_format("yyyy\". \"m\". \"d\".\""),
            link: base
                .set_font_color(Color::RGB(0x0B_50D0))
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
        }
    }

    fn of(&self, kind: Kind) -> &Format {
        match kind {
            Kind::Text => &self.text,
            Kind::Integer | Kind::Won => &self.integer,
            Kind::Date => &self.date,
            Kind::Link => &self.link,
        }
    }
}

fn fill(worksheet: &mut Worksheet, sheet: &Sheet, formats: &Formats) -> Result<(), SheetError> {
    let name = || sheet.name.clone();
    worksheet.set_name(&sheet.name).map_err(|_| SheetError::Name(name()))?;
    if !(1..=MOST_COLUMNS).contains(&sheet.columns.len()) || sheet.rows.len() > MOST_ROWS {
        return Err(SheetError::Size(name()));
    }
    let packed = |error: XlsxError| SheetError::Pack(error.to_string());
    for (index, column) in (0_u16..).zip(&sheet.columns) {
        worksheet.set_column_width(index, f64::from(column.width)).map_err(packed)?;
        worksheet.set_column_format(index, formats.of(column.kind)).map_err(packed)?;
        worksheet
            .write_string_with_format(0, index, clean(&column.title), &formats.header)
            .map_err(packed)?;
    }
    for (row, values) in sheet.rows.iter().enumerate() {
        if values.len() != sheet.columns.len() {
            return Err(SheetError::Ragged { sheet: name(), row });
        }
        for (column, value) in values.iter().enumerate() {
            let kind = sheet.columns[column].kind;
            put(worksheet, (row as u32 + 1, column as u16), kind, value, formats)
                .ok_or_else(|| SheetError::Value { sheet: name(), row, column })?;
        }
    }
    worksheet.set_freeze_panes(1, 0).map_err(packed)?;
    let last = (sheet.rows.len() as u32, sheet.columns.len() as u16 - 1);
    worksheet.autofilter(0, 0, last.0, last.1).map_err(packed)?;
    // On paper: A4 across, as wide as the page, the header on each page.
    worksheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    worksheet.set_repeat_rows(0, 0).map_err(packed)?;
    Ok(())
}

/// Puts a value in its place; `None` when it does not belong there.
fn put(sheet: &mut Worksheet, at: (u32, u16), kind: Kind, value: &Value, formats: &Formats) -> Option<()> {
    let (row, column) = at;
    let format = formats.of(kind);
    match (kind, value) {
        (_, Value::Nothing) => sheet.write_blank(row, column, format).ok()?,
        (Kind::Text, Value::Text(text)) => {
            let text = clean(text);
            // A string cell is never calculated; the mark keeps it so when somebody edits it.
            let format = if text.starts_with(['=', '+', '-', '@']) { &formats.quoted } else { format };
            (text.encode_utf16().count() <= LONGEST_TEXT).then_some(())?;
            sheet.write_string_with_format(row, column, text, format).ok()?
        }
        (Kind::Integer | Kind::Won, Value::Number(number)) => {
            (number.unsigned_abs() <= LARGEST).then_some(())?;
            sheet.write_number_with_format(row, column, *number as f64, format).ok()?
        }
        (Kind::Date, Value::Date(day)) => {
            sheet.write_datetime_with_format(row, column, date(*day)?, format).ok()?
        }
        (Kind::Link, Value::Link { text, address }) => {
            let known =
                is_address(address) && !address.starts_with("tel:") && address.len() <= LONGEST_ADDRESS;
            known.then_some(())?;
            let text = clean(text);
            (text.encode_utf16().count() <= LONGEST_TEXT).then_some(())?;
            let shown = if text.is_empty() { address.clone() } else { text };
            sheet.write_url_with_format(row, column, Url::new(address).set_text(shown), format).ok()?
        }
        _ => return None,
    };
    Some(())
}

/// A day as spreadsheets count it, which begins in 1900.
fn date(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok().filter(|year| *year >= 1900)?;
    ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8).ok()
}
