//! The rule: which cells are clusters, which are near, and which nobody can tell.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::census::{Cell, Count, Tier};
use crate::ruleset::Ruleset;

/// What a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// The count reaches the threshold.
    Cluster,
    /// The count is below the threshold by no more than the ruleset's share of it.
    Near,
    /// The count is further below.
    Below,
    /// The count is not known and what is known does not reach the threshold.
    Unknown,
}

impl State {
    /// The word used in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cluster => "cluster",
            Self::Near => "near",
            Self::Below => "below",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What the rule says about one count, with the numbers it was said from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CellFinding {
    /// The outcome.
    pub state: State,
    /// What was counted.
    pub count: Count,
    /// What makes a cluster in this tier.
    pub threshold: u32,
    /// Count less threshold; for a cluster that is known only from below, the least margin; `None` if unknown.
    pub margin: Option<i64>,
}

/// Judges one count: inclusive at the threshold, never taking an unknown number for zero.
///
/// A count that is only known from below is a cluster if the known part alone reaches the threshold, for no
/// suppressed number could undo that; otherwise its state is [`State::Unknown`].
///
/// ```
/// use clusters::{Count, Ruleset, State, Tier, evaluate_cell};
/// let rules = Ruleset::statute_2018();
/// assert_eq!(evaluate_cell(Count::Exact(49), Tier::Metropolitan, &rules).state, State::Near);
/// assert_eq!(evaluate_cell(Count::Exact(50), Tier::Metropolitan, &rules).state, State::Cluster);
/// assert_eq!(evaluate_cell(Count::AtLeast(0), Tier::Gun, &rules).state, State::Unknown);
/// ```
pub fn evaluate_cell(count: Count, tier: Tier, ruleset: &Ruleset) -> CellFinding {
    let threshold = ruleset.thresholds.of(tier);
    let known = i64::try_from(count.lower_bound()).unwrap_or(i64::MAX);
    let margin = known - i64::from(threshold);
    let reach = i128::from(threshold) * i128::from(ruleset.near_percent);
    let state = if margin >= 0 {
        State::Cluster
    } else if count.exact().is_none() {
        State::Unknown
    } else if i128::from(-margin) * 100 <= reach {
        State::Near
    } else {
        State::Below
    };
    CellFinding { state, count, threshold, margin: (state != State::Unknown).then_some(margin) }
}

/// A cell with its finding and its place among the others.
///
/// Its [`State`] tells whether it is a cluster: near cells, cells below and unknown cells have the same fields.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cluster {
    /// Code of the zone.
    pub zone: Arc<str>,
    /// Code of the industry.
    pub industry: Arc<str>,
    /// Which threshold applied.
    pub tier: Tier,
    /// State, count, threshold and margin.
    #[serde(flatten)]
    pub finding: CellFinding,
    /// The cell's share of all counted establishments of its zone, 0 to 1; `None` if any of them is unknown.
    pub zone_share: Option<f64>,
    /// Location quotient: that share over the industry's share of everything; `None` if anything is unknown.
    pub location_quotient: Option<f64>,
}

impl Cluster {
    /// The state alone.
    pub fn state(&self) -> State {
        self.finding.state
    }
}

/// Judges every cell, in the order given.
pub fn evaluate(cells: &[Cell], ruleset: &Ruleset) -> Vec<Cluster> {
    let (mut zones, mut industries, mut sums) = (Numbers::default(), Numbers::default(), Sums::default());
    let places: Vec<(usize, usize)> = cells
        .iter()
        .map(|cell| {
            let place = (zones.of(&cell.zone), industries.of(&cell.industry));
            sums.add(place, cell.count);
            place
        })
        .collect();
    let judge = |(cell, place): (&Cell, (usize, usize))| {
        let judged = sums.judge(place, cell.tier, cell.count, ruleset);
        judged.cluster(Arc::clone(&cell.zone), Arc::clone(&cell.industry), cell.tier)
    };
    cells.iter().zip(places).map(judge).collect()
}

