//! `Contents/section0.xml`: the text.

use super::{
    pictures, stories,
    styles::{BODY, Border, CharStyle, HEADINGS, ParaStyle, Side, Styles},
    tables,
    xml::Xml,
};
use crate::{
    Flow, Run,
    flow::{LineRole, Piece},
    model::Align,
};

/// Text of tables.
pub(super) const IN_TABLE: u32 = 1050;
/// Captions, and the head and foot of pages.
pub(super) const SMALL: u32 = 900;

/// Lines that hold something, but no text.
pub(super) const HAIRLINE: u32 = 200;

/// The section while it is written.
pub(super) struct Section {
    pub(super) xml: Xml,
    pub(super) styles: Styles,
    /// How far text is moved in below the last heading.
    indent: i32,
    /// Whether the next paragraph begins a page.
    page_break: bool,
    ids: u32,
}

/// Writes the text of a document, and tells which looks it uses.
pub(super) fn write(flow: &Flow) -> (String, Styles) {
    let mut section =
        Section { xml: Xml::root("hs:sec", ""), styles: Styles::new(), indent: 0, page_break: false, ids: 0 };
    // Page setup, head and foot hang on the first paragraph, which says nothing else.
    section.begin(ParaStyle::new(Side::Left), 0);
    stories::write(&mut section, flow);
    section.end();
    for piece in &flow.pieces {
        section.piece(flow, piece);
    }
    (section.xml.finish(), section.styles)
}

impl Section {
    /// Identifiers are counted, so that equal documents are equal files.
    pub(super) fn next_id(&mut self) -> String {
        self.ids += 1;
        self.ids.to_string()
    }

    fn begin(&mut self, style: ParaStyle, named: u8) {
        let id = self.next_id();
        let para = self.styles.para(style);
        let page_break = if std::mem::take(&mut self.page_break) { "1" } else { "0" };
        self.xml.open(
            "hp:p",
            &[
                ("id", &id),
                ("paraPrIDRef", &para),
                ("styleIDRef", &named.to_string()),
                ("pageBreak", page_break),
                ("columnBreak", "0"),
                ("merged", "0"),
            ],
        );
    }

    fn end(&mut self) {
        self.xml.close();
    }

    /// Opens a run, which [`Xml::close`] ends.
    pub(super) fn run(&mut self, style: CharStyle) {
        let char = self.styles.char(style);
        self.xml.open("hp:run", &[("charPrIDRef", &char)]);
    }

