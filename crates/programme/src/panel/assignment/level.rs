//! Exchanges that leave the total as it is and help the application with the weakest panel.

use std::collections::VecDeque;

use super::residual::Residual;
use super::why_not::{Change, changes};

/// Helps the weakest until nothing helps; whether it is certain that no assignment with this total is better for it.
///
/// Exchanges along arcs without a price are all there are between assignments of the greatest total. Each one made
/// here leaves fewer panels at the lowest sum, or none, and puts no other there, so this ends.
pub(super) fn raise_weakest(net: &mut Residual<'_>) -> bool {
    'again: loop {
        let sums = net.sums();
        let Some(lowest) = sums.iter().min().copied() else { return true };
        for weakest in (0..sums.len()).filter(|at| sums[*at] == lowest) {
            if exchange(net, weakest, |_| true).is_none() {
                return true;
            }
            let helps = |changes: &[Change]| all_above(net, changes, &sums, lowest);
            if let Some(circle) = exchange(net, weakest, helps) {
                net.apply(&circle);
                continue 'again;
            }
        }
        return false;
    }
}

/// Whether after these changes every panel they touch is above a sum.
fn all_above(net: &Residual<'_>, changes: &[Change], sums: &[u64], lowest: u64) -> bool {
    changes.iter().all(|touched| {
        let of = changes.iter().filter(|change| change.application == touched.application);
        let (mut gains, mut losses) = (sums[touched.application], 0);
        for change in of {
            let fit = net.fit(change.application, change.evaluator);
            if change.joins { gains += fit } else { losses += fit }
        }
        gains > lowest + losses
    })
}

/// A circle without a price in which the application takes somebody who fits it better than whom it gives away, and
/// which is acceptable as far as it goes. The panel of the application itself is not passed on the way.
fn exchange(
    net: &Residual<'_>,
    application: usize,
    accept: impl Fn(&[Change]) -> bool,
) -> Option<Vec<usize>> {
    let worst = net.panel(application).map(|evaluator| net.fit(application, evaluator)).min()?;
    let gate = net.problem().tasks().len() + application;
    for door in [application, gate] {
        let mut better = Vec::new();
        net.open(door, |next, price| {
            if let (0, Some(evaluator)) = (price, net.evaluator(next)) {
                better.push((net.fit(application, evaluator), evaluator));
            }
        });
        better.retain(|(fit, _)| *fit > worst);
        // The best first: what it reaches need not be tried from one that fits less.
        better.sort_unstable_by_key(|(fit, evaluator)| (std::cmp::Reverse(*fit), *evaluator));
        let mut parent = vec![usize::MAX; net.nodes()];
        for (fit, evaluator) in better {
            let found = circle(net, (application, door), (fit, evaluator), &mut parent, &accept);
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

/// Breadth first from one who would join to one who would leave and fits less. `parent` remembers, over several calls,
/// what was reached.
fn circle(
    net: &Residual<'_>,
    (application, door): (usize, usize),
    (fit, joins): (u64, usize),
    parent: &mut [usize],
    accept: &impl Fn(&[Change]) -> bool,
) -> Option<Vec<usize>> {
    let start = net.node_of(joins);
    if parent[start] != usize::MAX {
        return None;
    }
    parent[start] = door;
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        let mut next_nodes = Vec::new();
        net.open(node, |next, price| {
            if price == 0 {
                next_nodes.push(next);
            }
        });
        for next in next_nodes {
            if net.application(next) == Some(application) {
                let leaves =
                    net.evaluator(node).is_some_and(|evaluator| net.fit(application, evaluator) < fit);
                let back = if leaves { back_to(net, next, door) } else { None };
                let path = back.map(|tail| closed(parent, node, door, &tail));
                if let Some(path) = path.filter(|path| accept(&changes(net, path))) {
                    return Some(path);
                }
            } else if parent[next] == usize::MAX {
                parent[next] = node;
                let partial = closed(parent, next, door, &[]);
                // A panel that would fall too low on the way is gone around, if there is a way around.
                if net.evaluator(next).is_some() && !accept_passed(net, &partial, application, accept) {
                    parent[next] = usize::MAX;
                    continue;
                }
                queue.push_back(next);
            }
        }
    }
    None
}

/// Whether the panels that the path has passed are acceptable; that of the application is not finished yet.
fn accept_passed(
    net: &Residual<'_>,
    path: &[usize],
    application: usize,
    accept: &impl Fn(&[Change]) -> bool,
) -> bool {
    let mut passed = changes(net, path);
    passed.retain(|change| change.application != application);
    accept(&passed)
}

/// From the node by which a seat comes back to the door by which it left: the same, or through the gate.
fn back_to(net: &Residual<'_>, from: usize, door: usize) -> Option<Vec<usize>> {
    if from == door {
        return Some(vec![door]);
    }
    let mut is_open = false;
    net.open(from, |next, price| is_open |= next == door && price == 0);
    is_open.then(|| vec![from, door])
}

/// The circle from the door through what was remembered to a node, and on through a tail.
fn closed(parent: &[usize], to: usize, door: usize, tail: &[usize]) -> Vec<usize> {
    let mut path = vec![to];
    let mut node = to;
    while node != door {
        node = parent[node];
        path.push(node);
    }
    path.reverse();
    path.extend(tail);
    path
}
