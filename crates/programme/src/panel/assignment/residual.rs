//! The flow, and the shortest way through what it leaves open.
//!
//! Nodes, in this order: a node for each application, through which its seats flow; a gate for each application, which
//! people of the agency pass, where their number is limited; a node for each evaluator; the sink, which takes as much
//! from an evaluator as their load.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Problem;

/// The seats that are filled, and the price of each node.
#[derive(Debug, Clone)]
pub(super) struct Residual<'a> {
    problem: &'a Problem,
    /// For each application and each gate: to whom it leads, and at what cost, which is the greatest fit less theirs, so
    /// that none is negative.
    ways: Vec<Vec<(usize, i64)>>,
    greatest: i64,
    seated: Vec<bool>,
    /// The applications of each evaluator.
    of: Vec<Vec<usize>>,
    /// How many people of the agency sit on each panel.
    inside: Vec<u32>,
    /// With these, no open arc has a negative price: [`Residual::priced`].
    potential: Vec<i64>,
}

impl<'a> Residual<'a> {
    /// Nobody sits anywhere.
    pub(super) fn new(problem: &'a Problem) -> Self {
        let (tasks, judges) = (problem.tasks().len(), problem.judges().len());
        let greatest = i64::from(problem.greatest());
        let mut ways = vec![Vec::new(); 2 * tasks];
        for application in 0..tasks {
            for (evaluator, fit) in problem.row(application).iter().enumerate() {
                let Some(fit) = fit else { continue };
                ways[door(problem, application, evaluator)].push((evaluator, greatest - i64::from(*fit)));
            }
        }
        Self {
            problem,
            ways,
            greatest,
            seated: vec![false; tasks * judges],
            of: vec![Vec::new(); judges],
            inside: vec![0; tasks],
            potential: vec![0; 2 * tasks + judges + 1],
        }
    }

    pub(super) const fn problem(&self) -> &'a Problem {
        self.problem
    }

    pub(super) const fn nodes(&self) -> usize {
        self.potential.len()
    }

    pub(super) const fn sink(&self) -> usize {
        self.potential.len() - 1
    }

    pub(super) fn node_of(&self, evaluator: usize) -> usize {
        2 * self.problem.tasks().len() + evaluator
    }

    /// The evaluator of a node.
    pub(super) fn evaluator(&self, node: usize) -> Option<usize> {
        (node < self.sink()).then(|| node.checked_sub(2 * self.problem.tasks().len()))?
    }

    /// The application of a node or of a gate.
    pub(super) fn application(&self, node: usize) -> Option<usize> {
        let tasks = self.problem.tasks().len();
        match node {
            _ if node < tasks => Some(node),
            _ if node < 2 * tasks => Some(node - tasks),
            _ => None,
        }
    }

    /// The node from which an evaluator gets a seat of an application.
    pub(super) fn door(&self, application: usize, evaluator: usize) -> usize {
        door(self.problem, application, evaluator)
    }

    pub(super) fn is_seated(&self, application: usize, evaluator: usize) -> bool {
        self.seated[application * self.problem.judges().len() + evaluator]
    }

    pub(super) fn has_time(&self, evaluator: usize) -> bool {
        self.of[evaluator].len() < self.problem.judges()[evaluator].load as usize
    }

    pub(super) fn panel(&self, application: usize) -> impl Iterator<Item = usize> {
        (0..self.problem.judges().len()).filter(move |evaluator| self.is_seated(application, *evaluator))
    }

    /// How well somebody fits where they sit or might; nothing, where they must not.
    pub(super) fn fit(&self, application: usize, evaluator: usize) -> u64 {
        self.problem.fit(application, evaluator).unwrap_or(0).into()
    }

    pub(super) fn sums(&self) -> Vec<u64> {
        let sum =
            |application| self.panel(application).map(|evaluator| self.fit(application, evaluator)).sum();
        (0..self.problem.tasks().len()).map(sum).collect()
    }

    /// The price of an open arc: its cost by the potentials, never negative. Along a circle prices add up to costs.
    pub(super) fn priced(&self, from: usize, to: usize, cost: i64) -> i64 {
        cost + self.potential[from] - self.potential[to]
    }

    /// Visits every open arc of a node with its price.
    pub(super) fn open(&self, node: usize, mut visit: impl FnMut(usize, i64)) {
        let mut arc = |to, cost| visit(to, self.priced(node, to, cost));
        let tasks = self.problem.tasks().len();
        if let Some(application) = self.application(node) {
            let gate = tasks + application;
            let seated = &self.seated[application * self.of.len()..][..self.of.len()];
            for (evaluator, cost) in &self.ways[node] {
                if !seated[*evaluator] {
                    arc(2 * tasks + evaluator, *cost);
                }
            }
            let (inside, most) = (self.inside[application], self.problem.most_inside(application));
            if node == gate && inside > 0 {
                arc(application, 0);
            } else if node != gate && self.problem.tasks()[application].min_outside > 0 && inside < most {
                arc(gate, 0);
            }
        } else if let Some(evaluator) = self.evaluator(node) {
            for application in &self.of[evaluator] {
                let fit = self.fit(*application, evaluator).cast_signed();
                arc(self.door(*application, evaluator), fit - self.greatest);
            }
            if self.has_time(evaluator) {
                arc(self.sink(), 0);
            }
        } else {
            for (evaluator, of) in self.of.iter().enumerate() {
                if !of.is_empty() {
                    arc(self.node_of(evaluator), 0);
                }
            }
        }
    }

    /// Sends one seat along a path of nodes.
    pub(super) fn apply(&mut self, path: &[usize]) {
        for step in path.windows(2) {
            match (self.application(step[0]), self.application(step[1])) {
                (Some(application), None) => {
                    if let Some(evaluator) = self.evaluator(step[1]) {
                        self.seat(application, evaluator, true);
                    }
                }
                (None, Some(application)) => {
                    if let Some(evaluator) = self.evaluator(step[0]) {
                        self.seat(application, evaluator, false);
                    }
                }
                // Between an application and its gate, or to and from the sink, nothing is to be noted.
                _ => {}
            }
        }
    }

    fn seat(&mut self, application: usize, evaluator: usize, sits: bool) {
        self.seated[application * self.problem.judges().len() + evaluator] = sits;
        let inside = u32::from(!self.problem.judges()[evaluator].outside);
        if sits {
            self.of[evaluator].push(application);
            self.inside[application] += inside;
        } else {
            self.of[evaluator].retain(|other| *other != application);
            self.inside[application] -= inside;
        }
    }
}

