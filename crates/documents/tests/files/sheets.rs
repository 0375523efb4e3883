//! Spreadsheets, read back by another library.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use documents::sheets::{Kind, Sheet, SheetColumn, SheetError, Value, Workbook, write};
use proptest::prelude::*;

fn workbook(columns: Vec<SheetColumn>, rows: Vec<Vec<Value>>) -> Workbook {
    Workbook {
        title: "가상 자료".into(),
        created: "2024-05-10T09:00:00Z".parse().expect("an instant"),
        sheets: vec![Sheet { name: "명단".into(), columns, rows }],
    }
}

fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).expect("a spreadsheet")
}

fn firms() -> Workbook {
    let columns = vec![
        SheetColumn::new("사업자등록번호", Kind::Text, 16),
        SheetColumn::new("우편번호", Kind::Text, 10),
        SheetColumn::new("전화", Kind::Text, 14),
        SheetColumn::new("종사자(명)", Kind::Integer, 10),
        SheetColumn::new("지원금(원)", Kind::Won, 16),
        SheetColumn::new("협약일", Kind::Date, 14),
        SheetColumn::new("누리집", Kind::Link, 30),
    ];
    let day = "2024-07-01".parse::<chrono::NaiveDate>().expect("a day");
    let link =
        Value::Link { text: "예시 누리집".into(), address: "https://moru.example/?a=1&b=2".into() };
    let rows = vec![
        vec![
            "0123456789".into(),
            "04209".into(),
            "042".into(),
            9.into(),
            180_000_000.into(),
            day.into(),
            link,
        ],
        vec![
            "=1+1".into(),
            "+82".into(),
            "@SUM(A1)".into(),
            (-3).into(),
            0.into(),
            Value::Nothing,
            Value::Nothing,
        ],
    ];
    workbook(columns, rows)
}

#[test]
fn values_come_back_as_they_were() {
    let mut file = open(write(&firms()).expect("a file"));
    let range = file.worksheet_range("명단").expect("the sheet");
    let row = |index: usize| range.rows().nth(index).expect("a row").to_vec();
    let text = |text: &str| Data::String(text.into());
    assert_eq!(row(0)[..3], ["사업자등록번호", "우편번호", "전화"].map(text));
    assert_eq!(
        row(1)[..5],
        [text("0123456789"), text("04209"), text("042"), Data::Float(9.0), Data::Float(1.8e8)]
    );
    let Data::DateTime(day) = row(1)[5] else { panic!("{:?} is no day", row(1)[5]) };
    assert_eq!(day.to_ymd_hms_milli(), (2024, 7, 1, 0, 0, 0, 0));
    assert_eq!(row(1)[6], text("예시 누리집"));
    assert_eq!(row(2)[..4], [text("=1+1"), text("+82"), text("@SUM(A1)"), Data::Float(-3.0)]);
}

#[test]
fn text_is_never_a_formula() {
    let mut file = open(write(&firms()).expect("a file"));
    let formulas = file.worksheet_formula("명단").expect("the sheet");
    assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()));
}

#[test]
fn the_header_is_frozen_and_filtered() {
    let bytes = write(&firms()).expect("a file");
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP");
    let mut sheet = String::new();
    let mut part = zip.by_name("xl/worksheets/sheet1.xml").expect("the sheet");
    std::io::Read::read_to_string(&mut part, &mut sheet).expect("UTF-8");
    for wanted in [r#"state="frozen""#, r#"<autoFilter ref="A1:G3"/>"#, r#"customWidth="1""#] {
        assert!(sheet.contains(wanted), "{wanted}");
    }
}

#[test]
fn sheets_stand_beside_each_other_under_names_of_their_own() {
    let mut book = firms();
    let second = Sheet { name: "둘째".into(), ..book.sheets[0].clone() };
    book.sheets.push(second.clone());
    assert_eq!(open(write(&book).expect("a file")).sheet_names(), ["명단", "둘째"]);
    book.sheets.push(second);
    assert!(matches!(write(&book), Err(SheetError::Name(name)) if name == "둘째"));
    for name in ["", "a/b", "x[1]", &"가".repeat(32), "'x"] {
        book.sheets.truncate(1);
        book.sheets[0].name = name.into();
        assert!(matches!(write(&book), Err(SheetError::Name(_))), "{name}");
    }
    book.sheets.clear();
    assert!(matches!(write(&book), Err(SheetError::NoSheet)));
}

#[test]
fn equal_workbooks_are_equal_files() {
    assert_eq!(write(&firms()).expect("a file"), write(&firms()).expect("a file"));
}

#[test]
fn a_value_stands_in_a_column_of_its_kind() {
    let day = Value::Date("2024-07-01".parse().expect("a day"));
    let early = Value::Date("1899-12-31".parse().expect("a day"));
    let link = |address: &str| Value::Link { text: String::new(), address: address.into() };
    for (kind, value) in [
        (Kind::Text, Value::Number(42)),
        (Kind::Integer, Value::from("42")),
        (Kind::Won, day.clone()),
        (Kind::Date, early),
        (Kind::Date, Value::from("2024-07-01")),
        (Kind::Won, Value::Number(1_000_000_000_000_000)),
        (Kind::Won, Value::Number(i64::MIN)),
        (Kind::Text, Value::from("가".repeat(32_768))),
        (Kind::Link, link("javascript:alert(1)")),
        (Kind::Link, link("file:///etc/passwd")),
        (Kind::Link, link("internal:Sheet1!A1")),
        (Kind::Link, link("https://moru.example/ 1")),
    ] {
        let book = workbook(vec![SheetColumn::new("열", kind, 10)], vec![vec![value.clone()]]);
        let error = write(&book).expect_err("no place");
        assert!(matches!(error, SheetError::Value { row: 0, column: 0, .. }), "{value:?}: {error}");
    }
    let ragged = workbook(vec![SheetColumn::new("열", Kind::Text, 10)], vec![vec![], vec!["가".into()]]);
    assert!(matches!(write(&ragged), Err(SheetError::Ragged { row: 0, .. })));
    let empty = workbook(vec![], vec![]);
    assert!(matches!(write(&empty), Err(SheetError::Size(_))));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_back(texts in prop::collection::vec("\\PC{0,40}|.{0,40}|[=+@-].{0,20}|_x[0-9A-F]{4}_", 1..8)) {
        let rows = texts.iter().map(|text| vec![Value::from(text.as_str()), Value::from("x")]).collect();
        let columns = vec![SheetColumn::new("글", Kind::Text, 20), SheetColumn::new("끝", Kind::Text, 5)];
        let mut file = open(write(&workbook(columns, rows)).expect("a file"));
        let range = file.worksheet_range("명단").expect("the sheet");
        for (row, text) in range.rows().skip(1).zip(&texts) {
            let found = match &row[0] {
                Data::String(found) => found.clone(),
                Data::Empty => String::new(),
                other => panic!("{other:?} is no text"),
            };
            prop_assert_eq!(found, documents::clean(text));
        }
    }
}
