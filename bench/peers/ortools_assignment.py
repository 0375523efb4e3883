"""The optimum of assignments with OR-Tools: instances.json out.json

Times, in nanoseconds, are those of the library alone: arrays are made before, and nothing is read or written.
"""

import json
import sys
import time

import numpy as np
from ortools.graph.python import min_cost_flow


def arrays(tasks, judges, fit):
    """Arcs as the library takes them: pairs, gates for people of the agency, loads."""
    gate, judge = len(tasks), 2 * len(tasks)
    sink = judge + len(judges)
    arcs = [(a, gate + a, seats - min_outside, 0) for a, (seats, min_outside) in enumerate(tasks)]
    for a, row in enumerate(fit):
        for e, number in enumerate(row):
            if number is not None:
                arcs.append((a if judges[e][1] else gate + a, judge + e, 1, -number))
    arcs += [(judge + e, sink, load, 0) for e, (load, _) in enumerate(judges)]
    supplies = [(a, seats) for a, (seats, _) in enumerate(tasks)] + [(sink, -sum(seats for seats, _ in tasks))]
    columns = lambda rows: [np.array(column, dtype=np.int64) for column in zip(*rows)]
    return columns(arcs), columns(supplies)


def measure(tasks, judges, fit):
    (tail, head, capacity, cost), (node, supply) = arrays(tasks, judges, fit)
    begun = time.perf_counter_ns()
    flow = min_cost_flow.SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(tail, head, capacity, cost)
    flow.set_nodes_supplies(node, supply)
    built = time.perf_counter_ns()
    status = flow.solve()
    solved = time.perf_counter_ns()
    assert status == flow.OPTIMAL, status
    return [built - begun, solved - built, -flow.optimal_cost()]


instances, out = sys.argv[1:]
with open(instances) as file:
    instances = json.load(file)
with open(out, "w") as file:
    for instance in instances:
        print(*measure(**instance), file=file)
