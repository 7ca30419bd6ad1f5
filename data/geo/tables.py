"""Reading and writing the files of this folder, all texts in NFC."""

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from unicodedata import normalize

Row = dict[str, str]


def read_rows(path: Path) -> Iterator[Row]:
    """Read a CSV as rows in NFC."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield {key: normalize("NFC", value or "").strip() for key, value in row.items()}


def read_features(path: Path) -> list[dict[str, Any]]:
    """Read the features of a GeoJSON file."""
    return [tidy(feature) for feature in json.loads(path.read_text("utf-8"))["features"]]


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
