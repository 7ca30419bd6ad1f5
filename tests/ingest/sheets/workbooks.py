"""Excel workbooks for tests, as small as Excel itself would accept."""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
FORMATS = {164: "dd/mm/yyyy", 165: "0.0%", 166: '#,##0\\ "day"'}
STYLES = "".join(
    [
        f'<styleSheet xmlns="{MAIN}"><numFmts>',
        *(f"<numFmt numFmtId='{n}' formatCode='{code}'/>" for n, code in FORMATS.items()),
        "</numFmts><cellXfs>",
        *(f'<xf numFmtId="{n}"/>' for n in (0, 14, *FORMATS)),
        "</cellXfs></styleSheet>",
    ]
)
GENERAL, DAY, VIETNAMESE_DAY, PERCENT, WITH_WORDS = range(5)


def cell(
    reference: str, value: object = None, *, style: int = 0, kind: str = "", formula: str = ""
) -> str:
    """One cell as XML; text stands in the cell itself."""
    if isinstance(value, str) and not kind:
        return f'<c r="{reference}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    written = f"<f>{escape(formula)}</f>" if formula else ""
    written += "" if value is None else f"<v>{value}</v>"
    return f'<c r="{reference}" s="{style}"{f" t={kind!r}" if kind else ""}>{written}</c>'


def row(number: int, *values: object) -> str:
    """A row of values from column A on; a cell already written keeps its place."""
    cells = [
        value if str(value).startswith("<c ") else cell(f"{chr(65 + place)}{number}", value)
        for place, value in enumerate(values)
    ]
    return f'<row r="{number}">{"".join(map(str, cells))}</row>'


def write_workbook(
    folder: Path,
    sheets: Mapping[str, str],
    *,
    texts: str = "",
    hidden: str = "",
    date1904: bool = False,
) -> Path:
    """Write sheets given by name and rows; `texts` is the inside of the shared strings."""
    names = list(sheets)
    tags = "".join(
        f'<sheet name="{name}" r:id="r{n}" state="{"hidden" if name == hidden else "visible"}"/>'
        for n, name in enumerate(names)
    )
    links = "".join(
        f'<Relationship Id="r{n}" Target="{"/xl/" if n else ""}worksheets/s{n}.xml"/>'
        for n in range(len(names))
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        f'<workbookPr date1904="{int(date1904)}"/><sheets>{tags}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>',
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
    }
    for n, rows in enumerate(sheets.values()):
        parts[f"xl/worksheets/s{n}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        )
    path = folder / "upload"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path
