"""Projects named in the documents, each with what was decided for it in decisions.csv."""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from pyproj import Transformer
from shapely import affinity, box, get_coordinates, orient_polygons
from tables import Row, read_features, read_rows

from geoapp.domain.sectors import find_kind

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
FIGURES = ("owner", "stage", "funding", "area_ha", "length_m", "investment_vnd", "planned_finish")


def compile_projects(tables: Path, outlines: Path, decisions: Path) -> Iterator[dict[str, Any]]:
    """Yield a feature for each row, numbered by province in the order of the table."""
    numbers = {prefix: count(1) for prefix in PROVINCES.values()}
    decided = {row["code"]: row for row in read_rows(decisions)}
    drawn = read_features(outlines / "projects-schematic.geojson")
    for row, figure in zip(read_rows(tables / "projects.csv"), drawn, strict=True):
        if row["name_vi"] != figure["properties"]["name_vi"]:
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
    words = row["figures_from_text"]
    properties = {
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
        "figures_text": None if words == NO_FIGURES else words,
        "named_areas": list(named_areas(row, decided["inferred"])),
        "position": position,
        "accuracy_m": number(row["accuracy_m"]),
    }
    given = [name for name in FIGURES if properties[name] not in (None, "unknown")]
    properties["sources"] = sources(row["lead_agency"], row["seed_file"].split(";"), given, code)
    return {"type": "Feature", "properties": properties, "geometry": geometry}


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
    east_north = get_coordinates(orient_polygons(placed))
    lons, lats = to_metres.transform(east_north[:, 0], east_north[:, 1], direction="INVERSE")
    ring = [[round(lon, 7), round(lat, 7)] for lon, lat in zip(lons, lats, strict=True)]
    return {"type": "Polygon", "coordinates": [ring]}


def named_agencies(province: str, words: str) -> list[str]:
    """Return the agencies in the order in which the document names them, each once."""
    outside = re.sub(r"\([^)]*\)", "", words)
    aliases = sorted(AGENCIES[province], key=len, reverse=True)
    found = re.findall("|".join(map(re.escape, aliases)), outside)
    return list(dict.fromkeys(AGENCIES[province][name] for name in found))


def sources(words: str, documents: list[str], given: list[str], code: str) -> list[dict[str, Any]]:
    """Return each statement with its document, its section and the fields it tells.

    Figures are told by the last document; a document without a statement has one of none.
    """
    statements = [statement(part.strip(), documents[0]) for part in words.split(";")]
    told = {source["document"] for source in statements}
    statements += [unspoken(document) for document in documents if document not in told]
    roles = ["lead_agency", "partner_agencies"]
    for source in statements:
        if agencies := named_agencies(code[:3], source["says"] or ""):
            source["fields"] += roles[: len(agencies)]
            roles = ["partner_agencies"]
    last = next(source for source in statements if source["document"] == documents[-1])
    last["fields"] += given
    return statements


def statement(words: str, document: str) -> dict[str, Any]:
    """Read “Sở Y tế (001 §5.4)”; what names no document is of `document`."""
    cited = re.search(r"\((?:.*, )?(?P<document>\d{3})(?: (?P<section>[^)]*))?\)$", words)
    if cited:
        says = words[: cited.start()].strip()
        return unspoken(cited["document"]) | {"section": cited["section"], "says": says}
    if words.startswith("§"):
        return unspoken(document) | {"section": words}
    return unspoken(document) | {"says": words}


def unspoken(document: str) -> dict[str, Any]:
    """Return a source of which no section and no words are known."""
    return {"document": document, "section": None, "says": None, "fields": []}


def identifiers(decisions: str) -> Iterator[dict[str, str]]:
    """Read “1105/QĐ-UBND; …”."""
    for value in filter(None, decisions.split("; ")):
        yield {"scheme": "decision", "value": value}


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


def number(text: str) -> int | float | None:
    """Read a plain number, whole where it is whole."""
    return None if not text else int(text) if text.isdigit() else float(text)
