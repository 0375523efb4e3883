//! Reads the text of a press release. What it cannot read it names by line; what looks wrong it flags and leaves as
//! it is.

mod annex;
mod contacts;
mod embargo;
mod names;
mod problem;
mod prose;
pub mod quality;

pub use problem::{LineProblem, Trouble};

use korea::numbers::resident;

use super::document::{Issuer, Note, ReleaseDocument};

/// The longest text that is read, in characters.
pub const LONGEST: usize = 50_000;

/// The most lines of a campaign.
const LONGEST_CAMPAIGN: usize = 2;

/// A line with its number, counted from one as editors do.
type Line<'a> = (usize, &'a str);

/// The lines of a release, by what they are for.
#[derive(Default)]
struct Parts<'a> {
    embargo: Vec<Line<'a>>,
    title: Option<Line<'a>>,
    subtitles: Vec<Line<'a>>,
    body: Vec<Line<'a>>,
    inquiries: Vec<Line<'a>>,
    contacts: Vec<Line<'a>>,
    campaign: Vec<Line<'a>>,
    annex: Vec<Line<'a>>,
}

/// Takes a release apart. `year` is the year meant by dates that name none.
pub fn read(text: &str, year: i32) -> Result<ReleaseDocument, Vec<LineProblem>> {
    if text.chars().count() > LONGEST {
        return Err(vec![LineProblem { line: 1, trouble: Trouble::TooLong }]);
    }
    let raw: Vec<String> = text.lines().map(names::without).collect();
    let parts = divide(&raw);
    let mut problems = resident_numbers(&raw);
    let embargoes = embargo::read(&parts.embargo, year, &mut problems);
    let mut contacts = contacts::read(&parts.contacts, &mut problems);
    quality::flag(&mut contacts);
    let inquiries = prose::inquiries(&parts.inquiries, &mut problems);
    if let Some((line, _)) = parts.campaign.get(LONGEST_CAMPAIGN) {
        problems.push(LineProblem { line: *line, trouble: Trouble::LongCampaign });
    }
    let Some((_, title)) = parts.title else {
        problems.push(LineProblem { line: 1, trouble: Trouble::NoTitle });
        return Err(problems);
    };
    if parts.body.is_empty() {
        problems.push(LineProblem { line: raw.len().max(1), trouble: Trouble::NoBody });
    }
    if !problems.is_empty() {
        problems.sort_by_key(|problem| problem.line);
        return Err(problems);
    }
    let body = texts(&parts.body);
    let (sites, mut notes) = prose::sites(&body);
    notes.extend(prose::doubtful_dates(&raw, &parts.embargo, year));
    let issuer = body.first().and_then(|first| prose::issuer(first)).unwrap_or_else(|| {
        notes.push(Note::NoIssuer);
        let name = contacts
            .first()
            .map_or_else(|| contacts::MINISTRY.to_owned(), |entry| entry.organisation.clone());
        Issuer { name, parent: None, head: None }
    });
    Ok(ReleaseDocument {
        year,
        title: title.trim().to_owned(),
        subtitles: texts(&parts.subtitles).iter().map(|line| bare(line).to_owned()).collect(),
        issuer,
        inquiries,
        sections: annex::read(&parts.annex),
        campaign: texts(&parts.campaign),
        window: prose::window(&body, year),
        raw: raw.join("\n"),
        embargoes,
        body,
        contacts,
        sites,
        notes,
    })
}

/// P-01: lines with the number of a person.
fn resident_numbers(raw: &[String]) -> Vec<LineProblem> {
    let found = raw.iter().enumerate().filter(|(_, line)| resident::contains(line));
    found.map(|(i, _)| LineProblem { line: i + 1, trouble: Trouble::ResidentNumber }).collect()
}

/// Sorts lines by their place and their look. Order matters: a line that stands alone between the table of
/// departments and the first heading is a campaign, in the release itself it would be a paragraph.
fn divide(raw: &[String]) -> Parts<'_> {
    let mut parts = Parts::default();
    let lines = raw.iter().enumerate().map(|(i, line)| (i + 1, line.as_str()));
    for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        let start = line.trim_start();
        let room = if !parts.annex.is_empty() || annex::heading(start).is_some() {
            &mut parts.annex
        } else if parts.title.is_none() {
            if !embargo::is_line(start) {
                parts.title = Some((number, line));
                continue;
            }
            &mut parts.embargo
        } else if contacts::is_row(line) {
            &mut parts.contacts
        } else if !parts.contacts.is_empty() {
            &mut parts.campaign
        } else if start.starts_with('※') {
            &mut parts.inquiries
        } else if start.starts_with('-') && parts.body.is_empty() {
            &mut parts.subtitles
        } else {
            &mut parts.body
        };
        room.push((number, line));
    }
    parts
}

fn texts(lines: &[Line<'_>]) -> Vec<String> {
    lines.iter().map(|(_, line)| line.trim().to_owned()).collect()
}

/// A line without the dash or stars before it.
fn bare(line: &str) -> &str {
    line.trim().trim_start_matches(['-', '*', ' '])
}

/// Words without the blanks that printed tables put between syllables: "과 장".
fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
