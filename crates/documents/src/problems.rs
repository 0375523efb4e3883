//! What keeps a document from being written.

use crate::{
    clean::clean_line,
    model::{Block, Document, Heading, Item, List, Opening, Picture, Ragged, Run, Table, Text, Verification},
    qr,
};

/// Something that keeps a document from being written. Blocks are counted from zero.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The title has no visible character.
    #[error("the title is empty")]
    EmptyTitle,
    /// A letter says neither who writes nor to whom.
    #[error("a letter needs an organisation and a recipient")]
    EmptyAddress,
    /// There is nothing to type.
    #[error("the verification code is empty")]
    EmptyCode,
    /// A QR code holds nothing, or more than 300 bytes.
    #[error("a QR code holds 1 to 300 bytes, this one {0}")]
    QrLength(usize),
    /// Something in a block.
    #[error("block {block}: {problem}")]
    Block {
        /// Which block.
        block: usize,
        /// What is wrong in it.
        problem: BlockProblem,
    },
}

/// Something wrong in a block. Rows are counted from zero.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BlockProblem {
    /// A heading, label, description or role has no visible character, or there is no item.
    #[error("something that must say something is empty")]
    Empty,
    /// Heading levels are 1 to 4.
    #[error("there is no heading level {0}")]
    HeadingLevel(u8),
    /// A heading is more than one level deeper than the heading before.
    #[error("a heading of level {to} cannot follow one of level {from}")]
    HeadingSkips {
        /// The level before; 0 at the beginning.
        from: u8,
        /// The level.
        to: u8,
    },
    /// Items are more than four levels deep.
    #[error("the list is more than four levels deep")]
    ListTooDeep,
    /// Tables have 1 to 40 columns, each with a share of at least 1.
    #[error("a table has 1 to 40 columns with a share of at least 1")]
    Columns,
    /// There is no row, or none below the header.
    #[error("the table has no row below its header")]
    NoRows,
    /// The cells of a row do not fill its columns.
    #[error("the cells of row {row} do not fill the columns")]
    RaggedRow {
        /// The row.
        row: usize,
    },
    /// A cell covers nothing, or reaches past the last row or out of the header.
    #[error("a cell of row {row} covers nothing, or more rows than there are")]
    Span {
        /// The row.
        row: usize,
    },
    /// An address does not begin with `https://`, `http://`, `mailto:` or `tel:`, or holds spaces.
    #[error("a link does not lead to an address on the web, of mail or of a telephone")]
    Link,
    /// The picture is neither PNG nor JPEG.
    #[error("the picture is neither PNG nor JPEG")]
    PictureFormat,
    /// Pictures are 5 to 170 mm wide.
    #[error("a picture is 5 to 170 mm wide")]
    PictureWidth,
    /// A QR code holds nothing, or more than 300 bytes.
    #[error("a QR code holds 1 to 300 bytes, this one {0}")]
    QrLength(usize),
}

const DEEPEST_LIST: usize = 4;
const MOST_COLUMNS: usize = 40;

impl Document {
    /// Everything that keeps this document from being written; empty when it can be.
    pub fn problems(&self) -> Vec<Problem> {
        let mut out = Vec::new();
        if is_blank(&self.title) {
            out.push(Problem::EmptyTitle);
        }
        if let Opening::Letter { organisation, recipient, .. } = &self.opening
            && (is_blank(organisation) || is_blank(recipient))
        {
            out.push(Problem::EmptyAddress);
        }
        if let Some(Verification { code, qr, .. }) = &self.verification {
            if is_blank(code) {
                out.push(Problem::EmptyCode);
            }
            out.extend(qr.iter().filter(|qr| !fits_qr(qr)).map(|qr| Problem::QrLength(qr.len())));
        }
        let mut level = 0;
        for (index, block) in self.blocks.iter().enumerate() {
            let mut found = Vec::new();
            if let Block::Heading(heading) = block {
                check_heading(heading, &mut level, &mut found);
            } else {
                check(block, &mut found);
            }
            out.extend(found.into_iter().map(|problem| Problem::Block { block: index, problem }));
        }
        out
    }
}

fn is_blank(text: &str) -> bool {
    clean_line(text).is_empty()
}

fn fits_qr(content: &str) -> bool {
    (1..=qr::LONGEST).contains(&content.len())
}

