//! `Contents/header.xml`: fonts, lines, looks of characters and paragraphs, named styles.

use super::{
    styles::{Border, Styles},
    xml::Xml,
};

/// The font that comes with the word processor and has every syllable.
const FONT: &str = "함초롬돋움";

/// The header for these looks.
pub(super) fn write(styles: &Styles) -> String {
    let mut xml = Xml::root("hh:head", r#" version="1.5" secCnt="1""#);
    let counters = ["page", "footnote", "endnote", "pic", "tbl", "equation"].map(|name| (name, "1"));
    xml.empty("hh:beginNum", &counters);
    xml.open("hh:refList", &[]);
    fonts(&mut xml);
    Border::write_all(&mut xml);
    styles.write_chars(&mut xml);
    xml.open("hh:tabProperties", &[("itemCnt", "1")]);
    xml.empty("hh:tabPr", &[("id", "0"), ("autoTabLeft", "0"), ("autoTabRight", "0")]);
    xml.close();
    numbering(&mut xml);
    styles.write_paras(&mut xml);
    named(&mut xml);
    xml.close();
    xml.open("hh:compatibleDocument", &[("targetProgram", "HWP201X")]);
    xml.empty("hh:layoutCompatibility", &[]);
    xml.close();
    xml.open("hh:docOption", &[]);
    xml.empty("hh:linkinfo", &[("path", ""), ("pageInherit", "0"), ("footnoteInherit", "0")]);
    xml.close();
    xml.empty("hh:trackchageConfig", &[("flags", "56")]);
    xml.finish()
}

fn fonts(xml: &mut Xml) {
    const LANGUAGES: [&str; 7] = ["HANGUL", "LATIN", "HANJA", "JAPANESE", "OTHER", "SYMBOL", "USER"];
    xml.open("hh:fontfaces", &[("itemCnt", "7")]);
    for language in LANGUAGES {
        xml.open("hh:fontface", &[("lang", language), ("fontCnt", "1")]);
        xml.open("hh:font", &[("id", "0"), ("face", FONT), ("type", "TTF"), ("isEmbedded", "0")]);
        let ones =
            ["strokeVariation", "armStyle", "letterform", "midline", "xHeight"].map(|name| (name, "1"));
        let mut info =
            vec![("familyType", "FCAT_GOTHIC"), ("weight", "6"), ("proportion", "4"), ("contrast", "0")];
        info.extend(ones);
        xml.empty("hh:typeInfo", &info);
        xml.close();
        xml.close();
    }
    xml.close();
}

/// The numbering of the outline, without numbers: headings have theirs in their text, as in every other output.
fn numbering(xml: &mut Xml) {
    xml.open("hh:numberings", &[("itemCnt", "1")]);
    xml.open("hh:numbering", &[("id", "1"), ("start", "0")]);
    for level in 1..=10 {
        let level: u8 = level;
        xml.empty(
            "hh:paraHead",
            &[
                ("start", "1"),
                ("level", &level.to_string()),
                ("align", "LEFT"),
                ("useInstWidth", "1"),
                ("autoIndent", "0"),
                ("widthAdjust", "0"),
                ("textOffsetType", "PERCENT"),
                ("textOffset", "0"),
                ("numFormat", "DIGIT"),
                ("charPrIDRef", "4294967295"),
                ("checkable", "0"),
            ],
        );
    }
    xml.close();
    xml.close();
}

/// 바탕글, and 개요 1 to 4 for headings.
fn named(xml: &mut Xml) {
    xml.open("hh:styles", &[("itemCnt", "5")]);
    for id in 0..5 {
        let id: u8 = id;
        let number = id.to_string();
        let (name, english) = match id {
            0 => ("바탕글".to_owned(), "Normal".to_owned()),
            level => (format!("개요 {level}"), format!("Outline {level}")),
        };
        xml.empty(
            "hh:style",
            &[
                ("id", &number),
                ("type", "PARA"),
                ("name", &name),
                ("engName", &english),
                ("paraPrIDRef", &number),
                ("charPrIDRef", &number),
                ("nextStyleIDRef", "0"),
                ("langID", "1042"),
                ("lockForm", "0"),
            ],
        );
    }
    xml.close();
}
