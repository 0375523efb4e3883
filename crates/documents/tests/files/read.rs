//! What other programs read in the files that we write.

use std::{fs, path::Path, process::Command};

use documents::{Flow, pdf::Fonts};

/// The body of pages in points: between head and foot.
const BODY: [&str; 8] = ["-x", "0", "-y", "68", "-W", "596", "-H", "686"];
const HEAD: [&str; 8] = ["-x", "0", "-y", "0", "-W", "596", "-H", "68"];
const FOOT: [&str; 8] = ["-x", "0", "-y", "754", "-W", "596", "-H", "88"];

/// A part of each page.
#[derive(Clone, Copy)]
pub enum Part {
    Head,
    Body,
    Foot,
}

/// The text of a PDF as poppler reads it, page after page.
pub fn pdf_text(path: &Path, part: Part) -> String {
    let area = match part {
        Part::Head => HEAD,
        Part::Body => BODY,
        Part::Foot => FOOT,
    };
    let output =
        Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).args(area).arg(path).arg("-").output();
    let output =
        output.expect("pdftotext of poppler-utils; `cargo xtask test --only prerequisites` installs it");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Writes a PDF to where people can look at it, with a picture of each page, and returns its path.
pub fn keep(name: &str, bytes: &[u8]) -> std::path::PathBuf {
    let path = crate::common::output().join(format!("{name}.pdf"));
    fs::write(&path, bytes).expect("a file");
    let pictures =
        Command::new("pdftoppm").args(["-r", "80", "-png"]).arg(&path).arg(path.with_extension("")).status();
    assert!(pictures.expect("pdftoppm of poppler-utils").success());
    path
}

/// Text without what outputs may differ in: spaces, line ends, and places where a line may end.
pub fn bare(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '\u{200b}' && *letter != '\u{c}')
        .collect()
}

/// What a PDF shows for a text: □ for what no font has.
pub fn shown(text: &str, fonts: &Fonts) -> String {
    let is_private = |letter| matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    bare(text)
        .chars()
        .map(|letter| if fonts.has(letter) && !is_private(letter) { letter } else { '□' })
        .collect()
}

/// The words of a document without spaces: head, body and foot.
pub fn words(document: &documents::Document) -> [String; 3] {
    let flow = Flow::of(document).expect("a document without problems");
    [flow.header_text(), flow.body_text(), flow.footer_text()]
}
