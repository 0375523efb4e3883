//! Files as somebody careless or malicious would send them, made here byte by byte, each with why it is refused.

use std::io::{Cursor, Write};

use uploads::Problem;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// A file that must not be kept.
pub struct Hostile {
    /// What is wrong with it, for whoever reads a failure.
    pub what: String,
    /// Its bytes.
    pub content: Vec<u8>,
    /// Why it is refused.
    pub problem: Problem,
}

/// What looks like a resident registration number, in the ways in which people write one.
pub const NUMBERS: [&str; 6] = [
    "900101-1234567",
    "900101 2234567",
    "9001013234567",
    "００1231－4123456",
    "051231 - 4123456",
    "900101–8234567",
];

/// The three formats that are archives.
const ARCHIVES: [Archive; 3] = [Archive::Xlsx, Archive::Docx, Archive::Hwpx];

/// A format that is an archive.
#[derive(Clone, Copy, Debug)]
pub enum Archive {
    Xlsx,
    Docx,
    Hwpx,
}

type Entries = Vec<(String, Vec<u8>)>;

/// The parts of a document with one paragraph, given as XML runs.
fn parts(format: Archive, runs: &str) -> Entries {
    let part = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    match format {
        Archive::Xlsx => vec![
            part(
                "[Content_Types].xml",
                r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#,
            ),
            part(
                "_rels/.rels",
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>"#,
            ),
            part(
                "xl/workbook.xml",
                r#"<workbook><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
            ),
            part("xl/sharedStrings.xml", &format!("<sst><si><t>이름</t></si><si>{runs}</si></sst>")),
        ],
        Archive::Docx => vec![
            part(
                "[Content_Types].xml",
                r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#,
            ),
            part(
                "word/document.xml",
                &format!("<w:document><w:body><w:p>{runs}</w:p></w:body></w:document>"),
            ),
        ],
        Archive::Hwpx => vec![
            part("mimetype", "application/hwp+zip"),
            part("Contents/content.hpf", "<opf:package/>"),
            part("Contents/section0.xml", &format!("<hs:sec><hp:p>{runs}</hp:p></hs:sec>")),
        ],
    }
}

/// The text of a paragraph in runs.
fn runs(texts: &[&str]) -> String {
    texts.iter().map(|text| format!("<r><t>{text}</t></r>")).collect()
}

/// An archive of these entries.
pub fn archive(entries: &Entries) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in entries {
        writer.start_file(name.as_str(), options).expect("a file in memory");
        writer.write_all(content).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

/// A harmless document.
pub fn document(format: Archive) -> Vec<u8> {
    archive(&parts(format, &runs(&["집적지 현황"])))
}

/// A PDF file of these objects, the first being the catalog.
pub fn pdf(objects: &[String]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).bytes());
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    file.extend(format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes());
    file
}

fn stream(content: &str) -> String {
    format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len())
}

/// A PDF file of one page with this drawing, and more in its catalog.
pub fn page(drawing: &str, catalog: &str) -> Vec<u8> {
    pdf(&[
        format!("<< /Type /Catalog /Pages 2 0 R {catalog} >>"),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        stream(drawing),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ])
}

/// A PDF file of many empty pages, which share one page object each.
pub fn pages(count: usize) -> Vec<u8> {
    let kids: String = (0..count).map(|place| format!("{} 0 R ", place + 3)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {count} >>"),
    ];
    objects.extend((0..count).map(|_| "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>".to_owned()));
    pdf(&objects)
}

/// The header of a picture that claims to be this large.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut header = b"IHDR".to_vec();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    file.extend(13u32.to_be_bytes());
    let sum = crc(&header);
    file.extend(header);
    file.extend(sum.to_be_bytes());
    let mut data = b"IDAT".to_vec();
    data.extend([0x78, 0x9c, 3, 0, 0, 0, 0, 1]);
    file.extend(8u32.to_be_bytes());
    let sum = crc(&data);
    file.extend(data);
    file.extend(sum.to_be_bytes());
    file.extend(b"\0\0\0\0IEND\xaeB`\x82");
    file
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum: u32, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xEDB8_8320 & 0u32.wrapping_sub(sum & 1)))
    })
}

/// All of them.
pub fn all() -> Vec<Hostile> {
    let mut all = Vec::new();
    wrong_types(&mut all);
    unsafe_names(&mut all);
    programs(&mut all);
    numbers(&mut all);
    too_much(&mut all);
    broken(&mut all);
    all
}

fn add(all: &mut Vec<Hostile>, what: impl Into<String>, content: Vec<u8>, problem: Problem) {
    all.push(Hostile { what: what.into(), content, problem });
}

