//! Judges one row: does it count, for which cell, or why not.

use std::borrow::Cow;

use super::cells::{Cells, Sum};
use super::number;
use super::plan::{Measure, Plan};
use super::reject::Reason;
use super::tally::{Codes, Rows, pack, pack_plain};
use crate::census::Tier;
use crate::input::Charset;

/// A record as the positions of its separators.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Record<'a> {
    pub data: &'a [u8],
    pub start: usize,
    /// One for each field; the last is the line feed.
    pub separators: &'a [u32],
}

impl<'a> Record<'a> {
    #[inline]
    fn bounds(&self, column: usize) -> (usize, usize) {
        let start = if column == 0 { self.start } else { self.separators[column - 1] as usize + 1 };
        (start, self.separators[column] as usize)
    }

    /// A field as it stands in the file, without the carriage return of the line end.
    #[inline]
    fn field(&self, column: usize) -> &'a [u8] {
        let (start, end) = self.bounds(column);
        let field = &self.data[start..end];
        match field {
            [rest @ .., b'\r'] if column + 1 == self.separators.len() => rest,
            _ => field,
        }
    }

    /// The whole record as it stands in the file.
    pub(crate) fn raw(&self) -> &'a [u8] {
        let end = self.separators.last().map_or(self.start, |&end| end as usize);
        let raw = &self.data[self.start..end];
        raw.strip_suffix(b"\r").unwrap_or(raw)
    }

    /// Whether the line holds nothing at all.
    #[inline]
    pub(crate) fn is_blank(&self) -> bool {
        self.separators.len() == 1 && self.raw().is_empty()
    }
}

/// The value of a field: unquoted, without spaces around it.
#[inline]
pub(crate) fn value(field: &[u8]) -> Cow<'_, [u8]> {
    match field {
        [b'"', rest @ ..] => Cow::Owned(unquote(rest).trim_ascii().to_vec()),
        _ => Cow::Borrowed(field.trim_ascii()),
    }
}

/// The text of a quoted field after its opening quote.
fn unquote(field: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(field.len());
    let mut rest = field;
    while let Some(mark) = memchr::memchr(b'"', rest) {
        text.extend_from_slice(&rest[..mark]);
        rest = &rest[mark + 1..];
        match rest {
            [b'"', after @ ..] => {
                text.push(b'"');
                rest = after;
            }
            _ => break,
        }
    }
    text.extend_from_slice(rest);
    text
}

/// What one thread has counted, over all files.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub zones: Codes<Result<Tier, Reason>>,
    pub industries: Codes<Result<(), Reason>>,
    pub cells: Cells,
    pub rows: Rows,
}

/// A refusal with the column it is about.
pub(crate) type Refusal = (Option<usize>, Reason);

impl Tally {
    /// Counts rows that are plainly outside.
    pub(crate) fn skip(&mut self, rows: u64) {
        self.rows.read += rows;
        self.rows.outside += rows;
    }

    /// Packs the zone code of a row that will be taken, and fetches what is known about it.
    #[inline]
    pub(crate) fn prepare(&self, plan: &Plan, record: &Record<'_>) -> (Option<u128>, bool) {
        if record.separators.len() != plan.columns {
            return (None, false);
        }
        let key = pack_plain(record.field(plan.zone));
        (key, key.is_some_and(|key| self.zones.fetch(key)))
    }

    /// Counts a row that is not blank.
    ///
    /// `zone` is the packed zone code from [`prepare`](Self::prepare).
    #[inline]
    pub(crate) fn take(
        &mut self,
        plan: &Plan,
        charset: Charset,
        record: &Record<'_>,
        zone: Option<u128>,
    ) -> Result<(), Refusal> {
        self.rows.read += 1;
        if record.separators.len() != plan.columns {
            let found = record.separators.len();
            return Err((None, Reason::Fields { found, expected: plan.columns }));
        }
        let code = value(record.field(plan.industry));
        let Some(level) = plan.level(&code).map_err(|why| (Some(plan.industry), why))? else {
            self.rows.outside += 1;
            return Ok(());
        };
        let zone = match zone {
            Some(key) => self.zones.of_packed(key, |code| plan.zones.tier(code)),
            None => self.zone(plan, charset, record),
        };
        let zone = zone.map_err(|why| (Some(plan.zone), why))?;
        let Some(part) = part(plan, record)? else {
            self.rows.over_size += 1;
            return Ok(());
        };
        if let Some(column) = plan.founded {
            founded(plan, record, column)?;
        }
        let place = plan.place.map(|columns| place(record, columns)).transpose()?.flatten();
        let industry = match pack(level) {
            Some(key) => self.industries.of_packed(key, |_| Ok(())),
            None => self.industries.of_text(&String::from_utf8_lossy(level), |_| Ok(())),
        };
        let industry = industry.map_err(|why| (Some(plan.industry), why))?;
        self.rows.unknown += part.unknown;
        self.cells.add(zone, industry, part, place);
        Ok(())
    }

    fn zone(&mut self, plan: &Plan, charset: Charset, record: &Record<'_>) -> Result<u32, Reason> {
        let code = value(record.field(plan.zone));
        let tier = |code: &str| plan.zones.tier(code);
        match pack(&code) {
            Some(key) => self.zones.of_packed(key, tier),
            None => self.zones.of_text(&charset.decode(&code).ok_or(Reason::BadText)?, tier),
        }
    }
}

/// What the row adds to its cell; `None` if the establishment is too large to count.
fn part(plan: &Plan, record: &Record<'_>) -> Result<Option<Sum>, Refusal> {
    const ONE: Option<Sum> = Some(Sum { known: 1, unknown: 0 });
    const UNKNOWN: Option<Sum> = Some(Sum { known: 0, unknown: 1 });
    let column = match plan.measure {
        Measure::One => return Ok(ONE),
        Measure::Count(column) | Measure::Below(column, _) => column,
    };
    let text = value(record.field(column));
    if plan.is_unknown(&text) {
        return Ok(UNKNOWN);
    }
    let refuse = |why| (Some(column), why);
    match plan.measure {
        Measure::Below(_, limit) => {
            let workers = number::workers(&text).map_err(refuse)?;
            Ok(if workers < limit { ONE } else { None })
        }
        _ => number::count(&text).map(|known| Some(Sum { known, unknown: 0 })).map_err(refuse),
    }
}

/// Refuses an establishment that was founded after the day that the census describes.
fn founded(plan: &Plan, record: &Record<'_>, column: usize) -> Result<(), Refusal> {
    let text = value(record.field(column));
    if text.is_empty() {
        return Ok(());
    }
    match number::date(&text) {
        Ok(date) if date <= plan.reference => Ok(()),
        Ok(_) => Err((Some(column), Reason::FoundedLater)),
        Err(why) => Err((Some(column), why)),
    }
}

/// The place of an establishment; `None` where both coordinates are left empty.
fn place(record: &Record<'_>, (x, y): (usize, usize)) -> Result<Option<(i64, i64)>, Refusal> {
    let (east, north) = (value(record.field(x)), value(record.field(y)));
    if east.is_empty() && north.is_empty() {
        return Ok(None);
    }
    let coordinate = |text: &[u8], column| match text {
        [] => Err((Some(column), Reason::Empty)),
        _ => number::coordinate(text).map_err(|why| (Some(column), why)),
    };
    Ok(Some((coordinate(&east, x)?, coordinate(&north, y)?)))
}
