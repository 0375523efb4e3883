//! `clusters.csv`, `near.csv` and `cells.csv`.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::places::Names;
use crate::census::Count;
use crate::csv_out::push_field;
use crate::evaluate::{Cluster, State};
use crate::problem::Problem;

/// The header of the three tables.
const HEADER: &str = "zone_code,zone_name,industry_code,industry_name,tier,establishments,threshold,margin,\
                      state,count,lower_bound,zone_share,location_quotient\n";

/// Writes a file under a name of its own first, so that nobody finds half of it.
pub(super) fn write_file(
    folder: &Path,
    name: &str,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> Result<(), Problem> {
    let path = folder.join(name);
    let part = folder.join(format!("{name}.part"));
    let written = File::create(&part).and_then(|file| {
        let mut out = BufWriter::with_capacity(64 << 10, file);
        write(&mut out)?;
        out.flush()?;
        fs::rename(&part, &path)
    });
    written.map_err(|e| Problem::io(&path, "written", &e))
}

/// Writes cells in the order given.
pub(super) fn write(out: &mut impl Write, cells: &[Cluster], names: &Names) -> io::Result<()> {
    let mut line = String::from(HEADER);
    for cell in cells {
        push_cell(&mut line, cell, names);
        if line.len() > 32 << 10 {
            out.write_all(line.as_bytes())?;
            line.clear();
        }
    }
    out.write_all(line.as_bytes())
}

fn push_cell(line: &mut String, cell: &Cluster, names: &Names) {
    push_field(line, &cell.zone);
    line.push(',');
    push_field(line, &names.zone(&cell.zone));
    line.push(',');
    push_field(line, &cell.industry);
    line.push(',');
    push_field(line, names.industry(&cell.industry));
    line.push(',');
    line.push_str(cell.tier.as_str());
    line.push(',');
    let finding = &cell.finding;
    let bound = finding.count.lower_bound();
    if finding.state != State::Unknown {
        push_number(line, bound);
    }
    line.push(',');
    push_number(line, u64::from(finding.threshold));
    line.push(',');
    if let Some(margin) = finding.margin {
        if margin < 0 {
            line.push('-');
        }
        push_number(line, margin.unsigned_abs());
    }
    line.push(',');
    line.push_str(finding.state.as_str());
    line.push_str(match (finding.count, finding.state) {
        (Count::Exact(_), _) => ",exact,",
        (Count::AtLeast(_), State::Unknown) => ",unknown,",
        (Count::AtLeast(_), _) => ",at-least,",
    });
    push_number(line, bound);
    line.push(',');
    push_decimal(line, cell.zone_share, 4);
    line.push(',');
    push_decimal(line, cell.location_quotient, 2);
    line.push('\n');
}

/// Appends a whole number.
fn push_number(line: &mut String, mut number: u64) {
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
    line.extend(digits[first..].iter().map(|&digit| char::from(digit)));
}

/// Appends a number with so many places, halves rounded up; nothing for `None`.
fn push_decimal(line: &mut String, number: Option<f64>, places: u32) {
    let Some(number) = number else { return };
    let unit = 10_u64.pow(places);
    #[expect(clippy::cast_sign_loss, reason = "shares and quotients are never negative")]
    let scaled = (number * unit as f64 + 0.5) as u64;
    push_number(line, scaled / unit);
    line.push('.');
    let mut rest = scaled % unit + unit;
    let mut tail = [b'0'; 8];
    for slot in tail.iter_mut().take(places as usize).rev() {
        *slot = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    line.extend(tail[..places as usize].iter().map(|&digit| char::from(digit)));
}