/// First bytes of formats that are not taken.
const OTHERS: [(&str, &[u8]); 42] = [
    ("Windows program", b"MZ\x90\0\x03\0\0\0"),
    ("Linux program", b"\x7fELF\x02\x01\x01\0"),
    ("macOS program", b"\xcf\xfa\xed\xfe\x07\0\0\x01"),
    ("Java class", b"\xca\xfe\xba\xbe\0\0\0\x34"),
    ("WebAssembly", b"\0asm\x01\0\0\0"),
    ("shell script", b"#!/bin/sh\nrm -rf /\n"),
    ("PHP", b"<?php system($_GET['c']); ?>"),
    ("JSP", b"<%@ page language=\"java\" %>"),
    ("HTML", b"<!DOCTYPE html><script>alert(1)</script>"),
    ("HTML without a type", b"<html><body onload=alert(1)>"),
    ("SVG", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    (
        "XML with an entity",
        b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
    ),
    ("XML bomb", b"<!DOCTYPE l [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><l>&b;&b;</l>"),
    ("shortcut", b"L\0\0\0\x01\x14\x02\0\0\0\0\0"),
    ("registry", b"Windows Registry Editor Version 5.00"),
    ("batch", b"@echo off\r\ndel *.*\r\n"),
    ("PowerShell", b"Invoke-Expression (New-Object Net.WebClient)"),
    ("Python", b"import os\nos.system('id')\n"),
    ("GIF", b"GIF89a\x01\0\x01\0\0\0\0;"),
    ("BMP", b"BM\x1e\0\0\0\0\0\0\0\x1a\0\0\0"),
    ("TIFF", b"II*\0\x08\0\0\0"),
    ("WebP", b"RIFF\x1a\0\0\0WEBPVP8L"),
    ("icon", b"\0\0\x01\0\x01\0\x10\x10"),
    ("HEIC", b"\0\0\0\x18ftypheic\0\0\0\0"),
    ("MP4", b"\0\0\0\x18ftypmp42\0\0\0\0"),
    ("MP3", b"ID3\x03\0\0\0\0\0\0"),
    ("RAR", b"Rar!\x1a\x07\x01\0"),
    ("7z", b"7z\xbc\xaf\x27\x1c\0\x04"),
    ("gzip", b"\x1f\x8b\x08\0\0\0\0\0"),
    ("bzip2", b"BZh91AY&SY"),
    ("xz", b"\xfd7zXZ\0\0\x04"),
    ("tar", b"etc/passwd\0\0\0\0\0\0\0\0"),
    ("SQLite", b"SQLite format 3\0"),
    ("RTF", b"{\\rtf1\\ansi {\\object\\objautlink}}"),
    ("PostScript", b"%!PS-Adobe-3.0\n(r) file"),
    ("CSV", b"=cmd|'/c calc'!A1,2\r\n"),
    ("JSON", b"{\"a\":1}"),
    ("text", b"just words"),
    ("UTF-16", b"\xff\xfeh\0i\0"),
    ("zeros", &[0; 64]),
    ("one byte", b"%"),
    ("nearly PDF", b"%PD-1.7\n1 0 obj"),
];

fn wrong_types(all: &mut Vec<Hostile>) {
    add(all, "nothing", Vec::new(), Problem::Empty);
    for (what, content) in OTHERS {
        add(all, what, content.to_vec(), Problem::UnknownKind);
    }
    for (what, name) in [
        ("plain archive", "readme.txt"),
        ("Java archive", "META-INF/MANIFEST.MF"),
        ("Android program", "AndroidManifest.xml"),
        ("e-book", "META-INF/container.xml"),
        ("slides", "ppt/presentation.xml"),
        ("open document", "content.xml"),
    ] {
        add(all, what, archive(&vec![(name.to_owned(), b"x".to_vec())]), Problem::UnknownKind);
    }
    for what in ["old HWP", "old workbook", "document with a password"] {
        let mut content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        content.extend(what.bytes());
        content.resize(4096, 0);
        add(all, what, content, Problem::OldOrLocked);
    }
}

fn with(format: Archive, name: &str, content: &[u8]) -> Vec<u8> {
    let mut entries = parts(format, &runs(&["집적지"]));
    entries.push((name.to_owned(), content.to_vec()));
    archive(&entries)
}

fn unsafe_names(all: &mut Vec<Hostile>) {
    for format in ARCHIVES {
        for name in [
            "../up.xml",
            "a/../../up.xml",
            "..\\up.xml",
            "a\\b.xml",
            "C:\\a.xml",
            "../../../../etc/cron.d/x",
            "a/../../../x.xml",
        ] {
            add(all, format!("{format:?} with {name}"), with(format, name, b"<a/>"), Problem::LeadsElsewhere);
        }
        add(all, format!("{format:?} with a link"), with_link(format), Problem::LeadsElsewhere);
    }
}

fn with_link(format: Archive) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts(format, &runs(&["링크"])) {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).expect("memory");
        writer.write_all(&content).expect("memory");
    }
    writer.add_symlink("link", "/etc/passwd", SimpleFileOptions::default()).expect("memory");
    writer.finish().expect("memory").into_inner()
}

