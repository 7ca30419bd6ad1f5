"""A layer file's text into a layer definition, with the rules of each kind."""

import re
import tomllib
from pathlib import Path

from geoapp.domain.layers import definition as known
from geoapp.domain.layers import parts, values
from geoapp.domain.layers.definition import (
    Attribution,
    FileSource,
    LayerDefinition,
    QuerySource,
    Source,
    TileSource,
)
from geoapp.domain.layers.mistakes import Report, Unfit
from geoapp.domain.layers.table import Table
from geoapp.domain.layers.toml_lines import toml_lines
from geoapp.domain.messages import message

LAYER_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
SYNTAX_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
SOURCES = {
    "projects": "query",
    "areas": "query",
    "overlay": "geojson",
    "basemap-offline": "geojson",
    "tiles": "tiles",
}
MAY_LACK_SOURCE = {"basemap-offline"}
LISTS = {
    "projects": ("themes",),
    "areas": ("themes",),
    "labels": ("labels",),
    "insets": ("insets",),
    "sea": ("labels", "insets", "seas"),
}


def read_layer(path: Path, data_folder: Path, report: Report) -> LayerDefinition | None:
    """Read one file; None when it is no TOML. With mistakes in the report it must not be used."""
    if not LAYER_ID.fullmatch(path.stem):
        report.add("", message("a layer file is named with small letters, digits and -"))
    tables = _parse(path, report)
    if tables is None:
        return None
    table = Table(tables, "", report)
    layer = _layer(path, data_folder, table)
    table.close()
    _check_kind(layer, table)
    return layer


def _parse(path: Path, report: Report) -> dict[str, object] | None:
    try:
        text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
        tables = tomllib.loads(text)
    except UnicodeDecodeError:
        report.add("", message("is not UTF-8 text"))
        return None
    except tomllib.TOMLDecodeError as error:
        _add_syntax_mistake(str(error), text, report)
        return None
    report.lines.update(toml_lines(text))
    return tables


def _add_syntax_mistake(error: str, text: str, report: Report) -> None:
    place = SYNTAX_PLACE.search(error)
    line = int(place["line"] or text.count("\n") + 1) if place else 1
    report.lines["(TOML)"] = line
    reason = SYNTAX_PLACE.sub("", error)
    report.add("(TOML)", message("cannot be read: {reason}", reason=reason))


def _layer(path: Path, data_folder: Path, table: Table) -> LayerDefinition:
    kind = table.need("kind", values.one_of(known.KINDS), "")
    source, attribution = _read_source(table, path.parent, data_folder, kind)
    style = table.table("style")
    return LayerDefinition(
        id=path.stem,
        kind=kind,
        title=table.need("title", values.inert_words, parts.UNNAMED),
        source=source,
        attribution=attribution,
        order=table.need("order", values.whole(0, 1000), 0),
        visible=table.get("visible", values.flag, True),
        base=table.get("base", values.flag, kind == "basemap-offline"),
        min_zoom=table.get("min_zoom", parts.ZOOM, 0),
        max_zoom=table.get("max_zoom", parts.ZOOM, known.MAX_ZOOM),
        access=table.get("access", values.access, (known.EVERYONE,)),
        background=table.get("background", values.colour, None),
        legend=table.get("legend", values.words, None),
        style=parts.read_style(style) if style else None,
        themes=tuple(parts.read_theme(each) for each in table.tables("themes")),
        popup=tuple(parts.read_popup_field(each) for each in table.tables("popup")),
        labels=tuple(parts.read_label(each) for each in table.tables("labels")),
        insets=tuple(parts.read_inset(each) for each in table.tables("insets")),
        seas=tuple(parts.read_sea_area(each) for each in table.tables("seas")),
    )


def _read_source(
    above: Table, folder: Path, data_folder: Path, kind: str
) -> tuple[Source | None, Attribution | None]:
    table = above.table("source")
    wanted = SOURCES.get(kind)
    if not kind:
        return None, None
    if table is None:
        if wanted and kind not in MAY_LACK_SOURCE and not above.has("source"):
            above.wrong(message("a layer of kind {kind} needs [source]", kind=kind))
        return None, None
    source: Source | None = None
    if wanted == "query":
        source = QuerySource(table.need("query", values.one_of(known.QUERIES), ""))
    elif wanted == "geojson":
        source = _file_source(table, folder, data_folder)
    elif wanted == "tiles":
        source = _tile_source(table)
    else:
        above.wrong(message("a layer of kind {kind} has no source", kind=kind), "source")
    attribution = _attribution(table, required=wanted == "tiles")
    table.close()
    return source, attribution


def _file_source(table: Table, folder: Path, data_folder: Path) -> FileSource:
    def find(value: object) -> Path:
        found = values.text(value)
        if Path(found).is_absolute() or ".." in Path(found).parts:
            raise Unfit(message("must lie in {folders}", folders="layers/, data/geo/"))
        for place in (folder, data_folder):
            if (place / found).is_file():
                return place / found
        raise Unfit(
            message("there is no {file} in {folders}", file=found, folders="layers/, data/geo/")
        )

    return FileSource(table.need("geojson", find, Path()))


def _tile_source(table: Table) -> TileSource:
    url = table.need("tiles", values.tile_address, "")
    host = table.need("host", values.text, "")
    netloc = url.removeprefix("https://").partition("/")[0]
    if url and host and netloc != host:
        table.wrong(
            message("expected the host of the tiles, {host}", host=netloc),
            "host",
        )
    return TileSource(url, f"https://{netloc}")


def _attribution(table: Table, *, required: bool) -> Attribution | None:
    read = table.need if required else table.get
    text = read("attribution", values.inert_words, parts.UNNAMED)
    url = table.get("attribution_url", values.web_address, None)
    return Attribution(text, url) if text != parts.UNNAMED else None


def _check_kind(layer: LayerDefinition, table: Table) -> None:
    drawn = isinstance(layer.source, FileSource)
    one_of = ("style", "themes") if drawn else LISTS.get(layer.kind, ())
    if one_of and not any(getattr(layer, name) for name in one_of):
        table.wrong(
            message(
                "a layer of kind {kind} needs {parts}", kind=layer.kind, parts=", ".join(one_of)
            )
        )
    if layer.min_zoom > layer.max_zoom:
        table.wrong(message("min_zoom must not be greater than max_zoom"), "min_zoom")
    if layer.kind == "basemap-offline" and layer.background is None:
        table.wrong(message("{key} is missing", key="background"))
    seen: set[str] = set()
    for index, theme in enumerate(layer.themes):
        if theme.id in seen:
            table.wrong(
                message("{value} is there twice", value=values.shown(theme.id)),
                f"themes[{index}].id",
            )
        seen.add(theme.id)
