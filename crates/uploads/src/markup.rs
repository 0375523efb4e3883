//! The text of XML, in which what a reader sees side by side stays side by side.

use quick_xml::{Reader, events::Event};

use crate::Problem;

/// After these elements something else begins: a paragraph, a cell, a shared string, a line break.
const ENDS: [&str; 9] = ["p", "c", "si", "tc", "tr", "row", "br", "lineBreak", "v"];

/// The text of a document, a line for each paragraph or cell. Runs of one paragraph are joined: a number whose halves
/// are set in different type is still a number.
pub(crate) fn text(xml: &[u8]) -> Result<String, Problem> {
    let xml = std::str::from_utf8(xml).map_err(|_| Problem::Unreadable)?;
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut text = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return Ok(text),
            Ok(Event::Text(part)) => text.push_str(part.as_ref()),
            Ok(Event::CData(part)) => text.push_str(part.as_ref()),
            Ok(Event::GeneralRef(reference)) => {
                if let Ok(Some(letter)) = reference.resolve_char_ref() {
                    text.push(letter);
                }
            }
            Ok(Event::End(end)) if ENDS.contains(&end.local_name().as_ref()) => text.push('\u{1f}'),
            Ok(Event::Empty(empty)) if ENDS.contains(&empty.local_name().as_ref()) => text.push('\u{1f}'),
            Ok(_) => {}
            Err(_) => return Err(Problem::Unreadable),
        }
    }
}