fn programs(all: &mut Vec<Hostile>) {
    for format in ARCHIVES {
        for name in [
            "xl/vbaProject.bin",
            "word/vbaProject.bin",
            "Scripts/headerScripts",
            "Scripts/sourceScripts",
            "BinData/tool.exe",
            "BinData/run.JS",
            "embedded/a.vbs",
            "embedded/a.bat",
            "embedded/a.jar",
            "embedded/a.ps1",
        ] {
            add(all, format!("{format:?} with {name}"), with(format, name, b"\0"), Problem::Program);
        }
    }
    for action in [
        "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>",
        "/OpenAction << /S /Launch /F (cmd.exe) >>",
        "/Names << /JavaScript << /Names [] >> >>",
    ] {
        add(all, format!("PDF with {action}"), page("", action), Problem::Program);
    }
}

fn numbers(all: &mut Vec<Hostile>) {
    let found = Problem::ResidentNumber;
    for format in ARCHIVES {
        for number in NUMBERS {
            add(
                all,
                format!("{format:?} says {number}"),
                archive(&parts(format, &runs(&["번호 ", number]))),
                found,
            );
            let whole = number.replace('–', "-");
            let (front, back) = whole.split_at(whole.char_indices().nth(6).map_or(0, |(at, _)| at));
            let halves = archive(&parts(format, &runs(&[front, back])));
            add(all, format!("{format:?} says {number} in two runs"), halves, found);
        }
        let coded: String = "900101-1234567".chars().map(|c| format!("&#{};", u32::from(c))).collect();
        add(all, format!("{format:?} says it in codes"), archive(&parts(format, &runs(&[&coded]))), found);
        let secret = b"<c><t><![CDATA[900101-1234567]]></t></c>";
        for name in [
            "docProps/core.xml",
            "word/comments.xml",
            "word/header1.xml",
            "xl/comments1.xml",
            "Contents/section7.xml",
        ] {
            add(all, format!("{format:?} says it in {name}"), with(format, name, secret), found);
        }
    }
    let cell = b"<sheetData><row><c r=\"A1\"><v>9001011234567</v></c></row></sheetData>";
    add(all, "a cell that is a number", with(Archive::Xlsx, "xl/worksheets/sheet1.xml", cell), found);
    for number in NUMBERS.iter().filter(|number| number.is_ascii()) {
        for size in [6, 12, 40] {
            let drawing = format!("BT /F1 {size} Tf 50 700 Td (No. {number}) Tj ET");
            add(all, format!("PDF says {number} in {size} points"), page(&drawing, ""), found);
        }
    }
    for (what, drawing) in [
        ("plain", "BT /F1 12 Tf 50 700 Td (900101-1234567) Tj ET"),
        ("in a sentence", "BT /F1 12 Tf 50 700 Td (Kim 900101-1234567 Seoul) Tj ET"),
        ("in two strings", "BT /F1 12 Tf 50 700 Td (900101) Tj (-1234567) Tj ET"),
        ("with kerning", "BT /F1 12 Tf 50 700 Td [(90) -20 (0101-12) 15 (34567)] TJ ET"),
        ("in hexadecimal", "BT /F1 12 Tf 50 700 Td <3930303130312d31323334353637> Tj ET"),
        ("in white", "1 1 1 rg BT /F1 12 Tf 50 700 Td (900101-1234567) Tj ET"),
        ("invisible", "BT 3 Tr /F1 12 Tf 50 700 Td (900101-1234567) Tj ET"),
        ("very small", "BT /F1 0.5 Tf 50 700 Td (900101-1234567) Tj ET"),
        ("turned", "q 0 1 -1 0 300 100 cm BT /F1 12 Tf 50 70 Td (900101-1234567) Tj ET Q"),
        (
            "digit by digit",
            "BT /F1 12 Tf 50 700 Td (9)Tj 7 0 Td (0)Tj 7 0 Td (0)Tj 7 0 Td (1)Tj 7 0 Td (0)Tj 7 0 Td (1)Tj 7 0 Td (-)Tj 5 0 Td (1)Tj 7 0 Td (2)Tj 7 0 Td (3)Tj 7 0 Td (4)Tj 7 0 Td (5)Tj 7 0 Td (6)Tj 7 0 Td (7)Tj ET",
        ),
    ] {
        add(all, format!("PDF says it {what}"), page(drawing, ""), found);
    }
}

