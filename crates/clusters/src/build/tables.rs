//! `clusters.csv`, `near.csv` and `cells.csv`.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;
use std::thread;

use super::places::Names;
use crate::census::{Count, Tier};
use crate::csv_out::push_field;
use crate::evaluate::{Cluster, Judged, State, Sums, largest_first};
use crate::problem::Problem;
use crate::ruleset::Ruleset;
use crate::scan::merge::{Counts, Numbered, Part};

/// The header of the three tables.
const HEADER: &str = "zone_code,zone_name,industry_code,industry_name,tier,establishments,threshold,margin,\
                      state,count,lower_bound,zone_share,location_quotient\n";

/// Bytes of a usual line.
const LINE: usize = 128;

/// Bytes handed to the system at once.
const AT_ONCE: usize = 32 << 10;

/// Writes a file under a name of its own first, so that nobody finds half of it.
pub(super) fn write_file<T>(
    folder: &Path,
    name: &str,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<T>,
) -> Result<T, Problem> {
    let path = folder.join(name);
    let part = folder.join(format!("{name}.part"));
    let written = File::create(&part).and_then(|file| {
        let mut out = BufWriter::with_capacity(64 << 10, file);
        let written = write(&mut out)?;
        out.flush()?;
        fs::rename(&part, &path).map(|()| written)
    });
    written.map_err(|e| Problem::io(&path, "written", &e))
}

/// Writes cells in the order given.
pub(super) fn write(out: &mut impl Write, cells: &[Cluster], names: &Names) -> io::Result<()> {
    out.write_all(HEADER.as_bytes())?;
    let mut lines = Vec::new();
    for cell in cells {
        for label in [
            label(&cell.zone, &names.zone(&cell.zone)),
            label(&cell.industry, names.industry(&cell.industry)),
        ] {
            lines.extend_from_slice(label.as_bytes());
        }
        let judged = Judged {
            finding: cell.finding,
            zone_share: cell.zone_share,
            location_quotient: cell.location_quotient,
        };
        push_cell(&mut lines, cell.tier, &judged);
    }
    out.write_all(&lines)
}

/// Everything that cells are judged and written by.
pub(super) struct Book<'a> {
    pub counts: &'a Counts,
    pub sums: &'a Sums,
    pub ruleset: &'a Ruleset,
    pub names: &'a Names,
}

/// What the cells came to; clusters and near ones with the largest first.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub cells: u64,
    /// Cells with a part that is not known.
    pub unknown: u64,
    /// Establishments that are known.
    pub establishments: u64,
    pub clusters: Vec<Cluster>,
    pub near: Vec<Cluster>,
}