/// The application, or its gate for people of the agency where their number is limited.
fn door(problem: &Problem, application: usize, evaluator: usize) -> usize {
    let limited = problem.tasks()[application].min_outside > 0;
    let inside = !problem.judges()[evaluator].outside;
    if limited && inside { problem.tasks().len() + application } else { application }
}

/// A search for the shortest way, and the room it needs.
#[derive(Debug)]
pub(super) struct Search {
    distance: Vec<i64>,
    parent: Vec<usize>,
    touched: Vec<usize>,
    /// The nearest on top; of equals the one with the greatest number, so that the sink and people with time come first.
    heap: BinaryHeap<(Reverse<i64>, usize)>,
}

const FAR: i64 = i64::MAX;

impl Search {
    pub(super) fn new(nodes: usize) -> Self {
        Self {
            distance: vec![FAR; nodes],
            parent: vec![usize::MAX; nodes],
            touched: Vec::new(),
            heap: BinaryHeap::new(),
        }
    }

    /// The price of the cheapest way from one node to another, if there is one.
    pub(super) fn shortest(&mut self, net: &Residual<'_>, from: usize, to: usize) -> Option<i64> {
        let Self { distance, parent, touched, heap } = self;
        for node in touched.drain(..) {
            distance[node] = FAR;
        }
        heap.clear();
        distance[from] = 0;
        parent[from] = usize::MAX;
        touched.push(from);
        heap.push((Reverse(0), from));
        while let Some((Reverse(reached), node)) = heap.pop() {
            if node == to {
                return Some(reached);
            }
            if reached > distance[node] {
                continue;
            }
            net.open(node, |next, price| {
                let through = reached + price;
                // What is no nearer than the end itself is on no cheaper way to it.
                if through >= distance[next] || through >= distance[to] {
                    return;
                }
                if distance[next] == FAR {
                    touched.push(next);
                }
                distance[next] = through;
                parent[next] = node;
                heap.push((Reverse(through), next));
            });
        }
        None
    }

    /// Moves the potentials of all nodes that are nearer than the end, so that prices stay above zero after the flow.
    pub(super) fn reprice(&self, net: &mut Residual<'_>, cost: i64) {
        for node in &self.touched {
            net.potential[*node] += (self.distance[*node] - cost).min(0);
        }
    }

    /// The nodes of the way that was found last, from its beginning to `to`.
    pub(super) fn path(&self, to: usize) -> Vec<usize> {
        let mut path = vec![to];
        let mut node = to;
        while self.parent[node] != usize::MAX {
            node = self.parent[node];
            path.push(node);
        }
        path.reverse();
        path
    }
}
