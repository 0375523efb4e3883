"""Province and county borders as small GeoJSON files whose neighbours share every point.

The 법정동 polygons are painted on a grid, the grid is relabelled by county or province, and the lines between
labels are followed once, simplified once, and used by both sides. So simplification can leave no gap or overlap.
"""
import json
from collections import defaultdict
from math import hypot
from pathlib import Path

import places

WEST, SOUTH, STEP = 124.5, 32.9, 0.002
WIDTH, HEIGHT = 3850, 3000
SEA, UNKNOWN = 0, 0xFFFF
NARROW = 0.81  # a degree of longitude in degrees of latitude, at 36°N
SMALL = 0.0004  # square degrees, about 4 km²: smaller islands are left out unless kept by name
KEPT = {"독도": (131.8655, 37.2405), "마라도": (126.2690, 33.1190), "소청도": (124.7600, 37.7720)}


def write(folder: Path, emds: list, chart: places.Map, rows: list[dict]) -> None:
    """Write sido.geojson and sigungu.geojson."""
    points = [*KEPT.values(), *((x, y) for x, y, _ in places.locate(rows, chart).values())]
    kept = {(int((x - WEST) / STEP), int((y - SOUTH) / STEP)) for x, y in points}
    folder.mkdir(exist_ok=True)
    county_of = counties(chart)
    numbers = {code: i + 1 for i, code in enumerate(sorted(set(county_of.values())))}
    grid = paint(emds, {old: numbers[county] for old, county in county_of.items()})
    names = {row["code"][:5]: row["sigungu"] or row["sido"] for row in rows if not row["code"][2:5] == "000"}
    sidos = {row["code"][:2]: row["sido"] for row in rows}
    labels = {number: (code, names[code]) for code, number in numbers.items()}
    save(folder / "sigungu.geojson", grid, labels, (250_000, kept))
    codes = sorted(sidos)
    merge = [SEA] + [codes.index(code[:2]) + 1 for code in sorted(numbers)]
    for row in grid:
        for x, label in enumerate(row):
            if label:
                row[x] = merge[label]
    save(folder / "sido.geojson", grid, {i + 1: (code, sidos[code]) for i, code in enumerate(codes)}, (60_000, kept))


def counties(chart: places.Map) -> dict[str, str]:
    """County of the base date for each older 법정동 that can be followed."""
    found = {}
    for code, hit in sorted(chart.found.items()):
        if hit:
            found.setdefault(hit[0], code[:5])
    return found


def paint(emds: list, number_of: dict[str, int]) -> list[list[int]]:
    """The grid of county numbers, southernmost row first; land of unknown county takes its neighbour's number."""
    grid = [[SEA] * WIDTH for _ in range(HEIGHT)]
    for names, shape in emds:
        label = number_of.get(names["code"], UNKNOWN)
        for polygon in shape:
            fill(grid, polygon, label)
    for _ in range(2):
        close_slits(grid)
    while spread_into_unknown(grid):
        pass
    return grid


def fill(grid: list[list[int]], polygon: list, label: int) -> None:
    """Paint the cells whose centre lies inside the polygon."""
    crossings = defaultdict(list)
    for ring in polygon:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
            low, high = (y1, y2) if y1 < y2 else (y2, y1)
            first, last = int((low - SOUTH) / STEP + 0.5), int((high - SOUTH) / STEP + 0.5)
            for y in range(first, last):
                level = SOUTH + (y + 0.5) * STEP
                crossings[y].append(x1 + (level - y1) * (x2 - x1) / (y2 - y1))
    if not crossings:  # an islet smaller than a cell: paint the cell it lies in
        x, y = polygon[0][0]
        column, row = int((x - WEST) / STEP), int((y - SOUTH) / STEP)
        grid[row][column] = grid[row][column] or label
        return
    for y, xs in crossings.items():
        xs.sort()
        for a, b in zip(xs[::2], xs[1::2]):
            first, last = int((a - WEST) / STEP + 0.5), int((b - WEST) / STEP + 0.5)
            grid[y][first:last] = [label] * (last - first)


def close_slits(grid: list[list[int]]) -> None:
    """Give a sea cell between two land cells to one of them, so that hairline gaps between polygons vanish."""
    for y in range(1, HEIGHT - 1):
        row, below, above = grid[y], grid[y - 1], grid[y + 1]
        if not any(row):
            continue
        for x in range(1, WIDTH - 1):
            if row[x] == SEA and ((row[x - 1] and row[x + 1]) or (below[x] and above[x])):
                row[x] = row[x - 1] or below[x]


