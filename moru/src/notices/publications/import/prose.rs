//! What the sentences hold: who issues, whom to ask, which sites, which dates.

use chrono::NaiveTime;
use korea::{
    dates::{self, kst},
    phone,
};

use super::{
    super::document::{InquiryLine, Issuer, Note, Site, Window},
    Line, compact, names,
    problem::{LineProblem, Trouble},
};

/// Sites of the programme and the names their owners go by.
const KNOWN_SITES: [(&str, &str); 3] = [
    ("www.mss.go.kr", "중소벤처기업부"),
    ("www.semas.or.kr", "소상공인시장진흥공단"),
    ("www.gosims.go.kr", "e나라도움"),
];

/// Who speaks in the first sentence: the words before "(청장 …)".
pub(super) fn issuer(sentence: &str) -> Option<Issuer> {
    let (at, head) = sentence.match_indices('(').find_map(|(at, _)| {
        let (inside, _) = sentence[at + 1..].split_once(')')?;
        Some((at, names::head_of(inside)?))
    })?;
    let mut words = sentence[..at].split_whitespace().rev();
    let name = words.next()?.to_owned();
    Some(Issuer { name, parent: words.next().map(str::to_owned), head: Some(head.to_owned()) })
}

/// Reads "※ … 기관(☎ 042-363-7910, 7911)으로 문의". Other lines with ※ stay out.
pub(super) fn inquiries(lines: &[Line<'_>], problems: &mut Vec<LineProblem>) -> Vec<InquiryLine> {
    let mut found = Vec::new();
    for (number, line) in lines {
        let Some((before, after)) = line.split_once('☎') else { continue };
        let numbers = after.split(')').next().unwrap_or(after).trim();
        let Ok(phones) = phone::parse_list(numbers) else {
            problems.push(LineProblem { line: *number, trouble: Trouble::Phone(numbers.to_owned()) });
            continue;
        };
        let words = before.trim().trim_start_matches('※').trim_end_matches('(').trim();
        let (topic, organisation) = words.rsplit_once(' ').unwrap_or(("", words));
        let (topic, organisation) = (topic.trim().to_owned(), organisation.to_owned());
        found.push(InquiryLine { organisation, topic, phones, raw_text: line.trim().to_owned() });
    }
    found
}

/// The sites in the text, and where a name beside one is not its owner's.
pub(super) fn sites(body: &[String]) -> (Vec<Site>, Vec<Note>) {
    let (mut sites, mut notes): (Vec<Site>, Vec<Note>) = (Vec::new(), Vec::new());
    for paragraph in body {
        for (at, _) in paragraph.match_indices("www.") {
            let host: String = paragraph[at..]
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || "-.".contains(*c))
                .collect();
            let host = host.trim_end_matches('.').to_owned();
            let known = KNOWN_SITES.iter().find(|(address, _)| *address == host).map(|(_, name)| *name);
            let before = paragraph[..at].trim_end_matches('(');
            if let Some(name) = known.filter(|name| !names_owner(before, name)) {
                let found = before.split_whitespace().next_back().unwrap_or_default().to_owned();
                notes.push(Note::Spelling { found, expected: name.to_owned() });
            }
            if !sites.iter().any(|site| site.host == host) {
                sites.push(Site { name: known.map_or_else(|| host.clone(), str::to_owned), host });
            }
        }
    }
    (sites, notes)
}

/// Whether the words just before a site's address hold its owner's name, blanks aside.
fn names_owner(before: &str, name: &str) -> bool {
    let wanted = name.chars().count() + 4;
    let words = compact(before);
    let skipped = words.chars().count().saturating_sub(wanted);
    words.chars().skip(skipped).collect::<String>().contains(name)
}

/// The window of a call: "4월 15일(월)부터 … 5월 10일(금)까지", with the hour in "마감시간(18:00)".
pub(super) fn window(body: &[String], year: i32) -> Option<Window> {
    let text = body.join("\n");
    let dates = dates::scan(&text, year);
    let after = |end: usize| text[end..].trim_start();
    let opening = dates.iter().position(|(place, _)| after(place.end).starts_with("부터"))?;
    let opens_at = kst::start_of(dates[opening].1.date()?);
    let closing = dates[opening..].iter().find(|(place, _)| after(place.end).starts_with("까지"))?;
    let stated = text.split_once("마감시간(").and_then(|(_, rest)| rest.split_once(')'));
    let hour = closing.1.time.or_else(|| NaiveTime::parse_from_str(stated?.0, "%H:%M").ok());
    let closes_at = hour.and_then(|hour| Some(kst::instant(closing.1.date()?.and_time(hour))));
    Some(Window { opens_at, closes_at })
}

/// dates with a wrong weekday anywhere but in the embargo, which has its own rule.
pub(super) fn doubtful_dates(raw: &[String], embargo: &[Line<'_>], year: i32) -> Vec<Note> {
    let mut notes = Vec::new();
    for (_, line) in
        raw.iter().enumerate().filter(|(i, _)| !embargo.iter().any(|(number, _)| *number == i + 1))
    {
        for (place, date) in dates::scan(line, year).into_iter().filter(|(_, date)| !date.consistent) {
            let Some(computed) = date.weekday_computed else { continue };
            let note = Note::Weekday { text: line[place].trim().to_owned(), computed };
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
    }
    notes
}