fn check_heading(heading: &Heading, level: &mut u8, out: &mut Vec<BlockProblem>) {
    if is_blank(&heading.text) {
        out.push(BlockProblem::Empty);
    }
    if !(1..=4).contains(&heading.level) {
        out.push(BlockProblem::HeadingLevel(heading.level));
        return;
    }
    if heading.level > *level + 1 {
        out.push(BlockProblem::HeadingSkips { from: *level, to: heading.level });
    }
    *level = heading.level;
}

fn check(block: &Block, out: &mut Vec<BlockProblem>) {
    match block {
        Block::Heading(_) | Block::SignOff | Block::PageBreak => {}
        Block::Paragraph(paragraph) => links([&paragraph.text], out),
        Block::Note(text) => links([text], out),
        Block::Callout(callout) => links([&callout.text], out),
        Block::Facts(facts) => {
            not_empty(!facts.is_empty() && facts.iter().all(|fact| !is_blank(&fact.label)), out);
            links(facts.iter().map(|fact| &fact.value), out);
        }
        Block::Table(table) => check_table(table, out),
        Block::List(list) => check_list(list, out),
        Block::Checks(checks) => {
            not_empty(!checks.is_empty(), out);
            links(checks.iter().map(|check| &check.text), out);
        }
        Block::Enclosures(items) => {
            not_empty(!items.is_empty(), out);
            links(items, out);
        }
        Block::Signatures(signatures) => {
            let lines = &signatures.lines;
            not_empty(!lines.is_empty() && lines.iter().all(|line| !is_blank(&line.role)), out);
        }
        Block::Picture(picture) => check_picture(picture, out),
        Block::Qr(code) => {
            if !fits_qr(&code.content) {
                out.push(BlockProblem::QrLength(code.content.len()));
            }
        }
    }
}

fn not_empty(says_something: bool, out: &mut Vec<BlockProblem>) {
    if !says_something {
        out.push(BlockProblem::Empty);
    }
}

fn check_picture(picture: &Picture, out: &mut Vec<BlockProblem>) {
    not_empty(!is_blank(&picture.description), out);
    if picture.size().is_none() {
        out.push(BlockProblem::PictureFormat);
    }
    if !(5..=170).contains(&picture.width_mm) {
        out.push(BlockProblem::PictureWidth);
    }
}

fn check_list(list: &List, out: &mut Vec<BlockProblem>) {
    fn walk(items: &[Item], depth: usize, out: &mut Vec<BlockProblem>) {
        if items.is_empty() {
            return;
        }
        if depth > DEEPEST_LIST {
            out.push(BlockProblem::ListTooDeep);
            return;
        }
        for item in items {
            links([&item.text], out);
            walk(&item.items, depth + 1, out);
        }
    }
    not_empty(!list.items.is_empty(), out);
    walk(&list.items, 1, out);
}

fn check_table(table: &Table, out: &mut Vec<BlockProblem>) {
    let columns = &table.columns;
    if !(1..=MOST_COLUMNS).contains(&columns.len()) || columns.iter().any(|column| column.share == 0) {
        out.push(BlockProblem::Columns);
        return;
    }
    if table.rows.len() <= usize::from(table.header_rows) {
        out.push(BlockProblem::NoRows);
        return;
    }
    if let Err(ragged) = table.place() {
        out.push(match ragged {
            Ragged::Row(row) => BlockProblem::RaggedRow { row },
            Ragged::Span(row) => BlockProblem::Span { row },
        });
    }
    links(table.rows.iter().flat_map(|row| &row.0).map(|cell| &cell.text), out);
}

fn links<'a>(texts: impl IntoIterator<Item = &'a Text>, out: &mut Vec<BlockProblem>) {
    let bad = texts.into_iter().filter(|text| !text.0.iter().all(has_good_link));
    out.extend(bad.map(|_| BlockProblem::Link));
}

fn has_good_link(run: &Run) -> bool {
    run.link.as_deref().is_none_or(is_address)
}

/// Whether a link leads to an address on the web, of mail or of a telephone, and to nothing else: no script, no file.
pub(crate) fn is_address(link: &str) -> bool {
    const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];
    // What text may not hold, an address may not hold either.
    let plain = !link.chars().any(char::is_whitespace) && clean_line(link) == link;
    plain && SCHEMES.iter().any(|scheme| link.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()))
}
