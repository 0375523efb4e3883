//! HWPX files, as another implementation reads them.

use std::{collections::HashMap, fs, io::Read, path::PathBuf, process::Command};

use crate::{
    any, common,
    read::{bare, words},
};
use documents::{Document, Paragraph, Picture, hwpx};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde::Deserialize;

/// What the other implementation found in a file.
#[derive(Deserialize)]
struct Found {
    header: String,
    body: String,
    footer: String,
    /// Rows, columns, rows of the header.
    tables: Vec<[usize; 3]>,
    problems: Vec<String>,
    pictures: usize,
}

/// Reads files with python-hwpx, which `cargo xtask test` installs beside what Cargo builds.
fn read(documents: &[(String, Document)]) -> HashMap<String, Found> {
    let folder = common::output();
    let python = folder.join("../tools/hwpx/bin/python");
    assert!(python.exists(), "python-hwpx is not there; `cargo xtask test --only prerequisites` installs it");
    let paths: Vec<PathBuf> = documents.iter().map(|(name, _)| folder.join(format!("{name}.hwpx"))).collect();
    for ((_, document), path) in documents.iter().zip(&paths) {
        fs::write(path, hwpx::write(document).expect("an HWPX file")).expect("a file");
    }
    let script = common::root().join("crates/documents/tests/files/read.py");
    let output =
        Command::new(python).arg("-W").arg("ignore").arg(script).args(&paths).output().expect("Python");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let found: HashMap<PathBuf, Found> = serde_json::from_slice(&output.stdout).expect("JSON");
    found
        .into_iter()
        .map(|(path, found)| (path.file_stem().expect("a name").to_string_lossy().into_owned(), found))
        .collect()
}

/// The text is the plain text, and nothing keeps a word processor from opening the file.
fn check(name: &str, document: &Document, found: &Found) {
    // The word processor's own files leave the part out that this remark is about.
    let remarks: Vec<&String> = found
        .problems
        .iter()
        .filter(|problem| !problem.contains("does not reference a version part"))
        .collect();
    assert!(remarks.is_empty(), "{name}: {remarks:?}");
    let [header, body, footer] = words(document);
    assert_eq!(bare(&found.header), bare(&header), "{name}");
    assert_eq!(bare(&found.body), bare(&body), "{name}");
    // The number of the page is a field between which a line stands.
    assert_eq!(bare(&found.footer), format!("{}/", bare(&footer)), "{name}");
}

#[test]
fn samples_say_their_plain_text() {
    let samples = [
        ("notice-2", common::notice()),
        ("letter-2", common::letter()),
        ("long-table-2", common::long_table(70)),
    ]
    .map(|(name, document)| (name.to_owned(), document));
    let found = read(&samples);
    for (name, document) in &samples {
        check(name, document, &found[name]);
    }
    // The first is the foot of the page; facts, the table and the box follow.
    assert_eq!(found["notice-2"].tables, [[1, 3, 0], [3, 2, 0], [4, 4, 1], [1, 1, 0]]);
    assert_eq!(found["long-table-2"].tables, [[1, 3, 0], [72, 5, 2]]);
    assert_eq!(found["notice-2"].pictures, 2);
}

#[test]
fn hostile_text_is_text() {
    let mut document = common::document(any::HOSTILE[4]);
    for text in any::HOSTILE.into_iter().chain([any::STACKED]) {
        document.push(Paragraph::from(text));
    }
    document.push(Paragraph::from("가".repeat(10_000)));
    for file in ["dot.png", "dot.jpg"] {
        let bytes =
            fs::read(common::root().join("crates/documents/tests/files").join(file)).expect("a picture");
        document.push(Picture {
            bytes,
            description: "<점>".into(),
            width_mm: 40,
            caption: Some(file.into()),
        });
    }
    let documents = [("hostile-2".to_owned(), document)];
    let found = read(&documents);
    check("hostile-2", &documents[0].1, &found["hostile-2"]);
    assert_eq!(found["hostile-2"].pictures, 3);
}

#[test]
fn any_document_says_its_plain_text() {
    // All in one go: starting the other implementation takes longer than reading a file.
    let mut runner = TestRunner::default();
    let documents: Vec<(String, Document)> = (0..60)
        .map(|index| {
            let document = any::document().new_tree(&mut runner).expect("a document").current();
            (format!("any-{index}"), document)
        })
        .collect();
    let found = read(&documents);
    for (name, document) in &documents {
        check(name, document, &found[name]);
    }
}

#[test]
fn equal_documents_are_equal_files() {
    let [first, second] = [(); 2].map(|()| hwpx::write(&common::notice()).expect("an HWPX file"));
    assert_eq!(first, second);
}

#[test]
fn the_kind_of_file_comes_first_and_is_not_packed() {
    let bytes = hwpx::write(&common::letter()).expect("an HWPX file");
    assert_eq!(&bytes[30..38], b"mimetype");
    assert_eq!(&bytes[38..57], b"application/hwp+zip");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a ZIP");
    let mut preview = String::new();
    zip.by_name("Preview/PrvText.txt").expect("a preview").read_to_string(&mut preview).expect("UTF-8");
    assert!(preview.starts_with("예시진흥공단\r\n수신 예시대학교 산학협력단장"), "{preview}");
}
