//! What is taken, and 300 files that are not.

mod hostile;

use hostile::{Archive, archive, document, page, pages, png};
use proptest::prelude::*;
use uploads::{Kind, Problem, inspect, rows};

#[test]
fn harmless_files_are_taken() {
    assert_eq!(inspect(&document(Archive::Xlsx)), Ok(Kind::Xlsx));
    assert_eq!(inspect(&document(Archive::Docx)), Ok(Kind::Docx));
    assert_eq!(inspect(&document(Archive::Hwpx)), Ok(Kind::Hwpx));
    assert_eq!(inspect(&png(640, 480)), Ok(Kind::Png));
    assert_eq!(inspect(&page("BT /F1 12 Tf 50 700 Td (02-123-4567) Tj ET", "")), Ok(Kind::Pdf));
    assert_eq!(inspect(&pages(uploads::MOST_PAGES)), Ok(Kind::Pdf));
    let mut photo = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(32, 24).write_to(&mut photo, image::ImageFormat::Jpeg).expect("a photo");
    assert_eq!(inspect(photo.get_ref()), Ok(Kind::Jpeg));
}

/// Figures that stand near each other on a page are no number that runs through them.
#[test]
fn figures_of_a_table_are_not_read_as_one_number() {
    let table = "BT /F1 10 Tf 50 700 Td (900101) Tj 80 0 Td (1234567) Tj 80 0 Td (25) Tj ET";
    assert_eq!(inspect(&page(table, "")), Ok(Kind::Pdf));
    let sheet = b"<sheetData><row><c><v>900101</v></c><c><v>1234567</v></c></row></sheetData>";
    let mut entries = vec![("xl/workbook.xml".to_owned(), b"<workbook/>".to_vec())];
    entries.push(("xl/worksheets/sheet1.xml".to_owned(), sheet.to_vec()));
    assert_eq!(inspect(&archive(&entries)), Ok(Kind::Xlsx));
}

fn sheet(cells: Vec<Vec<&str>>) -> Vec<u8> {
    use documents::sheets::{Kind, Sheet, SheetColumn, Value, Workbook, write};
    let columns =
        ["접수번호", "사업자등록번호"].map(|title| SheetColumn::new(title, Kind::Text, 20)).to_vec();
    let rows = cells.into_iter().map(|row| row.into_iter().map(Value::from).collect()).collect();
    let sheets = vec![Sheet { name: "접수".into(), columns, rows }];
    write(&Workbook { title: "접수 목록".into(), created: chrono::DateTime::UNIX_EPOCH, sheets })
        .expect("a workbook")
}

fn letter(text: &str) -> documents::Document {
    let mut letter = documents::Document::new("공문", chrono::DateTime::UNIX_EPOCH);
    letter.push(documents::List::numbered([text]));
    letter
}

#[test]
fn official_documents_are_taken_and_searched() {
    assert_eq!(inspect(&sheet(vec![vec!["A-1", "123-45-67891"]])), Ok(Kind::Xlsx));
    assert_eq!(inspect(&sheet(vec![vec!["A-1", "900101-1234567"]])), Err(Problem::ResidentNumber));
    let hwpx = |text: &str| documents::hwpx::write(&letter(text)).expect("a document");
    assert_eq!(inspect(&hwpx("운영인력 3명")), Ok(Kind::Hwpx));
    assert_eq!(inspect(&hwpx("대표 900101-1234567")), Err(Problem::ResidentNumber));
    let fonts = ["Regular", "Bold"].map(|weight| {
        let file = format!(
            "{}/../../web/node_modules/pretendard-gov/dist/public/static/PretendardGOV-{weight}.otf",
            env!("CARGO_MANIFEST_DIR")
        );
        std::fs::read(&file).expect("the front end is built first")
    });
    let fonts = documents::pdf::Fonts::load(fonts.map(Into::into)).expect("fonts");
    let pdf = |text: &str| documents::pdf::write(&letter(text), &fonts).expect("a document").bytes;
    assert_eq!(inspect(&pdf("운영인력 3명, 전화 042-363-7910, 사업비 180,000,000원")), Ok(Kind::Pdf));
    assert_eq!(inspect(&pdf("대표 900101-1234567 재직")), Err(Problem::ResidentNumber));
}

/// Row for row, each for its own reason.
#[test]
fn three_hundred_hostile_files_are_refused() {
    let all = hostile::all();
    assert!(all.len() >= 300, "{}", all.len());
    let wrong: Vec<String> = all
        .iter()
        .filter(|file| inspect(&file.content) != Err(file.problem))
        .map(|file| format!("{}: {:?} instead of {:?}", file.what, inspect(&file.content), file.problem))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), all.len(), wrong.join("\n"));
}

#[test]
fn a_workbook_is_read_as_rows() {
    let book = sheet(vec![vec!["A-1", "123-45-67891"], vec!["", ""], vec!["A-3", " 0012 "]]);
    let read = rows(&book, 10).expect("rows");
    let row = |place: usize, cells: [&str; 2]| (place, cells.map(str::to_owned).to_vec());
    assert_eq!(
        read,
        [row(1, ["접수번호", "사업자등록번호"]), row(2, ["A-1", "123-45-67891"]), row(4, ["A-3", "0012"])]
    );
    assert_eq!(rows(&book, 2), Err(Problem::TooMuchInside));
    assert_eq!(rows(b"PK", 10), Err(Problem::Unreadable));
}

proptest! {
    /// Whatever arrives, there is an answer.
    #[test]
    fn any_bytes_have_an_answer(mark in 0usize..5, rest in proptest::collection::vec(any::<u8>(), 0..400)) {
        let marks: [&[u8]; 5] = [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"];
        let _ = inspect(&[marks[mark], &rest].concat());
    }

    /// A document with any one byte changed is taken or refused, and nothing else happens.
    #[test]
    fn any_changed_byte_has_an_answer(at in 0usize..2_000, with in any::<u8>()) {
        for mut content in [document(Archive::Docx), page("BT /F1 12 Tf (a) Tj ET", ""), png(9, 9)] {
            let at = at % content.len();
            content[at] = with;
            let _ = inspect(&content);
        }
    }
}
