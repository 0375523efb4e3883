//! The page, and what stands at its head and foot.

use super::{
    pictures,
    section::{HAIRLINE, SMALL, Section},
    styles::{Border, CharStyle, ParaStyle, Side},
    tables::{self, Grid, Place},
};
use crate::Flow;

/// The width between the margins of 20 mm: A4 is 59,528 wide.
pub(super) const TEXT_WIDTH: u64 = 59528 - 2 * 5669;

/// Writes page setup, head and foot into the paragraph that is open.
pub(super) fn write(section: &mut Section, flow: &Flow) {
    section.run(CharStyle::plain(HAIRLINE));
    page(section);
    section.xml.open("hp:ctrl", &[]);
    section.xml.empty(
        "hp:colPr",
        &[
            ("id", ""),
            ("type", "NEWSPAPER"),
            ("layout", "LEFT"),
            ("colCount", "1"),
            ("sameSz", "1"),
            ("sameGap", "0"),
        ],
    );
    section.xml.close();
    story(section, "hp:header", "TOP", |section| {
        let texts = [(&flow.header[0], Side::Left), (&flow.header[1], Side::Right)];
        let mut nothing = true;
        for (text, side) in texts.into_iter().filter(|(text, _)| !text.is_empty()) {
            section.paragraph(ParaStyle::new(side), CharStyle::plain(SMALL), text);
            nothing = false;
        }
        if nothing {
            section.paragraph(ParaStyle::new(Side::Left), CharStyle::plain(SMALL), "");
        }
    });
    story(section, "hp:footer", "BOTTOM", |section| footer(section, flow));
    section.xml.close();
}

fn story(section: &mut Section, name: &'static str, align: &str, inside: impl FnOnce(&mut Section)) {
    let id = section.next_id();
    section.xml.open("hp:ctrl", &[]);
    section.xml.open(name, &[("id", &id), ("applyPageType", "BOTH")]);
    section.xml.open(
        "hp:subList",
        &[
            ("id", ""),
            ("textDirection", "HORIZONTAL"),
            ("lineWrap", "BREAK"),
            ("vertAlign", align),
            ("linkListIDRef", "0"),
            ("linkListNextIDRef", "0"),
            ("textWidth", &TEXT_WIDTH.to_string()),
            ("textHeight", "4252"),
            ("hasTextRef", "0"),
            ("hasNumRef", "0"),
        ],
    );
    inside(section);
    for _ in 0..3 {
        section.xml.close();
    }
}

/// Lines on the left, the number of the page in the middle, the QR code on the right.
fn footer(section: &mut Section, flow: &Flow) {
    let small = CharStyle::plain(SMALL);
    let widths = [TEXT_WIDTH - 6000 - 4600, 6000, 4600];
    let grid = Grid { widths: &widths, rows: 1, repeat_header: false, in_line: true };
    section.around(ParaStyle::new(Side::Left), |section| {
        section.run(small);
        tables::open(section, &grid);
        section.xml.open("hp:tr", &[]);
        tables::cell(section, &Place::at(0, 0, Border::NONE), widths[0], |section| {
            if flow.footer.is_empty() {
                section.paragraph(ParaStyle::new(Side::Left), small, "");
            }
            for line in &flow.footer {
                section.paragraph(ParaStyle::new(Side::Left), small, line);
            }
        });
        tables::cell(section, &Place::at(0, 1, Border::NONE), widths[1], |section| {
            section.around(ParaStyle::new(Side::Center), |section| {
                number(section, "PAGE");
                section.text(small, " / ");
                number(section, "TOTAL_PAGE");
            });
        });
        tables::cell(section, &Place::at(0, 2, Border::NONE), widths[2], |section| {
            section.around(ParaStyle::new(Side::Right), |section| {
                let code = flow.footer_qr.and_then(|index| Some((index, flow.images.get(index)?)));
                match code {
                    None => section.text(small, ""),
                    Some((index, image)) => {
                        section.run(small);
                        pictures::write(section, index, image, 14, &flow.footer_qr_description);
                        section.xml.close();
                    }
                }
            });
        });
        // Row, table and run.
        for _ in 0..3 {
            section.xml.close();
        }
    });
}