impl Book<'_> {
    /// Judges all cells and writes them in their order: the first part while other threads prepare what follows.
    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<Outcome> {
        let Some((first, others)) = self.counts.parts.split_first() else { return Ok(Outcome::default()) };
        thread::scope(|scope| {
            let prepare = |part: &Part| {
                let mut lines = Vec::with_capacity(part.cells.len() * LINE);
                self.write_part(&mut lines, &part.cells).map(|outcome| (outcome, lines))
            };
            let others: Vec<_> = others.iter().map(|part| scope.spawn(move || prepare(part))).collect();
            out.write_all(HEADER.as_bytes())?;
            let mut outcome = self.write_part(out, &first.cells)?;
            for other in others {
                let (rest, lines) =
                    other.join().unwrap_or_else(|_| Err(io::Error::other("a thread ended early")))?;
                out.write_all(&lines)?;
                outcome.cells += rest.cells;
                outcome.unknown += rest.unknown;
                outcome.establishments += rest.establishments;
                outcome.clusters.extend(rest.clusters);
                outcome.near.extend(rest.near);
            }
            largest_first(&mut outcome.clusters);
            largest_first(&mut outcome.near);
            Ok(outcome)
        })
    }

    fn write_part(&self, out: &mut impl Write, cells: &[Numbered]) -> io::Result<Outcome> {
        let Self { counts, sums, ruleset, names } = *self;
        let industries: Vec<String> =
            counts.industries.iter().map(|code| label(code, names.industry(code))).collect();
        let mut outcome = Outcome { cells: cells.len() as u64, ..Outcome::default() };
        let mut lines = Vec::with_capacity(AT_ONCE + 1024);
        for of_zone in cells.chunk_by(|a, b| a.zone == b.zone) {
            let number = of_zone[0].zone as usize;
            let (zone, tier) = &counts.zones[number];
            let zone_label = label(zone, &names.zone(zone));
            for cell in of_zone {
                let industry = cell.industry as usize;
                let judged = sums.judge((number, industry), *tier, cell.count, ruleset);
                lines.extend_from_slice(zone_label.as_bytes());
                lines.extend_from_slice(industries[industry].as_bytes());
                push_cell(&mut lines, *tier, &judged);
                outcome.unknown += u64::from(matches!(cell.count, Count::AtLeast(_)));
                outcome.establishments += cell.count.lower_bound();
                let kept = match judged.finding.state {
                    State::Cluster => &mut outcome.clusters,
                    State::Near => &mut outcome.near,
                    State::Below | State::Unknown => continue,
                };
                let industry = Arc::clone(&counts.industries[industry]);
                kept.push(judged.cluster(Arc::clone(zone), industry, *tier));
            }
            if lines.len() > AT_ONCE {
                out.write_all(&lines)?;
                lines.clear();
            }
        }
        out.write_all(&lines)?;
        Ok(outcome)
    }
}

fn label(code: &str, name: &str) -> String {
    let mut label = String::new();
    for field in [code, name] {
        push_field(&mut label, field);
        label.push(',');
    }
    label
}

fn push_cell(line: &mut Vec<u8>, tier: Tier, judged: &Judged) {
    line.extend_from_slice(tier.as_str().as_bytes());
    line.push(b',');
    let finding = &judged.finding;
    let bound = finding.count.lower_bound();
    if finding.state != State::Unknown {
        push_number(line, bound);
    }
    line.push(b',');
    push_number(line, u64::from(finding.threshold));
    line.push(b',');
    if let Some(margin) = finding.margin {
        if margin < 0 {
            line.push(b'-');
        }
        push_number(line, margin.unsigned_abs());
    }
    line.push(b',');
    line.extend_from_slice(finding.state.as_str().as_bytes());
    line.extend_from_slice(match (finding.count, finding.state) {
        (Count::Exact(_), _) => b",exact,",
        (Count::AtLeast(_), State::Unknown) => b",unknown,",
        (Count::AtLeast(_), _) => b",at-least,",
    });
    push_number(line, bound);
    line.push(b',');
    push_decimal(line, judged.zone_share, 4);
    line.push(b',');
    push_decimal(line, judged.location_quotient, 2);
    line.push(b'\n');
}

/// Appends a whole number.
fn push_number(line: &mut Vec<u8>, mut number: u64) {
    let mut digits = [b'0'; 20];
    let mut first = digits.len();
    loop {
        first -= 1;
        digits[first] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    line.extend_from_slice(&digits[first..]);
}

/// Appends a number with so many places, halves rounded up; nothing for `None`.
fn push_decimal(line: &mut Vec<u8>, number: Option<f64>, places: u32) {
    let Some(number) = number else { return };
    let unit = 10_u64.pow(places);
    #[expect(clippy::cast_sign_loss, reason = "shares and quotients are never negative")]
    let scaled = (number * unit as f64 + 0.5) as u64;
    push_number(line, scaled / unit);
    line.push(b'.');
    let mut rest = scaled % unit + unit;
    let mut tail = [b'0'; 8];
    for slot in tail.iter_mut().take(places as usize).rev() {
        *slot = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    line.extend_from_slice(&tail[..places as usize]);
}