/// Codes, numbered in the order of their appearance.
#[derive(Default)]
struct Numbers<'c> {
    numbers: HashMap<&'c str, usize>,
    last: Option<(&'c str, usize)>,
}

impl<'c> Numbers<'c> {
    fn of(&mut self, code: &'c str) -> usize {
        let next = self.numbers.len();
        let number = match self.last {
            // Cells of one zone usually follow each other.
            Some((last, number)) if last == code => number,
            _ => *self.numbers.entry(code).or_insert(next),
        };
        self.last = Some((code, number));
        number
    }
}

/// Establishments of each zone, of each industry and of all, by their numbers.
#[derive(Debug, Default)]
pub(crate) struct Sums {
    zones: Vec<Count>,
    industries: Vec<Count>,
    all: Option<Count>,
}

/// What is said of one cell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Judged {
    pub finding: CellFinding,
    pub zone_share: Option<f64>,
    pub location_quotient: Option<f64>,
}

impl Sums {
    pub(crate) fn add(&mut self, (zone, industry): (usize, usize), count: Count) {
        for (sums, number) in [(&mut self.zones, zone), (&mut self.industries, industry)] {
            if sums.len() <= number {
                sums.resize(number + 1, Count::Exact(0));
            }
            sums[number] = sums[number] + count;
        }
        self.all = Some(self.all.unwrap_or(Count::Exact(0)) + count);
    }

    /// Judges a cell that was added.
    pub(crate) fn judge(
        &self,
        (zone, industry): (usize, usize),
        tier: Tier,
        count: Count,
        ruleset: &Ruleset,
    ) -> Judged {
        let zone_share = share(count, self.zones[zone]);
        let everywhere = self.all.and_then(|all| share(self.industries[industry], all));
        Judged {
            finding: evaluate_cell(count, tier, ruleset),
            zone_share,
            location_quotient: zone_share.zip(everywhere).map(|(here, there)| here / there),
        }
    }
}

impl Judged {
    pub(crate) fn cluster(self, zone: Arc<str>, industry: Arc<str>, tier: Tier) -> Cluster {
        let Self { finding, zone_share, location_quotient } = self;
        Cluster { zone, industry, tier, finding, zone_share, location_quotient }
    }
}

fn share(part: Count, whole: Count) -> Option<f64> {
    match (part.exact(), whole.exact()) {
        (Some(part), Some(whole)) if part > 0 => Some(part as f64 / whole as f64),
        _ => None,
    }
}

/// The clusters among the cells, most establishments first, then by zone and industry.
///
/// ```
/// use clusters::{Cell, Count, Ruleset, Tier, clusters};
/// let cell = |zone: &str, n| Cell {
///     zone: zone.into(), industry: "C25".into(), tier: Tier::Gun, count: Count::Exact(n), point: None,
/// };
/// let found = clusters(&[cell("3838031", 20), cell("3838032", 19)], &Ruleset::statute_2018());
/// assert_eq!(found.len(), 1);
/// assert_eq!(&*found[0].zone, "3838031");
/// ```
pub fn clusters(cells: &[Cell], ruleset: &Ruleset) -> Vec<Cluster> {
    of_state(&evaluate(cells, ruleset), State::Cluster)
}

/// The cells that miss the threshold by little, in the same order.
pub fn near_clusters(cells: &[Cell], ruleset: &Ruleset) -> Vec<Cluster> {
    of_state(&evaluate(cells, ruleset), State::Near)
}

/// The judged cells of one state, most establishments first, then by zone and industry.
pub fn of_state(judged: &[Cluster], state: State) -> Vec<Cluster> {
    let mut found: Vec<Cluster> = judged.iter().filter(|c| c.state() == state).cloned().collect();
    largest_first(&mut found);
    found
}

/// Most establishments first, then by zone and industry.
pub(crate) fn largest_first(cells: &mut [Cluster]) {
    cells.sort_by(|a, b| {
        let count = |c: &Cluster| c.finding.count.lower_bound();
        count(b).cmp(&count(a)).then_with(|| (&a.zone, &a.industry).cmp(&(&b.zone, &b.industry)))
    });
}