fn too_much(all: &mut Vec<Hostile>) {
    add(all, "more than is taken", [page("", ""), vec![b' '; uploads::LARGEST]].concat(), Problem::TooLarge);
    for count in [uploads::MOST_PAGES + 1, 10_000] {
        add(all, format!("{count} pages"), pages(count), Problem::TooManyPages);
    }
    for (width, height) in
        [(100_000, 100_000), (2_000_000_000, 2), (u32::MAX >> 1, u32::MAX >> 1), (10_001, 10_000)]
    {
        add(all, format!("picture of {width} x {height}"), png(width, height), Problem::TooMuchInside);
    }
    add(all, "picture of nothing", png(0, 0), Problem::Unreadable);
    let bomb =
        [parts(Archive::Docx, &runs(&["폭탄"])), vec![("media/1.bin".to_owned(), vec![b' '; 129 << 20])]]
            .concat();
    let bomb = archive(&bomb);
    add(all, "an archive that says how large it becomes", bomb.clone(), Problem::TooMuchInside);
    // It is read as far as it says, and then its sum does not fit.
    add(all, "an archive that lies about it", understated(bomb, 129 << 20), Problem::Unreadable);
    for format in ARCHIVES {
        let many: Entries =
            (0..=uploads::MOST_ENTRIES).map(|place| (format!("media/{place}.xml"), Vec::new())).collect();
        let entries = [parts(format, &runs(&["많다"])), many].concat();
        add(all, format!("{format:?} of many entries"), archive(&entries), Problem::TooMuchInside);
    }
}

/// An archive in which every size of so many bytes is said to be ten.
fn understated(mut archive: Vec<u8>, size: u32) -> Vec<u8> {
    let declared = size.to_le_bytes();
    while let Some(at) = archive.windows(4).position(|window| window == declared) {
        archive[at..at + 4].copy_from_slice(&10u32.to_le_bytes());
    }
    archive
}

fn broken(all: &mut Vec<Hostile>) {
    for format in ARCHIVES {
        let whole = document(format);
        for part in 1..20 {
            let cut = whole[..whole.len() * part / 20].to_vec();
            add(all, format!("{format:?} cut at {part}/20"), cut, Problem::Unreadable);
        }
        // One byte of packed text is another: the sum of its entry does not fit any more.
        let entries = parts(format, &runs(&["집적지 현황"]));
        let text = entries.last().map(|(name, _)| name.clone()).unwrap_or_default();
        let at = whole.windows(text.len()).position(|window| window == text.as_bytes()).unwrap_or_default()
            + text.len()
            + 4;
        let mut changed = whole.clone();
        changed[at] ^= 0xff;
        add(all, format!("{format:?} with a changed byte"), changed, Problem::Unreadable);
        add(
            all,
            format!("{format:?} of broken XML"),
            with(format, "broken.xml", b"<a <b"),
            Problem::Unreadable,
        );
        add(
            all,
            format!("{format:?} of XML that is no text"),
            with(format, "broken.xml", b"<a>\xff\xfe</a>"),
            Problem::Unreadable,
        );
    }
    for length in 3..16 {
        let header = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x02\0\0\x01";
        add(all, format!("JPEG of {length} bytes"), header[..length].to_vec(), Problem::Unreadable);
    }
    for length in 8..32 {
        add(all, format!("PNG of {length} bytes"), png(9, 9)[..length].to_vec(), Problem::Unreadable);
    }
    let nowhere = "<< /Type /Catalog /Pages 9 0 R >>".to_owned();
    for (what, content) in [
        ("PDF of words", b"%PDF-1.7 nothing more".to_vec()),
        ("PDF without pages", pdf(&["<< /Type /Catalog >>".to_owned()])),
        ("PDF whose pages are nowhere", pdf(&[nowhere])),
        (
            "PDF whose pages are themselves",
            pdf(&[
                "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
                "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>".to_owned(),
            ]),
        ),
        (
            "PDF of random bytes",
            [
                b"%PDF-1.7\n".to_vec(),
                (0..9_000u32).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect(),
            ]
            .concat(),
        ),
    ] {
        add(all, what, content, Problem::Unreadable);
    }
}
