"""Make projects.geojson, areas.geojson and areas-without-outline.json from the source tables.

    python data/geo/compile.py TABLES OUTLINES

TABLES holds projects.csv, area-codes.csv and area-crosswalk-2025.csv; OUTLINES holds
areas-generalised.geojson and projects-schematic.geojson. What a person decided for each
project stands in decisions.csv beside this file. The service never runs this step.
"""

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any
from unicodedata import normalize

from pyproj import Transformer
from shapely import Polygon, affinity, box, get_coordinates, transform

from geoapp.domain.sectors import find_kind
from geoapp.domain.spelling import fold_tones

HERE = Path(__file__).parent
VN_2000_HUE = 9214
PROVINCES = {"Thừa Thiên Huế": "TTH", "Hà Tĩnh": "HTI"}
NO_FIGURES = "không có số liệu trong văn bản"
AGENCIES = {
    "TTH": {
        "Sở Du lịch": "TTH-SDL",
        "Sở Công Thương": "TTH-SCT",
        "Sở Tài chính": "TTH-STC",
        "Sở KH&ĐT": "TTH-SKHDT",
        "Sở Xây dựng": "TTH-SXD",
        "Sở Giao thông vận tải": "TTH-SGTVT",
        "Sở Khoa học và Công nghệ": "TTH-SKHCN",
        "Sở Thông tin và Truyền thông": "TTH-STTTT",
        "Sở Y tế": "TTH-SYT",
        "Sở Giáo dục và Đào tạo": "TTH-SGDDT",
        "Sở Lao động, Thương binh và Xã hội": "TTH-SLDTBXH",
        "Ban Quản lý Khu kinh tế, công nghiệp tỉnh": "TTH-BQLKKTCN",
        "BQL Khu kinh tế - công nghiệp tỉnh": "TTH-BQLKKTCN",
        "BQLDA Đầu tư xây dựng và Phát triển đô thị tỉnh": "TTH-BQLDTXD",
        "BQLDA ĐTXD&PTĐT tỉnh": "TTH-BQLDTXD",
        "Đại học Huế": "DHH",
        "UBND thành phố Huế": "TTH-UBND-HUE",
        "UBND huyện Phú Lộc": "TTH-UBND-PHU-LOC",
        "UBND thị xã Hương Trà": "TTH-UBND-HUONG-TRA",
        "Trung ương": "TW",
    },
    "HTI": {
        "UBND tỉnh": "HTI-UBND",
        "UBND huyện Thạch Hà": "HTI-UBND-THACH-HA",
        "Huyện ủy Thạch Hà": "HTI-HU-THACH-HA",
    },
}
OWNERS = {
    "Công ty CP Hàng Hải Vsico": "VSICO",
    "Công ty CP Đất Xanh Miền Trung": "DAT-XANH-MT",
    "Công ty TNHH Điện tử Zelang Việt Nam": "ZELANG-VN",
    "Công ty TNHH Phát triển HK Gold Land": "HK-GOLD-LAND",
    "Công ty TNHH Jointwell Việt Nam": "JOINTWELL-VN",
}
COMMUNE_WORDS = ("Xã", "Phường", "Thị trấn")
# The state of the first list began here; nothing was redrawn between then and April 2023.
FIRST_STATE = {"46": "2021-07-01"}
Row = dict[str, str]


def main(tables: Path, outlines: Path) -> None:
    """Write the three files beside this one."""
    projects = list(compile_projects(tables, outlines))
    write_features(HERE / "projects.geojson", {"name": "projects"}, projects)
    areas = json.loads((outlines / "areas-generalised.geojson").read_text("utf-8"))["features"]
    attribution = (
        "Outlines generalised from 2009 census communes, choisy/censusVN2009, "
        "MIT License, © 2017 Marc Choisy"
    )
    write_features(
        HERE / "areas.geojson", {"name": "areas", "attribution": attribution}, map(tidy, areas)
    )
    write_list(HERE / "areas-without-outline.json", "areas", list(compile_communes(tables)))


def compile_projects(tables: Path, outlines: Path) -> Iterator[dict[str, Any]]:
    """Yield a feature for each row, numbered by province in the order of the table."""
    numbers = {prefix: count(1) for prefix in PROVINCES.values()}
    decided = {row["code"]: row for row in read_rows(HERE / "decisions.csv")}
    drawn = json.loads((outlines / "projects-schematic.geojson").read_text("utf-8"))["features"]
    for row, figure in zip(read_rows(tables / "projects.csv"), drawn, strict=True):
        if row["name_vi"] != tidy(figure)["properties"]["name_vi"]:
            raise ValueError(f"the drawing of another project stands at {row['name_vi']}")
        prefix = PROVINCES[row["province"]]
        code = f"{prefix}-{next(numbers[prefix]):03d}"
        yield project_feature(code, row, decided[code], figure["geometry"])


