//! Pictures, drawn like a letter of the line they stand in.

use super::{section::Section, xml::Xml};
use crate::flow::Image;

/// HWPUNIT of a millimetre, times 100.
const MILLIMETRE_100: u64 = 28346;

/// The name under which the text refers to a picture.
pub(super) fn name_of(index: usize) -> String {
    format!("image{}", index + 1)
}

/// Millimetres in HWPUNIT.
pub(super) fn millimetres(length: u16) -> u64 {
    u64::from(length) * MILLIMETRE_100 / 100
}

/// A picture of this width on paper, in a run.
pub(super) fn write(section: &mut Section, index: usize, image: &Image, width_mm: u16, description: &str) {
    let width = millimetres(width_mm);
    let height = (width * u64::from(image.height) / u64::from(image.width.max(1))).max(1);
    let id = section.next_id();
    let (w, h) = (width.to_string(), height.to_string());
    let (half_w, half_h) = ((width / 2).to_string(), (height / 2).to_string());
    let xml = &mut section.xml;
    xml.open(
        "hp:pic",
        &[
            ("id", &id),
            ("zOrder", "0"),
            ("numberingType", "PICTURE"),
            ("textWrap", "TOP_AND_BOTTOM"),
            ("textFlow", "BOTH_SIDES"),
            ("lock", "0"),
            ("dropcapstyle", "None"),
            ("href", ""),
            ("groupLevel", "0"),
            ("instid", &id),
            ("reverse", "0"),
        ],
    );
    xml.empty("hp:offset", &[("x", "0"), ("y", "0")]);
    xml.empty("hp:orgSz", &[("width", &w), ("height", &h)]);
    xml.empty("hp:curSz", &[("width", &w), ("height", &h)]);
    xml.empty("hp:flip", &[("horizontal", "0"), ("vertical", "0")]);
    let middle = [("angle", "0"), ("centerX", half_w.as_str()), ("centerY", &half_h), ("rotateimage", "1")];
    xml.empty("hp:rotationInfo", &middle);
    matrices(xml);
    xml.open("hp:imgRect", &[]);
    let corners = [("hc:pt0", "0", "0"), ("hc:pt1", &w, "0"), ("hc:pt2", &w, &h), ("hc:pt3", "0", &h)];
    for (name, x, y) in corners {
        xml.empty(name, &[("x", x), ("y", y)]);
    }
    xml.close();
    xml.empty("hp:imgClip", &[("left", "0"), ("right", &w), ("top", "0"), ("bottom", &h)]);
    margins(xml, "hp:inMargin");
    xml.empty("hp:imgDim", &[("dimwidth", &w), ("dimheight", &h)]);
    let name = name_of(index);
    let mut image = vec![("binaryItemIDRef", name.as_str())];
    image.extend([("bright", "0"), ("contrast", "0"), ("effect", "REAL_PIC"), ("alpha", "0")]);
    xml.empty("hc:img", &image);
    xml.empty("hp:effects", &[]);
    xml.empty(
        "hp:sz",
        &[
            ("width", &w),
            ("widthRelTo", "ABSOLUTE"),
            ("height", &h),
            ("heightRelTo", "ABSOLUTE"),
            ("protect", "0"),
        ],
    );
    place(xml);
    margins(xml, "hp:outMargin");
    xml.leaf("hp:shapeComment", &[], description);
    xml.close();
}

fn matrices(xml: &mut Xml) {
    let same = [("e1", "1"), ("e2", "0"), ("e3", "0"), ("e4", "0"), ("e5", "1"), ("e6", "0")];
    xml.open("hp:renderingInfo", &[]);
    for name in ["hc:transMatrix", "hc:scaMatrix", "hc:rotMatrix"] {
        xml.empty(name, &same);
    }
    xml.close();
}

fn margins(xml: &mut Xml, name: &'static str) {
    xml.empty(name, &[("left", "0"), ("right", "0"), ("top", "0"), ("bottom", "0")]);
}

/// In its line, like a letter.
pub(super) fn place(xml: &mut Xml) {
    xml.empty(
        "hp:pos",
        &[
            ("treatAsChar", "1"),
            ("affectLSpacing", "0"),
            ("flowWithText", "1"),
            ("allowOverlap", "0"),
            ("holdAnchorAndSO", "0"),
            ("vertRelTo", "PARA"),
            ("horzRelTo", "COLUMN"),
            ("vertAlign", "TOP"),
            ("horzAlign", "LEFT"),
            ("vertOffset", "0"),
            ("horzOffset", "0"),
        ],
    );
}
