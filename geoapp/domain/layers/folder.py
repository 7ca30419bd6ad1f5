"""The folder of layer files: every file is read and every mistake is told at once."""

from pathlib import Path

from geoapp.domain.layers.definition import FileSource, LayerDefinition
from geoapp.domain.layers.features import check_features
from geoapp.domain.layers.geojson import read_features
from geoapp.domain.layers.mistakes import LayerFilesError, Mistake, Report, Unfit
from geoapp.domain.layers.reading import read_layer
from geoapp.domain.messages import message


def read_layers(folder: Path, data_folder: Path | None = None) -> tuple[LayerDefinition, ...]:
    """Read every `*.toml` of a folder, lowest layer first.

    GeoJSON is looked for beside the layer file, then in `data_folder` (by default ../data/geo).
    Raises LayerFilesError with the mistakes of all files.
    """
    data_folder = data_folder or folder.parent / "data" / "geo"
    layers: list[LayerDefinition] = []
    mistakes: list[Mistake] = []
    for path in sorted(folder.glob("*.toml")):
        report = Report(f"{folder.name}/{path.name}")
        layer = read_layer(path, data_folder, report)
        if layer is not None:
            _check_source(layer, report)
            layers.append(layer)
        mistakes += report.mistakes
    mistakes += _check_together(folder, layers)
    if mistakes:
        raise LayerFilesError(mistakes)
    return tuple(sorted(layers, key=lambda layer: (layer.order, layer.id)))


def _check_source(layer: LayerDefinition, report: Report) -> None:
    if not isinstance(layer.source, FileSource) or not layer.source.path.name:
        return
    try:
        features, bad = read_features(layer.source.path)
    except Unfit as error:
        report.add("source.geojson", error.reason)
        return
    for reason in bad:
        report.add("source.geojson", reason)
    for path, reason in check_features(layer, features):
        report.add(path, reason)


def _check_together(folder: Path, layers: list[LayerDefinition]) -> list[Mistake]:
    projects = [layer for layer in layers if layer.kind == "projects"]
    if len(projects) == 1:
        return []
    reason = message(
        "expected one layer of kind {kind}, got {count}", kind="projects", count=len(projects)
    )
    return [Mistake(folder.name, None, "", reason)]
