//! PDF files, as another program reads them.

use std::{borrow::Cow, fs};

use crate::{
    any,
    common::{self, FONTS},
    read::{Part, bare, keep, pdf_text, shown, words},
};
use documents::{
    Document, Paragraph, Picture, Problem,
    pdf::{self, FontError, Fonts, PdfError},
};
use proptest::prelude::*;

fn sorted(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().collect();
    letters.sort_unstable();
    letters
}

#[test]
fn a_letter_says_its_plain_text_in_order() {
    let letter = common::letter();
    let pdf = pdf::write(&letter, &FONTS).expect("a PDF");
    assert_eq!((pdf.pages, pdf.missing.len()), (1, 0));
    let path = keep("letter", &pdf.bytes);
    let [head, body, foot] = words(&letter);
    assert_eq!(bare(&pdf_text(&path, Part::Body)), bare(&body));
    assert_eq!(bare(&pdf_text(&path, Part::Head)), bare(&head));
    assert_eq!(bare(&pdf_text(&path, Part::Foot)), format!("{}1/1", bare(&foot)));
    assert!(body.contains("2. 협약서(안) 1부.  끝.\n예시진흥공단 이사장"), "{body}");
}

#[test]
fn a_notice_says_its_plain_text() {
    let notice = common::notice();
    let pdf = pdf::write(&notice, &FONTS).expect("a PDF");
    let path = keep("notice", &pdf.bytes);
    let text = pdf_text(&path, Part::Body);
    let [_, body, _] = words(&notice);
    // A cell over several rows is read after them; for the rest the order is the same.
    assert_eq!(sorted(&bare(&text)), sorted(&bare(&body)));
    let (before, _) = body.split_once("읍·면·동").expect("the cell");
    assert!(bare(&text).starts_with(&bare(before)));
}

#[test]
fn headers_of_tables_stand_on_every_page() {
    let table = common::long_table(70);
    let pdf = pdf::write(&table, &FONTS).expect("a PDF");
    assert_eq!(pdf.pages, 3);
    let path = keep("long-table", &pdf.bytes);
    for page in pdf_text(&path, Part::Body).split('\u{c}').take(3) {
        for word in ["번호", "집적지", "규모", "종사자"] {
            assert!(page.contains(word), "{word} is not on {page}");
        }
    }
    let feet: Vec<String> = pdf_text(&path, Part::Foot).split('\u{c}').map(bare).collect();
    assert!((1..=3).all(|page| feet[page - 1].ends_with(&format!("{page}/3"))), "{feet:?}");
    // A notice states its number itself, so its head begins on the second page.
    let heads: Vec<String> = pdf_text(&path, Part::Head).split('\u{c}').map(bare).collect();
    assert_eq!(heads[..3], ["예시문서", "예시부공고제2024-123호예시문서", "예시부공고제2024-123호예시문서"]);
}

#[test]
fn files_say_which_standards_they_keep() {
    let pdf = pdf::write(&common::letter(), &FONTS).expect("a PDF");
    let text = String::from_utf8_lossy(&pdf.bytes);
    for marker in [
        "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<xmp:CreateDate>2024-04-15T00:00:00+00:00</xmp:CreateDate>",
    ] {
        assert!(text.contains(marker), "{marker}");
    }
    assert!(text.contains("/MarkInfo") && text.contains("/StructTreeRoot"));
}

#[test]
fn equal_documents_are_equal_files() {
    let [first, second] = [(); 2].map(|()| pdf::write(&common::notice(), &FONTS).expect("a PDF").bytes);
    assert_eq!(first, second);
    let mut other = common::notice();
    other.created += chrono::TimeDelta::seconds(1);
    assert_ne!(pdf::write(&other, &FONTS).expect("a PDF").bytes, first);
}

