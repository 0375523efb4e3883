//! A document with everything it says put in words: numbers before headings, signs before items, 수신, (인), "끝.".
//!
//! Every output is drawn from the same pieces, so all of them say the same. A web page can be drawn from them too:
//! pieces serialise with a `kind`.

mod closing;
mod lists;
mod numbering;
mod plain;
mod words;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::{
    clean::{clean, clean_line},
    model::{
        Align, Block, Document, Heading, Language, Opening, PictureFormat, Run, Table, Text, Verification,
    },
    problems::Problem,
    qr,
};
use words::Words;

/// A file that is drawn in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Its format.
    pub format: PictureFormat,
    /// The file.
    pub bytes: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// A document in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flow {
    /// The language of the document.
    pub language: Language,
    /// The title, for metadata.
    pub title: String,
    /// The issuer, for metadata.
    pub author: Option<String>,
    /// The instant of creation, for metadata.
    pub created: DateTime<Utc>,
    /// The line at the head of each page: number on the left, text on the right. Either may be empty.
    pub header: [String; 2],
    /// The lines at the foot of each page, besides its number.
    pub footer: Vec<String>,
    /// The QR code at the foot of each page, as an index into `images`.
    pub footer_qr: Option<usize>,
    /// What the QR code at the foot is, for people who do not see it.
    pub footer_qr_description: String,
    /// The body.
    pub pieces: Vec<Piece>,
    /// The files that pieces name by index.
    #[serde(skip)]
    pub images: Vec<Image>,
}

/// A part of the body, with all its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Piece {
    /// A line by itself that has a place of its own in the form of the document.
    Line {
        /// Which one.
        role: LineRole,
        /// What it says.
        text: String,
    },
    /// A labelled line at the head of a letter.
    Address {
        /// 수신, (경유) or 제목.
        label: String,
        /// What it says; may be empty.
        text: String,
        /// Whether it is the title of the document.
        title: bool,
    },
    /// A line across the page. Says nothing.
    Rule,
    /// A heading.
    Heading {
        /// 1 to 4.
        level: u8,
        /// Its number; may be empty.
        marker: String,
        /// What it says.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// How it stands.
        align: Align,
        /// What it says.
        runs: Vec<Run>,
    },
    /// An item of a list.
    Item {
        /// How deep it stands, from zero.
        depth: u8,
        /// Its number or sign.
        marker: String,
        /// What it says.
        runs: Vec<Run>,
    },
    /// Enclosures.
    Enclosures {
        /// 붙임.
        label: String,
        /// Their numbers, empty if there is one, and names.
        items: Vec<(String, Vec<Run>)>,
    },
    /// Labels and what they stand for.
    Facts {
        /// Label and value.
        rows: Vec<(String, Vec<Run>)>,
    },
    /// A table.
    Table(TablePiece),
    /// Lines to sign on.
    Signatures {
        /// Role, name and mark.
        lines: Vec<[String; 3]>,
    },
    /// A picture.
    Image {
        /// Its index in `images`.
        index: usize,
        /// What it shows.
        description: String,
        /// Its width in millimetres.
        width_mm: u16,
        /// The line below it; may be empty.
        caption: String,
    },
    /// A box that stands out.
    Callout {
        /// Its title; may be empty.
        title: String,
        /// What it says.
        runs: Vec<Run>,
    },
    /// What follows begins on a new page.
    PageBreak,
}

/// Lines that have a place of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LineRole {
    /// The organisation at the head of a letter.
    Organisation,
    /// The number of a notice.
    Number,
    /// The title of a notice.
    Title,
    /// The date, where it is signed off.
    Date,
    /// The issuer, where it is signed off.
    Issuer,
    /// Number and date at the end of a letter.
    Issued,
}

/// A table with its cells in their places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TablePiece {
    /// Above it on the left; may be empty.
    pub caption: String,
    /// Above it on the right; may be empty.
    pub unit: String,
    /// Shares of the columns.
    pub shares: Vec<u16>,
    /// Number of rows.
    pub rows: usize,
    /// How many of them are the header.
    pub header_rows: usize,
    /// The cells, row by row.
    pub cells: Vec<CellPiece>,
}

/// A cell in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellPiece {
    /// Row from zero.
    pub row: usize,
    /// Column from zero.
    pub column: usize,
    /// How many rows it covers.
    pub rows: u16,
    /// How many columns it covers.
    pub columns: u16,
    /// How it stands.
    pub align: Align,
    /// Whether it names its column or row.
    pub heading: bool,
    /// What it says.
    pub runs: Vec<Run>,
}

impl Flow {
    /// Puts a document in words, or names everything that is wrong with it.
    pub fn of(document: &Document) -> Result<Self, Vec<Problem>> {
        let problems = document.problems();
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut writer = Writer {
            words: words::of(document.language),
            language: document.language,
            pieces: Vec::new(),
            images: Vec::new(),
            counters: [0; 4],
            level: 0,
        };
        writer.opening(document);
        let mut signed_off = false;
        for block in &document.blocks {
            if matches!(block, Block::SignOff) {
                writer.finish(document, &mut signed_off);
            } else {
                writer.block(block);
            }
        }
        writer.finish(document, &mut signed_off);
        let (footer, footer_qr) = writer.footer(document);
        Ok(Self {
            language: document.language,
            title: clean_line(&document.title),
            author: document.issuer.as_deref().map(clean_line).filter(|text| !text.is_empty()),
            created: document.created,
            header: [document.number.as_deref(), document.header.as_deref()]
                .map(|text| text.map(clean_line).unwrap_or_default()),
            footer,
            footer_qr,
            footer_qr_description: writer.words.qr.to_owned(),
            pieces: writer.pieces,
            images: writer.images,
        })
    }
}

