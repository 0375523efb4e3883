//! The sections of a call as forms: how a content is filled in, how the fields stand, and what was typed as content.
//!
//! A section is a list of groups of lines, so one template draws all of them. What cannot be read is refused beside its
//! field; what contradicts itself is kept, and found by the check.

mod basics;
mod criteria;
mod deciding;
mod lists;
mod read;
mod shown;

use programme::call::{CallContent, Section};

pub use read::{LONG_TEXT, Reading};
pub use shown::{Control, Group, Sheet};

use crate::web::{
    forms::{Fields, Problems},
    page::Page,
};

/// The most rows of a list.
const MOST_ROWS: usize = 40;
/// Empty rows below the ones there are.
const BLANK_ROWS: usize = 2;

/// The fields of a section, filled from a content.
pub fn fill(content: &CallContent, section: Section) -> Fields {
    let mut fields = Fields::default();
    match section {
        Section::Basics => basics::fill(content, &mut fields),
        Section::Dates => basics::fill_dates(content, &mut fields),
        Section::Requirements => deciding::fill_requirements(content, &mut fields),
        Section::Stages => deciding::fill_stages(content, &mut fields),
        Section::Criteria => criteria::fill(content, &mut fields),
        Section::Schedule => lists::fill_schedule(content, &mut fields),
        Section::Papers => lists::fill_papers(content, &mut fields),
        Section::Contacts => lists::fill_contacts(content, &mut fields),
    }
    fields
}

/// Puts what was typed into a content and says what could not be read; that stays what it was.
pub fn apply(section: Section, fields: &Fields, content: &mut CallContent) -> Problems {
    let mut reading = Reading::new(fields, content.basics.fiscal_year);
    match section {
        Section::Basics => basics::apply(&mut reading, content),
        Section::Dates => basics::apply_dates(&mut reading, content),
        Section::Requirements => deciding::apply_requirements(&mut reading, content),
        Section::Stages => deciding::apply_stages(&mut reading, content),
        Section::Criteria => criteria::apply(&mut reading, content),
        Section::Schedule => lists::apply_schedule(&mut reading, content),
        Section::Papers => lists::apply_papers(&mut reading, content),
        Section::Contacts => lists::apply_contacts(&mut reading, content),
    }
    reading.problems
}

/// The section as it stands on a page. The content says which stages, gates and rows there are.
pub fn sheet(page: &Page, section: Section, content: &CallContent, sent: (&Fields, &Problems)) -> Vec<Group> {
    let sheet = Sheet { page, fields: sent.0, problems: sent.1 };
    match section {
        Section::Basics => basics::sheet(&sheet),
        Section::Dates => basics::sheet_dates(&sheet),
        Section::Requirements => deciding::sheet_requirements(&sheet),
        Section::Stages => deciding::sheet_stages(&sheet, content),
        Section::Criteria => criteria::sheet(&sheet, content),
        Section::Schedule => lists::sheet_schedule(&sheet),
        Section::Papers => lists::sheet_papers(&sheet),
        Section::Contacts => lists::sheet_contacts(&sheet),
    }
}

/// A field that two contents have with different values, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The field.
    pub label: String,
    /// What the first content says; empty when nothing.
    pub before: String,
    /// What the second one says.
    pub after: String,
}

/// What differs between two contents in a section, field by field.
pub fn differences(
    page: &Page,
    section: Section,
    before: &CallContent,
    after: &CallContent,
) -> Vec<Difference> {
    let values = |content: &CallContent| {
        let (fields, problems) = (fill(content, section), Problems::default());
        let groups = sheet(page, section, content, (&fields, &problems));
        let lines = groups.into_iter().flat_map(|group| {
            let legend = group.legend;
            group.lines.into_iter().map(move |line| (legend.clone(), line))
        });
        let shown = lines.filter(|(_, line)| line.control != Control::Hidden);
        shown
            .map(|(legend, line)| {
                (line.field.name.clone(), format!("{legend} · {}", line.label), line.said())
            })
            .collect::<Vec<_>>()
    };
    let (old, new) = (values(before), values(after));
    let value_of = |list: &[(String, String, String)], name: &str| {
        list.iter().find(|(known, ..)| known == name).map(|(.., said)| said.clone()).unwrap_or_default()
    };
    let gone = old.iter().filter(|(name, ..)| !new.iter().any(|(known, ..)| known == name));
    let names = new.iter().chain(gone);
    let all = names.map(|(name, label, _)| Difference {
        label: label.clone(),
        before: value_of(&old, name),
        after: value_of(&new, name),
    });
    all.filter(|difference| difference.before != difference.after).collect()
}

/// The numbers of the rows of a list that were sent: `papers.0.name` is row 0 of `papers`.
fn rows(fields: &Fields, list: &str) -> usize {
    let place = |name: &str| -> Option<usize> {
        let rest = name.strip_prefix(list)?.strip_prefix('.')?;
        rest.split('.').next()?.parse().ok()
    };
    let last = fields.iter().filter_map(|(name, _)| place(name)).max();
    last.map_or(0, |last| last + 1).min(MOST_ROWS)
}