#[test]
fn hostile_text_is_text() {
    let mut document = common::document(any::HOSTILE[0]);
    for text in any::HOSTILE {
        document.push(Paragraph::from(text));
    }
    let pdf = pdf::write(&document, &FONTS).expect("a PDF");
    assert!(pdf.missing.contains(&'😀') && !pdf.missing.contains(&'漢'), "{:?}", pdf.missing);
    let path = keep("hostile", &pdf.bytes);
    let [_, body, _] = words(&document);
    assert_eq!(bare(&pdf_text(&path, Part::Body)), shown(&body, &FONTS));
}

#[test]
fn stacked_marks_are_set() {
    let mut document = common::document("겹친 부호");
    document.push(Paragraph::from(any::STACKED));
    let pdf = pdf::write(&document, &FONTS).expect("a PDF");
    assert!(pdf.missing.is_empty(), "{:?}", pdf.missing);
    let text = pdf_text(&keep("stacked", &pdf.bytes), Part::Body);
    assert!(text.contains("go") && text.contains('ẹ'), "{text}");
}

#[test]
fn ten_thousand_letters_without_a_space_stay_on_the_paper() {
    for letter in ["W", "가"] {
        let mut document = common::document("긴 낱말");
        document.push(Paragraph::from(letter.repeat(10_000)));
        document.push(
            documents::Table::new([documents::Column::text(1), documents::Column::text(9)])
                .row([letter.repeat(200), String::from("옆")]),
        );
        let pdf = pdf::write(&document, &FONTS).expect("a PDF");
        let path = common::output().join("long-word.pdf");
        fs::write(&path, &pdf.bytes).expect("a file");
        // What lies outside of the page is not read.
        let text = bare(&pdf_text(&path, Part::Body));
        assert_eq!(text.matches(letter).count(), 10_200, "{letter}");
    }
}

#[test]
fn what_cannot_be_written_is_named() {
    let created = "2024-04-15T00:00:00Z".parse().expect("an instant");
    let error = pdf::write(&Document::new(" \u{200b}", created), &FONTS).expect_err("no title");
    assert!(
        matches!(&error, PdfError::Problems(problems) if problems[..] == [Problem::EmptyTitle]),
        "{error}"
    );

    let mut damaged = common::document("깨진 그림");
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend([0, 0, 1, 0, 0, 0, 0, 9, 8, 2, 0, 0, 0]);
    damaged.push(Picture { bytes, description: "그림".into(), width_mm: 50, caption: None });
    assert!(matches!(pdf::write(&damaged, &FONTS), Err(PdfError::Typeset(_))));

    assert_eq!(Fonts::load([]).expect_err("no file"), FontError::None);
    let text = Cow::Borrowed(&b"no font"[..]);
    assert_eq!(Fonts::load([text]).expect_err("no font"), FontError::Unreadable(0));
}

#[test]
fn pictures_of_both_kinds_are_drawn() {
    let mut document = common::document("그림");
    for file in ["dot.png", "dot.jpg"] {
        let bytes =
            fs::read(common::root().join("crates/documents/tests/files").join(file)).expect("a picture");
        document.push(Picture { bytes, description: "점".into(), width_mm: 40, caption: Some(file.into()) });
    }
    let pdf = pdf::write(&document, &FONTS).expect("a PDF");
    let path = keep("pictures", &pdf.bytes);
    assert_eq!(bare(&pdf_text(&path, Part::Body)), bare(&words(&document)[1]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_document_says_its_plain_text(document in any::document()) {
        let pdf = pdf::write(&document, &FONTS).expect("a PDF");
        let path = common::output().join("any.pdf");
        fs::write(&path, &pdf.bytes).expect("a file");
        let [_, body, _] = words(&document);
        let text = bare(&pdf_text(&path, Part::Body));
        if pdf.pages == 1 {
            prop_assert_eq!(text, shown(&body, &FONTS));
        } else {
            // A row that is divided between pages is read page by page.
            prop_assert!(text.chars().count() >= bare(&body).chars().count());
        }
    }
}
