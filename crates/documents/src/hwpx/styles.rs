//! The looks of characters and paragraphs that a document uses, numbered as they appear.

use super::xml::Xml;

/// How characters look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CharStyle {
    /// Height in hundredths of a point.
    pub(super) size: u32,
    pub(super) bold: bool,
    /// Blue and underlined.
    pub(super) link: bool,
}

impl CharStyle {
    pub(super) const fn plain(size: u32) -> Self {
        Self { size, bold: false, link: false }
    }

    pub(super) const fn bold(size: u32) -> Self {
        Self { size, bold: true, link: false }
    }
}

/// How lines stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Justify,
    Left,
    Center,
    Right,
}

impl Side {
    fn name(self) -> &'static str {
        match self {
            Self::Justify => "JUSTIFY",
            Self::Left => "LEFT",
            Self::Center => "CENTER",
            Self::Right => "RIGHT",
        }
    }
}

/// How a paragraph looks. Lengths in HWPUNIT.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ParaStyle {
    pub(super) side: Side,
    pub(super) left: i32,
    /// How far the first line stands before the others.
    pub(super) hanging: i32,
    pub(super) above: i32,
    pub(super) below: i32,
    /// The level in the outline, 1 to 4; 0 for text.
    pub(super) outline: u8,
    /// The lines around it: one of the constants of [`Border`].
    pub(super) border: u32,
}

impl ParaStyle {
    pub(super) const fn new(side: Side) -> Self {
        Self { side, left: 0, hanging: 0, above: 0, below: 0, outline: 0, border: Border::INVISIBLE }
    }
}

/// Lines and backgrounds, by the numbers under which the header lists them.
pub(super) struct Border;

impl Border {
    pub(super) const NONE: u32 = 1;
    pub(super) const INVISIBLE: u32 = 2;
    pub(super) const CELL: u32 = 3;
    pub(super) const SHADED: u32 = 4;
    pub(super) const TITLE: u32 = 5;
    pub(super) const BELOW: u32 = 6;

    /// Each as left, right, top, bottom (thickness, or nothing) and background.
    const ALL: [([Option<&'static str>; 4], Option<&'static str>); 6] = [
        ([None; 4], None),
        ([None; 4], Some("none")),
        ([Some("0.12 mm"); 4], None),
        ([Some("0.12 mm"); 4], Some("#F2F4F6")),
        ([None, None, Some("0.5 mm"), Some("0.5 mm")], None),
        ([None, None, None, Some("0.4 mm")], None),
    ];

    pub(super) fn write_all(xml: &mut Xml) {
        xml.open("hh:borderFills", &[("itemCnt", &Self::ALL.len().to_string())]);
        for (id, (lines, background)) in (1..).zip(Self::ALL) {
            let id: u32 = id;
            xml.open(
                "hh:borderFill",
                &[
                    ("id", &id.to_string()),
                    ("threeD", "0"),
                    ("shadow", "0"),
                    ("centerLine", "NONE"),
                    ("breakCellSeparateLine", "0"),
                ],
            );
            for name in ["hh:slash", "hh:backSlash"] {
                xml.empty(name, &[("type", "NONE"), ("Crooked", "0"), ("isCounter", "0")]);
            }
            let names = ["hh:leftBorder", "hh:rightBorder", "hh:topBorder", "hh:bottomBorder"];
            for (name, line) in names.into_iter().zip(lines) {
                let kind = if line.is_some() { "SOLID" } else { "NONE" };
                xml.empty(name, &[("type", kind), ("width", line.unwrap_or("0.1 mm")), ("color", "#000000")]);
            }
            xml.empty("hh:diagonal", &[("type", "SOLID"), ("width", "0.1 mm"), ("color", "#000000")]);
            if let Some(color) = background {
                xml.open("hc:fillBrush", &[]);
                let brush = [("faceColor", color), ("hatchColor", "#999999"), ("alpha", "0")];
                xml.empty("hc:winBrush", &brush);
                xml.close();
            }
            xml.close();
        }
        xml.close();
    }
}

/// The headings of levels 1 to 4, in this order after the text.
pub(super) const HEADINGS: [(CharStyle, ParaStyle); 4] = {
    const fn heading(level: u8, size: u32, bold: bool) -> (CharStyle, ParaStyle) {
        let left = (level as i32 - 1) * 1000;
        let style = ParaStyle { left, above: 900, below: 300, outline: level, ..ParaStyle::new(Side::Left) };
        (CharStyle { size, bold, link: false }, style)
    }
    [heading(1, 1400, true), heading(2, 1200, true), heading(3, 1150, false), heading(4, 1150, false)]
};

/// Text of the body.
pub(super) const BODY: u32 = 1150;

/// The looks that a document uses. Numbers 0 to 4 are text and headings, to which named styles refer.
pub(super) struct Styles {
    chars: Vec<CharStyle>,
    paras: Vec<ParaStyle>,
}

impl Styles {
    pub(super) fn new() -> Self {
        let (chars, paras): (Vec<_>, Vec<_>) = HEADINGS.into_iter().unzip();
        let mut styles =
            Self { chars: vec![CharStyle::plain(BODY)], paras: vec![ParaStyle::new(Side::Justify)] };
        styles.chars.extend(chars);
        styles.paras.extend(paras);
        styles
    }

    pub(super) fn char(&mut self, style: CharStyle) -> String {
        number(&mut self.chars, style)
    }

    pub(super) fn para(&mut self, style: ParaStyle) -> String {
        number(&mut self.paras, style)
    }