fn number(section: &mut Section, kind: &str) {
    section.run(CharStyle::plain(SMALL));
    section.xml.open("hp:ctrl", &[]);
    section.xml.open("hp:autoNum", &[("num", "1"), ("numType", kind)]);
    section.xml.empty(
        "hp:autoNumFormat",
        &[("type", "DIGIT"), ("userChar", ""), ("prefixChar", ""), ("suffixChar", ""), ("supscript", "0")],
    );
    for _ in 0..3 {
        section.xml.close();
    }
}

/// A4 with margins of 20 mm. Notes and line numbers are not used, but the word processor wants to know about them.
fn page(section: &mut Section) {
    section.xml.raw(concat!(
        r#"<hp:secPr id="" textDirection="HORIZONTAL" spaceColumns="1134" tabStop="8000" tabStopVal="4000" "#,
        r#"tabStopUnit="HWPUNIT" outlineShapeIDRef="1" memoShapeIDRef="0" textVerticalWidthHead="0" "#,
        r#"masterPageCnt="0"><hp:grid lineGrid="0" charGrid="0" wonggojiFormat="0"/>"#,
        r#"<hp:startNum pageStartsOn="BOTH" page="0" pic="0" tbl="0" equation="0"/>"#,
        r#"<hp:visibility hideFirstHeader="0" hideFirstFooter="0" hideFirstMasterPage="0" border="SHOW_ALL" "#,
        r#"fill="SHOW_ALL" hideFirstPageNum="0" hideFirstEmptyLine="0" showLineNumber="0"/>"#,
        r#"<hp:lineNumberShape restartType="0" countBy="0" distance="0" startNumber="0"/>"#,
        r#"<hp:pagePr landscape="WIDELY" width="59528" height="84186" gutterType="LEFT_ONLY">"#,
        r#"<hp:margin header="3402" footer="5386" gutter="0" left="5669" right="5669" top="3402" bottom="2835"/>"#,
        r"</hp:pagePr>",
    ));
    let notes =
        [("hp:footNotePr", "-1", "283", "EACH_COLUMN"), ("hp:endNotePr", "14692344", "0", "END_OF_DOCUMENT")];
    for (name, length, between, place) in notes {
        let xml = &mut section.xml;
        xml.open(name, &[]);
        xml.empty(
            "hp:autoNumFormat",
            &[
                ("type", "DIGIT"),
                ("userChar", ""),
                ("prefixChar", ""),
                ("suffixChar", ")"),
                ("supscript", "0"),
            ],
        );
        let line = [("length", length), ("type", "SOLID"), ("width", "0.12 mm"), ("color", "#000000")];
        xml.empty("hp:noteLine", &line);
        let spacing = [("betweenNotes", between), ("belowLine", "567"), ("aboveLine", "850")];
        xml.empty("hp:noteSpacing", &spacing);
        xml.empty("hp:numbering", &[("type", "CONTINUOUS"), ("newNum", "1")]);
        xml.empty("hp:placement", &[("place", place), ("beneathText", "0")]);
        xml.close();
    }
    for kind in ["BOTH", "EVEN", "ODD"] {
        let xml = &mut section.xml;
        let mut attributes = vec![("type", kind), ("borderFillIDRef", "1"), ("textBorder", "PAPER")];
        attributes.extend([("headerInside", "0"), ("footerInside", "0"), ("fillArea", "PAPER")]);
        xml.open("hp:pageBorderFill", &attributes);
        let offset = ["left", "right", "top", "bottom"].map(|name| (name, "1417"));
        xml.empty("hp:offset", &offset);
        xml.close();
    }
    section.xml.raw("</hp:secPr>");
}
