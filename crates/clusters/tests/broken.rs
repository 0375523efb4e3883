//! Broken input: one clear line for each problem, exit code 2, and no row lost.

mod common;

use std::fs;

use clusters::build::{Request, exit_code, run};
use common::{Bench, COUNTS, KOREA, lines};
use rstest::rstest;

/// 200 good rows of one cell.
fn good() -> String {
    let rows = (0..200).map(|n| format!("1119074,C2511{},{},공방 {n}\n", n % 10, n % 10));
    std::iter::once("zone,ksic,workers,name\n".to_owned()).chain(rows).collect()
}

/// Column, reason and text of the only rejected row when `row` stands among good ones.
fn only_reject(row: &[u8]) -> [String; 4] {
    let bench = Bench::new();
    let mut bytes = good().into_bytes();
    bytes.extend_from_slice(row);
    bytes.extend_from_slice(b"\n1119074,C25111,1,last\n");
    let report = bench.run(KOREA, &bytes).expect("one bad row does not stop a run");
    assert_eq!((report.rows_read, report.rows_rejected, report.clusters), (202, 1, 1));
    assert_eq!(report.establishments, 201);
    let table = bench.table("rejected.csv");
    assert_eq!(table[0], ["line", "column", "reason", "raw", "file"]);
    assert_eq!(table.len(), 2);
    assert!(table[1][4].ends_with("in.csv"));
    [0, 1, 2, 3].map(|column| table[1][column].clone())
}

#[rstest]
#[case("1119074,C25111,1,a,b,c,d,e,f,g,h,i", "", "12 fields where the header has 4")]
#[case("1119074,C25111,1", "", "3 fields where the header has 4")]
#[case("just words", "", "1 field where the header has 4")]
#[case("1119074,G47111,1", "", "3 fields where the header has 4")]
#[case("1119074,C25111,-3,a", "workers", "is negative")]
#[case("1119074,C25111,99999999999999999999999999,a", "workers", "is too large")]
#[case("1119074,C25111,many,a", "workers", "is not a number")]
#[case("1119074,C25111,,a", "workers", "is empty")]
#[case("1119074,,1,a", "ksic", "is empty")]
#[case("1119074,C2,1,a", "ksic", "is not an industry code of at least 2 digits")]
#[case("1119074,C2x111,1,a", "ksic", "is not an industry code of at least 2 digits")]
#[case(",C25111,1,a", "zone", "is empty")]
#[case("99,C25111,1,a", "zone", "zone code \"99\" is not 7 digits of kostat7")]
#[case(
    "9919074,C25111,1,a",
    "zone",
    "zone code \"9919074\" starts with a province that kostat7 does not have"
)]
#[case("1119074,C25111,\"-3\",\"a,b\"", "workers", "is negative")]
fn a_bad_row_is_kept_with_its_reason(#[case] row: &str, #[case] column: &str, #[case] reason: &str) {
    assert_eq!(only_reject(row.as_bytes()), ["202", column, reason, row]);
}

#[test]
fn bad_bytes_in_a_used_column_are_noticed() {
    let [line, column, reason, raw] = only_reject(b"1119074,\xFF\xFF,1,a");
    assert_eq!((line.as_str(), column.as_str()), ("202", "ksic"));
    assert_eq!(reason, "has bytes that its encoding does not allow");
    assert_eq!(raw, "1119074,\u{fffd}\u{fffd},1,a");
    let [_, column, reason, _] = only_reject(b"111907\xB0,C25111,1,a");
    assert_eq!((column.as_str(), reason.as_str()), ("zone", "has bytes that its encoding does not allow"));
    let [_, column, ..] = only_reject(b"1119074,G4\xFF111,1,a");
    assert_eq!(column, "ksic", "also where the industry is not kept");
}

/// A name is not read, so its bytes are nobody's business.
#[test]
fn bad_bytes_in_other_columns_pass() {
    let bench = Bench::new();
    let mut bytes = good().into_bytes();
    bytes.extend_from_slice(b"1119074,C25111,1,\xFF\xFE\n");
    let profile = KOREA.replace("unknown =", "encoding = \"utf-8\"\nunknown =");
    assert_eq!(bench.run(&profile, &bytes).expect("a good run").rows_rejected, 0);
}

#[test]
fn establishments_of_unknown_size_make_their_cell_unknown() {
    let bench = Bench::new();
    let report =
        bench.run(KOREA, "zone,ksic,workers\n1119074,C25111,3\n1119074,C25112,X\n").expect("a good run");
    assert_eq!((report.cells, report.unknown_cells, report.establishments), (1, 1, 1));
    let cells = bench.table("cells.csv");
    assert_eq!(cells[1][5..11], ["", "50", "", "unknown", "unknown", "1"].map(str::to_owned));
}

