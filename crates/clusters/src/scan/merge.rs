//! Makes one census of what the threads have counted.

use std::collections::{BTreeSet, HashMap};
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use super::cells::{Places, Sum};
use super::number::COORDINATE_UNITS;
use super::row::Tally;
use super::tally::Rows;
use crate::census::{Count, Point, Tier};

/// Most pairs of a zone and an industry that are all looked up; beyond, those that came are put in order instead.
const MOST_PAIRS: usize = 4 << 20;

/// Of the zones, those in the first part. It is the smaller one: whoever writes it to the file writes what the other
/// prepared as well.
const FIRST_SHARE: (usize, usize) = (9, 20);

/// In the numbers of a thread: the thread never met this code.
const NEVER: u32 = u32::MAX;

/// Codes in their order, and for each thread its own number of each.
struct Merged<T> {
    codes: Vec<(Arc<str>, T)>,
    own: Vec<Vec<u32>>,
}

impl<T: Clone> Merged<T> {
    /// From the codes of each thread in their order.
    fn new(each: Vec<Vec<(&str, u32, &T)>>) -> Self {
        let mut own = vec![Vec::new(); each.len()];
        let mut each: Vec<_> = each.into_iter().map(|codes| codes.into_iter().peekable()).collect();
        let mut codes = Vec::new();
        while let Some(next) = each.iter_mut().filter_map(|codes| Some(codes.peek()?.0)).min() {
            let mut about = None;
            for (codes, own) in each.iter_mut().zip(&mut own) {
                let met = codes.next_if(|(code, ..)| *code == next);
                own.push(met.map_or(NEVER, |(_, number, _)| number));
                about = about.or(met.map(|(.., about)| about));
            }
            codes.extend(about.map(|about| (next.into(), about.clone())));
        }
        Self { codes, own }
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
    /// One part after the other; no zone is in two.
    pub parts: Vec<Part>,
}

/// The cells of some zones.
#[derive(Debug, Default)]
pub(crate) struct Part {
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
    let in_order = side_by_side(tallies, |tally| (tally.zones.in_order(), tally.industries.in_order()));
    let (zones, industries) = in_order.into_iter().unzip();
    let both = Both { tallies, zones: Merged::new(zones), industries: Merged::new(industries) };
    let (height, width) = (both.zones.codes.len(), both.industries.codes.len());
    let parts = if height.saturating_mul(width) <= MOST_PAIRS {
        let border = height * FIRST_SHARE.0 / FIRST_SHARE.1;
        side_by_side(&[0..border, border..height], |zones| {
            let industries = 0..width as u32;
            both.part(zones.clone().flat_map(|zone| industries.clone().map(move |of| (zone as u32, of))))
        })
    } else {
        vec![both.part(both.pairs())]
    };
    Counts {
        zones: both.zones.codes,
        industries: both.industries.codes.into_iter().map(|(code, ())| code).collect(),
        parts,
    }
}

/// Does something to each of a few things: to the first here, to each other on a thread of its own.
fn side_by_side<'a, T: Sync, U: Send>(things: &'a [T], each: impl Fn(&'a T) -> U + Sync) -> Vec<U> {
    let Some((first, others)) = things.split_first() else { return Vec::new() };
    let each = &each;
    thread::scope(|scope| {
        let others: Vec<_> = others.iter().map(|thing| scope.spawn(move || each(thing))).collect();
        let mut done = vec![each(first)];
        done.extend(others.into_iter().map(|thread| thread.join().unwrap_or_else(|why| resume_unwind(why))));
        done
    })
}

/// The numbers of the threads and how their codes go together.
struct Both<'a> {
    tallies: &'a [Tally],
    zones: Merged<Tier>,
    industries: Merged<()>,
}

impl Both<'_> {
    /// Every pair that came, in order.
    fn pairs(&self) -> BTreeSet<(u32, u32)> {
        let mut pairs = BTreeSet::new();
        for (thread, tally) in self.tallies.iter().enumerate() {
            let (zones, industries) = (self.zones.places(thread), self.industries.places(thread));
            let place = |(zone, industry)| Some((*zones.get(&zone)?, *industries.get(&industry)?));
            pairs.extend(tally.cells.pairs().filter_map(place));
        }
        pairs
    }

    /// The cells of those pairs that came.
    fn part(&self, pairs: impl IntoIterator<Item = (u32, u32)>) -> Part {
        let mut part = Part::default();
        for (zone, industry) in pairs {
            self.add(&mut part, zone, industry);
        }
        part
    }

    fn add(&self, part: &mut Part, zone: u32, industry: u32) {
        let (mut sum, mut places) = (None, Places::default());
        for (thread, tally) in self.tallies.iter().enumerate() {
            let numbers =
                (self.zones.own[thread][zone as usize], self.industries.own[thread][industry as usize]);
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
        part.cells.push(Numbered { zone, industry, count });
        if places.count > 0 {
            let mean = |total: i128| total as f64 / places.count as f64 / COORDINATE_UNITS;
            part.points.insert((zone, industry), Point { x: mean(places.x), y: mean(places.y) });
        }
    }
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
