//! The ZIP and the parts around the text.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::{
    HwpxError,
    pictures::name_of,
    xml::{DECLARATION, Xml},
};
use crate::{Flow, flow::Image, model::Language, model::PictureFormat};

/// The longest preview, in characters.
const PREVIEW: usize = 1000;

/// Packs all parts. The order is that of the word processor; `mimetype` is first and not compressed.
pub(super) fn pack(flow: &Flow, section: &str, header: &str) -> Result<Vec<u8>, HwpxError> {
    // The time is the same for all files ever written, so equal documents are equal files.
    let options =
        SimpleFileOptions::default().last_modified_time(DateTime::default()).unix_permissions(0o644);
    let stored = options.compression_method(CompressionMethod::Stored);
    let packed = options.compression_method(CompressionMethod::Deflated);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, options, bytes: &[u8]| -> Result<(), HwpxError> {
        zip.start_file(name, options)?;
        zip.write_all(bytes)?;
        Ok(())
    };
    add("mimetype", stored, b"application/hwp+zip")?;
    add("version.xml", packed, VERSION.as_bytes())?;
    add("Contents/header.xml", packed, header.as_bytes())?;
    add("Contents/section0.xml", packed, section.as_bytes())?;
    for (index, image) in flow.images.iter().enumerate() {
        add(&path(index, image), stored, &image.bytes)?;
    }
    let preview: String = flow.body_text().replace('\n', "\r\n").chars().take(PREVIEW).collect();
    add("Preview/PrvText.txt", packed, preview.as_bytes())?;
    add("settings.xml", packed, settings().as_bytes())?;
    add("Contents/content.hpf", packed, content(flow).as_bytes())?;
    add("META-INF/container.xml", packed, format!("{DECLARATION}{CONTAINER}").as_bytes())?;
    add("META-INF/manifest.xml", packed, format!("{DECLARATION}{MANIFEST}").as_bytes())?;
    Ok(zip.finish()?.into_inner())
}

fn path(index: usize, image: &Image) -> String {
    let ending = match image.format {
        PictureFormat::Png => "png",
        PictureFormat::Jpeg => "jpg",
    };
    format!("BinData/{}.{ending}", name_of(index))
}

// "taget" is how the format spells it.
const VERSION: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>"#,
    r#"<hv:HCFVersion xmlns:hv="http://www.hancom.co.kr/hwpml/2011/version" tagetApplication="WORDPROCESSOR" "#,
    r#"major="5" minor="1" micro="1" buildNumber="0" os="10" xmlVersion="1.5" application="documents" "#,
    r#"appVersion="0.1"/>"#,
);

const CONTAINER: &str = concat!(
    r#"<ocf:container xmlns:ocf="urn:oasis:names:tc:opendocument:xmlns:container" "#,
    r#"xmlns:hpf="http://www.hancom.co.kr/schema/2011/hpf"><ocf:rootfiles>"#,
    r#"<ocf:rootfile full-path="Contents/content.hpf" media-type="application/hwpml-package+xml"/>"#,
    r#"<ocf:rootfile full-path="Preview/PrvText.txt" media-type="text/plain"/>"#,
    r"</ocf:rootfiles></ocf:container>",
);

const MANIFEST: &str = r#"<odf:manifest xmlns:odf="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;

fn settings() -> String {
    let mut xml = Xml::root("ha:HWPApplicationSetting", "");
    xml.empty("ha:CaretPosition", &[("listIDRef", "0"), ("paraIDRef", "0"), ("pos", "0")]);
    xml.finish()
}

fn content(flow: &Flow) -> String {
    let mut xml = Xml::root("opf:package", r#" version="" unique-identifier="" id="""#);
    xml.open("opf:metadata", &[]);
    xml.leaf("opf:title", &[], &flow.title);
    let language = match flow.language {
        Language::Ko => "ko",
        Language::En => "en",
    };
    xml.leaf("opf:language", &[], language);
    let author = flow.author.as_deref().unwrap_or_default();
    let created = flow.created.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let facts = [
        ("creator", author),
        ("lastsaveby", author),
        ("CreatedDate", created.as_str()),
        ("ModifiedDate", created.as_str()),
    ];
    for (name, value) in facts {
        xml.leaf("opf:meta", &[("name", name), ("content", "text")], value);
    }
    xml.close();
    xml.open("opf:manifest", &[]);
    let parts = [
        ("header", "Contents/header.xml"),
        ("section0", "Contents/section0.xml"),
        ("settings", "settings.xml"),
    ];
    for (id, href) in parts {
        xml.empty("opf:item", &[("id", id), ("href", href), ("media-type", "application/xml")]);
    }
    for (index, image) in flow.images.iter().enumerate() {
        let kind = match image.format {
            PictureFormat::Png => "image/png",
            PictureFormat::Jpeg => "image/jpeg",
        };
        xml.empty(
            "opf:item",
            // "Embeded" is how the format spells it.
            &[
                ("id", &name_of(index)),
                ("href", &path(index, image)),
                ("media-type", kind),
                ("isEmbeded", "1"),
            ],
        );
    }
    xml.close();
    xml.open("opf:spine", &[]);
    for id in ["header", "section0"] {
        xml.empty("opf:itemref", &[("idref", id), ("linear", "yes")]);
    }
    xml.finish()
}