def spread_into_unknown(grid: list[list[int]]) -> int:
    """One step of growth of known labels into land of unknown county; returns how many cells changed."""
    changes = []
    for y in range(1, HEIGHT - 1):
        row = grid[y]
        if UNKNOWN not in row:
            continue
        for x in range(1, WIDTH - 1):
            if row[x] == UNKNOWN:
                around = (row[x - 1], row[x + 1], grid[y - 1][x], grid[y + 1][x])
                known = [label for label in around if label not in (SEA, UNKNOWN)]
                if known:
                    changes.append((x, y, max(known, key=known.count)))
    for x, y, label in changes:
        grid[y][x] = label
    if not changes:
        for row in grid:
            for x, label in enumerate(row):
                if label == UNKNOWN:
                    row[x] = SEA
    return len(changes)


def trace(grid: list[list[int]]) -> dict:
    """Every unit edge between two labels: from corner to corner, with the labels on its left and right."""
    edges = defaultdict(list)
    for y in range(1, HEIGHT):
        row, below = grid[y], grid[y - 1]
        if not any(row) and not any(below):
            continue
        for x in range(1, WIDTH):
            here = row[x]
            if here != row[x - 1]:
                edges[x, y].append((x, y + 1, row[x - 1], here))
                edges[x, y + 1].append((x, y, here, row[x - 1]))
            if here != below[x]:
                edges[x, y].append((x + 1, y, here, below[x]))
                edges[x + 1, y].append((x, y, below[x], here))
    return edges


def arcs(edges: dict) -> list[tuple[list, int, int]]:
    """Lines from junction to junction (or closed), each once, with the labels on their left and right."""
    seen, found = set(), []
    junctions = sorted(at for at, out in edges.items() if len(out) != 2)
    for start in junctions + sorted(at for at, out in edges.items() if len(out) == 2):
        for x, y, left, right in edges[start]:
            if (start, (x, y)) in seen:
                continue
            line, at = [start], (x, y)
            seen |= {(start, at), (at, start)}
            while len(edges[at]) == 2 and at != start:
                line.append(at)
                follow = next(((a, b) for a, b, _, _ in edges[at] if (a, b) != line[-2]), start)
                seen |= {(at, follow), (follow, at)}
                at = follow
            line.append(at)
            found.append((line, left, right))
    return found


def simplify(line: list, tolerance: float) -> list:
    """Douglas–Peucker; a closed line is cut at its farthest point first so that it keeps its shape."""
    if line[0] == line[-1] and len(line) > 3:
        far = max(range(len(line)), key=lambda i: hypot(line[i][0] - line[0][0], line[i][1] - line[0][1]))
        return simplify(line[: far + 1], tolerance)[:-1] + simplify(line[far:], tolerance)
    keep, stack = {0, len(line) - 1}, [(0, len(line) - 1)]
    while stack:
        a, b = stack.pop()
        (ax, ay), (bx, by) = line[a], line[b]
        dx, dy = (bx - ax) * NARROW, by - ay
        length = hypot(dx, dy) or 1.0
        worst, at = 0.0, -1
        for i in range(a + 1, b):
            off = abs((line[i][0] - ax) * NARROW * dy - (line[i][1] - ay) * dx) / length
            if off > worst:
                worst, at = off, i
        if worst > tolerance:
            keep.add(at)
            stack += [(a, at), (at, b)]
    return [line[i] for i in sorted(keep)]


def rings(lines: list, label: int) -> list[list]:
    """The closed rings around a label: its land on the left, so outer rings run counter-clockwise."""
    starts = defaultdict(list)
    for line, left, right in lines:
        if left == label:
            starts[line[0]].append(line)
        if right == label:
            starts[line[-1]].append(line[::-1])
    closed = []
    for first in sorted(starts):
        while starts[first]:
            ring = list(starts[first].pop(0))
            while ring[-1] != ring[0]:
                ring += starts[ring[-1]].pop(0)[1:]
            if len(ring) > 3:
                closed.append(ring)
    return closed


