//! What a visitor asks the atlas for. The address holds all of it.

use std::collections::HashSet;

use clusters::State;
use serde::Deserialize;

use super::{
    memory::{Atlas, Judged},
    store,
};
use crate::{registry::zones::zones, web::urls};

/// The question as the address writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct Filter {
    /// Short name of the province: `서울`.
    pub sido: String,
    /// Five digits of the county.
    pub sigungu: String,
    /// `C25`.
    pub division: String,
    /// Words or initials that name a zone.
    pub q: String,
    /// `cluster` (also when empty), `near` or `unknown`.
    pub state: String,
    /// Empty (most first), `margin` or `name`.
    pub sort: String,
    /// The key of the last row of the page before.
    pub after: String,
}

impl Filter {
    /// The state asked for.
    pub fn state(&self) -> State {
        match self.state.as_str() {
            "near" => State::Near,
            "unknown" => State::Unknown,
            _ => State::Cluster,
        }
    }

    /// Whether the whole country is asked for: then counties are shown, not single cells.
    pub fn is_national(&self) -> bool {
        [&self.sido, &self.sigungu, &self.division, &self.q].into_iter().all(String::is_empty)
    }

    /// The address of this question on a page of the atlas.
    pub fn href(&self, path: &str) -> String {
        let pairs = [
            ("sido", &self.sido),
            ("sigungu", &self.sigungu),
            ("division", &self.division),
            ("q", &self.q),
            ("state", &self.state),
            ("sort", &self.sort),
            ("after", &self.after),
        ];
        urls::with_query(path, pairs.into_iter().filter(|(_, value)| !value.is_empty()))
    }

    /// The same question changed; the list starts anew.
    pub fn but(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut changed = Self { after: String::new(), ..self.clone() };
        change(&mut changed);
        changed
    }
}

/// A part of the question that is left out when its own choices are counted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Nothing is left out.
    None,
    /// Province and county.
    Place,
    /// The division.
    Division,
    /// The state.
    State,
}

/// The question, ready to be asked of many rows.
pub(super) struct Selection<'a> {
    filter: &'a Filter,
    division: Option<u8>,
    named: Option<HashSet<&'static str>>,
}

impl<'a> Selection<'a> {
    /// Looks the words up once.
    pub fn new(filter: &'a Filter, atlas: &Atlas) -> Self {
        let words = filter.q.trim();
        let named = (!words.is_empty()).then(|| {
            zones().search(words, atlas.day(), usize::MAX).into_iter().map(|zone| zone.code).collect()
        });
        Self { filter, division: store::division_of(&filter.division), named }
    }

    /// Whether a row answers the question with one part of it left out.
    pub fn fits(&self, row: &Judged, without: Part) -> bool {
        let Filter { sido, sigungu, division, .. } = self.filter;
        let place = (sido.is_empty() || row.province == sido)
            && (sigungu.is_empty() || row.zone.sigungu_code() == sigungu);
        (without == Part::Place || place)
            && (without == Part::Division || division.is_empty() || self.division == Some(row.division))
            && (without == Part::State || row.finding.state == self.filter.state())
            && self.named.as_ref().is_none_or(|named| named.contains(row.zone.code))
    }

    /// The rows that answer, in the order asked for.
    pub fn rows<'r>(&self, atlas: &'r Atlas) -> Vec<&'r Judged> {
        let mut rows: Vec<&Judged> = atlas.rows.iter().filter(|row| self.fits(row, Part::None)).collect();
        match self.filter.sort.as_str() {
            // The order of the atlas breaks ties.
            "margin" => rows.sort_by_key(|row| std::cmp::Reverse(row.finding.margin)),
            "name" => rows.sort_by_key(|row| (row.zone.full_name(), row.division)),
            _ => {}
        }
        rows
    }
}
