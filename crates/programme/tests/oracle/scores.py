"""Computes calls from their cards a second time, from the words of the rules and with nothing but exact fractions.

Written to disagree where the engine is wrong, so it shares neither code nor structure with it. Reads what was given of
many calls as a JSON list from a file, and writes as a JSON list what has to come out.

    python3 scores.py GIVEN.json
"""

import json
import math
import sys
from fractions import Fraction
from itertools import groupby


def half_up(value):
    """To whole hundredths; a half goes up."""
    return math.floor(value + Fraction(1, 2))


def leaves_below(criteria, code):
    """The scored criteria that make up a criterion: itself, if nothing is a part of it."""
    parts = [one for one in criteria if one["parent"] == code]
    if not parts:
        return [code]
    return [leaf for part in parts for leaf in leaves_below(criteria, part["code"])]


def panel_of(rubric, stage, application, cards):
    """R-53: with enough signed cards drop those with the highest and the lowest total; the mean of the rest."""
    criteria = stage["criteria"]
    parents = {one["parent"] for one in criteria}
    leaves = [one["code"] for one in criteria if one["code"] not in parents]
    signed = []
    for card in cards:
        mine = card["application"] == application and card["stage"] == stage["stage"]
        if mine and card["state"]["is"] == "locked":
            points = {score["criterion"]: Fraction(score["points_centi"], 100) for score in card["scores"]}
            signed.append((card["evaluator"], points))

    def strength(one):
        # Equal totals: more points in the first criterion that differs is higher, then the key.
        evaluator, points = one
        return (sum(points.values()), [points[code] for code in leaves], evaluator)

    kept, dropped = list(signed), []
    drop = rubric["drop"]
    if len(signed) >= drop["from_cards"]:
        for _ in range(drop["highest"]):
            top = max(kept, key=strength)
            kept.remove(top)
            dropped.append(top[0])
        for _ in range(drop["lowest"]):
            bottom = min(kept, key=strength)
            kept.remove(bottom)
            dropped.append(bottom[0])

    def mean(codes):
        return half_up(sum(points[code] for _, points in kept for code in codes) * 100 / len(kept))

    means = [[one["code"], mean(leaves_below(criteria, one["code"]))] for one in criteria]
    return {"mean": mean(leaves), "criteria": means, "dropped": sorted(dropped)}


def stages_of(given, application):
    """The stages one after the other, up to one that stops the application (R-50, R-51)."""
    out = []
    for stage in given["rubric"]["stages"]:
        stops = 0
        result = {"stage": stage["stage"], "mean": None, "criteria": [], "dropped": []}
        if stage["kind"] == "veto":
            found = [one for one in given["inspections"] if one["application"] == application]
            stops += found[0]["result"] == "non_conform"
        else:
            result.update(panel_of(given["rubric"], stage, application, given["cards"]))
            cut = stage["cut_mark_centi"]
            stops += cut is not None and result["mean"] < cut
            floors = {one["code"]: one["floor_centi"] for one in stage["criteria"]}
            for code, mean in result["criteria"]:
                stops += floors[code] is not None and mean < floors[code]
        result["stops"] = int(stops)
        out.append(result)
        if stops:
            break
    return out


def adjusted(given, application, kind):
    """R-52: each up to its own maximum, all together up to the cap."""
    rule = given["rubric"]["bonuses" if kind == "bonus" else "penalties"]
    most = {item["code"]: item["max_centi"] for item in rule["items"]}
    mine = [one for one in given["adjustments"] if one["application"] == application and one["kind"] == kind]
    return min(sum(min(one["points_centi"], most[one["item"]]) for one in mine), rule["cap_centi"])


def final_of(given, application, stages):
    """The stages by their weights, rounded once; plus bonus, minus penalty; the pass mark is inclusive."""
    rubric = given["rubric"]
    weights = {one["stage"]: one["weight_percent"] for one in rubric["stages"] if one["kind"] == "scored"}
    scored = [one for one in stages if one["stage"] in weights]
    weighted = half_up(sum(Fraction(one["mean"] * weights[one["stage"]], 100) for one in scored))
    bonus, penalty = adjusted(given, application, "bonus"), adjusted(given, application, "penalty")
    total = weighted + bonus - penalty
    passes = total >= rubric["pass_mark_centi"]
    return {"weighted": weighted, "bonus": bonus, "penalty": penalty, "total": total, "passes": passes}


def order_of(given, results):
    """R-54, R-55: those who pass by their points; equal ones by the rules for ties, the lot last."""
    counts = {one["application"]: one["manufacturer_count"] for one in given["applications"]}
    passing = {one["application"]: one for one in results if one["final"] and one["final"]["passes"]}

    def value(rule, application):
        if rule["by"] == "manufacturer_count":
            return counts[application]
        stage = next(one for one in passing[application]["stages"] if one["stage"] == rule["stage"])
        return stage["mean"] if rule["by"] == "stage" else dict(stage["criteria"])[rule["criterion"]]

    asked = [rule for rule in given["rubric"]["ties"] if rule["by"] != "lot"]
    with_lot = len(asked) < len(given["rubric"]["ties"])

    def key(application):
        # One tuple that says everything: compared whole, not rule by rule.
        return (passing[application]["final"]["total"], *[value(rule, application) for rule in asked])

    groups = []
    for _, equal in groupby(sorted(passing, key=key, reverse=True), key=key):
        equal = sorted(equal)
        lots = [lot["order"] for lot in given["lots"] if sorted(lot["order"]) == equal]
        if len(equal) > 1 and with_lot and lots:
            groups.extend([one] for one in lots[0])
        else:
            groups.append(equal)
    order, before, seats = [], 0, given["seats"]
    for group in groups:
        for application in group:
            if before + len(group) <= seats:
                standing = "selected"
            elif len(group) == 1:
                standing = f"reserve {before + 1 - seats}"
            else:
                standing = "open"
            order.append([before + 1, application, standing])
        before += len(group)
    return order, [group for group in groups if len(group) > 1]


def call_of(given):
    results = []
    for application in sorted(one["application"] for one in given["applications"] if not one["withdrawn"]):
        stages = stages_of(given, application)
        stopped = any(stage["stops"] for stage in stages)
        final = None if stopped else final_of(given, application, stages)
        results.append({"application": application, "stages": stages, "final": final})
    order, unresolved = order_of(given, results)
    return {"results": results, "order": order, "unresolved": unresolved}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        calls = json.load(file, parse_float=lambda text: sys.exit(f"a fraction among the points: {text}"))
    json.dump([call_of(given) for given in calls], sys.stdout)


main()
