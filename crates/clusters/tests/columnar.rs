//! Parquet files count like the CSV they were made from.
#![cfg(feature = "parquet")]

mod common;

use std::fs::File;
use std::sync::Arc;

use clusters::build::run;
use common::{Bench, COUNTS};
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

#[test]
fn a_parquet_file_counts_like_its_csv() {
    let names = ["새한, 정밀", "\"따옴표\"", "줄\n바꿈"];
    let rows: Vec<(String, String, Option<i64>)> = (0..10_000)
        .map(|n: i64| {
            (format!("100{:02}", n % 37), format!("31{}", 1 + n % 4), (n % 50 != 0).then_some(n % 9))
        })
        .collect();
    let lines = rows.iter().map(|(zone, industry, count)| {
        format!("{zone},{industry},{}\n", count.map_or(String::new(), |n| n.to_string()))
    });
    let csv: String = std::iter::once("zone,industry,count\n".to_owned()).chain(lines).collect();

    let bench = Bench::new();
    let path = bench.path("in.parquet");
    let schema = "message census { required binary name (UTF8); required binary industry (UTF8); \
                  required binary zone (UTF8); optional int64 count; }";
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let properties = Arc::new(WriterProperties::builder().build());
    let mut writer = SerializedFileWriter::new(File::create(&path).expect("a file"), schema, properties)
        .expect("a writer");
    let mut group = writer.next_row_group().expect("a group");
    let texts: [Vec<ByteArray>; 3] = [
        (0..rows.len()).map(|n| names[n % 3].into()).collect(),
        rows.iter().map(|row| row.1.as_str().into()).collect(),
        rows.iter().map(|row| row.0.as_str().into()).collect(),
    ];
    for text in texts {
        let mut column = group.next_column().expect("a column").expect("one more");
        column.typed::<ByteArrayType>().write_batch(&text, None, None).expect("written");
        column.close().expect("closed");
    }
    let numbers: Vec<i64> = rows.iter().filter_map(|row| row.2).collect();
    let levels: Vec<i16> = rows.iter().map(|row| i16::from(row.2.is_some())).collect();
    let mut column = group.next_column().expect("a column").expect("one more");
    column.typed::<Int64Type>().write_batch(&numbers, Some(&levels), None).expect("written");
    column.close().expect("closed");
    group.close().expect("closed");
    writer.close().expect("closed");

    let mut request = bench.request(COUNTS, &[("in.csv", csv.as_bytes())]);
    request.max_rejected = 5.0;
    let expected = run(&request, || 0).expect("a good run");
    let tables = [bench.out("cells.csv"), bench.out("clusters.csv")];
    assert_eq!((expected.rows_read, expected.rows_rejected), (10_000, 200));
    request.files = vec![path];
    let found = run(&request, || 0).expect("a good run");
    assert_eq!([bench.out("cells.csv"), bench.out("clusters.csv")], tables);
    assert_eq!((found.rows_read, found.rows_rejected), (10_000, 200));
    assert!(found.inputs[0].sha256.is_some());
}