def project_feature(
    code: str, row: Row, decided: Row, drawn: dict[str, Any] | None
) -> dict[str, Any]:
    """Put a row and what was decided for it together; only documents' figures are taken."""
    kind = find_kind(row["sector"], row["kind"])
    if kind is None:
        raise ValueError(f"{code}: no kind for {row['sector']} / {row['kind']}")
    geometry, position = place(decided, drawn)
    lead, *partners = named_agencies(code[:3], row["lead_agency"])
    return {
        "type": "Feature",
        "properties": {
            "code": code,
            "name": row["name_vi"],
            "short_name": decided["short_name"],
            "name_en": decided["name_en"],
            "sector": kind.sector,
            "kind": kind.code,
            "funding": decided["funding"] or "unknown",
            "stage": decided["stage"] or "unknown",
            "investment_vnd": number(decided["investment_vnd"]),
            "area_ha": number(decided["area_ha"]),
            "length_m": number(decided["length_m"]),
            "planned_finish": decided["planned_finish"] or None,
            "lead_agency": lead,
            "partner_agencies": partners,
            "owner": OWNERS.get(row["investor"]),
            "identifiers": list(identifiers(decided["decisions"])),
            "figures_text": None
            if row["figures_from_text"] == NO_FIGURES
            else row["figures_from_text"],
            "sources": sources(row["lead_agency"], row["seed_file"].split(";")),
            "named_areas": list(named_areas(row, decided["inferred"])),
            "position": position,
            "accuracy_m": number(row["accuracy_m"]),
        },
        "geometry": geometry,
    }


def place(decided: Row, drawn: dict[str, Any] | None) -> tuple[dict[str, Any] | None, str]:
    """Return the geometry and how it came about."""
    if drawn is None:
        return None, "none"
    if drawn["type"] == "LineString":
        return drawn, "schematic"
    if decided["area_ha"]:
        lon, lat = drawn["coordinates"]
        east = float(decided["offset_east_m"] or 0)
        return footprint(lon, lat, float(decided["area_ha"]), east), "schematic"
    return drawn, "estimated"


def footprint(lon: float, lat: float, area_ha: float, east_m: float) -> dict[str, Any]:
    """Draw a rounded rectangle of that area in VN-2000, `east_m` beside the point."""
    to_metres = Transformer.from_crs(4326, VN_2000_HUE, always_xy=True)
    block = box(-0.6, -0.4, 0.6, 0.4).buffer(0.1, quad_segs=4)
    size = (area_ha * 10_000 / block.area) ** 0.5
    x, y = to_metres.transform(lon, lat)
    placed = affinity.translate(affinity.scale(block, size, size, origin=(0, 0)), x + east_m, y)
    degrees: Polygon = transform(
        placed, lambda x, y: to_metres.transform(x, y, direction="INVERSE"), interleaved=False
    )
    ring = [[round(lon, 7), round(lat, 7)] for lon, lat in get_coordinates(degrees).tolist()]
    return {"type": "Polygon", "coordinates": [ring]}


def named_agencies(province: str, words: str) -> list[str]:
    """Return the agencies in the order in which the document names them, each once."""
    outside = re.sub(r"\([^)]*\)", "", words)
    aliases = sorted(AGENCIES[province], key=len, reverse=True)
    found = re.findall("|".join(map(re.escape, aliases)), outside)
    return list(dict.fromkeys(AGENCIES[province][name] for name in found))


def sources(words: str, documents: list[str]) -> list[dict[str, str | None]]:
    """Return each statement with its document and section; at least one per document."""
    given = [statement(part.strip(), documents[0]) for part in words.split(";")]
    told = {source["document"] for source in given}
    silent = [document for document in documents if document not in told]
    return given + [{"document": d, "section": None, "statement": None} for d in silent]


def statement(words: str, document: str) -> dict[str, str | None]:
    """Read “Sở Y tế (001 §5.4)”; what names no document is of `document`."""
    cited = re.search(r"\((?:.*, )?(?P<document>\d{3})(?: (?P<section>[^)]*))?\)$", words)
    if cited:
        return {
            "document": cited["document"],
            "section": cited["section"],
            "statement": words[: cited.start()].strip(),
        }
    if words.startswith("§"):
        return {"document": document, "section": words, "statement": None}
    return {"document": document, "section": None, "statement": words}


def identifiers(decisions: str) -> Iterator[dict[str, str]]:
    """Read “1105/QĐ-UBND 2022-05-09; …”."""
    for decision in filter(None, decisions.split("; ")):
        value, dated = decision.split(" ")
        yield {"scheme": "decision", "value": value, "dated": dated}