#[test]
fn a_suppressed_count_is_unknown_and_not_zero() {
    let bench = Bench::new();
    let rows = "zone,industry,count\n1,3151,D\n2,3151,45\n2,3152,N/A\n3,3151,0\n4,3151,60\n4,3152,X\n";
    let report = bench.run(COUNTS, rows).expect("a good run");
    assert_eq!((report.cells, report.unknown_cells, report.clusters, report.near_clusters), (4, 3, 1, 0));
    let cells: Vec<String> = bench.table("cells.csv")[1..].iter().map(|r| r[..11].join("|")).collect();
    assert_eq!(
        cells,
        [
            "1||315||fixed||50||unknown|unknown|0",
            "2||315||fixed||50||unknown|unknown|45",
            "3||315||fixed|0|50|-50|below|exact|0",
            "4||315||fixed|60|50|10|cluster|at-least|60",
        ]
    );
}

#[test]
fn more_rejected_rows_than_allowed_fail_the_run_and_are_all_kept() {
    let bench = Bench::new();
    let bad: Vec<String> = (0..4).map(|n| format!("1119074,C25111,bad{n},name\n")).collect();
    let text = good() + &bad.concat();
    let request = bench.request(KOREA, &[("in.csv", text.as_bytes())]);
    // Results of an earlier run must not be taken for those of this one.
    fs::create_dir_all(bench.path("out")).expect("a folder");
    fs::write(bench.path("out").join("clusters.csv"), "old").expect("a file");
    let outcome = run(&request, || 0);
    assert_eq!(exit_code(&outcome), 2);
    assert_eq!(lines(&outcome), ["4 of 204 rows were rejected: 1.96 %, more than 1 % (see rejected.csv)"]);
    assert_eq!(bench.table("rejected.csv").len(), 5);
    assert!(!bench.has("clusters.csv") && !bench.has("cells.csv"));
    assert!(bench.out("summary.json").contains("\"failed\": true"));
    // Exactly at the limit is allowed.
    let request = Request { max_rejected: 100.0 * 4.0 / 204.0, ..request };
    assert_eq!(exit_code(&run(&request, || 0)), 0);
    assert!(bench.has("clusters.csv"));
}

#[rstest]
#[case("", "in.csv: is empty; a header line is expected")]
#[case("\u{feff}", "in.csv: is empty; a header line is expected")]
#[case("\n\n", "in.csv: is empty; a header line is expected")]
#[case(
    "zone,ksic,name\n",
    "in.csv: columns.regular_workers = \"workers\" is not in the header, which has: zone, ksic, name"
)]
#[case("zone,zone,ksic,workers\n", "in.csv: columns.zone = \"zone\" stands more than once in the header")]
#[case("zone,ksic,workers\n1119074,\"C25111,1\n", "in.csv: line 2: a quoted field is never closed")]
fn a_file_that_cannot_be_read_says_why(#[case] text: &str, #[case] expected: &str) {
    let lines = Bench::new().fails(KOREA, text);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].ends_with(expected), "{lines:?}");
}

#[test]
fn every_missing_column_has_its_line() {
    let lines = Bench::new().fails(KOREA, "a;b;c\n1;2;3\n");
    assert_eq!(lines.len(), 3);
    assert!(lines.iter().all(|line| line.contains("is not in the header, which has: a;b;c")));
}

#[test]
fn a_header_without_rows_is_an_empty_census() {
    let report = Bench::new().run(KOREA, "zone,ksic,workers").expect("a good run");
    assert_eq!((report.rows_read, report.cells, report.clusters), (0, 0, 0));
}

#[test]
fn missing_files_are_named() {
    let bench = Bench::new();
    let mut request = bench.request(KOREA, &[]);
    request.files = vec![bench.path("a.csv"), bench.path("b.csv"), bench.folder.path().to_owned()];
    let lines = lines(&run(&request, || 0));
    assert_eq!(lines.len(), 3);
    assert!(lines[0].ends_with("a.csv: no such file or directory"));
    assert!(lines[2].ends_with("is a directory, not a file"));
    let request = Request { profile: bench.path("none.toml"), ..request };
    assert!(common::lines(&run(&request, || 0))[0].ends_with("none.toml: no such file or directory"));
}

