"""The optimum of assignments by OR-Tools: a list of instances in JSON comes in, a list of answers goes out.

An instance is {"tasks": [[seats, min_outside]], "judges": [[load, outside]], "fit": [[number or null]], "exact": bool}.
An answer is {"total": number or null, "weakest": number or null}. The total is that of a flow of least cost. With
"exact" a model of its own, in which each pair is a decision, must agree, and then says the best weakest panel of all
assignments with that total.
"""

import json
import sys

from ortools.graph.python import min_cost_flow
from ortools.sat.python import cp_model


def by_flow(tasks, judges, fit):
    flow = min_cost_flow.SimpleMinCostFlow()
    gate, judge = len(tasks), 2 * len(tasks)
    sink = judge + len(judges)
    for a, (seats, min_outside) in enumerate(tasks):
        flow.set_node_supply(a, seats)
        flow.add_arc_with_capacity_and_unit_cost(a, gate + a, seats - min_outside, 0)
        for e, (_, outside) in enumerate(judges):
            if fit[a][e] is not None:
                flow.add_arc_with_capacity_and_unit_cost(a if outside else gate + a, judge + e, 1, -fit[a][e])
    for e, (load, _) in enumerate(judges):
        flow.add_arc_with_capacity_and_unit_cost(judge + e, sink, load, 0)
    flow.set_node_supply(sink, -sum(seats for seats, _ in tasks))
    return -flow.optimal_cost() if flow.solve() == flow.OPTIMAL else None


def by_decisions(tasks, judges, fit, total=None):
    """The greatest total; given that, the greatest weakest panel."""
    model = cp_model.CpModel()
    sits = {}
    for a, row in enumerate(fit):
        for e, number in enumerate(row):
            if number is not None:
                sits[a, e] = model.new_bool_var("")
    sums = []
    for a, (seats, min_outside) in enumerate(tasks):
        panel = {e: sits[a, e] for e in range(len(judges)) if (a, e) in sits}
        model.add(sum(panel.values()) == seats)
        model.add(sum(sit for e, sit in panel.items() if judges[e][1]) >= min_outside)
        sums.append(sum(fit[a][e] * sit for e, sit in panel.items()))
    for e, (load, _) in enumerate(judges):
        model.add(sum(sits[a, e] for a in range(len(tasks)) if (a, e) in sits) <= load)
    if total is None:
        model.maximize(sum(sums))
    else:
        weakest = model.new_int_var(0, total, "weakest")
        model.add(sum(sums) == total)
        for each in sums:
            model.add(weakest <= each)
        model.maximize(weakest)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return None
    assert status == cp_model.OPTIMAL, solver.status_name(status)
    return round(solver.objective_value)


def answer(tasks, judges, fit, exact):
    total, weakest = by_flow(tasks, judges, fit), None
    if exact:
        assert by_decisions(tasks, judges, fit) == total, "the two models of OR-Tools differ"
        weakest = None if total is None else by_decisions(tasks, judges, fit, total)
    return {"total": total, "weakest": weakest}


json.dump([answer(**instance) for instance in json.load(sys.stdin)], sys.stdout)