struct Writer {
    words: &'static Words,
    language: Language,
    pieces: Vec<Piece>,
    images: Vec<Image>,
    /// How many numbered headings there were on each level.
    counters: [u32; 4],
    /// The level of the last numbered heading; 0 before the first.
    level: u8,
}

impl Writer {
    fn line(&mut self, role: LineRole, text: &str) {
        let text = clean_line(text);
        if !text.is_empty() {
            self.pieces.push(Piece::Line { role, text });
        }
    }

    fn address(&mut self, label: &str, text: &str, title: bool) {
        self.pieces.push(Piece::Address { label: label.to_owned(), text: clean_line(text), title });
    }

    fn opening(&mut self, document: &Document) {
        match &document.opening {
            Opening::Title => {
                self.line(LineRole::Number, document.number.as_deref().unwrap_or_default());
                self.line(LineRole::Title, &document.title);
            }
            Opening::Letter { organisation, recipient, via } => {
                self.line(LineRole::Organisation, organisation);
                self.address(self.words.recipient, recipient, false);
                self.address(self.words.via, via.as_deref().unwrap_or_default(), false);
                self.address(self.words.subject, &document.title, true);
                self.pieces.push(Piece::Rule);
            }
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(paragraph) => {
                let runs = runs(&paragraph.text);
                self.pieces.push(Piece::Paragraph { align: paragraph.align, runs });
            }
            Block::Facts(facts) => {
                let rows = facts.iter().map(|fact| (clean_line(&fact.label), runs(&fact.value))).collect();
                self.pieces.push(Piece::Facts { rows });
            }
            Block::Table(table) => self.table(table),
            Block::List(list) => self.list(list),
            Block::Checks(checks) => self.checks(checks),
            Block::Signatures(signatures) => {
                let lines = signatures.lines.iter().map(|line| {
                    [clean_line(&line.role), clean_line(&line.name), self.words.mark(line.mark).to_owned()]
                });
                self.pieces.push(Piece::Signatures { lines: lines.collect() });
            }
            Block::Enclosures(items) => self.enclosures(items),
            Block::Note(text) => {
                self.pieces.push(Piece::Item { depth: 0, marker: "※".to_owned(), runs: runs(text) });
            }
            Block::Callout(callout) => {
                let title = callout.title.as_deref().map(clean_line).unwrap_or_default();
                self.pieces.push(Piece::Callout { title, runs: runs(&callout.text) });
            }
            Block::Picture(picture) => {
                let Some((format, width, height)) = picture.size() else { return };
                self.images.push(Image { format, bytes: picture.bytes.clone(), width, height });
                self.image(&picture.description, picture.width_mm, picture.caption.as_deref());
            }
            Block::Qr(code) => {
                let Some(image) = qr::image(&code.content) else { return };
                self.images.push(image);
                self.image(self.words.qr, 25, code.caption.as_deref());
            }
            Block::PageBreak => self.pieces.push(Piece::PageBreak),
            Block::SignOff => {}
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let mut marker = String::new();
        if heading.numbered {
            let level = usize::from(heading.level) - 1;
            self.counters[level] += 1;
            self.counters[level + 1..].fill(0);
            self.level = heading.level;
            marker = numbering::marker(self.language, level, self.counters[level]);
        }
        let text = clean_line(&heading.text);
        self.pieces.push(Piece::Heading { level: heading.level, marker, text });
    }

    fn table(&mut self, table: &Table) {
        let header_rows = usize::from(table.header_rows);
        let cells = table.placed().unwrap_or_default().into_iter().map(|placed| {
            let header = placed.row < header_rows;
            let column = table.columns[placed.column].align;
            CellPiece {
                row: placed.row,
                column: placed.column,
                rows: placed.cell.rows,
                columns: placed.cell.columns,
                align: placed.cell.align.unwrap_or(if header { Align::Center } else { column }),
                heading: header || placed.cell.heading,
                runs: runs(&placed.cell.text),
            }
        });
        self.pieces.push(Piece::Table(TablePiece {
            caption: table.caption.as_deref().map(clean_line).unwrap_or_default(),
            unit: table.unit.as_deref().map(clean_line).unwrap_or_default(),
            shares: table.columns.iter().map(|column| column.share).collect(),
            rows: table.rows.len(),
            header_rows,
            cells: cells.collect(),
        }));
    }

    fn image(&mut self, description: &str, width_mm: u16, caption: Option<&str>) {
        self.pieces.push(Piece::Image {
            index: self.images.len() - 1,
            description: clean_line(description),
            width_mm,
            caption: caption.map(clean_line).unwrap_or_default(),
        });
    }

    fn footer(&mut self, document: &Document) -> (Vec<String>, Option<usize>) {
        let mut lines = Vec::new();
        lines.extend(document.footer.as_deref().map(clean_line));
        let mut index = None;
        if let Some(Verification { code, qr, sha256 }) = &document.verification {
            lines.push(format!("{} {}", self.words.code, clean_line(code)));
            lines.extend(sha256.as_deref().map(|hash| format!("SHA-256 {}", clean_line(hash))));
            if let Some(image) = qr.as_deref().and_then(qr::image) {
                index = Some(self.images.len());
                self.images.push(image);
            }
        }
        lines.retain(|line| !line.is_empty());
        (lines, index)
    }
}

/// Runs with their text cleaned; empty ones are left out.
fn runs(text: &Text) -> Vec<Run> {
    let cleaned = text.0.iter().map(|run| Run { text: clean(&run.text), ..run.clone() });
    cleaned.filter(|run| !run.text.is_empty()).collect()
}
