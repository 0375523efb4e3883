"""Which polygon of the older 법정동 map belongs to a 법정동 of today, and where each 행정동 lies."""
from collections import defaultdict

RENUMBERED = (("27720", "47720"), ("51", "42"), ("52", "45"))

# Counties that a city has taken in since the polygons were drawn, and the city.
MERGED = {"청원군": "청주"}

# 법정동 made for new towns, and the older 법정동 (of the same province) on whose land the town mostly stands.
CARVED = {
    "청라동": "28260104", "고덕동": "41220330", "다산동": "41360109", "배곧동": "41390132", "새솔동": "41590320",
    "빛가람동": "46170390", "율곡동": "47150320", "충무공동": "48170250", "해밀동": "36110310", "산울동": "36110310",
    "누리동": "36110310", "한별동": "36110310", "세종동": "36110310", "집현동": "36110340", "합강동": "36110320",
    "다솜동": "36110320", "용호동": "36110320",
}


def older_code(code: str) -> str:
    """The number of a 법정동 before its province was renumbered."""
    for new, old in RENUMBERED:
        if code.startswith(new):
            return old + code[len(new):]
    return code


def is_zone(row: dict) -> bool:
    """Whether a row names a 읍·면·동; branch offices (출장소) are not zones of their own."""
    return bool(row["name"]) and not row["name"].endswith("출장소")


