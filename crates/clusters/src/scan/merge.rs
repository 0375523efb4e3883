//! Makes one census of what the threads have counted.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::number::COORDINATE_UNITS;
use super::row::Tally;
use super::tally::{Codes, Places, Rows, Sum};
use crate::census::{Cell, Census, Count, Point, Tier};

/// Codes in their order, and for each thread which of them its own numbers mean.
struct Merged<T> {
    codes: Vec<(Arc<str>, T)>,
    numbers: Vec<Vec<u32>>,
}

impl<T: Clone> Merged<T> {
    fn new<'a, U: 'a>(each: impl Iterator<Item = &'a Codes<U>> + Clone, about: impl Fn(&U) -> T) -> Self {
        let mut order: BTreeMap<&str, (u32, T)> = BTreeMap::new();
        for (code, what) in each.clone().flat_map(Codes::entries) {
            order.entry(code).or_insert_with(|| (0, about(what)));
        }
        for (number, place) in order.values_mut().enumerate() {
            place.0 = number as u32;
        }
        let number = |code: &str| order.get(code).map_or(0, |place| place.0);
        let numbers = each.map(|codes| codes.entries().iter().map(|(code, _)| number(code)).collect()).collect();
        Self { numbers, codes: order.into_iter().map(|(code, (_, what))| (Arc::from(code), what)).collect() }
    }
}

/// One census, its cells in the order of zone and industry codes.
pub(crate) fn census(tallies: &[Tally]) -> Census {
    let zones = Merged::new(tallies.iter().map(|t| &t.zones), |tier| tier.as_ref().copied().ok());
    let industries = Merged::new(tallies.iter().map(|t| &t.industries), |()| ());
    let mut parts: Vec<(u64, Sum, Places)> = Vec::new();
    for ((tally, zone), industry) in tallies.iter().zip(&zones.numbers).zip(&industries.numbers) {
        let renumbered = |key: u64| {
            let (zone, industry) = (zone[(key >> 32) as usize], industry[(key & 0xFFFF_FFFF) as usize]);
            u64::from(zone) << 32 | u64::from(industry)
        };
        parts.extend(tally.cells.iter().map(|(key, sum, places)| (renumbered(key), sum, places)));
    }
    parts.sort_unstable_by_key(|part| part.0);
    let cells = parts.chunk_by(|a, b| a.0 == b.0).map(|same| {
        let key = same[0].0;
        let (zone, tier) = &zones.codes[(key >> 32) as usize];
        let industry = &industries.codes[(key & 0xFFFF_FFFF) as usize].0;
        cell((zone, tier.unwrap_or(Tier::Fixed)), industry, same)
    });
    Census { cells: cells.collect() }
}

fn cell((zone, tier): (&Arc<str>, Tier), industry: &Arc<str>, parts: &[(u64, Sum, Places)]) -> Cell {
    let mut sum = Sum::default();
    let mut places = Places::default();
    for (_, part, place) in parts {
        sum.known = sum.known.saturating_add(part.known);
        sum.unknown += part.unknown;
        places.x += place.x;
        places.y += place.y;
        places.count += place.count;
    }
    let mean = |total: i128| total as f64 / places.count as f64 / COORDINATE_UNITS;
    Cell {
        zone: Arc::clone(zone),
        industry: Arc::clone(industry),
        tier,
        count: if sum.unknown == 0 { Count::Exact(sum.known) } else { Count::AtLeast(sum.known) },
        point: (places.count > 0).then(|| Point { x: mean(places.x), y: mean(places.y) }),
    }
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
