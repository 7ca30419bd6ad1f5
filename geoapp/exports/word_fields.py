"""What Word computes itself, such as the number of a page."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def add_field(paragraph: Any, name: str) -> None:
    """Add a field that Word computes, such as PAGE."""
    run = paragraph.add_run()
    for kind in ("begin", name, "end"):
        element = OxmlElement("w:instrText" if kind == name else "w:fldChar")
        if kind == name:
            element.text = name
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)  # noqa: SLF001 - python-docx has no fields
