//! Takes names of officials out of a line before anything else sees it: roles are published, people are not.

use super::super::document::NO_NAME;

/// Titles of heads that stand before a name: "(청장 …)".
pub(super) const HEADS: [&str; 14] = [
    "이사장",
    "구청장",
    "센터장",
    "도지사",
    "위원장",
    "청장",
    "장관",
    "차관",
    "원장",
    "시장",
    "군수",
    "회장",
    "총장",
    "대표",
];

/// A line without names.
pub(super) fn without(line: &str) -> String {
    if line.contains('\t') { row(line) } else { prose(line) }
}

/// "홍길동 (044-…)" in the last cell of a row.
fn row(line: &str) -> String {
    let end = line.trim_end();
    let (before, cell) = end.rsplit_once('\t').unwrap_or(("", end));
    match cell.split_once('(') {
        Some((name, phone))
            if !name.trim().is_empty() && phone.starts_with(|c: char| c.is_ascii_digit() || c == '☎') =>
        {
            format!("{before}\t{NO_NAME} ({phone}")
        }
        _ => line.to_owned(),
    }
}

/// "(청장 홍길동)" in a sentence.
fn prose(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('(') {
        out.push_str(before);
        out.push('(');
        rest = after;
        let Some((inside, behind)) = after.split_once(')') else { break };
        if let Some(head) = head_of(inside) {
            out.push_str(head);
            if inside.len() > head.len() {
                out.push(' ');
                out.push_str(NO_NAME);
            }
            out.push(')');
            rest = behind;
        }
    }
    out.push_str(rest);
    out
}

/// The title of a head at the beginning of what stands in brackets: the title alone or the title and a name.
pub(super) fn head_of(inside: &str) -> Option<&'static str> {
    let (title, name) = inside.split_once(' ').unwrap_or((inside, ""));
    let is_name = name.is_empty()
        || (name.trim().chars().count() <= 10 && !name.contains(|c: char| c.is_ascii_digit()));
    HEADS.into_iter().find(|head| *head == title).filter(|_| is_name)
}
