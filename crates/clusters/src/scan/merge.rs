//! Makes one census of what the threads have counted.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::cells::{Places, Sum};
use super::number::COORDINATE_UNITS;
use super::reject::Reason;
use super::row::Tally;
use super::tally::{Codes, Rows};
use crate::census::{Count, Point, Tier};

/// Most pairs of a zone and an industry that are all looked up; beyond, those that came are put in order instead.
const MOST_PAIRS: usize = 4 << 20;

/// In the numbers of a thread: the thread never met this code.
const NEVER: u32 = u32::MAX;

/// Codes in their order, and for each thread its own number of each.
struct Merged<T> {
    codes: Vec<(Arc<str>, T)>,
    own: Vec<Vec<u32>>,
}

impl<T: Clone> Merged<T> {
    fn new<'a>(each: impl Iterator<Item = &'a Codes<Result<T, Reason>>> + Clone) -> Self
    where
        T: 'a,
    {
        let mut order: BTreeMap<&str, T> = BTreeMap::new();
        for (code, about) in each.clone().flat_map(Codes::entries) {
            if let Ok(about) = about {
                order.entry(code).or_insert_with(|| about.clone());
            }
        }
        let own = each.map(|codes| {
            let mut own: Vec<(&str, u32)> =
                codes.entries().iter().zip(0..).map(|((code, _), number)| (&**code, number)).collect();
            own.sort_unstable();
            let mut own = own.into_iter().peekable();
            let number = |code: &&str| {
                while own.next_if(|(met, _)| met < code).is_some() {}
                own.next_if(|(met, _)| met == code).map_or(NEVER, |(_, number)| number)
            };
            order.keys().map(number).collect()
        });
        Self {
            own: own.collect(),
            codes: order.into_iter().map(|(code, what)| (code.into(), what)).collect(),
        }
    }

    /// For each number of a thread the place of its code among all.
    fn places(&self, thread: usize) -> HashMap<u32, u32> {
        self.own[thread].iter().copied().zip(0..).filter(|(own, _)| *own != NEVER).collect()
    }
}

/// The cells of a census, each once, in the order of zone and industry codes; codes are numbers here.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub zones: Vec<(Arc<str>, Tier)>,
    pub industries: Vec<Arc<str>>,
    pub cells: Vec<Numbered>,
    /// The mean place of the establishments of a cell, where any is known.
    pub points: HashMap<(u32, u32), Point>,
}

/// One cell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Numbered {
    pub zone: u32,
    pub industry: u32,
    pub count: Count,
}

/// What the threads have counted, as one.
pub(crate) fn counts(tallies: &[Tally]) -> Counts {
    let zones = Merged::new(tallies.iter().map(|t| &t.zones));
    let industries = Merged::new(tallies.iter().map(|t| &t.industries));
    let (height, width) = (zones.codes.len(), industries.codes.len());
    let mut counts = Counts::default();
    let mut add = |zone: u32, industry: u32| {
        let (mut sum, mut places) = (None, Places::default());
        for (thread, tally) in tallies.iter().enumerate() {
            let numbers = (zones.own[thread][zone as usize], industries.own[thread][industry as usize]);
            if numbers.0 == NEVER || numbers.1 == NEVER {
                continue;
            }
            let Some(part) = tally.cells.get(numbers.0, numbers.1) else { continue };
            sum = Some(together(sum.unwrap_or_default(), part));
            if tally.cells.has_places() {
                let there = tally.cells.places(numbers.0, numbers.1);
                places.x += there.x;
                places.y += there.y;
                places.count += there.count;
            }
        }
        let Some(Sum { known, unknown }) = sum else { return };
        let count = if unknown == 0 { Count::Exact(known) } else { Count::AtLeast(known) };
        counts.cells.push(Numbered { zone, industry, count });
        if places.count > 0 {
            let mean = |total: i128| total as f64 / places.count as f64 / COORDINATE_UNITS;
            counts.points.insert((zone, industry), Point { x: mean(places.x), y: mean(places.y) });
        }
    };
    if height.saturating_mul(width) <= MOST_PAIRS {
        for zone in 0..height as u32 {
            for industry in 0..width as u32 {
                add(zone, industry);
            }
        }
    } else {
        let mut pairs = BTreeSet::new();
        for (thread, tally) in tallies.iter().enumerate() {
            let (zones, industries) = (zones.places(thread), industries.places(thread));
            let place = |(zone, industry)| Some((*zones.get(&zone)?, *industries.get(&industry)?));
            pairs.extend(tally.cells.pairs().filter_map(place));
        }
        for (zone, industry) in pairs {
            add(zone, industry);
        }
    }
    counts.zones = zones.codes;
    counts.industries = industries.codes.into_iter().map(|(code, ())| code).collect();
    counts
}

fn together(sum: Sum, part: Sum) -> Sum {
    Sum { known: sum.known.saturating_add(part.known), unknown: sum.unknown + part.unknown }
}

/// The rows of all threads.
pub(crate) fn rows(tallies: &[Tally]) -> Rows {
    tallies.iter().fold(Rows::default(), |sum, tally| Rows {
        read: sum.read + tally.rows.read,
        outside: sum.outside + tally.rows.outside,
        over_size: sum.over_size + tally.rows.over_size,
        unknown: sum.unknown + tally.rows.unknown,
    })
}