class Map:
    """The older 법정동 polygons, found by the codes and names of today."""

    def __init__(self, emds: list, ris: list, rows: list[dict]):
        self.shapes = {names["code"]: shape for names, shape in emds}
        self.names = {names["code"]: names["emd"] for names, _ in emds}
        self.county = {names["code"]: names["sigungu"] or "" for names, _ in emds}
        self.ris = defaultdict(dict)
        for names, shape in ris:
            self.ris[names["code"][:8]][names.get("ri") or ""] = shape
        wanted = {row["legal"][:8] for row in rows if is_zone(row)}
        used = {older_code(code) for code in wanted}
        self.unused = sorted(set(self.shapes) - used)
        self.villages = defaultdict(set)
        self.title, self.city = {}, {}
        for row in rows:
            if is_zone(row):
                code = row["legal"][:8]
                self.city[code] = row["sigungu"].split(" ")[0][:-1]
                self.villages[code].add(row["legal_name"])
                if row["legal"].endswith("00"):
                    self.title[code] = row["legal_name"]
        self.found = {code: self._find(code) for code in sorted(wanted)}

    def _find(self, code: str) -> tuple[str, list] | None:
        """(code of the older 법정동, its shape or the shape of one of its 리)."""
        old = older_code(code)
        if old in self.shapes:
            return old, self.shapes[old]
        title, city = self.title.get(code, ""), self.city.get(code, "")
        near = [c for c in self.unused if c[:2] == old[:2] and (c[:4] == old[:4] or self._in_city(c, city))]
        for test in (lambda c: self.names[c] == title, lambda c: self._same_villages(c, code)):
            for candidate in near:
                if test(candidate):
                    return candidate, self.shapes[candidate]
        for candidate in near if title else []:
            if self.names[candidate][:-1] == title[:-1]:
                return candidate, self.shapes[candidate]
            for village, shape in self.ris[candidate].items():
                if village[:-1] == title[:-1]:
                    return candidate, shape
        return None

    def _in_city(self, candidate: str, city: str) -> bool:
        county = self.county[candidate]
        return bool(city) and (city in county or MERGED.get(county) == city)

    def _same_villages(self, candidate: str, code: str) -> bool:
        ours = {name for name in self.villages[code] if name.endswith("리")}
        theirs = set(self.ris[candidate])
        return len(ours & theirs) >= max(2, len(ours) // 2)


def locate(rows: list[dict], chart: Map) -> dict[str, tuple[float, float, str]]:
    """A point and its quality for each 행정동 of `rows`.

    `area`: inside a 법정동 of its own; `shared`: inside a 법정동 that several 행정동 share; `near`: a new town,
    inside the older 법정동 it was carved from.
    """
    parts, owners = defaultdict(set), defaultdict(set)
    for row in rows:
        if is_zone(row):
            parts[row["code"]].add(row["legal"][:8])
            owners[row["legal"][:8]].add(row["code"])
    places, crowds = {}, defaultdict(list)
    for code in sorted(parts):
        known = [(legal, shape) for legal in sorted(parts[code]) if (shape := shape_of(chart, legal))]
        own = [shape for legal, shape in known if len(owners[legal]) == 1]
        if own:
            polygon = max((p for shape in own for p in shape), key=lambda p: abs(ring_area(p[0])))
            places[code] = (*inner_point(polygon), "area")
        elif known:
            legal, _ = min(known, key=lambda item: (len(owners[item[0]]), item[0]))
            crowds[legal, "shared"].append(code)
        else:
            older = [CARVED.get(chart.title.get(legal, ""), "") for legal in sorted(parts[code])]
            for legal in [o for o in older if o[:2] == older_code(code)[:2]][:1]:
                crowds[legal, "near"].append(code)
    for (legal, quality), codes in sorted(crowds.items()):
        shape = shape_of(chart, legal)
        polygon = max(shape, key=lambda p: abs(ring_area(p[0])))
        for code, point in zip(sorted(codes), spread(polygon, len(codes))):
            places[code] = (*point, quality)
    return places


def shape_of(chart: Map, legal: str) -> list | None:
    """The shape of a 법정동 numbered today or in the past."""
    found = chart.found.get(legal)
    if found:
        return found[1]
    return chart.shapes.get(older_code(legal))


def ring_area(ring: list) -> float:
    """Signed area in square degrees."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:])) / 2


def crossings(polygon: list, y: float) -> list[float]:
    """Where a horizontal line enters and leaves the polygon, holes included."""
    xs = []
    for ring in polygon:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
            if (y1 <= y) != (y2 <= y):
                xs.append(x1 + (y - y1) * (x2 - x1) / (y2 - y1))
    return sorted(xs)


def inner_point(polygon: list) -> tuple[float, float]:
    """The centroid if it lies inside, else the middle of the widest stretch at its latitude."""
    ring, area = polygon[0], ring_area(polygon[0])
    cx = cy = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
        cross = x1 * y2 - x2 * y1
        cx, cy = cx + (x1 + x2) * cross, cy + (y1 + y2) * cross
    cx, cy = cx / (6 * area), cy / (6 * area)
    xs = crossings(polygon, cy)
    stretches = list(zip(xs[::2], xs[1::2]))
    if not stretches or any(a <= cx <= b for a, b in stretches):
        return cx, cy
    a, b = max(stretches, key=lambda s: s[1] - s[0])
    return (a + b) / 2, cy


def spread(polygon: list, count: int) -> list[tuple[float, float]]:
    """`count` points inside the polygon, each at the centre of an equal share of it, from west to east.

    The polygon is cut into vertical strips of equal area; the point is the middle of the strip. Which 행정동 gets
    which strip follows the order of codes and says nothing about the ground.
    """
    if count == 1:
        return [inner_point(polygon)]
    low, high = min(y for _, y in polygon[0]), max(y for _, y in polygon[0])
    samples = []
    for step in range(80):
        y = low + (high - low) * (step + 0.5) / 80
        xs = crossings(polygon, y)
        for a, b in zip(xs[::2], xs[1::2]):
            pieces = max(1, round((b - a) / (high - low) * 80))
            samples += [(a + (b - a) * (i + 0.5) / pieces, y) for i in range(pieces)]
    samples.sort()
    points = []
    for i in range(count):
        strip = samples[len(samples) * i // count: len(samples) * (i + 1) // count] or samples
        points.append(sorted(strip, key=lambda p: p[1])[len(strip) // 2])
    return points
