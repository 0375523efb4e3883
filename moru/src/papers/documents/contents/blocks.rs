//! Parts that several documents have.

use documents::{Block, Column, Fact, Heading, List, Paragraph, Table, clean};

/// A numbered heading of the first level.
pub(super) fn heading(text: &str) -> Heading {
    Heading::numbered(1, text)
}

/// Labels and what they stand for; what is empty is left out. People may have named things with a space.
pub(super) fn facts<L: AsRef<str>>(rows: impl IntoIterator<Item = (L, String)>) -> Block {
    let rows = rows.into_iter().filter(|(_, value)| !value.trim().is_empty());
    let fact = |(label, value): (L, String)| {
        let label = clean(label.as_ref());
        Fact::new(if label.trim().is_empty() { "(이름 없음)".to_owned() } else { label }, value)
    };
    let facts: Vec<Fact> = rows.map(fact).collect();
    if facts.is_empty() { nothing("적은 내용이 없습니다.") } else { facts.into() }
}

/// A list with signs, or the words that there is nothing in it.
pub(super) fn list(items: Vec<String>, none: &str) -> Block {
    if items.is_empty() { nothing(none) } else { List::bulleted(items).into() }
}

/// A table with its header, or the words that there is nothing in it.
pub(super) fn table<const N: usize>(
    columns: [(&str, Column); N],
    rows: impl IntoIterator<Item = [String; N]>,
    none: &str,
) -> Block {
    let mut rows = rows.into_iter().peekable();
    if rows.peek().is_none() {
        return nothing(none);
    }
    let header = columns.map(|(name, _)| name);
    let empty = Table::new(columns.map(|(_, column)| column)).header(header);
    rows.fold(empty, Table::row).into()
}

fn nothing(words: &str) -> Block {
    Paragraph::from(words).into()
}
