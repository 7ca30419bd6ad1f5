"""The periodic report as PDF, set by typst in Tinos, which is as wide as Times New Roman."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from geoapp.charts.printed import printed_svg
from geoapp.exports.periodic.parts import (
    ChartPicture,
    Heading,
    MapPicture,
    Paragraph,
    Part,
    ReportPaper,
    Table,
    is_small,
    split,
)
from geoapp.exports.periodic.pictures import map_svg
from geoapp.exports.typeset import typeset

CHART_PX, CHART_MM = 640, 160.0
TEXTS: Final = (
    "lang",
    "nation",
    "motto",
    "superior",
    "issuer",
    "number",
    "kind",
    "title",
    "closing",
    "recipients",
    "authority",
    "position",
    "signer",
    "mark",
    "remark",
    "addressee",
    "basis",
)
# Tags for screen readers cost much time in tables of thousands of rows.
MOST_TAGGED: Final = 1_000


class Pictures:
    """Pictures by the file names that the template asks for."""

    def __init__(self) -> None:
        self.files: dict[str, str | bytes] = {}

    def add(self, svg: str) -> str:
        name = f"picture-{len(self.files)}.svg"
        self.files[name] = svg
        return name


def write_pdf(paper: ReportPaper) -> bytes:
    """Return the pages."""
    pictures = Pictures()
    chapters, appendix = split(paper.parts)
    data = {name: getattr(paper, name) for name in TEXTS} | {
        "date-line": paper.date_line,
        "recipients-title": paper.recipients_title,
        "chapters": _data(chapters, pictures),
        "appendix": _data(appendix, pictures),
    }
    rows = sum(len(part.rows) for part in paper.parts if isinstance(part, Table))
    tagged = rows <= MOST_TAGGED
    return typeset("periodic", data, pictures.files, format="pdf", timestamp=0, pdf_tags=tagged)


def _data(parts: Sequence[Part], pictures: Pictures) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for small, group in groupby(parts, key=is_small):
        said = [_part(part, pictures) for part in group]
        found += [{"kind": "pair", "pictures": said}] if small else said
    return found


def _part(part: Part, pictures: Pictures) -> dict[str, Any]:
    match part:
        case Heading():
            return {"kind": "heading", "text": part.text, "level": part.level}
        case Paragraph():
            return {"kind": "paragraph", "text": part.text, "small": part.small}
        case Table():
            return _table(part)
        case ChartPicture():
            return _picture(pictures.add(printed_svg(part.chart, CHART_PX)), part.title, CHART_MM)
        case MapPicture():
            return _picture(pictures.add(map_svg(part)), part.title, part.width)


def _table(part: Table) -> dict[str, Any]:
    columns = [{"title": one.title, "share": one.share, "right": one.right} for one in part.columns]
    return {
        "kind": "table",
        "title": part.title,
        "columns": columns,
        "rows": part.rows,
        "sums": part.sums,
    }


def _picture(name: str, title: str, width: float) -> dict[str, Any]:
    return {"kind": "picture", "picture": name, "title": title, "width": width}
