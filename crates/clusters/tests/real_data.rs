//! The one complete small-area table at hand, against figures counted independently.

mod common;

use std::path::Path;

use clusters::build::{Request, run};
use common::{Bench, shared};

const CENSUS: &str = "census-us/zbp2016_zip_naics5.csv.xz";

/// Digits, cells, establishments, and cells of at least 20, 40 and 50.
const EXPECTED: [(usize, u64, u64, [u64; 3]); 3] = [
    (2, 51_965, 291_543, [2_676, 634, 376]),
    (3, 125_554, 291_543, [579, 121, 59]),
    (4, 177_443, 291_543, [206, 50, 29]),
];

fn profile() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("profiles/zbp2016.toml");
    std::fs::read_to_string(path).expect("the profile")
}

#[test]
fn zip_business_patterns_2016() {
    let data = shared();
    for (digits, cells, establishments, clusters) in EXPECTED {
        let bench = Bench::new();
        let profile = bench.write("p.toml", profile().replace("digits = 3", &format!("digits = {digits}")));
        let report = run(&Request::new(profile, bench.path("out"), vec![data.join(CENSUS)]), || 0)
            .expect("a good run");
        assert_eq!((report.cells, report.establishments), (cells, establishments), "{digits} digits");
        assert_eq!((report.rows_read, report.rows_rejected), (2_484_140, 0));
        assert_eq!(report.clusters, clusters[2], "{digits} digits, at least 50");
        assert_eq!(bench.table("clusters.csv").len() as u64, clusters[2] + 1);
        let table = bench.table("cells.csv");
        assert_eq!(table.len() as u64, cells + 1);
        let counts: Vec<u64> = table[1..].iter().map(|row| row[5].parse().expect("a number")).collect();
        let at_least = |n: u64| counts.iter().filter(|count| **count >= n).count() as u64;
        assert_eq!([20, 40, 50].map(at_least), clusters, "{digits} digits");
    }
}

#[test]
fn the_six_largest_clusters_come_first() {
    let data = shared();
    let bench = Bench::new();
    let mut request = bench.request(&profile(), &[]);
    request.files = vec![data.join(CENSUS)];
    run(&request, || 0).expect("a good run");
    let table = bench.table("clusters.csv");
    let column = |name: &str| table[0].iter().position(|h| h == name).expect("the column");
    let (zone, industry, count) = (column("zone_code"), column("industry_code"), column("establishments"));
    let top: Vec<String> =
        table[1..7].iter().map(|r| format!("{}/{} = {}", r[zone], r[industry], r[count])).collect();
    let expected = [
        "10018/315 = 318",
        "90021/315 = 269",
        "90015/315 = 255",
        "10036/339 = 233",
        "90014/315 = 173",
        "90011/315 = 172",
    ];
    assert_eq!(top, expected);
    let summary: serde_json::Value = serde_json::from_str(&bench.out("summary.json")).expect("json");
    assert_eq!(summary["input_sha256"].as_str().map(str::len), Some(64));
    assert_eq!(summary["headcount_basis"], "all-sizes", "the output says that all sizes are counted");
}