#[test]
fn truncated_and_damaged_packings_are_told() {
    let text = good();
    let mut xz =
        lzma_rust2::XzWriter::new(Vec::new(), lzma_rust2::XzOptions::with_preset(0)).expect("a packer");
    std::io::Write::write_all(&mut xz, text.as_bytes()).expect("packed");
    let xz = xz.finish().expect("packed");
    for keep in [xz.len() - 20, xz.len() / 2, 20] {
        let bench = Bench::new();
        let request = bench.request(KOREA, &[("in.csv.xz", &xz[..keep])]);
        let lines = lines(&run(&request, || 0));
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].contains("in.csv.xz: the xz data"), "{lines:?}");
    }
    let bench = Bench::new();
    let request = bench.request(KOREA, &[("in.csv.gz", b"zone,ksic,workers\n")]);
    let lines = lines(&run(&request, || 0));
    assert!(lines[0].contains("in.csv.gz: the gzip data are damaged"), "{lines:?}");
}

#[rstest]
#[case(
    "digits = 2",
    "digits = 2\nlevel = 3",
    "line 14: unknown field `level`, expected `prefixes` or `digits`"
)]
#[case(
    "kind = \"establishments\"",
    "kind = \"rows\"",
    "line 5: unknown variant `rows`, expected `counts` or `establishments`"
)]
#[case("reference_date = \"2021-12-31\"", "reference_date = \"2021-02-30\"", "line 4: ")]
#[case("digits = 2", "digits = 0", "industry.digits must be 1 to 10")]
#[case("prefixes = [\"C\"]", "prefixes = []", "industry.prefixes must name what is kept")]
#[case(
    "system = \"kostat7\"",
    "system = \"other\"",
    "zone.tier is \"korea\", so zone.system must be a Korean one"
)]
#[case(
    "tier = \"korea\"",
    "tier = \"fixed\"",
    "zone.tier is \"fixed\", so rules.thresholds must be { fixed = … }"
)]
#[case("gun = 20 }", "gun = 0 }", "a threshold is at least 1")]
#[case(
    ", gun = 20 }",
    " }",
    "thresholds are either `fixed` alone or `metropolitan`, `si` and `gun` together"
)]
#[case("regular_workers = \"workers\"", "", "below_regular_workers needs columns.regular_workers")]
#[case("regular_workers = \"workers\"", "x = \"x\"", "columns.x and columns.y come together or not at all")]
#[case("regular_workers = \"workers\"", "count = \"n\"", "columns.count belongs to files of counts")]
#[case("[rules]", "[rules", "line 17: ")]
fn a_bad_profile_says_where(#[case] from: &str, #[case] to: &str, #[case] expected: &str) {
    let profile = KOREA.replace(from, to);
    assert_ne!(profile, KOREA);
    let lines = Bench::new().fails(&profile, good());
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains("profile.toml: ") && lines[0].contains(expected), "{lines:?}");
}

#[test]
fn rules_files_replace_the_rules_of_the_profile() {
    let bench = Bench::new();
    let text = good();
    let rules = "name = \"half\"\nversion = \"1\"\nthresholds = { metropolitan = 25, si = 20, gun = 10 }\n\
                 below_regular_workers = 5\neligible_prefixes = [\"C2511\"]\n";
    let mut request = bench.request(KOREA, &[("in.csv", text.as_bytes())]);
    request.rules = Some(bench.write("rules.toml", rules));
    let report = run(&request, || 0).expect("a good run");
    assert_eq!((report.establishments, report.rows_over_size, report.clusters), (100, 100, 1));
    assert!(bench.out("summary.json").contains("\"ruleset\": \"half\""));
    request.rules = Some("legacy-19".into());
    assert_eq!(run(&request, || 0).expect("a good run").ruleset.name, "legacy-19");
    request.rules = Some(bench.write("rules.toml", format!("{rules}colour = 1\n")));
    assert!(lines(&run(&request, || 0))[0].contains("rules.toml: line 6: unknown field `colour`"));
    request.rules = Some("nobody".into());
    assert!(lines(&run(&request, || 0))[0].contains("nobody: no such file"));
}

/// Without the feature a Parquet file is refused in words; with it, a broken one is.
#[test]
fn parquet_files_that_cannot_be_read_are_told() {
    let bench = Bench::new();
    let request = bench.request(KOREA, &[("in.parquet", b"PAR1 and no more")]);
    let lines = lines(&run(&request, || 0));
    let expected = if cfg!(feature = "parquet") {
        "is not a Parquet file that can be read"
    } else {
        "is a Parquet file, which"
    };
    assert!(lines.len() == 1 && lines[0].contains(expected), "{lines:?}");
}
