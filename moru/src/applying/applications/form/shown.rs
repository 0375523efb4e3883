//! What a page showed, so that a tab that was left open does not take back what another wrote meanwhile: only what was
//! changed on the page counts as written there.

use std::{borrow::Cow, collections::BTreeMap};

use ledger::Sha256;
use serde::Serializer;
use uuid::Uuid;

use super::{Step, belongs_to};
use crate::applying::applications::store::{Answer, Answers};

/// The hidden field that carries the marks.
pub const SHOWN: &str = "_shown";
/// Hexadecimal digits of a mark. Two texts with the same one would have to meet in one field of one draft.
const MARK: usize = 12;

/// Browsers send line breaks as CRLF, scripts as they are.
fn mark(value: &str) -> String {
    let lines = if value.contains('\r') { value.replace("\r\n", "\n").into() } else { Cow::from(value) };
    let mut hex = Sha256::of(lines.as_bytes()).to_hex();
    hex.truncate(MARK);
    hex
}

/// The marks of a step's answers: a JSON object, for the hidden field.
pub fn marks<'a>(answers: impl IntoIterator<Item = (&'a str, &'a str)>, step: Step) -> String {
    let shown = answers
        .into_iter()
        .filter(|(field, value)| !value.is_empty() && belongs_to(field) == Some(step))
        .map(|(field, value)| (field, mark(value)));
    let mut json = Vec::new();
    let written = serde_json::Serializer::new(&mut json).collect_map(shown);
    written.ok().and_then(|()| String::from_utf8(json).ok()).unwrap_or_default()
}

/// Leaves out of what a page sent everything that is as the page showed it. A field that a script has kept already is
/// marked with null and counts as written, whatever it says now. Without marks everything counts.
pub fn changed(values: Vec<(String, String)>, marks: &str) -> Vec<(String, String)> {
    let Ok(marks) = serde_json::from_str::<BTreeMap<String, Option<String>>>(marks) else { return values };
    let is_as_shown = |field: &str, value: &str| match marks.get(field) {
        Some(Some(shown)) => *shown == mark(value),
        Some(None) => false,
        None => value.is_empty(),
    };
    values.into_iter().filter(|(field, value)| !is_as_shown(field, value)).collect()
}

/// Which answers that somebody else wrote would be written over by someone who has not seen them: the page showed something
/// else, or a script kept the field before the other wrote. A page without marks has shown nothing.
pub fn unseen<'a>(
    values: &[(String, String)],
    marks: &str,
    (answers, writer): (&'a Answers, Uuid),
) -> Vec<(&'a str, &'a Answer)> {
    let marks: BTreeMap<String, Option<String>> = serde_json::from_str(marks).unwrap_or_default();
    let overwritten = values.iter().filter_map(|(field, value)| {
        let (field, stands) = answers.get_key_value(field)?;
        let now = mark(&stands.value);
        let was_shown = marks.get(field).is_some_and(|shown| shown.as_ref() == Some(&now));
        let is_lost =
            stands.saved_by != writer && !stands.value.is_empty() && now != mark(value) && !was_shown;
        is_lost.then_some((field.as_str(), stands))
    });
    overwritten.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(shown: &[(&str, &str)], sent: &[(&str, &str)]) -> Vec<String> {
        let marks = marks(shown.iter().copied(), Step::Institution);
        let sent = sent.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect();
        changed(sent, &marks).into_iter().map(|(field, _)| field).collect()
    }

    #[test]
    fn only_what_differs_from_what_was_shown_is_left() {
        let shown = [("capacity", "하나\n둘"), ("contact.phone", "02")];
        assert_eq!(left(&shown, &[("capacity", "하나\r\n둘"), ("contact.phone", "031")]), ["contact.phone"]);
        assert_eq!(left(&shown, &[("capacity", ""), ("contact.name", "")]), ["capacity"]);
        assert_eq!(left(&[], &[("contact.name", "예시")]), ["contact.name"]);
    }

    #[test]
    fn what_a_script_kept_and_pages_without_marks_count_as_written() {
        let sent = || vec![("capacity".to_owned(), String::new())];
        assert_eq!(changed(sent(), r#"{"capacity":null}"#), sent());
        assert_eq!(changed(sent(), ""), sent());
        assert!(changed(sent(), "{}").is_empty());
    }

    #[test]
    fn what_somebody_else_wrote_since_is_not_written_over_unseen() {
        let (me, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let answers = |value: &str, saved_by| {
            let saved_at = chrono::DateTime::UNIX_EPOCH;
            Answers::from([("capacity".to_owned(), Answer { value: value.to_owned(), saved_at, saved_by })])
        };
        let lost = |sent: &str, marks: &str, answers: &Answers| {
            !unseen(&[("capacity".to_owned(), sent.to_owned())], marks, (answers, me)).is_empty()
        };
        let shown = marks([("capacity", "하나")], Step::Institution);
        assert!(!lost("둘", &shown, &answers("하나", other)), "it was shown");
        assert!(lost("둘", &shown, &answers("셋", other)), "it was changed since");
        assert!(lost("", &shown, &answers("셋", other)), "emptying is writing too");
        assert!(!lost("둘", &shown, &answers("셋", me)), "one's own");
        assert!(!lost("셋", &shown, &answers("셋", other)), "the same text");
        assert!(!lost("둘", &shown, &answers("", other)), "nothing is lost");
        assert!(lost("둘", "{}", &answers("셋", other)), "the page showed an empty field");
        assert!(
            lost("둘", r#"{"capacity":null}"#, &answers("셋", other)),
            "kept by a script, then written by another"
        );
        assert!(lost("둘", "", &answers("셋", other)), "without marks nothing was shown");
    }
}
