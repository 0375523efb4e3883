//! What other programs read in the files.

use std::{collections::HashMap, fs, path::PathBuf, process::Command};

use documents::{Block, Document, Flow};
use serde::Deserialize;

/// The parts of a page in points.
const HEAD: [&str; 8] = ["-x", "0", "-y", "0", "-W", "596", "-H", "68"];
const BODY: [&str; 8] = ["-x", "0", "-y", "68", "-W", "596", "-H", "686"];
const FOOT: [&str; 8] = ["-x", "0", "-y", "754", "-W", "596", "-H", "88"];

/// Where people can look at files.
fn place(name: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/documents");
    fs::create_dir_all(&folder).expect("a folder");
    folder.join(name).display().to_string()
}

/// Leaves a file where people can look at it.
pub(super) fn keep(name: &str, bytes: &[u8]) -> String {
    let path = place(name);
    fs::write(&path, bytes).expect("a file");
    path
}

fn run(program: &str, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| {
        panic!("{program}: {error}; `cargo xtask test --only prerequisites` installs it")
    });
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn pdf_pages(path: &str, part: [&str; 8]) -> Vec<String> {
    let arguments = [&["-raw", "-enc", "UTF-8"], &part[..], &[path, "-"]].concat();
    let text = String::from_utf8(run("pdftotext", &arguments)).expect("UTF-8");
    let mut pages: Vec<String> = text.split('\u{c}').map(bare).collect();
    pages.pop();
    pages
}

/// Text without what outputs may differ in: spaces, line ends, and places where a line may end.
pub(super) fn bare(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '\u{200b}' | '\u{c}')).collect()
}

fn sorted(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().collect();
    letters.sort_unstable();
    letters
}

/// The headers of tables, which stand again on every page that a table reaches.
fn headers(document: &Document) -> Vec<String> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let header = |table: &documents::Table| {
        let rows = table.rows.iter().take(usize::from(table.header_rows));
        rows.flat_map(|row| &row.0).map(|cell| bare(&cell.text.plain())).collect::<String>()
    };
    tables.map(header).collect()
}

/// The PDF says what the document says, and a picture of each page lies beside it.
pub(super) fn check_pdf(name: &str, document: &Document, bytes: &[u8]) {
    let path = keep(&format!("{name}.pdf"), bytes);
    run("pdftoppm", &["-r", "80", "-png", &path, path.trim_end_matches(".pdf")]);
    let flow = Flow::of(document).expect("a document without problems");
    let (expected, pages) = (bare(&flow.body_text()), pdf_pages(&path, BODY));
    let whole = pages.concat();
    if pages.len() == 1 {
        assert_eq!(whole, expected, "{name}");
    } else {
        // What is read more often than it is said are headers of tables on the pages they reach.
        let mut rest = pages.clone();
        for page in rest.iter_mut().skip(1) {
            let header = headers(document).into_iter().find(|header| page.starts_with(header.as_str()));
            let repeats = |header: &str| whole.matches(header).count() > expected.matches(header).count();
            if let Some(header) = header.filter(|header| repeats(header)) {
                *page = page[header.len()..].to_owned();
            }
        }
        assert_eq!(sorted(&rest.concat()), sorted(&expected), "{name}");
    }
    let foot = bare(&flow.footer_text());
    for (place, page) in pdf_pages(&path, FOOT).iter().enumerate() {
        assert_eq!(*page, format!("{foot}{}/{}", place + 1, pages.len()), "{name}");
    }
    let head = bare(&flow.header_text());
    for page in pdf_pages(&path, HEAD).iter().skip(1) {
        assert_eq!(*page, head, "{name}");
    }
}

#[derive(Deserialize)]
struct Found {
    header: String,
    body: String,
    footer: String,
    problems: Vec<String>,
    paragraphs: usize,
}

/// The HWPX files that were kept under these names say what their documents say, and python-hwpx finds nothing that keeps
/// a word processor from opening them.
pub(super) fn check_hwpx(written: &[(String, Document)]) {
    let paths: Vec<String> = written.iter().map(|(name, _)| place(&format!("{name}.hwpx"))).collect();
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let python = root.join("target/tools/hwpx/bin/python").display().to_string();
    let script = root.join("crates/documents/tests/files/read.py").display().to_string();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let found = run(&python, &[&["-W", "ignore", &script], &paths[..]].concat());
    let found: HashMap<String, Found> = serde_json::from_slice(&found).expect("JSON");
    assert_eq!(found.len(), written.len());
    for ((name, document), path) in written.iter().zip(paths) {
        let found = &found[path];
        // The word processor's own files leave the part out that this remark is about.
        let problems: Vec<&String> =
            found.problems.iter().filter(|one| !one.contains("does not reference a version part")).collect();
        assert!(problems.is_empty() && found.paragraphs > 0, "{name}: {problems:?}");
        let flow = Flow::of(document).expect("a document without problems");
        assert_eq!(bare(&found.header), bare(&flow.header_text()), "{name}");
        assert_eq!(bare(&found.body), bare(&flow.body_text()), "{name}");
        assert_eq!(bare(&found.footer), format!("{}/", bare(&flow.footer_text())), "{name}");
    }
}
