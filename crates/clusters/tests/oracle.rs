//! Any file, read with any piece size by any number of threads, gives what a simple reading with the `csv` crate
//! gives.

mod common;

use std::collections::BTreeMap;
use std::io::Write;

use clusters::build::run;
use common::{Bench, COUNTS};
use proptest::prelude::*;

/// Known establishments and unknown parts of a cell.
type Cells = BTreeMap<(String, String), (u64, bool)>;

/// What a run finds: cells, and the lines of rejected rows with their text.
#[derive(Debug, PartialEq, Eq)]
struct Found {
    cells: Cells,
    rejected: Vec<(String, String)>,
    rows: u64,
}

/// A simple reading, row by row, of the file that [`COUNTS`] describes.
fn reference(text: &str) -> Found {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let mut found = Found { cells: Cells::new(), rejected: Vec::new(), rows: 0 };
    for record in reader.records() {
        let record = record.expect("readable text");
        let at = record.position().expect("a position").byte() as usize;
        let start = at + text[at..].len() - text[at..].trim_start_matches(['\r', '\n']).len();
        found.rows += 1;
        if let Err(()) = take(&mut found.cells, &record) {
            let line = text[..start].matches('\n').count() + 1;
            found.rejected.push((line.to_string(), String::new()));
        }
    }
    found
}

fn take(cells: &mut Cells, record: &csv::StringRecord) -> Result<(), ()> {
    let fields: Vec<&str> =
        record.iter().map(|f| f.trim_matches(|c: char| c.is_ascii_whitespace())).collect();
    let [zone, industry, count] = fields[..] else { return Err(()) };
    if industry.is_empty() || !industry.is_ascii() {
        return Err(());
    }
    if !industry.starts_with("31") && !industry.starts_with("32") {
        return Ok(());
    }
    let (level, rest) = industry.split_at_checked(3).ok_or(())?;
    if !level.bytes().all(|b| b.is_ascii_digit()) || !rest.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(());
    }
    if zone.is_empty() || zone.chars().any(char::is_control) {
        return Err(());
    }
    let known = if ["N/A", "X", "D"].contains(&count) {
        None
    } else {
        let whole = count.split_once('.').map_or(Ok(count), |(whole, fraction)| {
            let zeros = !fraction.is_empty() && fraction.bytes().all(|b| b == b'0');
            if zeros { Ok(whole) } else { Err(()) }
        })?;
        if !whole.bytes().all(|b| b.is_ascii_digit()) {
            return Err(());
        }
        let number: u64 = whole.parse().map_err(|_| ())?;
        if number > 1_000_000_000 {
            return Err(());
        }
        Some(number)
    };
    let cell = cells.entry((zone.to_owned(), level.to_owned())).or_default();
    cell.0 += known.unwrap_or(0);
    cell.1 |= known.is_none();
    Ok(())
}

/// How the bytes come to the run.
#[derive(Debug, Clone, Copy)]
enum Packing {
    Plain,
    Gzip,
    Xz,
}

/// What a run finds, from the files it writes.
fn measured(bytes: &[u8], packing: Packing, threads: usize, piece: usize) -> Result<Found, Vec<String>> {
    let bench = Bench::new();
    let (name, packed) = match packing {
        Packing::Plain => ("in.csv", bytes.to_vec()),
        Packing::Gzip => ("in.csv.gz", gzip(bytes)),
        Packing::Xz => ("in.csv.xz", xz(bytes)),
    };
    let mut request = bench.request(COUNTS, &[(name, &packed)]);
    (request.threads, request.chunk_bytes, request.max_rejected) = (threads, piece, 100.0);
    let outcome = run(&request, || 0);
    let Ok(report) = &outcome else { return Err(common::lines(&outcome)) };
    let number = |text: &str| text.parse::<u64>().expect("a number");
    let cells = bench
        .table("cells.csv")
        .into_iter()
        .skip(1)
        .map(|row| ((row[0].clone(), row[2].clone()), (number(&row[10]), row[9] != "exact")));
    let rejected = bench.table("rejected.csv").into_iter().skip(1).map(|row| (row[0].clone(), String::new()));
    Ok(Found { cells: cells.collect(), rejected: rejected.collect(), rows: report.rows_read })
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).and_then(|()| packer.finish()).expect("packed")
}

fn xz(bytes: &[u8]) -> Vec<u8> {
    let options = lzma_rust2::XzOptions::with_preset(0);
    let mut packer = lzma_rust2::XzWriter::new(Vec::new(), options).expect("a packer");
    packer.write_all(bytes).expect("packed");
    packer.finish().expect("packed")
}

/// A field that may need quotes.
fn field() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec!["10018", "90021", "강남", "31", "3152", "31521", "3231a", "440", "1", "7", "X"]),
        1 => prop::sample::select(vec!["", " 12 ", "N/A", "-3", "1.0", "1.5", "99999999999", "a,b", "a\nb", "\"", "\n\n"]),
        1 => prop::sample::select(vec!["말 \"따옴표\" 말", ",,,", "\"\"", "3\"inch", " 3152", "312\n", "가나다라마바사"]),
    ]
    .prop_map(str::to_owned)
}

