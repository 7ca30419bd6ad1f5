"""The tables inside a layer file: classes, themes, popup fields, labels, insets, seas."""

from geoapp.domain.layers import definition as known
from geoapp.domain.layers import values
from geoapp.domain.layers.definition import (
    Inset,
    Label,
    PopupField,
    SeaArea,
    StyleClass,
    Theme,
    Words,
)
from geoapp.domain.layers.table import Table
from geoapp.domain.messages import message

INK = "#17232E"
PAPER = "#FFFFFF"
UNNAMED = Words("", "")
WIDTH = values.between(0, 20)
ZOOM = values.whole(0, known.MAX_ZOOM)


def read_style(table: Table) -> StyleClass:
    """Read the look of every feature of a layer without themes."""
    style = _look(table, value="", label=UNNAMED)
    table.close()
    return style


def read_theme(table: Table) -> Theme:
    """Read one theme; no two of its classes may stand for the same value."""
    theme = Theme(
        id=table.need("id", values.name, ""),
        title=table.need("title", values.words, UNNAMED),
        attribute=table.need("attribute", values.attribute, ""),
        classes=tuple(_read_class(each) for each in table.tables("classes")),
    )
    if not theme.classes:
        table.wrong(message("needs at least one class"), "classes")
    _refuse_twins(table, [each.value for each in theme.classes])
    table.close()
    return theme


def _read_class(table: Table) -> StyleClass:
    style = _look(
        table,
        value=table.need("value", values.class_value, ""),
        label=table.need("label", values.words, UNNAMED),
    )
    low, high = style.at_least, style.below
    if low is not None and high is not None and low >= high:
        table.wrong(message("at_least must be smaller than below"), "at_least")
    table.close()
    return style


def _look(table: Table, *, value: str, label: Words) -> StyleClass:
    return StyleClass(
        value=value,
        label=label,
        at_least=table.get("at_least", values.number, None),
        below=table.get("below", values.number, None),
        missing=table.get("missing", values.flag, False),
        fill=table.need("fill", values.colour, PAPER),
        ink=table.get("ink", values.colour, INK),
        glyph_color=table.get("glyph_color", values.colour, PAPER),
        glyph=table.get("glyph", values.name, None),
        shape=table.get("shape", values.one_of(known.SHAPES), "circle"),
        line=table.get("line", values.one_of(known.LINES), "plain"),
        area=table.get("area", values.one_of(known.AREAS), "tint"),
        opacity=table.get("opacity", values.between(0, 1), 0.4),
        edge=table.get("edge", values.colour, INK),
        edge_line=table.get("edge_line", values.one_of(known.EDGES), "solid"),
        edge_width=table.get("edge_width", WIDTH, 2.2),
        glow=table.get("glow", WIDTH, 0.0),
    )


def _refuse_twins(table: Table, found: list[str]) -> None:
    for index, value in enumerate(found):
        if value in found[:index]:
            table.wrong(
                message("{value} is there twice", value=values.shown(value)),
                f"classes[{index}].value",
            )


def read_popup_field(table: Table) -> PopupField:
    """Read one line of the card."""
    popup = PopupField(
        attribute=table.need("attribute", values.attribute, ""),
        label=table.need("label", values.words, UNNAMED),
        format=table.get("format", values.one_of(known.FORMATS), "text"),
    )
    table.close()
    return popup


def read_label(table: Table) -> Label:
    """Read one text on the map."""
    label = Label(
        text=table.need("text", values.words, UNNAMED),
        point=table.need("point", values.point, (0.0, 0.0)),
        style=table.get("style", values.one_of(known.LABEL_STYLES), "place"),
        min_zoom=table.get("min_zoom", ZOOM, 0),
        max_zoom=table.get("max_zoom", ZOOM, known.MAX_ZOOM),
    )
    table.close()
    return label


def read_inset(table: Table) -> Inset:
    """Read one frame in a corner of the map."""
    inset = Inset(
        title=table.need("title", values.words, UNNAMED),
        subtitle=table.get("subtitle", values.words, None),
        bbox=table.need("bbox", values.bbox, (0.0, 0.0, 1.0, 1.0)),
        corner=table.get("corner", values.one_of(known.CORNERS), "bottomright"),
        points=table.get("points", values.points, ()),
        polygons=table.get("polygons", values.rings, ()),
        labels=tuple(read_label(each) for each in table.tables("labels")),
    )
    table.close()
    return inset


def read_sea_area(table: Table) -> SeaArea:
    """Read one part of the sea."""
    sea = SeaArea(
        title=table.get("title", values.words, None),
        polygon=table.need("polygon", values.ring, ()),
        fill=table.get("fill", values.colour, None),
        edge=table.get("edge", values.colour, INK),
        edge_line=table.get("edge_line", values.one_of(known.EDGES), "dashed"),
    )
    table.close()
    return sea
