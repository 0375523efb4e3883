//! Why an evaluator does not sit on a panel.

use serde::{Deserialize, Serialize};

use super::residual::{Residual, Search};

/// Somebody joins or leaves a panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Change {
    /// Which panel.
    pub application: usize,
    /// Who.
    pub evaluator: usize,
    /// Whether they join; otherwise they leave.
    pub joins: bool,
}

/// The best assignment that has the pair, by what would differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Swap {
    /// By how much the total would be lower. Zero: they would do as well, and the order of the lists decided.
    pub loss: u64,
    /// Everything that would change, beginning with the pair itself.
    pub changes: Vec<Change>,
}

/// Why an evaluator does not sit on the panel of an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum WhyNot {
    /// They do.
    Seated,
    /// The pair is forbidden: a conflict or a record.
    Forbidden,
    /// They have no time left: another of their applications would have to give way.
    LoadFull {
        /// Which one, at the least cost.
        gives_way: usize,
        /// What it would cost.
        swap: Swap,
    },
    /// They have time, but others fit better.
    LowerFit {
        /// Who would leave the panel.
        instead_of: usize,
        /// What it would cost.
        swap: Swap,
    },
    /// No assignment that fills all seats has the pair.
    Impossible,
}

/// Forces the pair into the flow: the seat goes to the evaluator, and what that displaces finds its cheapest way back
/// to the application. The cost of this circle is exact, not an estimate.
pub(super) fn explain(net: &Residual<'_>, application: usize, evaluator: usize) -> WhyNot {
    if net.problem().fit(application, evaluator).is_none() {
        return WhyNot::Forbidden;
    }
    if net.is_seated(application, evaluator) {
        return WhyNot::Seated;
    }
    let (node, door) = (net.node_of(evaluator), net.door(application, evaluator));
    let mut search = Search::new(net.nodes());
    let Some(way_back) = search.shortest(net, node, door) else { return WhyNot::Impossible };
    let mut price = 0;
    net.open(door, |to, open| {
        if to == node {
            price = open;
        }
    });
    let mut circle = vec![door];
    circle.extend(search.path(door));
    let changes = changes(net, &circle);
    let swap = Swap { loss: (price + way_back).unsigned_abs(), changes };
    let leaves = |change: &&Change| !change.joins;
    let gives_way = swap.changes.iter().filter(leaves).find(|change| change.evaluator == evaluator);
    let instead_of = swap.changes.iter().filter(leaves).find(|change| change.application == application);
    match (net.has_time(evaluator), gives_way, instead_of) {
        (false, Some(change), _) => WhyNot::LoadFull { gives_way: change.application, swap },
        (_, _, Some(change)) => WhyNot::LowerFit { instead_of: change.evaluator, swap },
        // A circle that gives somebody a seat takes one from somebody: this is not reached.
        _ => WhyNot::Impossible,
    }
}

/// What a path of nodes changes.
pub(super) fn changes(net: &Residual<'_>, path: &[usize]) -> Vec<Change> {
    let change = |step: &[usize]| {
        let joins = net.application(step[0]).is_some();
        let (of, who) = if joins { (step[0], step[1]) } else { (step[1], step[0]) };
        Some(Change { application: net.application(of)?, evaluator: net.evaluator(who)?, joins })
    };
    path.windows(2).filter_map(change).collect()
}