/// A record as text: fields quoted where they must be, and sometimes where they need not.
fn record() -> impl Strategy<Value = String> {
    let fields = prop_oneof![
        8 => (prop::sample::select(vec!["10018", "90021", "강남"]), prop::sample::select(vec!["3152", "3231", "440"]),
              0_u32..40).prop_map(|(z, i, n)| vec![z.to_owned(), i.to_owned(), n.to_string()]),
        4 => prop::collection::vec(field(), 3),
        1 => prop::collection::vec(field(), 0..6),
    ];
    (fields, any::<u8>()).prop_map(|(fields, quoted)| {
        let write = |(n, field): (usize, &String)| {
            let must = field.contains([',', '\n']) || field.starts_with('"');
            if must || quoted >> (n % 8) & 1 == 1 && quoted & 0xC0 == 0 {
                format!("\"{}\"", field.replace('"', "\"\""))
            } else {
                field.clone()
            }
        };
        fields.iter().enumerate().map(write).collect::<Vec<_>>().join(",")
    })
}

fn packing() -> impl Strategy<Value = Packing> {
    prop_oneof![6 => Just(Packing::Plain), 1 => Just(Packing::Gzip), 1 => Just(Packing::Xz)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_file_in_any_pieces(
        records in prop::collection::vec(record(), 0..40),
        (packing, threads, piece) in (packing(), 1_usize..5, 1_usize..300),
        (mark, crlf, ends) in any::<(bool, bool, bool)>(),
    ) {
        let mut text = format!("zone,industry,count\n{}", records.join("\n"));
        if ends {
            text.push('\n');
        }
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        if mark {
            text.insert(0, '\u{feff}');
        }
        prop_assert_eq!(measured(text.as_bytes(), packing, threads, piece), Ok(reference(&text)), "{:?}", text);
    }

    /// Text that obeys no rule at all, as long as its last quote is closed.
    #[test]
    fn any_text_in_any_pieces(
        noise in "[,\"\n31 가a]{0,200}",
        (packing, threads, piece) in (packing(), 1_usize..5, 1_usize..100),
    ) {
        let text = format!("zone,industry,count\n{noise}\n10018,3152,5\n");
        let open = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes()).records()
            .last().is_none_or(|last| last.expect("readable text") != vec!["10018", "3152", "5"]);
        let measured = measured(text.as_bytes(), packing, threads, piece);
        if open {
            let lines = measured.expect_err("a quote is open");
            prop_assert!(lines.len() == 1 && lines[0].contains("a quoted field is never closed"), "{:?}", lines);
        } else {
            prop_assert_eq!(measured, Ok(reference(&text)), "{:?}", text);
        }
    }
}

/// All variants of one file, with usual pieces and with pieces that cut everything everywhere.
#[test]
fn variants_of_one_file_agree() {
    let names = ["새한정밀", "\"새한, 정밀\"", "\"새한\n정밀\"", "\"새한 \"\"정밀\"\"\"", "새\"한"];
    let row = |n: usize| format!("100{:02},31{},{},{}\n", n % 37, 1 + n % 4, n % 9, names[n % names.len()]);
    let rows: String = (0..3_000).map(row).collect();
    let text = format!("zone,industry,count,이름\n{rows}");
    let run_over = |bytes: &[u8], packing, threads, piece| {
        let bench = Bench::new();
        let (name, packed) = match packing {
            Packing::Plain => ("in.csv", bytes.to_vec()),
            Packing::Gzip => ("in.csv.gz", gzip(bytes)),
            Packing::Xz => ("in.csv.xz", xz(bytes)),
        };
        let mut request = bench.request(COUNTS, &[(name, &packed)]);
        (request.threads, request.chunk_bytes) = (threads, piece);
        let report = run(&request, || 0).expect("a good run");
        assert_eq!((report.rows_read, report.rows_rejected), (3_000, 0));
        [bench.out("clusters.csv"), bench.out("near.csv"), bench.out("cells.csv"), bench.out("rejected.csv")]
    };
    let expected = run_over(text.as_bytes(), Packing::Plain, 1, 0);
    assert!(expected[0].lines().count() > 1, "the file has clusters");
    let cp949 = encoding_rs::EUC_KR.encode(&text).0.into_owned();
    let crlf = text.replace('\n', "\r\n");
    for threads in [1, 2, 3] {
        for piece in [0, 7, 64, 1_000] {
            assert_eq!(run_over(text.as_bytes(), Packing::Plain, threads, piece), expected);
            assert_eq!(run_over(&cp949, Packing::Plain, threads, piece), expected);
            assert_eq!(run_over(crlf.as_bytes(), Packing::Plain, threads, piece), expected);
        }
        assert_eq!(run_over(text.as_bytes(), Packing::Gzip, threads, 1_000), expected);
        assert_eq!(run_over(&cp949, Packing::Xz, threads, 0), expected);
    }
    // Several files count as one.
    let half = rows.lines().take(1_500).map(|line| line.len() + 1).sum::<usize>();
    let cut = rows[..half].rfind("\n100").map_or(half, |at| at + 1);
    let header = "zone,industry,count,이름\n";
    let bench = Bench::new();
    let first = format!("{header}{}", &rows[..cut]);
    let second = encoding_rs::EUC_KR.encode(&format!("{header}{}", &rows[cut..])).0.into_owned();
    let second = gzip(&second);
    let request = bench.request(COUNTS, &[("a.csv", first.as_bytes()), ("b.csv.gz", &second)]);
    run(&request, || 0).expect("a good run");
    assert_eq!(bench.out("cells.csv"), expected[2]);
}