def save(path: Path, grid: list[list[int]], labels: dict, bounds: tuple[int, set]) -> None:
    """Write the file with the least simplification that fits the limit in bytes, keeping islands with kept cells."""
    limit, kept = bounds
    found = arcs(trace(grid))
    for tolerance in (2.0, 2.3, 2.6, 3.2, 3.6, 4.0, 4.4, 5.0, 5.6, 6.5, 8.0, 10.0):
        lines = untangle(found, tolerance)
        features = [feature((code, name), rings(lines, label), kept) for label, (code, name) in sorted(labels.items())]
        head = '{"type":"FeatureCollection","features":[\n'
        text = head + ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features) + "\n]}\n"
        if len(text.encode()) <= limit:
            path.write_text(text, encoding="utf-8")
            print(f"{path.name}: {len(text.encode())} bytes, tolerance {tolerance * STEP:.4f} degrees")
            return
    raise SystemExit(f"{path.name} does not fit {limit} bytes")


def untangle(found: list, tolerance: float) -> list:
    """Simplify every line; those that cross another or themselves are simplified less until they do not."""
    lines = [keep_ring(line, tolerance) for line, _, _ in found]
    limits = [tolerance] * len(lines)
    for _ in range(8):
        for i in sorted(tangled(lines)):
            limits[i] /= 2
            lines[i] = keep_ring(found[i][0], limits[i])
    return [(line, left, right) for line, (_, left, right) in zip(lines, found)]


def keep_ring(line: list, tolerance: float) -> list:
    """A simplified line; a closed one that would collapse keeps its corners."""
    short = simplify(line, tolerance)
    if line[0] == line[-1] and len(short) < 4:
        return simplify(line, 0.1)
    return short


def tangled(lines: list) -> set[int]:
    """The lines with an edge that crosses another edge, touching ends aside."""
    block, bins, found = 64, defaultdict(list), set()
    for i, line in enumerate(lines):
        for a, b in zip(line, line[1:]):
            for x in range(min(a[0], b[0]) // block, max(a[0], b[0]) // block + 1):
                for y in range(min(a[1], b[1]) // block, max(a[1], b[1]) // block + 1):
                    bins[x, y].append((i, a, b))
    for edges in bins.values():
        for n, (i, a, b) in enumerate(edges):
            for j, c, d in edges[n + 1:]:
                if side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0:
                    found |= {i, j}
    return found


def side(a: tuple, b: tuple, point: tuple) -> int:
    """On which side of the line from a to b a point lies."""
    return (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])


def feature(label: tuple[str, str], loops: list[list], kept: set) -> dict:
    """One GeoJSON feature; small islands are left out unless they are the largest part or hold a kept cell."""
    outers = sorted((r for r in loops if places.ring_area(r) > 0), key=places.ring_area, reverse=True)
    holes = [r for r in loops if -places.ring_area(r) * STEP * STEP >= SMALL]
    polygons = []
    for i, outer in enumerate(outers):
        if i == 0 or places.ring_area(outer) * STEP * STEP >= SMALL or holds(outer, kept):
            own = [hole for hole in holes if smallest_around(outers, hole) is outer]
            polygons.append([[place(p) for p in ring] for ring in [outer, *own]])
    shape = {"type": "MultiPolygon", "coordinates": polygons}
    return {"type": "Feature", "properties": {"code": label[0], "name": label[1]}, "geometry": shape}


def smallest_around(outers: list, hole: list) -> list | None:
    """The smallest outer ring that contains a hole."""
    x, y = (sum(p[i] for p in hole[:2]) / 2 for i in (0, 1))
    around = [o for o in outers if inside(o, x + 1e-6, y + 1e-6)]
    return min(around, key=places.ring_area, default=None)


def inside(ring: list, x: float, y: float) -> bool:
    """Whether a point lies inside a ring."""
    return sum(1 for c in places.crossings([ring], y) if c < x) % 2 == 1


def holds(ring: list, kept: set) -> bool:
    """Whether one of the kept cells lies on an island or next to it."""
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    return any((x, y) in kept for x in range(min(xs) - 1, max(xs) + 1) for y in range(min(ys) - 1, max(ys) + 1))


def place(corner: tuple[int, int]) -> list[float]:
    """A grid corner in degrees."""
    return [round(WEST + corner[0] * STEP, 3), round(SOUTH + corner[1] * STEP, 3)]
