//! The lines at the top that say when each channel may publish.

use korea::dates::{self, PressEdition};
use programme::{
    embargo::{Channel, Embargo, Lift, PrintEdition},
    stated::StatedDate,
};

use super::{
    super::document::EmbargoLine,
    Line, compact,
    problem::{LineProblem, Trouble},
};

/// Whether a line belongs to the embargo.
pub(super) fn is_line(line: &str) -> bool {
    compact(line).starts_with("보도시점") || marker(line.trim_start()).is_some()
}

/// The channel in brackets at the beginning of a text, and what follows.
fn marker(text: &str) -> Option<(Channel, &str)> {
    let (inside, after) = text.strip_prefix('(')?.split_once(')')?;
    let channel = match compact(inside).as_str() {
        "지면" => Channel::Print,
        "인터넷" => Channel::Internet,
        "방송" => Channel::Broadcast,
        _ => return None,
    };
    Some((channel, after))
}

/// Reads the lines. One line may name several channels.
pub(super) fn read(lines: &[Line<'_>], year: i32, problems: &mut Vec<LineProblem>) -> Vec<EmbargoLine> {
    let mut found: Vec<EmbargoLine> = Vec::new();
    for (number, line) in lines {
        for (channel, text) in entries(line) {
            match entry(channel, text, year) {
                Ok(_) if found.iter().any(|known| known.stated.channel == channel) => {
                    problems.push(LineProblem { line: *number, trouble: Trouble::ChannelTwice });
                }
                Ok(entry) => found.push(entry),
                Err(trouble) => problems.push(LineProblem { line: *number, trouble }),
            }
        }
    }
    let has_internet = found.iter().any(|line| line.stated.channel == Channel::Internet);
    if !has_internet && problems.is_empty() {
        let line = lines.last().map_or(1, |(number, _)| *number);
        problems.push(LineProblem { line, trouble: Trouble::NoInternetEmbargo });
    }
    found
}

/// The channels of a line, each with its text.
fn entries(line: &str) -> Vec<(Channel, &str)> {
    let starts: Vec<usize> =
        line.match_indices('(').map(|(at, _)| at).filter(|at| marker(&line[*at..]).is_some()).collect();
    let ends = starts.iter().skip(1).copied().chain([line.len()]);
    starts
        .iter()
        .zip(ends)
        .filter_map(|(start, end)| marker(&line[*start..end]))
        .map(|(channel, text)| (channel, text.trim()))
        .collect()
}

fn entry(channel: Channel, text: &str, year: i32) -> Result<EmbargoLine, Trouble> {
    let found = dates::parse(text, year).map_err(|_| Trouble::Embargo(text.to_owned()))?;
    let date = found.date().ok_or_else(|| Trouble::Embargo(text.to_owned()))?;
    let lift = match (found.time, found.edition) {
        (Some(time), _) => Lift::At(time),
        (None, Some(PressEdition::Morning)) => Lift::Edition(PrintEdition::Morning),
        (None, Some(PressEdition::Evening)) => Lift::Edition(PrintEdition::Evening),
        (None, None) => return Err(Trouble::EmbargoWithoutTime(text.to_owned())),
    };
    // An edition is of a newspaper: the internet has hours only.
    if channel != Channel::Print && matches!(lift, Lift::Edition(_)) {
        return Err(Trouble::EmbargoWithoutTime(text.to_owned()));
    }
    let day = StatedDate { date, weekday: found.weekday_in_text };
    Ok(EmbargoLine { raw_text: text.to_owned(), stated: Embargo { channel, day, lift } })
}