    pub(super) fn write_chars(&self, xml: &mut Xml) {
        xml.open("hh:charProperties", &[("itemCnt", &self.chars.len().to_string())]);
        for (id, style) in self.chars.iter().enumerate() {
            write_char(xml, &id.to_string(), *style);
        }
        xml.close();
    }

    pub(super) fn write_paras(&self, xml: &mut Xml) {
        xml.open("hh:paraProperties", &[("itemCnt", &self.paras.len().to_string())]);
        for (id, style) in self.paras.iter().enumerate() {
            write_para(xml, &id.to_string(), *style);
        }
        xml.close();
    }
}

fn number<T: PartialEq + Copy>(known: &mut Vec<T>, style: T) -> String {
    let index = known.iter().position(|other| *other == style).unwrap_or_else(|| {
        known.push(style);
        known.len() - 1
    });
    index.to_string()
}

fn write_char(xml: &mut Xml, id: &str, style: CharStyle) {
    const SCRIPTS: [&str; 7] = ["hangul", "latin", "hanja", "japanese", "other", "symbol", "user"];
    let color = if style.link { "#0B50D0" } else { "#000000" };
    xml.open(
        "hh:charPr",
        &[
            ("id", id),
            ("height", &style.size.to_string()),
            ("textColor", color),
            ("shadeColor", "none"),
            ("useFontSpace", "0"),
            ("useKerning", "0"),
            ("symMark", "NONE"),
            ("borderFillIDRef", "2"),
        ],
    );
    let each = [
        ("hh:fontRef", "0"),
        ("hh:ratio", "100"),
        ("hh:spacing", "0"),
        ("hh:relSz", "100"),
        ("hh:offset", "0"),
    ];
    for (name, value) in each {
        xml.empty(name, &SCRIPTS.map(|script| (script, value)));
    }
    if style.bold {
        xml.empty("hh:bold", &[]);
    }
    let underline = if style.link { "BOTTOM" } else { "NONE" };
    xml.empty("hh:underline", &[("type", underline), ("shape", "SOLID"), ("color", color)]);
    xml.empty("hh:strikeout", &[("shape", "NONE"), ("color", "#000000")]);
    xml.empty("hh:outline", &[("type", "NONE")]);
    xml.empty("hh:shadow", &[("type", "NONE"), ("color", "#C0C0C0"), ("offsetX", "10"), ("offsetY", "10")]);
    xml.close();
}

fn write_para(xml: &mut Xml, id: &str, style: ParaStyle) {
    let settings = ["condense", "fontLineHeight", "suppressLineNumbers", "checked"];
    let mut attributes = vec![("id", id), ("tabPrIDRef", "0"), ("snapToGrid", "0"), ("textDir", "LTR")];
    attributes.extend(settings.map(|name| (name, "0")));
    xml.open("hh:paraPr", &attributes);
    xml.empty("hh:align", &[("horizontal", style.side.name()), ("vertical", "BASELINE")]);
    let (kind, level) = match style.outline.checked_sub(1) {
        Some(level) => ("OUTLINE", level),
        None => ("NONE", 0),
    };
    xml.empty("hh:heading", &[("type", kind), ("idRef", "0"), ("level", &level.to_string())]);
    xml.empty(
        "hh:breakSetting",
        &[
            ("breakLatinWord", "KEEP_WORD"),
            ("breakNonLatinWord", "BREAK_WORD"),
            ("widowOrphan", "0"),
            // A heading stays with what it heads.
            ("keepWithNext", if style.outline > 0 { "1" } else { "0" }),
            ("keepLines", "0"),
            ("pageBreakBefore", "0"),
            ("lineWrap", "BREAK"),
        ],
    );
    xml.empty("hh:autoSpacing", &[("eAsianEng", "0"), ("eAsianNum", "0")]);
    // Programs that know the newer unit read the first half; the others count half as much for a unit.
    xml.open("hp:switch", &[]);
    xml.open("hp:case", &[("hp:required-namespace", "http://www.hancom.co.kr/hwpml/2016/HwpUnitChar")]);
    write_margins(xml, style, 1);
    xml.close();
    xml.open("hp:default", &[]);
    write_margins(xml, style, 2);
    xml.close();
    xml.close();
    let mut border = vec![("borderFillIDRef", style.border.to_string())];
    for name in ["offsetLeft", "offsetRight"] {
        border.push((name, "0".to_owned()));
    }
    for name in ["offsetTop", "offsetBottom"] {
        border.push((name, if style.border == Border::TITLE { "600" } else { "0" }.to_owned()));
    }
    let mut border: Vec<(&str, &str)> = border.iter().map(|(name, value)| (*name, value.as_str())).collect();
    border.extend([("connect", "0"), ("ignoreMargin", "0")]);
    xml.empty("hh:border", &border);
    xml.close();
}

fn write_margins(xml: &mut Xml, style: ParaStyle, times: i32) {
    xml.open("hh:margin", &[]);
    let left = style.left + style.hanging;
    let margins = [
        ("hc:intent", -style.hanging),
        ("hc:left", left),
        ("hc:right", 0),
        ("hc:prev", style.above),
        ("hc:next", style.below),
    ];
    for (name, value) in margins {
        xml.empty(name, &[("value", &(value * times).to_string()), ("unit", "HWPUNIT")]);
    }
    xml.close();
    xml.empty("hh:lineSpacing", &[("type", "PERCENT"), ("value", "160"), ("unit", "HWPUNIT")]);
}
