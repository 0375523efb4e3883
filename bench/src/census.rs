//! A made-up census of establishments: the same bytes for the same [`Spec`], on every machine.
//!
//! Zone codes are real (the ministry's ten digits of 행정동), everything else is synthetic (가상 자료): how many
//! establishments there are and how many of them manufacture follows published totals, where they are does not.
//! Chance is a function of the row number, so a row never depends on the rows before it.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::zones::Zone;

/// The header of the file.
pub const HEADER: &str = "id,zone,ksic,regular_workers,persons,founded,x,y,name";

/// Where the chain of chance begins.
pub const SEED: u64 = 2021;

/// Establishments of all industries in 2021.
pub const ROWS_2021: u64 = 6_079_702;

/// One row in about ten manufactures: 587,000 of 6,079,702.
const MANUFACTURING_PER_TEN_THOUSAND: u64 = 966;

/// Divisions of the other sections, as `(section letter, division)`.
const OTHER: [(u8, u8); 24] = [
    (b'A', 1),
    (b'B', 7),
    (b'D', 35),
    (b'E', 38),
    (b'F', 41),
    (b'F', 42),
    (b'G', 45),
    (b'G', 46),
    (b'G', 47),
    (b'G', 47),
    (b'H', 49),
    (b'H', 52),
    (b'I', 55),
    (b'I', 56),
    (b'I', 56),
    (b'J', 62),
    (b'K', 66),
    (b'L', 68),
    (b'M', 71),
    (b'N', 74),
    (b'P', 85),
    (b'Q', 86),
    (b'R', 91),
    (b'S', 96),
];

/// First and second halves of the invented names.
const NAME_HEAD: [&str; 16] = [
    "새한",
    "대성",
    "한빛",
    "동방",
    "삼우",
    "미래",
    "청솔",
    "금강",
    "세종",
    "하나",
    "우진",
    "태광",
    "신흥",
    "가람",
    "누리",
    "온누리",
];
const NAME_TAIL: [&str; 16] = [
    "정밀",
    "상회",
    "금속",
    "식품",
    "산업사",
    "공방",
    "테크",
    "상사",
    "목공소",
    "인쇄사",
    "섬유",
    "전자",
    "기계공업",
    "유통",
    "제작소",
    "디자인",
];

/// How the file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Variant {
    /// UTF-8 without quotes.
    Plain,
    /// UTF-8; three names in a hundred are quoted and hold commas, doubled quotes or line breaks.
    Quoted,
    /// CP949 without quotes.
    Cp949,
}

impl Variant {
    /// Every variant.
    pub const ALL: [Self; 3] = [Self::Plain, Self::Quoted, Self::Cp949];

    /// The word used in file names and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Quoted => "quoted",
            Self::Cp949 => "cp949",
        }
    }
}

/// Which census to write.
#[derive(Debug, Clone, Copy)]
pub struct Spec {
    /// Number of establishments.
    pub rows: u64,
    /// How the file is written.
    pub variant: Variant,
    /// Start of the chain of chance.
    pub seed: u64,
}

/// Chance as a function: `draw` tells the questions asked about one row apart.
pub(crate) fn chance(seed: u64, row: u64, draw: u64) -> u64 {
    let mut z = seed ^ row.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ draw.wrapping_mul(0xD1B5_4A32_D192_ED03);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A number below `n`, leaning towards small ones: the higher the power, the more.
fn leaning(bits: u64, n: u64, power: u32) -> u64 {
    let unit = bits >> 32;
    let leant = (1..power).fold(unit, |product, _| (product * unit) >> 32);
    (leant * n) >> 32
}

/// Writes the census to `path`, through a temporary name so that a broken run leaves no half file.
pub fn write_file(spec: Spec, zones: &[Zone], path: &Path) -> io::Result<()> {
    let part = path.with_extension("part");
    let mut out = BufWriter::with_capacity(1 << 20, File::create(&part)?);
    write(spec, zones, &mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    std::fs::rename(part, path)
}

/// Writes the census to `out`.
pub fn write(spec: Spec, zones: &[Zone], out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{HEADER}")?;
    let mut line = String::with_capacity(160);
    for row in 0..spec.rows {
        line.clear();
        push_row(spec, zones, row, &mut line);
        if spec.variant == Variant::Cp949 {
            out.write_all(&encoding_rs::EUC_KR.encode(&line).0)?;
        } else {
            out.write_all(line.as_bytes())?;
        }
    }
    Ok(())
}

fn push_row(spec: Spec, zones: &[Zone], row: u64, line: &mut String) {
    use std::fmt::Write as _;
    let draw = |n| chance(spec.seed, row, n);
    let manufactures = draw(0) % 10_000 < MANUFACTURING_PER_TEN_THOUSAND;
    let count = zones.len() as u64;
    let (zone, letter, division) = if manufactures {
        // Some zones make much more than others, and each is good at its own few things.
        let rank = leaning(draw(1), count, 2);
        let zone = rank.wrapping_mul(1_201) % count;
        let division = 10 + (leaning(draw(2), 25, 3) + chance(spec.seed, zone, 99)) % 25;
        (zone, b'C', division as u8)
    } else {
        let (letter, division) = OTHER[(draw(2) % OTHER.len() as u64) as usize];
        (draw(1) % count, letter, division)
    };
    let zone = &zones[zone as usize];
    let workers = match draw(3) % 1_000 {
        0..885 => draw(4) % 10,
        885..960 => 10 + draw(4) % 10,
        _ => 20 + draw(4) % 280,
    };
    let persons = workers + 1 + draw(5) % 2;
    let year = 1985 + draw(6) % 37;
    let x = 12_600_000 + draw(8) % 350_000;
    let y = 3_320_000 + draw(9) % 520_000;
    let written = write!(
        line,
        "{id},{zone},{letter}{division:02}{class:03},{workers},{persons},{year},{x1}.{x2:05},{y1}.{y2:05},",
        id = 1_000_001 + row,
        zone = zone.code,
        letter = char::from(letter),
        class = 100 + draw(10) % 300,
        x1 = x / 100_000,
        x2 = x % 100_000,
        y1 = y / 100_000,
        y2 = y % 100_000,
    );
    debug_assert!(written.is_ok(), "writing to a string cannot fail");
    push_name(spec.variant, draw(11), line);
    line.push('\n');
}

fn push_name(variant: Variant, bits: u64, line: &mut String) {
    let head = NAME_HEAD[(bits % 16) as usize];
    let tail = NAME_TAIL[(bits >> 4) as usize % 16];
    if variant != Variant::Quoted || (bits >> 8) % 100 >= 3 {
        line.push_str(head);
        line.push_str(tail);
        return;
    }
    line.push('"');
    line.push_str(head);
    line.push_str(match (bits >> 20) % 4 {
        0 => ", ",
        1 => " \"\"본점\"\" ",
        2 => "\n",
        _ => "\r\n",
    });
    line.push_str(tail);
    line.push('"');
}
