"""Reading vector tiles back, with GDAL's own decoder."""

import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
import pyogrio

EXTENT = 4096


def read_layers(tile: bytes) -> dict[str, list[dict[str, Any]]]:
    """Return each layer's features as properties and `geometry`, x and y up in 0-4096.

    Properties that a feature does not carry are left out.
    """
    if not tile:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "0.mvt"
        path.write_bytes(tile)
        names = [name for name, _ in pyogrio.list_layers(path)]
        return {name: _features(path, name) for name in names}


def _features(path: Path, name: str) -> list[dict[str, Any]]:
    frame = pyogrio.read_dataframe(path, layer=name).drop(columns="mvt_id")
    return [
        {key: value for key, value in row.items() if key == "geometry" or not pd.isna(value)}
        for row in frame.to_dict("records")
    ]