    /// A run of text. Line feeds become line breaks.
    pub(super) fn text(&mut self, style: CharStyle, text: &str) {
        self.run(style);
        self.xml.open("hp:t", &[]);
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.xml.empty("hp:lineBreak", &[]);
            }
            self.xml.text(line);
        }
        self.xml.close();
        self.xml.close();
    }

    /// A paragraph around whatever is written in it.
    pub(super) fn around(&mut self, style: ParaStyle, inside: impl FnOnce(&mut Self)) {
        self.begin(style, 0);
        inside(self);
        self.end();
    }

    /// A paragraph of text.
    pub(super) fn paragraph(&mut self, style: ParaStyle, char: CharStyle, text: &str) {
        self.around(style, |section| section.text(char, text));
    }

    /// Runs of a paragraph.
    pub(super) fn runs(&mut self, base: CharStyle, runs: &[Run]) {
        if runs.is_empty() {
            self.text(base, "");
        }
        for run in runs {
            let style = CharStyle { bold: base.bold || run.bold, link: run.link.is_some(), ..base };
            match &run.link {
                Some(address) => self.link(style, address, &run.text),
                None => self.text(style, &run.text),
            }
        }
    }

    /// Text that leads to an address: a field around it.
    fn link(&mut self, style: CharStyle, address: &str, text: &str) {
        let id = self.next_id();
        let mut command = String::new();
        for letter in address.chars() {
            if matches!(letter, ':' | '?' | ';' | '\\') {
                command.push('\\');
            }
            command.push(letter);
        }
        command.push_str(";1;0;0;");
        let plain = CharStyle { link: false, ..style };
        self.run(plain);
        self.xml.open("hp:ctrl", &[]);
        let begin = [("editable", "0"), ("dirty", "0"), ("zorder", "-1"), ("fieldid", "627600491")];
        let mut attributes = vec![("id", id.as_str()), ("type", "HYPERLINK"), ("name", "")];
        attributes.extend(begin);
        self.xml.open("hp:fieldBegin", &attributes);
        self.xml.open("hp:parameters", &[("cnt", "6"), ("name", "")]);
        self.xml.leaf("hp:integerParam", &[("name", "Prop")], "0");
        let parameters = [
            ("Command", command.as_str()),
            ("Path", address),
            ("Category", "HWPHYPERLINK_TYPE_URL"),
            ("TargetType", "HWPHYPERLINK_TARGET_BOOKMARK"),
            ("DocOpenType", "HWPHYPERLINK_JUMP_CURRENTTAB"),
        ];
        for (name, value) in parameters {
            self.xml.leaf("hp:stringParam", &[("name", name)], value);
        }
        for _ in 0..4 {
            self.xml.close();
        }
        self.text(style, text);
        self.run(plain);
        self.xml.open("hp:ctrl", &[]);
        self.xml.empty("hp:fieldEnd", &[("beginIDRef", &id), ("fieldid", "627600491")]);
        self.xml.close();
        self.xml.close();
    }

    fn piece(&mut self, flow: &Flow, piece: &Piece) {
        let body = CharStyle::plain(BODY);
        match piece {
            Piece::Line { role, text } => self.line(*role, text),
            Piece::Address { label, text, title } => self.address(label, text, *title),
            Piece::Rule => {
                let style = ParaStyle { below: 600, border: Border::BELOW, ..ParaStyle::new(Side::Left) };
                self.paragraph(style, CharStyle::plain(HAIRLINE), "");
            }
            Piece::Heading { level, marker, text } => self.heading(*level, marker, text),
            Piece::Paragraph { align, runs } => {
                let side = side(*align, Side::Justify);
                let left = if side == Side::Justify { self.indent } else { 0 };
                self.around(spaced(ParaStyle { left, ..ParaStyle::new(side) }), |s| s.runs(body, runs));
            }
            Piece::Item { depth, marker, runs } => {
                let left = self.indent + i32::from(*depth) * 1600;
                let style = ParaStyle { left, hanging: 1600, ..ParaStyle::new(Side::Justify) };
                self.marked(spaced(style), marker, runs);
            }
            Piece::Enclosures { label, items } => self.enclosures(label, items),
            Piece::Facts { rows } => tables::facts(self, rows),
            Piece::Table(table) => tables::table(self, table),
            Piece::Signatures { lines } => tables::signatures(self, lines),
            Piece::Image { index, description, width_mm, caption } => {
                let style = ParaStyle { above: 600, below: 300, ..ParaStyle::new(Side::Center) };
                let Some(image) = flow.images.get(*index) else { return };
                self.around(style, |section| {
                    section.run(body);
                    pictures::write(section, *index, image, *width_mm, description);
                    section.xml.close();
                });
                if !caption.is_empty() {
                    self.paragraph(ParaStyle::new(Side::Center), CharStyle::plain(SMALL), caption);
                }
            }
            Piece::Callout { title, runs } => tables::callout(self, title, runs),
            Piece::PageBreak => self.page_break = true,
        }
    }

    fn line(&mut self, role: LineRole, text: &str) {
        let center = ParaStyle::new(Side::Center);
        let (style, char) = match role {
            LineRole::Organisation => (ParaStyle { below: 1800, ..center }, CharStyle::bold(2000)),
            LineRole::Number => {
                (ParaStyle { below: 800, ..ParaStyle::new(Side::Left) }, CharStyle::plain(1100))
            }
            LineRole::Title => (
                ParaStyle { above: 600, below: 1600, border: Border::TITLE, ..center },
                CharStyle::bold(1900),
            ),
            LineRole::Date => (ParaStyle { above: 2400, below: 800, ..center }, CharStyle::plain(1300)),
            LineRole::Issuer => (ParaStyle { above: 1600, below: 1600, ..center }, CharStyle::bold(1800)),
            LineRole::Issued => (ParaStyle::new(Side::Left), CharStyle::plain(1000)),
        };
        self.paragraph(style, char, text);
    }

    fn address(&mut self, label: &str, text: &str, title: bool) {
        let style = ParaStyle { below: 400, ..ParaStyle::new(Side::Left) };
        let char = CharStyle { bold: title, ..CharStyle::plain(BODY) };
        self.around(style, |section| {
            section.text(CharStyle::plain(BODY), &format!("{label}  "));
            section.text(char, text);
        });
    }

    fn heading(&mut self, level: u8, marker: &str, text: &str) {
        let (char, para) = HEADINGS[usize::from(level.clamp(1, 4)) - 1];
        self.indent = i32::from(level) * 1000;
        self.begin(para, level);
        let space = if marker.is_empty() { "" } else { " " };
        self.text(char, &format!("{marker}{space}{text}"));
        self.end();
    }

    fn marked(&mut self, style: ParaStyle, marker: &str, runs: &[Run]) {
        let body = CharStyle::plain(BODY);
        self.around(style, |section| {
            if !marker.is_empty() {
                section.text(body, &format!("{marker} "));
            }
            section.runs(body, runs);
        });
    }

    fn enclosures(&mut self, label: &str, items: &[(String, Vec<Run>)]) {
        for (index, (marker, runs)) in items.iter().enumerate() {
            let first = index == 0;
            // The first stands behind the label, the others below it.
            let left = if first { 0 } else { 3500 };
            let hanging = if first { 3500 } else { 0 };
            let above = if first { 1600 } else { 0 };
            let style = ParaStyle { left, hanging, above, below: 300, ..ParaStyle::new(Side::Left) };
            let marker = if first { format!("{label}  {marker}") } else { marker.clone() };
            self.marked(style, marker.trim_end(), runs);
        }
    }
}

/// The side for an alignment; `left` says what text at the left looks like.
pub(super) fn side(align: Align, left: Side) -> Side {
    match align {
        Align::Left => left,
        Align::Center => Side::Center,
        Align::Right | Align::Number => Side::Right,
    }
}

fn spaced(style: ParaStyle) -> ParaStyle {
    ParaStyle { below: 300, ..style }
}