def named_areas(row: Row, inferred: str) -> Iterator[dict[str, str]]:
    """Yield the units of a row; `inferred` lists levels or names the source calls inferred."""
    guessed = inferred.split("; ")
    province = {"level": "province", "name": f"Tỉnh {row['province']}", "basis": "document"}
    yield province
    for level, names in (("district", districts(row)), ("commune", communes(row["commune"]))):
        for name in names:
            basis = "inferred" if level in guessed or name in guessed else "document"
            yield {"level": level, "name": name, "basis": basis}


def districts(row: Row) -> list[str]:
    """Return the districts of a row and the city its communes cross into."""
    crossed = ["Thành phố Huế"] if "TP Huế)" in row["commune"] else []
    return [*filter(None, row["district"].split("; ")), *crossed]


def communes(words: str) -> Iterator[str]:
    """Spell out “Phường Thuận Lộc; Thuận Hòa; …” with the word each name inherits."""
    inherited = ""
    for part in re.split(r"\s*;\s*", re.sub(r"\(([^,]*),[^)]*\)", r"\1", words)):
        if not part or part == "…":
            continue
        word = next((word for word in COMMUNE_WORDS if part.startswith(f"{word} ")), None)
        inherited = word or inherited
        yield part if word else f"{inherited} {part}"


def compile_communes(tables: Path) -> Iterator[dict[str, Any]]:
    """Yield the communes of April 2023 and March 2025; what differs changed on 1 January 2025."""
    states: dict[str, dict[str, Row]] = {"2023-04": {}, "2025-03": {}, "2025-07": {}}
    for row in read_rows(tables / "area-codes.csv"):
        if row["level"] == "commune":
            states[row["state"]][row["code"]] = row
    successors: dict[str, list[dict[str, Any]]] = {}
    for row in read_rows(tables / "area-crosswalk-2025.csv"):
        successors.setdefault(row["wardCode"], []).append(
            successor(row["newWardCode"], "2025-07-01", part=row["isDividedWard"] == "True")
        )
    before, after = states["2023-04"], states["2025-03"]
    lasting = {code for code in before if same_unit(before[code], after.get(code))}
    for code, row in before.items():
        since = FIRST_STATE.get(row["province_code"])
        if code in lasting:
            yield commune(row, since, "2025-06-30", successors[code])
        else:
            follows = [successor(code, "2025-01-01", part=False)] if code in after else []
            yield commune(row, since, "2024-12-31", follows)
    for code, row in after.items():
        if code not in lasting:
            yield commune(row, "2025-01-01", "2025-06-30", successors[code])


def same_unit(before: Row, after: Row | None) -> bool:
    """Tell whether name (tone placement folded) and parent stayed."""
    return (
        after is not None
        and fold_tones(before["name"]) == fold_tones(after["name"])
        and before["parent_code"] == after["parent_code"]
    )


def successor(code: str, valid_from: str, *, part: bool) -> dict[str, Any]:
    """Name a later commune; `part` when it took only a part."""
    return {"code": code, "valid_from": valid_from, "part": part}


def commune(
    row: Row, since: str | None, until: str, successors: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return a unit of the lists."""
    return {
        "level": "commune",
        "code": row["code"],
        "name": row["name"],
        "parent_code": row["parent_code"],
        "valid_from": since,
        "valid_to": until,
        "successors": successors,
    }


def number(text: str) -> int | float | None:
    """Read a plain number, whole where it is whole."""
    return None if not text else int(text) if text.isdigit() else float(text)


def read_rows(path: Path) -> Iterator[Row]:
    """Read a CSV as rows in NFC."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield {key: normalize("NFC", value or "").strip() for key, value in row.items()}


def tidy(feature: dict[str, Any]) -> dict[str, Any]:
    """Return the feature with its texts in NFC."""
    texts = {
        key: normalize("NFC", value) if isinstance(value, str) else value
        for key, value in feature["properties"].items()
    }
    return {"type": "Feature", "properties": texts, "geometry": feature["geometry"]}


def write_features(path: Path, head: dict[str, str], features: Iterable[dict[str, Any]]) -> None:
    """Write a FeatureCollection, a line for each feature so that changes can be read."""
    members = {"type": "FeatureCollection", **head}
    write_lines(path, members, "features", features)


def write_list(path: Path, name: str, rows: Iterable[dict[str, Any]]) -> None:
    """Write an object with one list, a line for each row."""
    write_lines(path, {}, name, rows)


def write_lines(
    path: Path, head: dict[str, str], name: str, rows: Iterable[dict[str, Any]]
) -> None:
    """Write `head` and the list `name`, a line for each row."""
    opening = "".join(
        f"{json.dumps(key)}: {json.dumps(head[key], ensure_ascii=False)},\n" for key in head
    )
    lines = ",\n".join(
        json.dumps(row, ensure_ascii=False, separators=(",", ":"), allow_nan=False) for row in rows
    )
    path.write_text(f'{{\n{opening}"{name}": [\n{lines}\n]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
