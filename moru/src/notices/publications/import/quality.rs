//! What looks wrong in the table of departments: numbers of another place, organisations without exactly one head.
//! A number that fits the organisation next to it shows that rows slipped; where they came from is suggested, and a
//! person decides.

use korea::zones;

use super::super::document::{ContactEntry, Duty, Flag};

/// Where the organisations with one seat have it.
const SEATS: [(&str, &str); 2] = [("중소벤처기업부", "세종"), ("소상공인시장진흥공단", "대전")];

/// An organisation whose heads are not exactly one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadCount {
    /// The organisation.
    pub organisation: String,
    /// Its department.
    pub department: String,
    /// How many heads it has.
    pub heads: usize,
}

/// The province an organisation's numbers should belong to; none where nobody knows.
fn seat(organisation: &str) -> Option<&'static str> {
    let known = SEATS.iter().find(|(name, _)| *name == organisation).map(|(_, seat)| *seat);
    known.or_else(|| zones::sido_short_name(&organisation.chars().take(2).collect::<String>()))
}

/// Flags numbers of another place than the organisation's, with the neighbour they fit.
pub fn flag(entries: &mut [ContactEntry]) {
    let offices = offices(entries);
    for entry in entries.iter_mut() {
        let (Some(area), Some(expected)) = (entry.phone.area(), seat(&entry.organisation)) else { continue };
        if !entry.phone.contradicts_region(expected) {
            continue;
        }
        let office = (entry.organisation.clone(), entry.department.clone());
        let place = offices.iter().position(|known| *known == office).unwrap_or_default();
        let neighbours = [place.checked_sub(1), Some(place + 1)];
        let suggested = neighbours
            .into_iter()
            .flatten()
            .filter_map(|near| offices.get(near))
            .find(|near| seat(&near.0) == Some(area));
        entry.flags.push(Flag::AreaCodeMismatch {
            area: area.to_owned(),
            expected: expected.to_owned(),
            suggested: suggested.cloned(),
        });
    }
}

/// The entries with every suggested move made.
pub fn moved(entries: &[ContactEntry]) -> Vec<ContactEntry> {
    let places = offices(entries);
    let mut moved: Vec<ContactEntry> = entries.iter().map(move_one).collect();
    moved.sort_by_key(|entry| {
        places.iter().position(|(name, part)| (name, part) == (&entry.organisation, &entry.department))
    });
    moved
}

fn move_one(entry: &ContactEntry) -> ContactEntry {
    let suggested = entry.flags.iter().find_map(|flag| match flag {
        Flag::AreaCodeMismatch { suggested, .. } => suggested.clone(),
        Flag::Moved { .. } => None,
    });
    let Some((organisation, department)) = suggested else { return entry.clone() };
    let flags = vec![Flag::Moved { from: entry.organisation.clone() }];
    ContactEntry { organisation, department, flags, ..entry.clone() }
}

/// The organisations whose heads are not exactly one, of rows with an organisation, a department and a duty.
pub fn head_counts(rows: &[(&str, &str, Duty)]) -> Vec<HeadCount> {
    let mut counts: Vec<HeadCount> = Vec::new();
    for (organisation, department, duty) in rows {
        let heads = usize::from(*duty == Duty::Head);
        match counts
            .iter_mut()
            .find(|count| count.organisation == *organisation && count.department == *department)
        {
            Some(count) => count.heads += heads,
            None => counts.push(HeadCount {
                organisation: (*organisation).to_owned(),
                department: (*department).to_owned(),
                heads,
            }),
        }
    }
    counts.retain(|count| count.heads != 1);
    counts
}

/// Organisations and departments in the order of the table.
fn offices(entries: &[ContactEntry]) -> Vec<(String, String)> {
    let mut offices: Vec<(String, String)> = Vec::new();
    for entry in entries {
        let office = (entry.organisation.clone(), entry.department.clone());
        if !offices.contains(&office) {
            offices.push(office);
        }
    }
    offices
}
